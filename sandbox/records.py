"""Records mode: guides from a JSON-lines file become a county with a service network and nothing else."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from sandbox.model import SERVICE, County, Item, Material, Unit

NAME = "真实样本"
CODE = "419901"


def county_of_records(file: Path) -> County:
    """The county whose items are the records of a file, in the file's order; unknown units are 未写明单位."""
    by_unit: dict[str, list[Item]] = {}
    for number, record in enumerate(read_records(file), 1):
        item = item_of(record, number)
        by_unit.setdefault(item.unit, []).append(item)
    units = tuple(
        Unit(name, f"unit{place}", "department", "", (name,), (), "", tuple(items))
        for place, (name, items) in enumerate(by_unit.items(), 1)
    )
    return County(NAME, CODE, units, (), ())


def read_records(file: Path) -> Iterator[dict[str, Any]]:
    """The records, one JSON object a line; an empty line is passed over."""
    for line, text in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if text.strip():
            try:
                record = json.loads(text)
            except ValueError as error:
                raise ValueError(f"{file}: line {line} is not JSON") from error
            if not isinstance(record, dict):
                raise ValueError(f"{file}: line {line} is not a JSON object")
            yield record


def item_of(record: dict[str, Any], number: int) -> Item:
    """A guide record as an item of the service network; what it leaves out stays empty."""
    name = text_of(record, "item_name") or text_of(record, "title")
    identity = text_of(record, "item_code") or f"{record.get('id', '')}{name}"
    return Item(
        name=name,
        code=identity or hashlib.sha256(str(record).encode()).hexdigest(),
        unit=text_of(record, "unit") or "未写明单位",
        type=text_of(record, "item_type"),
        handling=text_of(record, "handling_type"),
        legal=limit_of(record.get("legal_days")),
        promised=limit_of(record.get("promised_days")),
        number=number,
        published=date(2022, 1, 1),
        star=text_of(record, "star"),
        depth=text_of(record, "online_depth"),
        visits=text_of(record, "visits"),
        audience="个人,企业",
        conditions=texts_of(record, "conditions"),
        materials=tuple(material_of(row) for row in record.get("materials") or ()),
        process=texts_of(record, "process"),
        basis=texts_of(record, "legal_basis"),
        fees=text_of(record, "fees"),
        place=text_of(record, "location"),
        hours=text_of(record, "office_hours"),
        phone=text_of(record, "phone"),
        complaint=text_of(record, "complaint_phone"),
        result=text_of(record, "result"),
        remarks=tuple(f"{label}：{text}" for label, text in (record.get("sections") or {}).items()),
        channels=(SERVICE,),
    )


def material_of(row: dict[str, Any]) -> Material:
    """One material of a record."""
    return Material(
        *(text_of(row, key) for key in ("name", "form", "copies", "source", "necessity", "note")),
    )


def limit_of(days: object) -> str:
    """A number of days as the network prints it."""
    if isinstance(days, bool) or days is None:
        return ""
    return f"{days:g}个工作日" if isinstance(days, int | float) else str(days)


def text_of(record: dict[str, Any], key: str) -> str:
    """A value as text; null is empty."""
    value = record.get(key)
    return "" if value is None else str(value)


def texts_of(record: dict[str, Any], key: str) -> tuple[str, ...]:
    """A list of texts; null is empty."""
    return tuple(str(text) for text in record.get(key) or ())
