"""Exports as JSON objects: the form that storage keeps and that rules' examples use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from checks.exports import ROWS, Export, ExportKind, Row
from checks.records import BadRecord, Json, Keys


def export_to_json(export: Export) -> Json:
    """An export as a JSON object; of rows only what is filled."""
    return {
        "kind": "export",
        "export_kind": export.kind.value,
        "title": export.title,
        "unit": export.unit,
        "since": printed(export.since),
        "until": printed(export.until),
        "exported_on": printed(export.exported_on),
        "columns": sorted(export.columns),
        "strangers": list(export.strangers),
        "file": export.file,
        "file_hash": export.file_hash,
        "rows": [row_to_json(row) for row in export.rows],
    }


def row_to_json(row: Row) -> Json:
    values = ((each.name, getattr(row, each.name)) for each in fields(row))
    return {name: printed(value) for name, value in values if value not in (None, "")}


def printed(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def export_from_json(record: Mapping[str, Any]) -> Export:
    """An export from a JSON object; without "columns" it has those that any row fills.

    Instead of "rows" an example may have a "table": a line of field names, then a line for each row.
    Raises BadRecord.
    """
    head, *lines = record.get("table") or [[]]
    if head:
        record = {"columns": head, "rows": [filled(head, line) for line in lines], **record}
    keys = Keys(record)
    kind = keys.choice("export_kind", ExportKind, None)
    if kind is None:
        raise BadRecord("export_kind", "没有写明是哪种导出")
    named = {name for row in keys.items("rows", dict) for name in row}
    return Export(
        kind=kind,
        title=keys.text("title"),
        unit=keys.text("unit"),
        since=keys.day("since"),
        until=keys.day("until"),
        exported_on=keys.day("exported_on"),
        columns=frozenset(keys.texts("columns") if "columns" in record else named),
        rows=tuple(row_from(row, ROWS[kind]) for row in keys.objects("rows")),
        strangers=keys.texts("strangers"),
        file=keys.text("file"),
        file_hash=keys.text("file_hash"),
    )


def filled(head: list[str], line: list[object]) -> Json:
    return {name: value for name, value in zip(head, line, strict=True) if value is not None}


def row_from(keys: Keys, of: type[Row]) -> Row:
    readers = {"str": keys.text, "int | None": keys.whole, "bool | None": keys.flag, "date | None": keys.day}
    make: Callable[..., Row] = of
    return make(**{each.name: readers[str(each.type)](each.name) for each in fields(of)})
