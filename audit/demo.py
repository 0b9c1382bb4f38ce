"""The demonstration: an artificial county on this machine, audited like any other."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from audit.display import console
from audit.errors import Incomplete, UserMistake
from audit.night import audit
from audit.workspace import open_workspace
from storage.findings import status
from storage.models import FindingRow

if TYPE_CHECKING:
    from sandbox.truth import Innocent, Place, Truth, Violation

PORTS = 8411, 8412
"""Asked for first, so that a second demonstration finds the same addresses."""

ENDED = ("已整改", "已撤销")


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
            print_comparison(sandbox.truth, night.findings)
    shown.print("示例网站已停止。")


def print_comparison(truth: Truth, rows: Sequence[FindingRow]) -> bool:
    """Say how many planted violations were found and look-alikes flagged; True if all is right."""
    there = [row for row in rows if status(row) not in ENDED]
    planted = [
        (violation, place)
        for violation in truth.violations
        if not violation.fixed
        for place in violation.places
    ]
    missed = [one for one in planted if not any(is_violation(row, *one) for row in there)]
    alike = [(innocent, place) for innocent in truth.look_alikes for place in innocent.places]
    flagged = [
        row for row in there
        if any(stands_at(row, *one) for one in alike) and not any(is_violation(row, *one) for one in planted)
    ]  # fmt: skip
    extra = [
        row for row in there if row not in flagged and not any(is_violation(row, *one) for one in planted)
    ]
    out = console()
    out.print(
        f"对照答案：埋设问题 {len(planted)} 处，找到 {len(planted) - len(missed)} 处；"
        f"形似而合规 {len(alike)} 处，误判 {len(flagged)} 处；其他发现 {len(extra)} 处"
    )
    for violation, place in missed:
        said = f"{violation.rule} {violation.unit} {violation.item_name} {place.channel} “{place.quote}”"
        out.print(f"  未找到 {violation.id}：{said}", markup=False)
    for word, found in (("误判", flagged), ("未埋设", extra)):
        for row in found:
            said = f"{row.unit} {row.item_name} {row.channel} “{row.quote}”"
            out.print(f"  {word} {row.rule}（{row.verdict}）：{said}", markup=False)
    return not missed and not flagged


def is_violation(row: FindingRow, violation: Violation, place: Place) -> bool:
    """Is this finding the planted violation at this place?"""
    named = (row.rule == violation.rule and row.verdict == violation.verdict) or row.rule in violation.also
    return named and stands_at(row, violation, place)


def stands_at(row: FindingRow, planted: Violation | Innocent, place: Place) -> bool:
    """Does this finding quote the text that was planted there?"""
    same_item = not planted.item_name or planted.item_name == row.item_name
    if row.unit != planted.unit or row.channel != place.channel or not same_item:
        return False
    quote, said = squeezed(place.quote), squeezed(row.quote)
    return not quote or (bool(said) and (said in quote or quote in said))


def squeezed(text: str) -> str:
    return "".join(text.split())
