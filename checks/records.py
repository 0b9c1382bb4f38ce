"""Evidence as JSON objects: the form that `extract` prints, `lint --records` reads and storage keeps.

A guide has the keys of the contract (DESIGN, "Guide as JSON"). Unknown keys are ignored, missing
ones mean "not published"; a value of the wrong type raises BadRecord with the key.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from checks.evidence import (
    Article,
    Attachment,
    Channel,
    Column,
    DayUnit,
    Entry,
    Evidence,
    Guide,
    ListKind,
    Material,
    Meaning,
    Origin,
    Page,
    PageKind,
    Publication,
    Section,
    TimeLimit,
)

Json = dict[str, Any]


@dataclass(frozen=True)
class BadRecord(ValueError):
    """A record that cannot be read: which key, and why (Chinese)."""

    key: str
    reason: str

    def __str__(self) -> str:
        return f"“{self.key}”{self.reason}"


def to_json(piece: Evidence) -> Json:
    """One piece of evidence as a JSON object; empty values are left out of all but guides."""
    if isinstance(piece, Guide):
        return guide_to_json(piece)
    if isinstance(piece, Publication):
        return publication_to_json(piece)
    if isinstance(piece, Article):
        return article_to_json(piece)
    return page_to_json(piece)


def from_json(record: Mapping[str, Any]) -> Evidence:
    """One piece of evidence from a JSON object; without "kind" it is a guide.

    Raises BadRecord.
    """
    kind = Keys(record).text("kind") or "guide"
    if kind not in READERS:
        raise BadRecord("kind", f"的值“{kind}”不认识，应为 guide、publication、article 或 page")
    return READERS[kind](Keys(record))


class Keys:
    """Reads the keys of one JSON object, naming the key that is wrong."""

    def __init__(self, record: Mapping[str, Any], path: str = "") -> None:
        if not isinstance(record, Mapping):
            raise BadRecord(path or "记录", "应为一个 JSON 对象")
        self.record = record
        self.path = path

    def text(self, key: str) -> str:
        value = self.record.get(key)
        if value is None:
            return ""
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise BadRecord(self.path + key, "应为文字")
        return str(value)

    def number(self, key: str) -> float | None:
        value = self.record.get(key)
        if value is None or value == "":
            return None
        try:
            if isinstance(value, bool):
                raise ValueError
            number = float(value)
        except (TypeError, ValueError) as error:
            raise BadRecord(self.path + key, "应为数字") from error
        if number != number or number in (float("inf"), float("-inf")):
            raise BadRecord(self.path + key, "应为数字")
        return number

    def whole(self, key: str) -> int | None:
        number = self.number(key)
        return None if number is None else int(number)

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.record.get(key)
        if isinstance(value, str):
            return (value,) if value else ()
        return tuple(self.items(key, str))

    def items(self, key: str, kind: type) -> list[Any]:
        value = self.record.get(key)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(item, kind) for item in value):
            raise BadRecord(self.path + key, "应为列表" if not isinstance(value, list) else "的成员类型不对")
        return value

    def flag(self, key: str) -> bool | None:
        value = self.record.get(key)
        if value is not None and not isinstance(value, bool):
            raise BadRecord(self.path + key, "应为 true、false 或 null")
        return value

    def marking(self, key: str) -> str | None:
        value = self.record.get(key)
        return {True: "是", False: "否"}[value] if isinstance(value, bool) else self.text(key) or None

    def day(self, key: str) -> date | None:
        text = self.text(key)
        try:
            return date.fromisoformat(text) if text else None
        except ValueError as error:
            raise BadRecord(self.path + key, "应为 2022-04-15 形式的日期") from error

    def objects(self, key: str) -> list[Keys]:
        return [
            Keys(value, f"{self.path}{key}[{number}].") for number, value in enumerate(self.items(key, dict))
        ]

    def choice(self, key: str, kind: type, default: Any) -> Any:
        text = self.text(key)
        if not text:
            return default
        try:
            return kind(text)
        except ValueError as error:
            raise BadRecord(self.path + key, f"的值“{text}”不认识") from error


def guide_to_json(guide: Guide) -> Json:
    return {
        "id": guide.id,
        "kind": "guide",
        "title": guide.title,
        "item_name": guide.item_name,
        "item_code": guide.item_code,
        "unit": guide.unit,
        "channel": guide.channel.value,
        "url": guide.origin.url,
        "item_type": guide.item_type,
        "handling_type": guide.handling_type,
        **limit_to_json("legal", guide.legal),
        **limit_to_json("promised", guide.promised),
        "star": guide.star,
        "online_depth": guide.online_depth,
        "visits": guide.visits,
        "conditions": list(guide.conditions),
        "materials": [material_to_json(material) for material in guide.materials],
        "process": list(guide.process),
        "legal_basis": list(guide.legal_basis),
        "fees": guide.fees,
        "location": guide.location,
        "office_hours": guide.office_hours,
        "phone": guide.phone,
        "complaint_phone": guide.complaint_phone,
        "result": guide.result,
        "evaluation_entry": guide.evaluation_entry,
        "sections": sections_to_json(guide.sections),
        "attachments": [{"name": file.name, "url": file.url} for file in guide.attachments],
        "unreadable": guide.unreadable,
        **({"unsure": guide.unsure} if guide.unsure else {}),
        **({"former_unit": guide.former_unit} if guide.former_unit else {}),
        **origin_to_json(guide.origin),
    }


def sections_to_json(sections: tuple[Section, ...]) -> Json:
    """Sections by label; the texts of a repeated label are joined by line breaks."""
    joined: dict[str, str] = {}
    for section in sections:
        before = joined.get(section.label)
        joined[section.label] = section.text if before is None else f"{before}\n{section.text}"
    return joined


def limit_to_json(name: str, limit: TimeLimit | None) -> Json:
    if limit is None:
        return {f"{name}_days": None}
    days = limit.days
    whole = int(days) if days is not None and days == int(days) else days
    return {f"{name}_days": whole, f"{name}_text": limit.text, f"{name}_unit": limit.unit.value}


def limit_from(keys: Keys, name: str) -> TimeLimit | None:
    days, text = keys.number(f"{name}_days"), keys.text(f"{name}_text")
    if days is None and not text:
        return None
    unit = keys.choice(f"{name}_unit", DayUnit, DayUnit.UNSTATED)
    return TimeLimit(text or keys.text(f"{name}_days"), days, unit)


def material_to_json(material: Material) -> Json:
    marks = {"是": True, "否": False}
    return {
        "name": material.name,
        "form": material.form,
        "source": material.source,
        "necessity": material.necessity,
        "copies": material.copies,
        "commitment": marks.get(material.commitment or "", material.commitment),
        "deferrable": marks.get(material.deferrable or "", material.deferrable),
        "note": material.note,
    }


def guide_from(keys: Keys) -> Guide:
    sections = keys.record.get("sections") or {}
    if not isinstance(sections, Mapping) or not all(isinstance(v, str) for v in sections.values()):
        raise BadRecord("sections", "应为“标签：正文”的对象")
    return Guide(
        id=keys.text("id"),
        title=keys.text("title"),
        item_name=keys.text("item_name"),
        item_code=keys.text("item_code"),
        unit=keys.text("unit"),
        channel=keys.choice("channel", Channel, Channel.PORTAL),
        item_type=keys.text("item_type"),
        handling_type=keys.text("handling_type"),
        legal=limit_from(keys, "legal"),
        promised=limit_from(keys, "promised"),
        star=keys.whole("star"),
        online_depth=keys.text("online_depth"),
        visits=keys.whole("visits"),
        conditions=keys.texts("conditions"),
        materials=tuple(material_from(item) for item in keys.objects("materials")),
        process=keys.texts("process"),
        legal_basis=keys.texts("legal_basis"),
        fees=keys.text("fees"),
        location=keys.text("location"),
        office_hours=keys.text("office_hours"),
        phone=keys.text("phone"),
        complaint_phone=keys.text("complaint_phone"),
        result=keys.text("result"),
        evaluation_entry=keys.flag("evaluation_entry"),
        sections=tuple(Section(label, text) for label, text in sections.items()),
        attachments=tuple(
            Attachment(file.text("name"), file.text("url")) for file in keys.objects("attachments")
        ),
        unreadable=keys.text("unreadable"),
        unsure=keys.text("unsure"),
        former_unit=keys.text("former_unit"),
        origin=origin_from(keys),
    )


def material_from(keys: Keys) -> Material:
    return Material(
        name=keys.text("name"),
        form=keys.text("form"),
        source=keys.text("source"),
        necessity=keys.text("necessity"),
        copies=keys.text("copies"),
        commitment=keys.marking("commitment"),
        deferrable=keys.marking("deferrable"),
        note=keys.text("note"),
    )


def origin_to_json(origin: Origin) -> Json:
    """Where it was read; "url" stands in the record itself."""
    return {
        "fetched_url": origin.fetched_url,
        "source": origin.source,
        "snapshot": origin.snapshot,
        "seen_on": origin.seen_on.isoformat() if origin.seen_on else None,
    }


def origin_from(keys: Keys) -> Origin:
    return Origin(
        url=keys.text("url"),
        fetched_url=keys.text("fetched_url"),
        source=keys.text("source"),
        snapshot=keys.text("snapshot"),
        seen_on=keys.day("seen_on"),
    )


def publication_to_json(found: Publication) -> Json:
    return {
        "kind": "publication",
        "list_kind": found.kind.value,
        "title": found.title,
        "unit": found.unit,
        "channel": found.channel.value,
        "url": found.origin.url,
        "document_number": found.document_number,
        "issuer": found.issuer,
        "issued_on": found.issued_on.isoformat() if found.issued_on else None,
        "columns": [{"heading": column.heading, "meaning": column.meaning.value} for column in found.columns],
        "entries": [{"number": entry.number, "cells": list(entry.cells)} for entry in found.entries],
        **({"unsure": found.unsure} if found.unsure else {}),
        **origin_to_json(found.origin),
    }


def publication_from(keys: Keys) -> Publication:
    columns = tuple(
        Column(column.text("heading"), column.choice("meaning", Meaning, Meaning.OTHER))
        for column in keys.objects("columns")
    )
    return Publication(
        kind=keys.choice("list_kind", ListKind, ListKind.POLICIES),
        title=keys.text("title"),
        unit=keys.text("unit"),
        channel=keys.choice("channel", Channel, Channel.PORTAL),
        document_number=keys.text("document_number"),
        issuer=keys.text("issuer"),
        issued_on=keys.day("issued_on"),
        columns=columns,
        entries=tuple(entry_from(entry, columns) for entry in keys.objects("entries")),
        unsure=keys.text("unsure"),
        origin=origin_from(keys),
    )


def entry_from(keys: Keys, columns: tuple[Column, ...]) -> Entry:
    cells = keys.texts("cells")
    if len(cells) != len(columns):
        raise BadRecord(keys.path + "cells", f"有 {len(cells)} 格，应与栏目数 {len(columns)} 相同")
    return Entry(keys.whole("number") or 0, cells, columns)


def article_to_json(article: Article) -> Json:
    return {
        "kind": "article",
        "id": article.id,
        "title": article.title,
        "text": article.text,
        "unit": article.unit,
        "channel": article.channel.value,
        "url": article.origin.url,
        "published_on": article.published_on.isoformat() if article.published_on else None,
        "breadcrumb": article.breadcrumb,
        "attachments": [{"name": file.name, "url": file.url} for file in article.attachments],
        **origin_to_json(article.origin),
    }


def article_from(keys: Keys) -> Article:
    return Article(
        id=keys.text("id"),
        title=keys.text("title"),
        text=keys.text("text"),
        unit=keys.text("unit"),
        channel=keys.choice("channel", Channel, Channel.PORTAL),
        published_on=keys.day("published_on"),
        breadcrumb=keys.text("breadcrumb"),
        attachments=tuple(
            Attachment(file.text("name"), file.text("url")) for file in keys.objects("attachments")
        ),
        origin=origin_from(keys),
    )


def page_to_json(page: Page) -> Json:
    return {
        "kind": "page",
        "page_kind": page.kind.value,
        "title": page.title,
        "channel": page.channel.value,
        "url": page.origin.url,
        "breadcrumb": page.breadcrumb,
        "entries": page.entries,
        **({"newest": page.newest.isoformat()} if page.newest else {}),
        **({"blank": page.blank} if page.blank else {}),
        **({"outward": list(page.outward)} if page.outward else {}),
        **origin_to_json(page.origin),
    }


def page_from(keys: Keys) -> Page:
    return Page(
        kind=keys.choice("page_kind", PageKind, PageKind.OTHER),
        title=keys.text("title"),
        channel=keys.choice("channel", Channel, Channel.PORTAL),
        breadcrumb=keys.text("breadcrumb"),
        entries=keys.whole("entries") or 0,
        newest=keys.day("newest"),
        blank=keys.text("blank"),
        outward=keys.texts("outward"),
        origin=origin_from(keys),
    )


READERS: dict[str, Callable[[Keys], Evidence]] = {
    "guide": guide_from,
    "publication": publication_from,
    "article": article_from,
    "page": page_from,
}
