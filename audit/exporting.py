"""Findings as data for other programs: JSON lines, CSV, Excel, SARIF."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

from audit.errors import UserMistake
from audit.sarif import sarif
from audit.workspace import open_existing
from checks.text.masking import masked_record
from rules import all_rules
from storage import findings, pictures
from storage.database import transaction
from storage.export import exported

Record = dict[str, object]


def export(
    db: str, form: str, *, statuses: Sequence[str] = (), unit: str | None = None, out: Path | None = None
) -> None:
    """Write findings in one form, to a file or to standard output. Raises UserMistake."""
    wrong = [word for word in statuses if word not in findings.STATUSES]
    if wrong:
        raise UserMistake(f"没有状态“{wrong[0]}”，可用：{'、'.join(findings.STATUSES)}")
    engine = open_existing(db)
    with transaction(engine) as session:
        rows = [
            row
            for county in findings.counties(session)
            for row in findings.of_county(session, county, unit=unit, statuses=statuses)
        ]
        shown = pictures.newest(session, [row.id for row in rows])
        names = {finding: pictures.name_of(picture) for finding, picture in shown.items()}
        records = [masked_record(exported(row, names.get(row.id))) for row in rows]
    engine.dispose()
    put(FORMS[form](records), out)


def put(content: bytes, out: Path | None) -> None:
    if out is None:
        sys.stdout.buffer.write(content)
        return
    try:
        out.write_bytes(content)
    except OSError as error:
        raise UserMistake(f"写不了 {out}（{error.strerror}）") from error


def as_jsonl(records: Sequence[Record]) -> bytes:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()


def as_csv(records: Sequence[Record]) -> bytes:
    """With a byte order mark, by which Excel knows UTF-8; no cell can be taken for a formula."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(list(HEADINGS))
    writer.writerows([[harmless(printed(record[key])) for key in HEADINGS] for record in records])
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8", "replace")


def as_xlsx(records: Sequence[Record]) -> bytes:
    """One sheet with a header row that stays in sight; every cell is plain text."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("问题")
        head = book.add_format({"bold": True, "bg_color": "#EEEEEE"})
        for column, key in enumerate(HEADINGS):
            sheet.write_string(0, column, HEADINGS[key], head)
            for row, record in enumerate(records, 1):
                sheet.write_string(row, column, clean(printed(record[key])))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(records), 1), len(HEADINGS) - 1)
    return file.getvalue()


def as_sarif(records: Sequence[Record]) -> bytes:
    results = [
        {
            "rule": printed(record["rule"]), "verdict": printed(record["verdict"]),
            "severity": printed(record["severity"]), "message": printed(record["message"]),
            "quote": printed(record["quote"]), "uri": printed(record["url"]),
        }
        for record in records
    ]  # fmt: skip
    return sarif(all_rules(), results).encode()


FORMS = {"jsonl": as_jsonl, "csv": as_csv, "xlsx": as_xlsx, "sarif": as_sarif}


def printed(value: object) -> str:
    return "" if value is None else str(value)


LONGEST_CELL = 32_000


def clean(text: str) -> str:
    """Without the control characters that Excel refuses, and no longer than a cell."""
    return "".join(sign for sign in text if sign.isprintable() or sign in "\n\t")[:LONGEST_CELL]


def harmless(text: str) -> str:
    """A text that begins like a formula is marked as text, since CSV has no types."""
    return "'" + text if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


HEADINGS = {
    "id": "编号", "unit": "责任单位", "indicator": "指标", "item_name": "事项名称",
    "item_code": "事项编码", "channel": "渠道", "message": "问题描述", "quote": "原文", "field": "位置",
    "url": "网址", "severity": "严重程度", "verdict": "结论", "status": "状态", "observed": "核查",
    "decided": "复核", "advice": "整改建议", "basis": "依据", "round": "轮次", "due": "整改期限",
    "first_seen": "首次发现", "last_seen": "最近发现", "fixed_at": "整改时间", "reopened": "复发次数",
    "rule": "规则", "fingerprint": "指纹", "screenshot": "截图", "snapshot": "快照",
}  # fmt: skip
