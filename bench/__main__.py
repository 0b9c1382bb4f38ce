"""`make bench`: each figure with its yardstick. Machines differ; the ratios are what to compare."""

from __future__ import annotations

import tempfile
import time
import urllib.request
from pathlib import Path

from audit.display import console, table
from audit.workspace import open_workspace
from bench import desk, documents, judging, papers, pictures, remembering
from bench.reading import measured, summary
from checks.evidence import Channel
from sandbox import Sandbox


def pages_of(sandbox: Sandbox) -> list[tuple[str, bytes]]:
    """The guide pages of the sandbox's portal, with their addresses."""
    found = []
    for plant in sandbox.truth["plants"]:
        if plant["channel"] == Channel.PORTAL and plant["quote"]:
            with urllib.request.urlopen(plant["url"]) as answer:
                found.append((plant["url"], answer.read()))
    return found


def night(sandbox: Sandbox, out: Path) -> list[tuple[str, str, str]]:
    """A first and a second night against the sandbox: everything, on loopback."""
    from audit.night import audit

    took = []
    for _ in range(2):
        started = time.perf_counter()
        with open_workspace(sandbox.profile, None, out, None) as workspace:
            audit(workspace)
        took.append(time.perf_counter() - started)
    size = (out / "zwaudit.db").stat().st_size / 1024 / 1024
    return [
        ("第一夜（秒）", f"{took[0]:.1f}", ""),
        ("第二夜，页面没有变化（秒）", f"{took[1]:.1f}", ""),
        ("数据库（MB）", f"{size:.1f}", ""),
    ]


def main() -> None:
    """Measure and print."""
    rows: list[tuple[str, str, str]] = []
    with tempfile.TemporaryDirectory() as folder, Sandbox(Path(folder) / "sandbox") as sandbox:
        pages = pages_of(sandbox)
        rows += summary(measured(pages))
        rows += documents.measured()
        rows += judging.measured()
        rows += night(sandbox, Path(folder) / "out")
    rows += remembering.measured()
    rows += papers.measured()
    rows += pictures.measured()
    rows += desk.measured()
    drawn = table(("项目", "结果", "对照"), rows)
    drawn.columns[2].justify = "left"
    console().print(drawn)


if __name__ == "__main__":
    main()
