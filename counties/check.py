"""What a county's profile leaves open: the list that the office works through before the first night."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from checks.evidence import Channel
from counties.profile import Adapter, Profile, Source, UnitProfile

LED = {"c01": "惠企政策“免申即享”", "c02": "清理取消证明事项", "c03": "证明事项告知承诺"}


class Weight(StrEnum):
    """How much an open point matters; the value is the word that the office reads."""

    MISSING = "缺少"
    CONFIRM = "待确认"
    NOTE = "提示"


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """Something that the office has to supply or to confirm, and the key where it belongs."""

    key: str
    text: str
    severity: Weight


def open_points(profile: Profile) -> tuple[OpenPoint, ...]:
    """Every open point of a profile, what is missing first."""
    found = [point for ask in QUESTIONS for point in ask(profile)]
    order = list(Weight)
    return tuple(sorted(found, key=lambda point: order.index(point.severity)))


def county_itself(profile: Profile) -> Iterator[OpenPoint]:
    if not profile.code:
        yield OpenPoint("code", "县的 6 位行政区划代码尚未填写", Weight.MISSING)
    if not profile.contact:
        yield OpenPoint("contact", "采集联系方式未填：网站管理方无从得知向谁反映", Weight.MISSING)
    if not profile.within:
        yield OpenPoint("within", "所属省、市未填：带省市前缀的单位名称可能认不出", Weight.NOTE)
    if not profile.document_prefix:
        text = "县政府、政府办发文的机关代字未填：无从判断清单是否以政府或政府办文件公布"
        yield OpenPoint("document_prefix", text, Weight.MISSING)


def notices(profile: Profile) -> Iterator[OpenPoint]:
    """Whom to tell: the environment variables that are not set where this is asked."""
    for name in profile.notify.variables if profile.notify else ():
        if not os.environ.get(name, "").strip():
            text = f"环境变量 {name} 没有设置，相应的通知发不出去"
            yield OpenPoint("notify", text, Weight.MISSING)


def channels(profile: Profile) -> Iterator[OpenPoint]:
    present = {source.channel for source in profile.sources}
    absent = {
        Channel.PORTAL: "没有县政府门户网站",
        Channel.SERVICE_NETWORK: "没有政务服务网",
        Channel.WINDOW: "没有窗口办事指南文件夹",
        Channel.WECHAT: "没有微信公众号：其中的办事指南未核查，请提供各单位公众号名单和文章网址",
        Channel.APP: "没有“云上”客户端：指标1要求在该渠道上传惠企政策，请确认有无网页版并提供网址",
    }
    for channel, text in absent.items():
        if channel not in present:
            yield OpenPoint("source", text, Weight.MISSING)


def sources(profile: Profile) -> Iterator[OpenPoint]:
    for source in profile.sources:
        if source.adapter is Adapter.FOLDER:
            yield from folder_of(profile, source)
        if source.adapter is Adapter.LISTED and source.path is not None and not source.path.is_dir():
            text = f"来源“{source.name}”的文件夹不存在：{source.path}，请建立后存放保存的网页或 addresses.txt"
            yield OpenPoint("source.path", text, Weight.MISSING)
        if profile.code and source.area_code and not source.area_code.startswith(profile.code):
            text = f"来源“{source.name}”的区划代码 {source.area_code} 不属于本县（{profile.code}）"
            yield OpenPoint("source.area_code", text, Weight.CONFIRM)


def folder_of(profile: Profile, source: Source) -> Iterator[OpenPoint]:
    path = source.path
    if path is None or not path.is_dir():
        text = f"来源“{source.name}”的文件夹不存在：{path}，请建立后按单位分子文件夹存放指南"
        yield OpenPoint("source.path", text, Weight.MISSING)
        return
    inside = sorted(entry.name for entry in path.iterdir() if not entry.name.startswith("."))
    if not inside:
        yield OpenPoint("source.path", f"来源“{source.name}”的文件夹是空的：{path}", Weight.MISSING)
    for name in inside:
        if (path / name).is_dir() and profile.unit_named(name) is None:
            text = f"子文件夹“{name}”对不上任何单位，其中的指南将归属待定"
            yield OpenPoint("source.path", text, Weight.CONFIRM)


def number_of_units(profile: Profile) -> Iterator[OpenPoint]:
    for kind, word, planned in (
        ("department", "县直单位", profile.departments),
        ("township", "乡镇（街道）", profile.townships),
    ):
        count = sum(unit.kind == kind for unit in profile.units)
        if not count:
            yield OpenPoint("unit", f"没有列出{word}", Weight.MISSING)
        elif planned is not None and count != planned:
            text = f"列出{word} {count} 个，方案为 {planned} 个，请核定名单"
            yield OpenPoint("unit", text, Weight.CONFIRM)


def unconfirmed_units(profile: Profile) -> Iterator[OpenPoint]:
    names = [unit.name for unit in profile.units if not unit.confirmed]
    if names:
        text = f"{len(names)} 个单位的名称和别名是候选，待办公室核定：{'、'.join(names)}"
        yield OpenPoint("unit.confirmed", text, Weight.CONFIRM)
    notes = [f"{unit.name}（{unit.note}）" for unit in profile.units if unit.note and not unit.confirmed]
    if notes:
        yield OpenPoint("unit.note", f"单位备注：{'；'.join(notes)}", Weight.NOTE)


def names_of_units(profile: Profile) -> Iterator[OpenPoint]:
    """Names by which a text would be given to another unit, or to none."""
    for one, other, owner, second in profile.names.shared():
        text = f"{owner.name}的“{one}”和{second.name}的“{other}”无法区分，请改写其中一个别名"
        yield OpenPoint("unit.aliases", text, Weight.CONFIRM)
    for unit, name, reason in profile.names.strayed():
        yield OpenPoint("unit.aliases", f"{unit.name}的“{name}”会被认错：{reason}", Weight.CONFIRM)


def details_of_units(profile: Profile) -> Iterator[OpenPoint]:
    wanted: tuple[tuple[str, str, Callable[[UnitProfile], str]], ...] = (
        ("unit.uscc", "统一社会信用代码", lambda unit: unit.uscc),
        ("unit.contact", "联系人和电话", lambda unit: unit.contact),
    )
    for key, word, of in wanted:
        empty = sum(not of(unit) for unit in profile.units)
        if empty:
            yield OpenPoint(key, f"{len(profile.units)} 个单位中有 {empty} 个未填{word}", Weight.NOTE)


def leads(profile: Profile) -> Iterator[OpenPoint]:
    led = {criterion for unit in profile.units for criterion in unit.lead_of}
    for criterion, what in LED.items():
        if criterion not in led:
            text = f"指标 {criterion}（{what}）没有牵头单位，清单未公布等问题将归属待定"
            yield OpenPoint("unit.lead_of", text, Weight.MISSING)


def one_things(profile: Profile) -> Iterator[OpenPoint]:
    """Who leads which joint service: the lead answers when its guide is missing."""
    if not profile.one_things:
        text = "没有列出“一件事”及其牵头单位（[[one_thing]]）：只按公布的“一件事”清单核查指南"
        yield OpenPoint("one_thing", text, Weight.NOTE)
    without = [thing.name for thing in profile.one_things if not thing.lead]
    if without:
        text = f"“一件事”{'、'.join(without)}没有牵头单位，指南未公布的问题将归属待定"
        yield OpenPoint("one_thing.lead", text, Weight.CONFIRM)


def calendar(profile: Profile) -> Iterator[OpenPoint]:
    if profile.rounds is None:
        yield OpenPoint("rounds", "没有评估日程：不分轮次，不计整改时限", Weight.NOTE)


def plan(profile: Profile) -> Iterator[OpenPoint]:
    found = profile.plan
    if found is None:
        yield OpenPoint("plan.toml", "没有评估方案说明，报告不披露方案文号和口径", Weight.NOTE)
        return
    if not found.number:
        yield OpenPoint("plan.toml", "评估方案文号待补", Weight.MISSING)
    for question in found.to_confirm:
        yield OpenPoint("plan.toml", question, Weight.CONFIRM)
    if found.inconsistencies:
        text = f"方案有 {len(found.inconsistencies)} 处前后不一致，处理口径见 plan.toml"
        yield OpenPoint("plan.toml", text, Weight.CONFIRM)


def letterhead(profile: Profile) -> Iterator[OpenPoint]:
    if not profile.report.office:
        yield OpenPoint("report.office", "报告署名的办公室全称未填", Weight.MISSING)
    if not profile.report.assessor:
        yield OpenPoint("report.assessor", "评估机构名称未填，报告中留空", Weight.NOTE)
    if not profile.report.contact:
        yield OpenPoint("report.contact", "报告联系人和电话未填，报告中留空", Weight.NOTE)


QUESTIONS: tuple[Callable[[Profile], Iterator[OpenPoint]], ...] = (
    county_itself,
    channels,
    sources,
    number_of_units,
    unconfirmed_units,
    names_of_units,
    leads,
    one_things,
    notices,
    calendar,
    letterhead,
    plan,
    details_of_units,
)
