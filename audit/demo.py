"""The demonstration: an artificial county on this machine, audited like any other."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from audit.display import console
from audit.errors import Incomplete, UserMistake
from audit.night import Night, audit
from audit.workspace import open_workspace
from storage.findings import status
from storage.models import FindingRow

PORTS = 8411, 8412
"""Asked for first, so that a second demonstration finds the same addresses."""

Row = Mapping[str, str]
Truth = Mapping[str, Sequence[Row]]


def demo(out: Path, records: Path | None) -> None:
    """Serve the sandbox on loopback, audit it, and hold the result against what was planted."""
    try:
        from sandbox import Sandbox
    except ImportError as missing:
        raise Incomplete(f"演示所需的软件包没有安装（{missing.name}），请用 make demo 安装") from missing
    if records is not None and not records.is_file():
        raise UserMistake(f"记录文件 {records} 不存在，请检查路径")
    shown = console()
    folder = out / ("sandbox-records" if records else "sandbox")
    portal, service = PORTS
    with Sandbox(folder, portal_port=portal, service_port=service, records=records) as sandbox:
        shown.print(f"示例网站已在本机启动：{sandbox.portal_url or sandbox.service_url}")
        target = out / ("records" if records else "county")
        with open_workspace(sandbox.profile, None, target, None) as workspace:
            night = audit(workspace)
        if records is None:
            print_comparison(sandbox.truth, night)
    shown.print("示例网站已停止。")


def print_comparison(truth: Truth, night: Night) -> None:
    """How many planted violations were found, and how many look-alikes were flagged."""
    missed, flagged = compare(truth, night.findings)
    out = console()
    planted, alike = len(truth["plants"]), len(truth["lookalikes"])
    out.print(f"对照答案：埋设问题 {planted} 处，找到 {planted - len(missed)} 处；"
              f"形似而合规的 {alike} 处，误判 {len(flagged)} 处")  # fmt: skip
    for plant in missed:
        out.print(f"  未找到：{json.dumps(plant, ensure_ascii=False)}", markup=False)
    for row in flagged:
        out.print(f"  误判：{row.unit} {row.item_name} {row.rule} “{row.quote}”", markup=False)
    extra = unplanted(truth, night.findings)
    if extra:
        counted = Counter(row.rule for row in extra)
        said = "，".join(f"{rule} {count}" for rule, count in counted.most_common())
        out.print(f"  另有未埋设的发现 {len(extra)} 处：{said}", markup=False)


def compare(truth: Truth, rows: Sequence[FindingRow]) -> tuple[list[Row], list[FindingRow]]:
    """The planted violations that were not found, and the findings on look-alikes."""
    there = [row for row in rows if status(row) not in ("已整改", "已撤销")]
    missed = [plant for plant in truth["plants"] if not any(is_of(row, plant) for row in there)]
    flagged = [
        row
        for row in there
        if row.verdict == "fail" and any(is_on(row, alike) for alike in truth["lookalikes"])
    ]
    return missed, flagged


def is_of(row: FindingRow, plant: Row) -> bool:
    """Is this finding the planted violation?"""
    same = row.rule == plant["rule"] and row.verdict == plant["verdict"]
    return same and is_on(row, plant)


def is_on(row: FindingRow, planted: Row) -> bool:
    """Does this finding stand where something was planted?"""
    if planted.get("channel") and row.channel != planted["channel"]:
        return False
    if planted.get("item_name") and row.item_name != planted["item_name"]:
        return False
    if planted.get("unit") and row.unit != planted["unit"]:
        return False
    quote, said = squeezed(planted.get("quote", "")), squeezed(row.quote)
    return not quote or (bool(said) and (said in quote or quote in said))


def squeezed(text: str) -> str:
    return "".join(text.split())


def unplanted(truth: Truth, rows: Sequence[FindingRow]) -> list[FindingRow]:
    """Findings that stand where nothing was planted."""
    return [
        row
        for row in rows
        if status(row) not in ("已整改", "已撤销")
        and not any(row.rule == plant["rule"] and is_on(row, plant) for plant in truth["plants"])
    ]
