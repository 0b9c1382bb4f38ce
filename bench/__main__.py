"""`make bench`: each figure with its yardstick. Machines differ; the ratios are what to compare."""

from __future__ import annotations

import re
import tempfile
import time
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from audit.display import console, table
from audit.workspace import open_workspace
from bench import documents, remembering
from bench.reading import measured, summary
from checks.engine import judge
from checks.evidence import Channel, Guide
from checks.gather import gathered
from checks.passages import passages
from crawler.pages import read_page
from crawler.reading.reading import Visit
from rules import all_rules
from sandbox import Sandbox

ROUNDS = 5
TRIGGERS = re.compile(
    "其他材料|其它材料|有关材料|相关材料|相关证明|等材料|视情况|根据需要|必要时|为准|规定的其他"
)


def best(work: Callable[[], object]) -> float:
    """The shortest of several rounds, in seconds: the one least disturbed."""
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return min(times)


def pages_of(sandbox: Sandbox) -> list[tuple[str, bytes]]:
    """The guide pages of the sandbox's portal, with their addresses."""
    found = []
    for plant in sandbox.truth["plants"]:
        if plant["channel"] == Channel.PORTAL and plant["quote"]:
            with urllib.request.urlopen(plant["url"]) as answer:
                found.append((plant["url"], answer.read()))
    return found


def judging(guides: Sequence[Guide]) -> list[tuple[str, str, str]]:
    """Judging by all rules, beside a plain alternation over the same texts."""
    rules = all_rules()
    many = [replace(guide, item_code="", id=str(number)) for number, guide in enumerate([*guides] * 5)]
    county = gathered("", (), many)
    texts = ["\n".join(passage.text for passage in passages(guide)) for guide in many]
    ours = best(lambda: sum(1 for _ in judge(county, rules)))
    plain = best(lambda: [TRIGGERS.findall(text) for text in texts])
    return [
        ("判断（份/秒）", f"{len(many) / ours:,.0f}", f"只查词 {len(many) / plain:,.0f}"),
        ("　规则数", str(len(rules)), ""),
    ]


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
        visits = [(body, Visit(url=url, channel=Channel.PORTAL)) for url, body in pages]
        pieces = [piece for body, visit in visits for piece in read_page(body, visit).evidence]
        rows += judging([piece for piece in pieces if isinstance(piece, Guide)])
        rows += night(sandbox, Path(folder) / "out")
    rows += remembering.measured()
    drawn = table(("项目", "结果", "对照"), rows)
    drawn.columns[2].justify = "left"
    console().print(drawn)


if __name__ == "__main__":
    main()
