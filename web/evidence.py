"""What a finding rests on: the text as it was read, and the page as it was stored, made harmless."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from datetime import datetime

import nh3
from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import visits
from storage.models import EvidenceRow, FindingRow, Run, Visit
from web.reading import Field, fields_of

LARGEST_SHOWN = 3_000_000
TAGS = nh3.ALLOWED_TAGS - {"area", "details", "img", "map", "mark"}
"""Elements that only hold text; every other is left out and its text stays."""
SPANS = frozenset({"colspan", "rowspan"})
TEXT = re.compile(r"(?:^|(?<=>))[^<]+")


@dataclass(frozen=True, slots=True)
class Shown:
    """The evidence of a finding: its fields, when it was read, and what is stored of the page."""

    fields: tuple[Field, ...]
    read_at: datetime | None
    snapshot: str
    content_type: str
    address: str


def shown(session: Session, row: FindingRow) -> Shown | None:
    """What was read where the finding was last seen; None when nothing of it is kept."""
    reading = reading_of(session, row.county, row.snapshot, row.subject)
    if reading is None:
        return None
    evidence, visit = reading
    fields = fields_of(evidence.content, row.field, row.quote)
    return Shown(fields, visit.fetched_at, row.snapshot, visit.content_type, visit.final_url)


def reading_of(
    session: Session, county: str, snapshot: str, subject: str
) -> tuple[EvidenceRow, Visit] | None:
    """The newest reading of a subject that came from these bytes."""
    if not snapshot:
        return None
    query = (
        select(EvidenceRow, Visit)
        .join(Visit, Visit.id == EvidenceRow.visit_id)
        .join(Run, Run.id == Visit.run_id)
        .where(Visit.snapshot == snapshot, EvidenceRow.subject == subject, Run.county == county)
        .order_by(EvidenceRow.id.desc())
        .limit(1)
    )
    found = session.execute(query).first()
    return (found[0], found[1]) if found else None


def stored_page(session: Session, row: FindingRow) -> str | None:
    """The stored page of a finding as harmless HTML; None when its bytes are not kept."""
    if not row.snapshot or not visits.is_kept(session, row.snapshot):
        return None
    body = visits.body(session, row.snapshot)
    visit = session.scalars(select(Visit).where(Visit.snapshot == row.snapshot).limit(1)).first()
    return harmless(body, visit.content_type if visit else "", row.quote)


def harmless(body: bytes, content_type: str, quote: str) -> str:
    """A stored page without anything that runs, loads or sends; the quote is marked where it stands.

    What is no page (a document, a picture) gives a sentence that says so.
    """
    if len(body) > LARGEST_SHOWN:
        return framed("<p>页面太大，不在这里显示。</p>")
    if body.lstrip()[:1] in (b"{", b"["):
        return framed(f"<pre>{html.escape(pretty(body))}</pre>")
    if b"<" not in body[:2000] or not is_text(body, content_type):
        return framed("<p>这是一份文件，不在这里显示；左侧是从中读出的内容。</p>")
    return framed(marked(without_life(body.decode(encoding_of(body), "replace")), quote))


def is_text(body: bytes, content_type: str) -> bool:
    return b"\0" not in body[:4000] and not content_type.startswith(("image/", "application/pdf"))


def encoding_of(body: bytes) -> str:
    """The encoding that the page's bytes can be read in."""
    for name in ("utf-8", "gb18030"):
        try:
            body.decode(name)
        except UnicodeDecodeError:
            continue
        return name
    return "utf-8"


def pretty(body: bytes) -> str:
    """An interface's answer, indented."""
    try:
        return json.dumps(json.loads(body), ensure_ascii=False, indent=1)
    except ValueError:
        return body.decode("utf-8", "replace")


def without_life(page: str) -> str:
    """The page's text in plain elements; nothing of it runs, loads, sends or leads anywhere."""
    return nh3.clean(
        page,
        tags=set(TAGS),
        attributes={"td": set(SPANS), "th": set(SPANS)},
        attribute_filter=lambda tag, name, value: value if value.isdecimal() else None,
        clean_content_tags={"script", "style", "template", "title"},
        link_rel=None,
    )


def marked(cleaned: str, quote: str) -> str:
    """Mark the quote wherever it stands within one piece of the cleaned page's text."""
    if not quote:
        return cleaned
    wanted = nh3.clean(html.escape(quote, quote=False), tags=set())
    # Between two tags: “>其他材料<” is text, “<td colspan="2">” is not.
    return TEXT.sub(lambda text: text[0].replace(wanted, f"<mark>{wanted}</mark>"), cleaned)


def framed(inner: str) -> str:
    style = (
        "body{font:14px/1.7 'Microsoft YaHei','Noto Sans CJK SC',sans-serif;margin:12px;color:#222}"
        "table{border-collapse:collapse}td,th{border:1px solid #ccc;padding:3px 6px}"
        "mark{background:#ffe08a}pre{white-space:pre-wrap}"
    )
    head = f"<meta charset=utf-8><title>存档页面</title><style>{style}</style>"
    return f"<!DOCTYPE html><html lang=zh-CN>{head}<main>{inner}</main>"
