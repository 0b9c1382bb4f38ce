"""`python -m bench.reading`: reading pages, beside a bare parse with text extraction of the same bytes."""

from __future__ import annotations

import gc
import statistics
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from lxml import html
from selectolax.lexbor import LexborHTMLParser

from audit.display import console, table
from bench.samples import Page, kinds
from checks.evidence import Channel
from crawler.pages import read_page
from crawler.reading.reading import Visit

ROUNDS = 9
PACKAGES = ("crawler.", "checks.")


@dataclass(frozen=True, slots=True)
class Measured:
    """The medians of a kind, in seconds: `first` with caches that are empty, `ours` with full ones."""

    count: int
    size: int
    bare: float
    lexbor: float
    ours: float
    first: float
    peak: int


def read_all(pages: Sequence[Page]) -> None:
    for url, body in pages:
        read_page(body, Visit(url=url, channel=Channel.PORTAL))


def parse_all(pages: Sequence[Page]) -> None:
    """The yardstick: a parse, and the text of it."""
    for _, body in pages:
        "".join(map(str, html.document_fromstring(body).itertext()))


def lexbor_all(pages: Sequence[Page]) -> None:
    """For comparison: the same by an HTML5 parser."""
    for _, body in pages:
        LexborHTMLParser(body).text()


def forget() -> None:
    """Empty every cache of ours, as at the first page of a site."""
    for name, module in list(sys.modules.items()):
        if name.startswith(PACKAGES):
            for value in vars(module).values():
                if hasattr(value, "cache_clear"):
                    value.cache_clear()


def seconds(work: Callable[[], object]) -> float:
    gc.collect()
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def measured(pages: Sequence[Page]) -> Measured:
    """Measure in turns, for a machine that is busy with something else meets all alike."""
    works = [partial(work, pages) for work in (parse_all, lexbor_all, read_all, read_all)]
    times: list[list[float]] = []
    for _ in range(ROUNDS):
        forget()
        first = seconds(works[3])
        times.append([*map(seconds, works[:3]), first])
    bare, lexbor, ours, first = map(statistics.median, zip(*times, strict=True))
    return Measured(len(pages), sum(len(body) for _, body in pages), bare, lexbor, ours, first, peak(pages))


def peak(pages: Sequence[Page]) -> int:
    """The most memory that Python holds while one page is read, in bytes."""
    forget()
    tracemalloc.start()
    read_all(pages)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


def row(name: str, found: Measured) -> tuple[str, ...]:
    return (
        name,
        f"{found.count}",
        f"{found.size / found.count / 1024:,.0f}",
        f"{found.first / found.bare:.2f}",
        f"{found.ours / found.bare:.2f}",
        f"{found.count / found.first:,.0f}",
        f"{found.size / found.first / 1048576:.1f}",
        f"{found.lexbor / found.bare:.2f}",
        f"{found.peak / 1048576:.1f}",
    )


def pooled(found: Sequence[Measured]) -> Measured:
    """All kinds as one."""
    return Measured(
        count=sum(one.count for one in found),
        size=sum(one.size for one in found),
        bare=sum(one.bare for one in found),
        lexbor=sum(one.lexbor for one in found),
        ours=sum(one.ours for one in found),
        first=sum(one.first for one in found),
        peak=max(one.peak for one in found),
    )


def summary(found: Measured) -> list[tuple[str, str, str]]:
    """The figures in words, each with its yardstick."""
    bare = f"lxml 解析并取文字 {found.count / found.bare:,.0f}"
    again = f"再读 {found.ours / found.bare:.1f} 倍"
    return [
        ("读网页（份/秒）", f"{found.count / found.first:,.0f}", bare),
        ("　耗时为 lxml 的", f"{found.first / found.bare:.1f} 倍", again),
    ]


HEADINGS = ("页面", "份数", "KB/份", "首读为 lxml 的倍数", "再读", "首读 份/秒", "MB/秒", "lexbor", "内存 MB")


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        found = {name: measured(pages) for name, pages in kinds(Path(folder)).items()}
    rows = [row(name, one) for name, one in found.items()]
    console().print(table(HEADINGS, [*rows, row("合计", pooled(list(found.values())))]))


if __name__ == "__main__":
    main()
