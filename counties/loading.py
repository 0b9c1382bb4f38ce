"""
From `county.toml`, and the plan.toml beside it, to a Profile.

Every mistake is a ProfileError of one Chinese line.

The keys of the file, top level first:

    name, code                      the county and its six-digit code ("" while unknown)
    contact                         telephone or mail of the auditors, sent with every request
    within                          ["河南省", "南阳市"]: what the county lies in, from the outside in
    document_prefix                 ["内政", "内政办"]: how the government's own document numbers begin
    departments, townships          how many units the plan names, for `zwaudit county check`
    [[source]]                      name, channel, and start_urls or path (wechat and app may have both);
                                    adapter, allow, render, max_pages, delay, parallel, area_code
    [[unit]]                        name; kind, aliases, predecessors, lead_of, uscc, contact, code,
                                    confirmed, note
    [[one_thing]]                   name of a joint service (“一件事”); lead (a unit of this file), aliases
    [rounds]                        the calendar: closed intervals and days, Beijing time
    [exports]                       ["好差评"] and the like: the county's own headings of columns in exports
    [report]                        office, project, assessor, contact: head and foot of the reports
    [retention]                     days: how long pages and readings that nothing needs are kept
    [pictures]                      per_night: screenshots a night at most (0: none); styles: fetch styles
    [scores]                        off unless enabled; see counties/scores.py
    [notify]                        whom to tell by which environment variable; see counties/notify.py
    [rules]                         kept as written for the part of the program that uses them
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

from checks.evidence import Channel, OneThing
from counties import uscc
from counties.errors import ProfileError, shown
from counties.listed import FILE_NAME as ADDRESSES
from counties.listed import addresses_in, checked, fault_of
from counties.notify import notify_from
from counties.plan import Plan, load_plan
from counties.profile import Adapter, Letterhead, Pictures, Profile, RawTable, Source, UnitProfile
from counties.rounds import rounds_from
from counties.scores import scheme_from
from counties.tables import Table, read_table
from counties.unit_names import plain

FILE_NAME = "county.toml"

KEPT_DAYS = 550
LEAST_KEPT = 90
"""Two rounds of an evaluation lie less than a year apart; a list is defended for a year and longer."""

TOP = ("name", "code", "contact", "within", "document_prefix", "departments", "townships")
TABLES = (
    *("source", "unit", "one_thing", "rounds", "rules", "exports", "report", "notify", "scores"),
    "retention",
    "pictures",
)
SOURCE = (
    *("name", "channel", "start_urls", "path", "adapter", "allow", "render"),
    *("max_pages", "delay", "parallel", "area_code"),
)
ONE_THING = ("name", "lead", "aliases")
UNIT = ("name", "kind", "aliases", "predecessors", "lead_of", "uscc", "contact", "code", "confirmed", "note")

PUBLISHING = tuple(channel for channel in Channel if channel not in (Channel.EXPORT, Channel.FORM))
"""Exports and forms are imported (`zwaudit import`): they are no places to visit."""

LISTED = (Channel.WECHAT, Channel.APP)
"""Channels whose pages are named one by one: nothing leads from one article to the next."""

HOST = re.compile(r"(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*")
CRITERION = re.compile(r"c(0[1-9]|1[0-2])|t0[1-8]")


def load(place: Path | str) -> Profile:
    """Read a county's folder, or its county.toml itself."""
    given = Path(place)
    file = given / FILE_NAME if given.is_dir() else given
    if not file.exists():
        missing = f"文件夹里没有 {FILE_NAME}" if given.is_dir() else "没有这个县的配置文件夹或文件"
        raise ProfileError(given, "", missing)
    return profile_from(read_table(file), load_plan(file.parent))


def profile_from(top: Table, plan: Plan | None) -> Profile:
    """The profile that the top table of a file describes."""
    top.only(*TOP, *TABLES)
    name, code = top.text("name", None), digits(top, "code", 6, "行政区划代码")
    units = tuple(unit_from(table) for table in top.tables("unit"))
    refuse_shared_names(top, units)
    return Profile(
        name=name,
        code=code,
        folder=top.file.parent,
        sources=sources_from(top, code),
        units=units,
        contact=top.text("contact"),
        within=top.texts("within"),
        document_prefix=top.texts("document_prefix"),
        departments=top.whole("departments", least=1, most=500),
        townships=top.whole("townships", least=1, most=500),
        one_things=one_things_from(top, units),
        rounds=rounds_from(top.table("rounds")) if "rounds" in top.values else None,
        rules=rule_tables(top.table("rules")),
        exports=headings(top.table("exports")),
        report=letterhead_from(top.table("report")),
        plan=plan,
        notify=notify_from(top.table("notify"), tuple(unit.name for unit in units)),
        scores=scheme_from(top.table("scores")),
        keep_days=keep_days_from(top.table("retention")),
        pictures=pictures_from(top.table("pictures")),
    )


