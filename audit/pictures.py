"""Screenshots after a night (截图): each new finding's text where it stands, from the stored page."""

from __future__ import annotations

import base64
import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from rich.console import Console
from sqlalchemy import select
from sqlalchemy.orm import Session

from audit.display import console
from audit.workspace import Workspace
from checks.engine import field_title
from checks.text.masked_pages import masked_bytes
from checks.text.masking import masked
from crawler.camera import Camera, Shot, Wanted, camera
from crawler.chromium import browser_available
from crawler.documents.pdf_page import page_with
from crawler.frontier import Territory
from crawler.politeness import pace_for, user_agent
from crawler.wardrobe import Wardrobe
from reports.wording import address_shown, clock
from storage import pictures, visits
from storage.database import reading, transaction
from storage.models import FindingRow, Run, Visit
from storage.pictures import DOCUMENT, MISSING, PAGE, READING, Taken
from storage.status import public_id
from web.evidence import encoding_of, reading_of
from web.reading import Field, fields_of

PRIVATE = "图片上有个人信息，没有截图"
NO_BROWSER = "本机没有浏览器（Chromium），没有截图；其余结果不受影响"
LARGEST = 5_000_000
STEP = re.compile(r"[^.\[\]]+")
"""Matches "materials", "2" and "name" in "materials[2].name"; never a dot or a bracket."""
IMAGES = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif"}
STYLE = (
    "body{font:15px/1.8 'Microsoft YaHei','Noto Sans CJK SC',sans-serif;margin:24px 40px;color:#222}"
    "h1{font-size:20px}table{border-collapse:collapse;width:100%}"
    "th,td{border:1px solid #bbb;padding:6px 10px;text-align:left;vertical-align:top}"
    "th{width:9em;background:#f3f3f3}"
    ".box{position:absolute;background:rgba(255,214,0,.35);outline:2px solid #c8102e}"
    ".told{color:#666}"
)


@dataclass(frozen=True, slots=True)
class Target:
    """One picture to be taken; `text` is empty when the place was put right, MISSING when nothing stands."""

    row: FindingRow
    visit: Visit
    text: str

    @property
    def key(self) -> tuple[str, str, str]:
        """Pictures of one item on one page are taken together."""
        return self.row.source, self.visit.snapshot or "", self.row.subject

    @property
    def raw(self) -> str:
        """What is to be marked, as it stands in the stored bytes; "" for what is missing or put right."""
        return "" if self.text == MISSING else self.text

    @property
    def wanted(self) -> str:
        """The same as the picture shows it: numbers of private persons are masked."""
        return masked(self.raw)

    @property
    def is_page(self) -> bool:
        return "json" not in self.visit.content_type


def after_night(workspace: Workspace, run_id: int, out: Console) -> None:
    """The night's pictures, as many as the profile allows; a trouble with them never fails the night."""
    limit = workspace.profile.pictures.per_night
    if not limit:
        return
    try:
        say(take(workspace, limit, run_id), out)
    except Exception as error:  # noqa: BLE001 - a night must not fail for its pictures
        out.print(f"注意：截图没有完成（{type(error).__name__}），可用 zwaudit pictures 补拍", markup=False)


def take_all(workspace: Workspace, limit: int | None) -> None:
    """`zwaudit pictures`: what is still missing, all of it or so many."""
    say(take(workspace, limit or 1_000_000, None), console())


def say(taken: Sequence[Taken] | None, out: Console) -> None:
    if taken is None:
        out.print(f"注意：{NO_BROWSER}")
        return
    lost = sum(one.png is None for one in taken)
    unmarked = sum(
        bool(one.text not in ("", MISSING) and one.png is not None and not one.is_marked) for one in taken
    )
    if taken:
        out.print(
            f"截图：{len(taken) - lost} 张"
            + (f"，其中 {unmarked} 张没有在页面上找到原文（已注明）" if unmarked else "")
            + (f"；{lost} 张没有截成（原因见问题页面）" if lost else "")
        )


