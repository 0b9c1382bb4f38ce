"""Five hundred screenshots: how long they take, and how the browser's memory behaves."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from bench.remembering import Row
from crawler.camera import Camera, Wanted, camera
from crawler.chromium import browser_available

PAGES, TEXTS = 250, 2
ADDRESS = "http://site.invalid/guide.html"
CAPTION = ("网址：http://site.invalid/guide.html", "采集时间：2026-03-02 02:10（北京时间）")


def measured() -> list[Row]:
    """The figures of `make bench` on screenshots."""
    found = browser_available()
    if found is None:
        return [("截图", "—", "没有浏览器")]
    with camera(found) as lens:
        lens.shoot(page(0), ADDRESS, wanted(0))
        before, started = memory(), time.perf_counter()
        highest = max(taken(lens))
        seconds = time.perf_counter() - started
    return [
        ("截图（张/秒）", f"{PAGES * TEXTS / seconds:.1f}", f"{PAGES * TEXTS} 张，{PAGES} 页"),
        ("　浏览器内存（MB）", f"{before:.0f} → {highest:.0f}", "第一页之后，与其间最高"),
    ]


def taken(lens: Camera) -> Iterator[float]:
    """Take them all; gives the browser's memory after every tenth page."""
    for number in range(PAGES):
        shots = lens.shoot(page(number), ADDRESS, wanted(number))
        assert all(shot.is_marked for shot in shots)
        if number % 10 == 0:
            yield memory()


def page(number: int) -> str:
    rows = "".join(f"<tr><td>{row}</td><td>材料{number}-{row}号</td><td>原件</td></tr>" for row in range(40))
    return f"<html><body><h1>办事指南{number}</h1><table border=1>{rows}</table></body></html>"


def wanted(number: int) -> list[Wanted]:
    return [Wanted(f"材料{number}-{10 + 15 * text}号", CAPTION) for text in range(TEXTS)]


def memory() -> float:
    """Megabytes that this process's children hold, and theirs."""
    parents = {}
    held = {}
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            fields = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
        except OSError:
            continue
        number = int(status.parent.name)
        parents[number] = int(fields["PPid"])
        held[number] = int(fields.get("VmRSS", "0 kB").split()[0]) / 1024
    return sum(size for number, size in held.items() if is_ours(number, parents))


def is_ours(number: int, parents: dict[int, int]) -> bool:
    own = int(Path("/proc/self").resolve().name)
    parent = parents.get(number, 0)
    while parent not in (0, own):
        parent = parents.get(parent, 0)
    return parent == own


if __name__ == "__main__":
    for row in measured():
        print(*row, sep="\t")
