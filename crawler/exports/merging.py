"""Several files of one export, as clerks have them: one for each month."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256

from checks.exports import Export
from crawler.exports.errors import ExportMistake


def merged(exports: Iterable[Export]) -> list[Export]:
    """The exports, those of one kind and unit being one. Raises ExportMistake where days lie between."""
    groups: dict[tuple[str, str], list[Export]] = {}
    for one in exports:
        groups.setdefault((one.kind, one.unit), []).append(one)
    return [joined(group) if len(group) > 1 else group[0] for group in groups.values()]


def joined(group: Sequence[Export]) -> Export:
    """One export of all the rows, each row once."""
    group = sorted(group, key=lambda one: (one.since or date.min, one.until or date.min))
    names = "、".join(one.file for one in group)
    if not all(one.columns == group[0].columns for one in group):
        raise ExportMistake(names, "栏目不同，不能合在一起，请分别导入")
    since, until = covered(group, names)
    made = [one.exported_on for one in group if one.exported_on]
    return replace(
        group[0],
        since=since,
        until=until,
        exported_on=max(made, default=None),
        rows=tuple(dict.fromkeys(row for one in group for row in one.rows)),
        strangers=tuple(sorted({name for one in group for name in one.strangers})),
        file=names,
        file_hash=sha256("".join(one.file_hash for one in group).encode()).hexdigest(),
    )


def covered(group: Sequence[Export], names: str) -> tuple[date | None, date | None]:
    """The days that all files cover together.

    What rows tell of the days that a file covers ends with the last of them: only a whole month between
    two files is surely missing.
    """
    periods = [(one.since, one.until) for one in group if one.since and one.until]
    if len(periods) < len(group):
        return None, None
    since, until = periods[0]
    for begin, end in periods[1:]:
        if lacks_a_month(until, begin):
            raise ExportMistake(names, f"{until}至{begin}之间缺少数据，不能合在一起，请补上缺的文件")
        until = max(until, end)
    return since, until


def lacks_a_month(last: date, first: date) -> bool:
    """Does a whole calendar month lie between the two days?"""
    begins = (last + timedelta(days=1)).replace(day=1)
    if begins <= last:
        begins = (begins + timedelta(days=32)).replace(day=1)
    return (begins + timedelta(days=32)).replace(day=1) <= first
