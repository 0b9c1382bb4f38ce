"""The demonstration: an artificial county on this machine, audited like any other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from audit.display import console
from audit.errors import Incomplete, UserMistake
from audit.night import audit
from audit.workspace import open_workspace
from storage.findings import status
from storage.models import FindingRow

SHOWN = 24
"""So many screenshots the demonstration takes."""
ENDED = ("已整改", "已撤销")

Row = Mapping[str, str]
Truth = Mapping[str, Sequence[Row]]


def demo(out: Path, records: Path | None, *, serve: bool = False, host: str = "", port: int = 0) -> None:
    """Serve the sandbox on loopback, audit it, and hold the result against what was planted.

    With `serve` the county stays there and the desk runs on its data until Ctrl+C.
    """
    try:
        from sandbox import Sandbox
    except ImportError as missing:
        raise Incomplete(f"演示所需的软件包没有安装（{missing.name}），请用 make demo 安装") from missing
    if records is not None and not records.is_file():
        raise UserMistake(f"记录文件 {records} 不存在，请检查路径")
    from audit.pictures import say, take

    shown = console()
    folder = out / ("sandbox-records" if records else "sandbox")
    # The sandbox remembers its ports, so that a second demonstration finds the same addresses.
    with Sandbox(folder, records=records) as sandbox:
        shown.print(f"示例网站已在本机启动：{sandbox.portal_url or sandbox.service_url}")
        target = out / ("records" if records else "county")
        with open_workspace(sandbox.profile, None, target, None) as workspace:
            night = audit(workspace)
            if records is None:
                # Some of them: four hundred would take longer than the night.
                say(take(workspace, SHOWN, None), shown)
                print_comparison(sandbox.truth, night.findings)
            if serve:
                from audit.demo_desk import serve_desk

                serve_desk(workspace, sandbox.profile, host=host, port=port)
            elif records is None:
                shown.print("要在浏览器里使用审核台：make serve")
    shown.print("示例网站已停止。")


def print_comparison(truth: Truth, rows: Sequence[FindingRow]) -> bool:
    """Say how many planted violations were found and look-alikes flagged; True if all is right."""
    there = [row for row in rows if status(row) not in ENDED]
    missed = [plant for plant in truth["plants"] if not any(is_violation(row, plant) for row in there)]
    unplanted = [row for row in there if not any(is_violation(row, plant) for plant in truth["plants"])]
    flagged = [row for row in unplanted if any(stands_at(row, alike) for alike in truth["lookalikes"])]
    extra = [row for row in unplanted if row not in flagged]
    out = console()
    planted, alike = len(truth["plants"]), len(truth["lookalikes"])
    out.print(
        f"对照答案：埋设问题 {planted} 处，找到 {planted - len(missed)} 处；"
        f"形似而合规 {alike} 处，误判 {len(flagged)} 处；其他发现 {len(extra)} 处"
    )
    for plant in missed:
        said = " ".join(plant[key] for key in ("rule", "unit", "item_name", "channel", "quote"))
        out.print(f"  未找到 {plant['id']}：{said}", markup=False)
    for word, found in (("误判", flagged), ("未埋设", extra)):
        for row in found:
            said = f"{row.unit} {row.item_name} {row.channel} “{row.quote}”"
            out.print(f"  {word} {row.rule}（{row.verdict}）：{said}", markup=False)
    return not missed and not flagged


def is_violation(row: FindingRow, plant: Row) -> bool:
    """Is this finding the planted violation? `also` names rules that may well speak of it too."""
    named = row.rule == plant["rule"] and row.verdict == plant["verdict"]
    return (named or row.rule in plant.get("also", "").split()) and stands_at(row, plant)


def stands_at(row: FindingRow, planted: Row) -> bool:
    """Does this finding quote the text that was planted there?"""
    if row.unit != planted["unit"] or planted["item_name"] not in ("", row.item_name):
        return False
    if planted["channel"] not in ("", row.channel):
        return False
    quote, said = squeezed(planted["quote"]), squeezed(row.quote)
    return not quote or (bool(said) and (said in quote or quote in said))


def squeezed(text: str) -> str:
    return "".join(text.split())