def keep_days_from(table: Table) -> int:
    """The [retention] table: days, a year and a half unless written."""
    table.only("days")
    return table.whole("days", least=LEAST_KEPT, most=36_500) or KEPT_DAYS


def pictures_from(table: Table) -> Pictures:
    """The [pictures] table: screenshots a night, 0 for none, and whether to fetch pages' style sheets."""
    table.only("per_night", "styles")
    given, usual = table.whole("per_night", least=0, most=10_000), Pictures()
    return Pictures(usual.per_night if given is None else given, table.flag("styles", default=True))


def letterhead_from(table: Table) -> Letterhead:
    """The [report] table."""
    table.only("office", "project", "assessor", "contact")
    return Letterhead(*(table.text(name) for name in ("office", "project", "assessor", "contact")))


def sources_from(top: Table, code: str) -> tuple[Source, ...]:
    """All sources, at least one, each with a name of its own."""
    sources = tuple(source_from(table, code) for table in top.tables("source"))
    if not sources:
        raise top.wrong("source", "至少要有一个 [[source]]（采集来源）")
    for number, source in enumerate(sources):
        if any(source.name == other.name for other in sources[:number]):
            raise top.wrong("source", f"来源名称{shown(source.name)}重复")
    return sources


def source_from(table: Table, county_code: str) -> Source:
    """One source: pages to start from, a folder of documents, or pages listed one by one."""
    table.only(*SOURCE)
    name, channel = table.text("name", None), table.choice("channel", PUBLISHING, None)
    folder, urls = table.text("path"), start_urls(table)
    usual = Adapter.LISTED if channel in LISTED else Adapter.FOLDER if folder else Adapter.SITE
    adapter = Adapter(table.choice("adapter", list(Adapter), usual))
    if adapter is Adapter.LISTED:
        urls = listed(table, urls, folder)
    else:
        refuse_mixture(table, adapter, urls, folder)
    return Source(
        name=name,
        channel=Channel(channel),
        start_urls=urls,
        path=table.file.parent / folder if folder else None,
        adapter=adapter,
        allow=hosts(table),
        render=table.flag("render", default=False),
        max_pages=table.whole("max_pages", least=1, most=1_000_000),
        delay=table.number("delay", least=0, most=3600),
        parallel=table.whole("parallel", least=1, most=16) or 1,
        area_code=area_code(table, adapter, county_code),
    )


def refuse_mixture(table: Table, adapter: Adapter, urls: tuple[str, ...], folder: str) -> None:
    """A web site has start pages, a folder a path, and neither has both."""
    if bool(folder) == bool(urls):
        raise table.wrong("start_urls", "start_urls（网址）和 path（文件夹）要写一个，且只写一个")
    if (adapter is Adapter.FOLDER) != bool(folder):
        raise table.wrong(
            "adapter", f"{shown(adapter)}要配{'path' if adapter is Adapter.FOLDER else 'start_urls'}"
        )


def listed(table: Table, urls: tuple[str, ...], folder: str) -> tuple[str, ...]:
    """The addresses of a listed source, those of its folder's addresses.txt included."""
    if not (urls or folder):
        raise table.wrong("start_urls", "start_urls（网址）和 path（存放网页的文件夹）至少要写一个")
    for url in urls:
        if fault := fault_of(url):
            raise table.wrong("start_urls", fault)
    if not folder:
        return urls
    place = table.file.parent / folder
    more = checked(place / ADDRESSES, addresses_in(place), is_web_address)
    return tuple(dict.fromkeys((*urls, *more)))


def start_urls(table: Table) -> tuple[str, ...]:
    """Addresses of http or https pages."""
    urls = table.texts("start_urls")
    for url in urls:
        if not is_web_address(url):
            raise table.wrong("start_urls", f"应为 https:// 或 http:// 开头的网址，现为{shown(url)}")
    return urls


def is_web_address(url: str) -> bool:
    """Is this an address that can be fetched without a password in it?"""
    try:
        parts = urlsplit(url)
        return bool(
            parts.scheme in ("http", "https")
            and parts.hostname
            and parts.port != 0
            and "@" not in parts.netloc
        )
    except ValueError:
        return False


def hosts(table: Table) -> tuple[str, ...]:
    """Names of further hosts that belong to the source."""
    names = tuple(name.lower() for name in table.texts("allow"))
    for name in names:
        if not HOST.fullmatch(name):
            raise table.wrong(
                "allow", f"应为主机名（如 file.example.gov.cn，不带 http:// 和路径），现为{shown(name)}"
            )
    return names


