"""`python -m bench.papers [FINDINGS]`: all papers of a round, for 52 units, in every format.

The job runs in a process of its own, as the office runs it; its processor time is that of all processes,
the browser's among them. The yardstick is the same job without PDF, which no program of ours prints.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Event, Thread

from sqlalchemy import insert

from audit.display import console, table
from bench.remembering import COUNTY, UNITS, Row, finding
from storage import issuing
from storage.database import connect, migrate, transaction
from storage.models import FindingRow

LOOKS = 1.0
"""Seconds between two looks at the processes; each look costs them a little."""
MAIN = "from audit.cli import main; main()"
NOW = datetime(2026, 1, 5, 1, tzinfo=UTC)
CRITERIA = ("附件1-2", "附件1-3", "附件1-9", "附件1-12", "附加")
MESSAGE = (
    "{unit}在河南政务服务网发布的“{item}”办事指南中，“申请材料”第3项表述为“{quote}”，属于兜底性表述，未列明具体材料，"
    "不符合《评估要点》第12项“不允许出现兜底性条款，属于兜底性质的“其他材料”“有关材料”等应逐一加以明确”的要求"
)
ADVICE = (
    "请逐一列明具体材料的名称、来源和份数，删除兜底表述，并同步更新政务服务网、县门户、窗口指南和公众号。"
)
BASIS = "《评估要点》附件1第12项；《优化营商环境条例》第四十条；《河南省优化营商环境条例》第二十八条第三款"


def measured(count: int = 10_000) -> list[Row]:
    """The figures for so many findings."""
    with tempfile.TemporaryDirectory() as folder:
        county = county_in(Path(folder))
        fill(Path(folder), count)
        whole = run(county, Path(folder), "")
        fewer = run(county, Path(folder), "docx,xlsx,html")
        files = sum(1 for _ in (Path(folder) / "papers").rglob("*.*"))
    return [
        (f"全部文书（{UNITS} 个单位、{count:,} 个问题，秒）", f"{whole.took:.0f}", f"{files} 个文件"),
        ("　处理器时间（秒，含浏览器）", f"{whole.cpu:.0f}", f"不含 PDF {fewer.cpu:.0f}"),
        ("　内存最多（MB，各进程合计）", f"{whole.peak:.0f}", f"不含 PDF {fewer.peak:.0f}"),
    ]


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run of the job took: seconds, seconds of processors, and MB at most."""

    took: float
    cpu: float
    peak: float


def county_in(folder: Path) -> Path:
    """A profile of so many units."""
    county = folder / "county"
    county.mkdir()
    units = "".join(f'[[unit]]\nname = "单位{number}"\n' for number in range(UNITS))
    head = f'name = "{COUNTY}"\ncode = "411325"\n[report]\noffice = "协调小组办公室"\n'
    source = '[[source]]\nname = "门户"\nchannel = "portal"\nstart_urls = ["https://www.example.gov.cn/"]\n'
    (county / "county.toml").write_text(head + source + units, encoding="utf-8")
    return county


def fill(folder: Path, count: int) -> None:
    """So many confirmed findings, issued as one list."""
    engine = connect(f"sqlite:///{folder / 'zwaudit.db'}")
    migrate(engine)
    chance = random.Random(1)
    with transaction(engine) as session:
        session.execute(insert(FindingRow), [row(number, chance) for number in range(1, count + 1)])
        issuing.issue(
            session, COUNTY, "第一轮", due=date(2026, 3, 31), on=date(2026, 1, 5), who="管理员甲", at=NOW
        )
    engine.dispose()


def row(number: int, chance: random.Random) -> dict[str, object]:
    """A finding with words as long as real ones."""
    made = finding(number, chance)
    item, quote = f"第{number}类社会团体成立登记和变更登记", f"法律、法规规定的其他第{number}类有关材料"
    said = {"unit": str(made["unit"]), "item": item, "quote": quote}
    return {
        **made, "item_name": item, "item_code": f"1141132500601{number:09d}000", "quote": quote,
        "message": MESSAGE.format(**said), "advice": ADVICE, "basis": BASIS, "decided": "confirmed",
        "observed": "present", "cause": "", "last_event": 0, "indicator": CRITERIA[number % len(CRITERIA)],
        "severity": f"S{number % 4 + 1}",
    }  # fmt: skip


def run(county: Path, folder: Path, formats: str) -> Cost:
    """Run the job once."""
    command = [
        sys.executable, "-c", MAIN, "papers", "--county", str(county), "--out", str(folder),
        *(("--format", formats) if formats else ()),
    ]  # fmt: skip
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    with watched(process.pid) as used:
        process.wait()
    return Cost(time.perf_counter() - started, sum(used.cpu.values()), used.peak / 1024)


@dataclass
class Used:
    """What a process and all below it were seen to use: seconds by process, KB at most."""

    cpu: dict[int, float] = field(default_factory=dict)
    peak: int = 0


@contextmanager
def watched(root: int) -> Iterator[Used]:
    """Look at a process and all below it again and again; a browser is not counted with its parents."""
    used, over = Used(), Event()

    def look() -> None:
        while not over.wait(LOOKS):
            processes = below(root)
            used.cpu |= {one: seconds(one) or used.cpu.get(one, 0.0) for one in processes}
            used.peak = max(used.peak, sum(map(memory, processes)))

    watching = Thread(target=look, daemon=True)
    watching.start()
    yield used
    over.set()
    watching.join()


def below(root: int) -> set[int]:
    """A process and its descendants."""
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except (OSError, IndexError, ValueError):
            continue  # It has just ended.
    found, last = {root}, 0
    while len(found) != last:
        last = len(found)
        found |= {child for child, parent in parents.items() if parent in found}
    return found


def seconds(process: int) -> float:
    """The processor time of a process, 0 when it has ended."""
    try:
        told = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def memory(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


if __name__ == "__main__":
    counted = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    console().print(table(("项目", "结果", "对照"), measured(counted)))
