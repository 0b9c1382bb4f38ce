"""A finding's history in plain words: one sentence for each event, oldest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reports.wording import clock
from storage.models import Event

OBSERVED = {
    "present": "页面上有该问题",
    "absent": "页面上已没有该问题",
    "gone": "页面已取消",
    "unknown": "没有读到页面",
}
DECIDED = {"pending": "待定", "confirmed": "属实", "dismissed": "误报", "escalated": "上级统一要素"}
SENTENCES = {
    "appeared": "首次发现",
    "seen": "再次核实，仍有该问题",
    "seen-again": "重新读到，仍有该问题",
    "reopened": "整改后又出现，记为复发",
    "text-changed": "表述有改动：由“{old}”改为“{new}”，仍不符合",
    "moved": "在页面上换了位置",
    "subject-moved": "事项名称、编码或单位有变，历史随之转移",
    "verdict-changed": "判断程度有变",
    "absent": "再次读到页面，原表述已不在，记为已整改",
    "withdrawn": "规则或读取方法调整后不再认定，记为已撤销（不算整改）",
    "unknown": "这次没有读到，状态保持原样，待核实",
    "gone": "页面已取消（不等于整改）",
    "decided-confirmed": "认定为属实",
    "decided-dismissed": "认定为误报",
    "decided-escalated": "认定为上级统一要素，本县不能自行修改",
    "decided-pending": "撤回认定，重新待复核",
    "decided-proposed": "提出认定为误报，待第二人同意",
    "decision-holds": "按以前的认定处理：{new}",
    "decision-lapsed": "原认定不再适用，重新待复核",
    "issued": "下发整改，时限 {new}",
    "issue-withdrawn": "从已下发的清单中撤回",
    "extended": "整改时限由 {old} 延至 {new}",
    "claimed-agreed": "单位核对：属实",
    "claimed-partly": "单位核对：部分属实",
    "claimed-disputed": "单位核对：不属实",
    "claimed-fixed": "单位报告已整改（待复查核实）",
}


@dataclass(frozen=True, slots=True)
class Told:
    """One event as a sentence."""

    when: str
    who: str
    sentence: str
    reason: str


def told(events: Iterable[Event]) -> tuple[Told, ...]:
    """The events of a finding as sentences, in their order."""
    return tuple(Told(clock(one.at), one.who, sentence(one), one.reason) for one in events)


def sentence(event: Event) -> str:
    """What happened, in the office's words; an unknown event as it is called."""
    words = SENTENCES.get(event.what, event.what)
    return words.format(old=spoken(event.old), new=spoken(event.new))


def spoken(value: str) -> str:
    return DECIDED.get(value) or OBSERVED.get(value) or value
