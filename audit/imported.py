"""What an import prints: what was taken, what was not and why, and what it changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import click
from rich.console import Console

from audit.display import table
from audit.night import CHANGE_WORDS
from checks.evidence import PageKind
from crawler.answers import Answer
from crawler.failures import Trouble
from crawler.frontier import Step
from crawler.reading.reading import Reading
from crawler.saved import SavedPage, Unusable
from storage.findings import Applied, public_id, status
from storage.models import FindingRow

SHOWN = 30
MOST_LINES = 200
WORDS = {
    PageKind.GUIDE: "办事指南",
    PageKind.PUBLICATION: "清单",
    PageKind.ARTICLE: "文章",
    PageKind.LIST: "列表页",
    PageKind.LANDING: "栏目首页",
}


@dataclass(frozen=True, slots=True)
class Taken:
    """One imported page and what it was read as."""

    step: Step
    page: SavedPage
    answer: Answer
    reading: Reading | Trouble


def print_misses(unusable: Sequence[Unusable], outside: Mapping[str, Mapping[str, int]], source: str) -> None:
    """One line for everything in the files that is not taken, on standard error."""
    lines = [str(each) for each in unusable]
    for file, hosts in outside.items():
        named = "、".join(f"{host}（{count} 页）" for host, count in hosts.items())
        lines.append(f"{file}：不属于来源“{source}”的网站，没有导入：{named}")
    for line in lines[:MOST_LINES]:
        click.echo(f"zwaudit：{line}", err=True)
    if len(lines) > MOST_LINES:
        click.echo(f"zwaudit：另有 {len(lines) - MOST_LINES} 处同样没有导入", err=True)


def print_taken(taken: Sequence[Taken], older: int, ignored: int, source: str, out: Console) -> None:
    """How many pages were imported, and as what they were read."""
    counted = Counter(read_as(one.reading) for one in taken if not isinstance(one.reading, Trouble))
    said = "，".join(f"{word} {count}" for word, count in counted.most_common())
    out.print(f"导入来源“{source}”：{counted.total()} 页" + (f"（{said}）" if said else ""))
    if older:
        out.print(f"{older} 页已有同样新或更新的读取，没有改变")
    if ignored:
        out.print(f"{ignored} 个其他数据（登录、脚本接口等）不是所需网页，没有读取，也没有保存")
    for one in taken:
        if isinstance(one.reading, Trouble):
            why = "：".join(filter(None, (one.reading.reason.label, one.reading.detail)))
            out.print(f"没有读到内容：{one.page.file}，{one.step.url}（{why}）")


def read_as(reading: Reading) -> str:
    """What a page was read as, in the office's words."""
    return WORDS.get(reading.kind, "其他网页")


def print_changes(applied: Iterable[Applied], rows: Mapping[int, FindingRow], out: Console) -> None:
    """The findings that are new or different now."""
    told = [(CHANGE_WORDS[one.what], rows[one.finding_id]) for one in applied if one.what in CHANGE_WORDS]
    if not told:
        out.print("问题清单没有变化")
        return
    counted = Counter(word for word, _ in told)
    out.print("问题清单：" + "，".join(f"{word} {count}" for word, count in counted.items()))
    drawn = table(("编号", "变化", "状态", "单位", "事项", "问题"), [line_of(*one) for one in told[:SHOWN]])
    for column in drawn.columns:
        column.justify = "left"
    out.print(drawn)
    if len(told) > SHOWN:
        out.print(f"另有 {len(told) - SHOWN} 个，可用 zwaudit export 导出查看")


def line_of(word: str, row: FindingRow) -> tuple[str, ...]:
    """One finding as a row of the table."""
    quote = row.quote if len(row.quote) <= SHOWN else row.quote[: SHOWN - 1] + "…"
    return (public_id(row), word, status(row), row.unit or "（归属待定）", row.item_name, quote or row.reason)