def take(workspace: Workspace, limit: int, run_id: int | None) -> list[Taken] | None:
    """Take what is wanted, page by page, and keep it at once; None without a browser."""
    chromium = browser_available()
    if chromium is None:
        return None
    with reading(workspace.engine) as session:
        targets = sorted(targets_of(session, workspace, limit), key=lambda one: one.key)
        session.expunge_all()
    done: list[Taken] = []
    for source, own in groupby(targets, key=lambda one: one.row.source):
        with camera(chromium, wardrobe(workspace, source)) as lens:
            for _, some in groupby(own, key=lambda one: one.key):
                taken = shots_of(workspace, lens, list(some))
                with transaction(workspace.engine) as session:
                    for one in taken:
                        pictures.put(session, one, run_id)
                done += [replace(one, png=b"" if one.png is not None else None) for one in taken]
    return done


def targets_of(session: Session, workspace: Workspace, limit: int) -> Iterator[Target]:
    """What is wanted, each with the visit whose bytes it is taken from."""
    county = workspace.profile.name
    for row in pictures.wanted(session, county, limit):
        if row.observed == "absent":
            visit, text = visits.last_good(session, county, row.source, row.fetched_url), ""
        else:
            visit, text = visit_of(session, row), row.quote or MISSING
        if visit is not None and visit.snapshot and visits.is_kept(session, visit.snapshot):
            yield Target(row, visit, text)


def visit_of(session: Session, row: FindingRow) -> Visit | None:
    """The newest visit that brought the bytes in which the finding was seen."""
    query = select(Visit).join(Run, Run.id == Visit.run_id)
    query = query.where(Visit.snapshot == row.snapshot, Run.county == row.county)
    return session.scalars(query.order_by(Visit.id.desc()).limit(1)).first()


def wardrobe(workspace: Workspace, name: str) -> Wardrobe:
    """The styles of a source's pages, as politely as its pages were fetched."""
    profile = workspace.profile
    source = next((one for one in profile.sources if one.name == name), None)
    hosts = source.hosts if source and profile.pictures.styles else ()
    territory = Territory(source.start_urls, source.allow) if source and hosts else Territory(())
    delay = pace_for(hosts, delay=source.delay if source else None, parallel=1).delay if hosts else 0.0
    return Wardrobe(user_agent(profile.contact), territory.holds, delay)


def shots_of(workspace: Workspace, lens: Camera, targets: Sequence[Target]) -> list[Taken]:
    """The pictures of one page."""
    with reading(workspace.engine) as session:
        body = visits.body(session, targets[0].visit.snapshot or "")
        if is_private_picture(session, targets[0], body):
            return [taken(one, PAGE, Shot(None, False, PRIVATE)) for one in targets]
        shows, markup = scene(session, targets[0], body)
        fields = [field_of(session, one) for one in targets]
        texts = [words_of(session, one, shows, markup) for one in targets]
    wanted = [
        Wanted(text, caption(one, shows), label_of(one), field, near(one))
        for one, field, text in zip(targets, fields, texts, strict=True)
    ]
    if shows == DOCUMENT:
        return [
            taken(one, shows, document_shot(lens, body, one, want))
            for one, want in zip(targets, wanted, strict=True)
        ]
    address = targets[0].visit.final_url or targets[0].row.url
    return [
        taken(one, shows, shot)
        for one, shot in zip(targets, lens.shoot(markup, address, wanted), strict=True)
    ]


def is_private_picture(session: Session, target: Target, body: bytes) -> bool:
    """Was a private person's number read from a picture? In a picture it cannot be masked."""
    if not any(body.startswith(start) for start in IMAGES):
        return False
    found = reading_of(session, target.row.county, target.visit.snapshot or "", target.row.subject)
    told = json.dumps(found[0].content, ensure_ascii=False) if found else ""
    return masked(told) != told