def area_code(table: Table, adapter: Adapter, county_code: str) -> str:
    """The area's twelve digits; for the province's interface those of the county itself by default."""
    written = digits(table, "area_code", 12, "区划代码") if "area_code" in table.values else ""
    if adapter is Adapter.HNZWFW and not written:
        if not county_code:
            raise table.wrong("area_code", "adapter 为 hnzwfw 时，要写 area_code 或县的 code")
        return county_code.ljust(12, "0")
    return written


def digits(table: Table, name: str, length: int, what: str) -> str:
    """A code of so many digits; the key must be there, and may be empty while the code is unknown."""
    if name not in table.values:
        raise table.wrong(name, "缺少这一项")
    code = table.text(name)
    if code and not re.fullmatch(rf"[0-9]{{{length}}}", code):
        raise table.wrong(name, f"应为 {length} 位数字的{what}，现为{shown(code)}")
    return code


def unit_from(table: Table) -> UnitProfile:
    """One unit."""
    table.only(*UNIT)
    return UnitProfile(
        name=table.text("name", None),
        kind=table.choice("kind", ("department", "township"), "department"),
        aliases=table.texts("aliases"),
        predecessors=table.texts("predecessors"),
        lead_of=criteria(table),
        uscc=credit_code(table),
        contact=table.text("contact"),
        code=table.text("code"),
        confirmed=table.flag("confirmed", default=True),
        note=table.text("note"),
    )


def one_things_from(top: Table, units: tuple[UnitProfile, ...]) -> tuple[OneThing, ...]:
    """The joint services with the units that lead them, no two of one name."""
    found: list[OneThing] = []
    for table in top.tables("one_thing"):
        table.only(*ONE_THING)
        thing = OneThing(table.text("name", None), lead_from(table, units), table.texts("aliases"))
        known = {plain(name) for one in found for name in (one.name, *one.aliases)}
        for name in (thing.name, *thing.aliases):
            if plain(name) in known:
                raise table.wrong("name", f"“一件事”{shown(name)}重复")
        found.append(thing)
    return tuple(found)


def lead_from(table: Table, units: tuple[UnitProfile, ...]) -> str:
    """The name of the unit that leads, as the profile has it; "" while nobody is named."""
    said = table.text("lead")
    named = [unit.name for unit in units if plain(said) in {plain(name) for name in unit.names}]
    if said and not named:
        raise table.wrong("lead", f"{shown(said)}不是本文件列出的单位")
    return named[0] if named else ""


def criteria(table: Table) -> tuple[str, ...]:
    """The criteria that the unit leads."""
    led = table.texts("lead_of")
    for criterion in led:
        if not CRITERION.fullmatch(criterion):
            raise table.wrong("lead_of", f"应为 c01–c12 或 t01–t08，现为{shown(criterion)}")
    return led


def credit_code(table: Table) -> str:
    """The unified social credit code, empty or valid."""
    code = table.text("uscc")
    fault = uscc.fault(code) if code else ""
    if fault:
        raise table.wrong("uscc", f"统一社会信用代码{shown(code)}{fault}")
    return code


def refuse_shared_names(top: Table, units: tuple[UnitProfile, ...]) -> None:
    """No two units may share a name, a code or the lead of a criterion."""
    for what, of in (
        ("名称或别名", lambda unit: {plain(name) for name in unit.names}),
        ("代码", lambda unit: {unit.code} - {""}),
        ("统一社会信用代码", lambda unit: {unit.uscc} - {""}),
        ("牵头指标", lambda unit: set(unit.lead_of)),
    ):
        owner: dict[str, str] = {}
        for unit in units:
            for value in sorted(of(unit)):
                if value in owner:
                    raise top.wrong(
                        "unit", f"{shown(unit.name)}与{shown(owner[value])}的{what}{shown(value)}重复"
                    )
                owner[value] = unit.name


def headings(table: Table) -> dict[str, dict[str, tuple[str, ...]]]:
    """The [exports] table: for each kind of export and column the headings that the county prints."""
    kinds = {name: table.table(name) for name in table.values}
    return {name: {column: kind.texts(column) for column in kind.values} for name, kind in kinds.items()}


def rule_tables(table: Table) -> dict[str, RawTable]:
    """The [rules] table: one table for each rule, its keys judged by the rules themselves."""
    for name, value in table.values.items():
        if not isinstance(value, dict):
            raise table.wrong(name, f"应写成一个表：[rules.{name}]")
    return cast(dict[str, RawTable], dict(table.values))
