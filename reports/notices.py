"""What notices say (通知、提醒、告警): a title and a few plain lines, counts and days, never a whole list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from reports.wording import day_in_words, short


@dataclass(frozen=True, slots=True)
class Message:
    """A title and the text below it."""

    title: str
    text: str


def issued(unit: str, round_name: str, count: int, due: date, desk: str) -> Message:
    """A unit's list was issued."""
    return Message(
        f"{round_name}评估问题清单已下发（{short(unit, 30)}，{count} 个问题）",
        f"{short(unit, 60)}：{round_name}评估发现的问题 {count} 个已下发，"
        f"请在 {day_in_words(due)}前逐条核对、整改并报告。{at_desk(desk)}",
    )


def reminder(unit: str, round_name: str, count: int, due: date, left: int, desk: str) -> Message:
    """Some of a unit's problems are due soon, or today."""
    when = f"还有 {left} 天" if left else "就在今天"
    return Message(
        f"整改提醒：{short(unit, 30)}还有 {count} 个问题未整改，{when}到期",
        f"{short(unit, 60)}：{round_name}下发的问题还有 {count} 个没有整改，"
        f"整改时限 {day_in_words(due)}，{when}。已经改好的，请在审核台报整改并复查。{at_desk(desk)}",
    )


def night(county: str, day: date, changes: Mapping[str, int], waiting: int, desk: str) -> Message:
    """What a night came to."""
    said = "，".join(f"{word} {count}" for word, count in changes.items() if count) or "没有变化"
    return Message(
        f"{county}{day_in_words(day)}采集结果：{said}",
        f"{county}{day_in_words(day)}采集和核查完成：{said}。待复核的问题共 {waiting} 处。{at_desk(desk)}",
    )


def alarm(county: str, what: str, why: str, desk: str) -> Message:
    """Something needs a person of the office; nothing was closed because of it."""
    return Message(
        f"{county}政务服务核查告警：{what}",
        f"{what}：{why}。有关问题一律保持原状，不会因此变为已整改。{at_desk(desk)}",
    )


def recovered(county: str, title: str) -> Message:
    """An alarm is over."""
    what = title.partition("：")[2] or title
    return Message(f"{county}政务服务核查已恢复：{what}", f"此前的告警“{what}”已经解除。")


def trial(county: str) -> Message:
    """To try whether messages arrive."""
    return Message(f"{county}政务服务核查：测试消息", "这是一条测试消息，收到说明通知设置正确。")


def at_desk(desk: str) -> str:
    return f"详见审核台：{desk}" if desk else "详见审核台。"