def scene(session: Session, target: Target, body: bytes) -> tuple[str, str]:
    """What is shown of these bytes, and the HTML that shows it."""
    if body.startswith(b"%PDF"):
        return DOCUMENT, ""
    kind = next((kind for start, kind in IMAGES.items() if body.startswith(start)), "")
    if kind:
        return PAGE, page_of(f'<img id="here" style="max-width:100%" src="{data(kind, body)}">')
    is_html = target.is_page and b"<" in body[:2000] and b"\0" not in body[:4000]
    if is_html and len(body) <= LARGEST:
        return PAGE, masked_bytes(body, target.visit.content_type).body.decode(encoding_of(body), "replace")
    return READING, reading_page(session, target, body)


def data(kind: str, body: bytes) -> str:
    return f"data:{kind};base64,{base64.b64encode(body).decode('ascii')}"


def page_of(inner: str) -> str:
    return f"<!DOCTYPE html><html lang=zh-CN><meta charset=utf-8><style>{STYLE}</style><body>{inner}"


def reading_page(session: Session, target: Target, body: bytes) -> str:
    """What was read, where there is no page to be seen: the interface's record, a Word or Excel file."""
    found = reading_of(session, target.row.county, target.visit.snapshot or "", target.row.subject)
    fields = fields_of(found[0].content, target.row.field, target.raw) if found else ()
    rows = "".join(map(table_row, fields))
    if target.raw and not any(piece.marked for one in fields for line in one.lines for piece in line.pieces):
        rows = as_it_stood(target, body) + rows
    return page_of(
        f"<h1>{html.escape(target.row.item_name)}</h1>"
        "<p class=told>下表是系统读取的内容（接口数据或文件），不是网页截图。</p>"
        f"<table>{rows}</table>"
    )


NUMBERS = ("promised_days", "legal_days", "star", "visits")
"""Fields of which the fields keep the number alone."""


def as_it_stood(target: Target, body: bytes) -> str:
    """A row with the text itself where it was read as something else: "2个工作日" is 2 among the fields.

    Of an interface's answer only what stands in it is shown; of a Word or Excel file what was read from it.
    """
    try:
        record = json.dumps(json.loads(body), ensure_ascii=False)
    except ValueError:
        record = ""
    if record and json.dumps(target.raw, ensure_ascii=False)[1:-1] not in record:
        return ""
    if not record and target.row.field not in NUMBERS:
        return ""
    title = html.escape(field_title(target.row.field))
    return f"<tr><th>{title}（原文）</th><td>{html.escape(target.wanted)}</td></tr>"


def table_row(one: Field) -> str:
    told = ("".join(piece.text for piece in line.pieces) for line in one.lines)
    lines = "<br>".join(html.escape(masked(line)) for line in told)
    return f"<tr><th>{html.escape(one.title)}</th><td>{lines}</td></tr>"


def document_shot(lens: Camera, body: bytes, target: Target, wanted: Wanted) -> Shot:
    """The page of a PDF with boxes around the text."""
    page = page_with(body, target.raw)
    if page is None:
        return Shot(None, False, "文件打不开，没有截图")
    boxes = "".join(
        f'<div class=box {"id=here " if not number else ""}style="left:{left:.3%};top:{top:.3%};'
        f'width:{width:.3%};height:{height:.3%}"></div>'
        for number, (left, top, width, height) in enumerate(page.boxes)
    )
    picture = f'<img style="width:100%;display:block" src="{data("image/png", page.png)}">'
    markup = page_of(f'<div style="position:relative;width:1100px;margin:auto">{picture}{boxes}</div>')
    told = replace(wanted, text="", label="", caption=(*wanted.caption, f"文件第 {page.number} 页"))
    (shot,) = lens.shoot(markup, "", [told])
    missing = (
        "在文件的文字里没有找到这段文字（可能是扫描件），截图为第一页"
        if target.raw and not page.boxes
        else ""
    )
    return replace(shot, is_marked=bool(page.boxes), note=shot.note or missing)


