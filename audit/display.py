"""What a command shows while it works: a live table on a terminal, plain lines otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from rich.console import Console
from rich.live import Live
from rich.table import Table

# A pipe or a log file has no width of its own; lines are not to be folded there.
PLAIN_WIDTH = 200
LINES_EVERY = 100


@dataclass(frozen=True, slots=True)
class Tally:
    """How far one source has come."""

    source: str
    planned: int
    fetched: int
    failed: int
    current: str = ""


def console() -> Console:
    """Standard output; wide enough for whole lines where it is no terminal."""
    found = Console(highlight=False, soft_wrap=True)
    return found if found.is_terminal else Console(highlight=False, soft_wrap=True, width=PLAIN_WIDTH)


@contextmanager
def progress(out: Console) -> Iterator[Callable[[Tally], None]]:
    """Show tallies as they come: redrawn in place on a terminal, every hundredth page as a line elsewhere."""
    tallies: dict[str, Tally] = {}
    if out.is_terminal:
        with Live(progress_table(()), console=out, refresh_per_second=4) as live:

            def redraw(tally: Tally) -> None:
                tallies[tally.source] = tally
                live.update(progress_table(tuple(tallies.values())))

            yield redraw
        return

    def line(tally: Tally) -> None:
        before = tallies.get(tally.source)
        tallies[tally.source] = tally
        if before is None or tally.fetched // LINES_EVERY != before.fetched // LINES_EVERY:
            out.print(progress_line(tally))

    yield line


def progress_line(tally: Tally) -> str:
    return f"  {tally.source}：计划 {tally.planned}，已取得 {tally.fetched}，未取得 {tally.failed}"


def progress_table(tallies: Sequence[Tally]) -> Table:
    table = Table(box=None, pad_edge=False)
    for heading in ("来源", "计划", "已取得", "未取得", "正在读取"):
        table.add_column(
            heading, justify="left" if heading in ("来源", "正在读取") else "right", no_wrap=True
        )
    for tally in tallies:
        table.add_row(tally.source, str(tally.planned), str(tally.fetched), str(tally.failed), tally.current)
    return table


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    """A small table whose first column is text and whose others are figures."""
    drawn = Table(box=None, pad_edge=False)
    for number, heading in enumerate(headings):
        drawn.add_column(heading, justify="left" if number == 0 else "right", no_wrap=True)
    for row in rows:
        drawn.add_row(*row)
    return drawn