def caption(target: Target, shows: str) -> tuple[str, ...]:
    """The lines of the band below the picture."""
    row, visit = target.row, target.visit
    kinds = {
        PAGE: "取自采集时存档的页面",
        DOCUMENT: "取自采集时存档的文件",
        READING: "系统读取的内容，不是网页截图",
    }
    state = "" if target.text else "　整改后：原文已不在此处"
    return (
        f"网址：{address_shown(row.url)[:160]}",
        f"采集时间：{clock(visit.fetched_at)}（北京时间）　问题编号：{public_id(row)}　"
        f"{row.item_name[:40]}{state}",
        f"{kinds[shows]}　存档校验值（SHA-256）：{visit.snapshot}",
    )


def label_of(target: Target) -> str:
    """What to turn to where the text itself is gone: the heading of its field."""
    return "" if target.wanted else field_title(target.row.field.partition("[")[0])


LABELS = {
    "promised_days": ("承诺",), "legal_days": ("法定",), "star": ("星级",),
    "phone": ("咨询", "联系电话"),    "complaint_phone": ("监督", "投诉"), "location": ("地点", "地址"),
    "office_hours": ("办理时间", "办公时间"),
    "handling_type": ("办件类型",), "item_code": ("编码",), "fees": ("收费",), "result": ("结果",),
}  # fmt: skip
"""Words of the labels behind which a field's text stands on a page: which of two equal texts is meant."""


def words_of(session: Session, target: Target, shows: str, markup: str) -> str:
    """What is to be marked: the text, or, among fields that say "2" for "2个工作日", the number."""
    if not markup or shows != READING or html.escape(target.wanted) in markup:
        return target.wanted if markup else ""
    row = target.row
    found = reading_of(session, row.county, target.visit.snapshot or "", row.subject)
    return number_of(target.wanted, found[0].content.get(row.field)) if found else target.wanted


def number_of(text: str, value: object) -> str:
    """The number as the fields show it when the text says the same; else the text itself."""
    # Matches "2" in "2个工作日"; nothing in "视审核进度确定", and not one of two in "2至3个工作日".
    numbers = re.findall(r"[0-9]+(?:\.[0-9]+)?", text)
    is_same = isinstance(value, int | float) and len(numbers) == 1 and float(numbers[0]) == value
    return str(value) if is_same else text


def near(target: Target) -> tuple[str, ...]:
    return LABELS.get(target.row.field.partition("[")[0].partition(".")[0], ())


def field_of(session: Session, target: Target) -> str:
    """The whole text of the field that the finding names, as it was read; "" for what is no text."""
    row = target.row
    found = reading_of(session, row.county, row.snapshot, row.subject) if target.raw else None
    return masked(text_at(found[0].content, row.field)) if found else ""


def text_at(content: Mapping[str, Any], path: str) -> str:
    """What stands at a path of a record, such as "materials[2].name"; "" for what is no text."""
    at: Any = content
    head, _, rest = path.partition(".")
    for step in (head, rest) if head == "sections" else STEP.findall(path):
        if isinstance(at, Mapping):
            at = at.get(step)
        elif isinstance(at, list) and step.isdecimal() and int(step) < len(at):
            at = at[int(step)]
        else:
            return ""
    return at if isinstance(at, str) else ""


NOTES = {"": "原文已不在此处", MISSING: "问题是缺少内容，页面上没有原文可以框出"}
"""What is said of pictures in which nothing is to be marked."""


def taken(target: Target, shows: str, shot: Shot) -> Taken:
    note = NOTES.get(target.text, shot.note) if shot.png is not None else shot.note
    return Taken(
        finding=target.row.id, page=target.visit.snapshot or "", address=target.visit.final_url,
        taken_at=target.visit.fetched_at, shows=shows, text=target.text, is_marked=shot.is_marked,
        note=note, png=shot.png,
    )  # fmt: skip
