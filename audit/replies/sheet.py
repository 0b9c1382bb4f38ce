"""A filled-in issue list (评估问题清单) to replies, one a line; whatever is wrong is named with its place."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from checks.questions import day_in
from crawler.documents import excel
from crawler.documents.errors import Unreadable
from crawler.documents.formulas import Place, formulas
from reports.papers.issue_columns import BY_KEY, COLUMNS, FILLED_IN, NUMBER
from storage.claims import ANSWER_TITLES, Answer

HIGHEST_HEAD = 40
"""So many rows of a sheet are looked at for the headings."""
LONGEST = 2000
KEPT = ("agreed", "objection", "measures", "done", "new_address", "new_picture", "handed_in")
"""What is stored of a reply; who is responsible and by which phone stays on paper."""
ANSWERS = {title: kind for kind, title in ANSWER_TITLES.items() if kind is not Answer.FIXED}

Rows = list[list[str]]


@dataclass(frozen=True, slots=True)
class Reply:
    """What a unit filled in for one line; `row` is the sheet's own, counted from 1."""

    file: str
    sheet: str
    row: int
    number: str
    unit: str = ""
    quote: str = ""
    agreed: Answer | None = None
    objection: str = ""
    measures: str = ""
    done: date | None = None
    new_address: str = ""
    new_picture: str = ""
    handed_in: str = ""

    @property
    def place(self) -> str:
        return f"{self.file}：工作表“{self.sheet}”第{self.row}行"

    @property
    def is_fixed(self) -> bool:
        """Does it report the problem as put right?"""
        return self.done is not None


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong in a list, with its place (Chinese)."""

    place: str
    reason: str

    def __str__(self) -> str:
        return f"{self.place}：{self.reason}"


@dataclass
class Filled:
    """One file: its replies, how many of its lines are empty, and what is wrong with it."""

    file: str
    replies: list[Reply] = field(default_factory=list)
    empty: int = 0
    mistakes: list[Mistake] = field(default_factory=list)

    def wrong(self, place: str, reason: str) -> None:
        self.mistakes.append(Mistake(f"{self.file}：{place}" if place else self.file, reason))


def read(file: str, body: bytes, *, today: date) -> Filled:
    """Everything that was filled in, all mistakes together."""
    filled = Filled(file)
    try:
        found = list(lists_in(body))
        worked_out = formulas(body)
    except Unreadable as error:
        filled.wrong("", str(error))
        return filled
    if not found:
        filled.wrong("", f"没有找到带有“{NUMBER.title}”和“{BY_KEY['agreed'].title}”两栏的工作表")
    for name, rows, head in found:
        columns = columns_of(filled, name, rows[head])
        if columns is not None:
            read_lines(filled, name, rows, head, columns, worked_out.get(name, frozenset()), today)
    if found and not filled.replies and not filled.mistakes:
        filled.wrong("", "没有填写任何一条")
    return filled


def lists_in(body: bytes) -> Iterator[tuple[str, Rows, int]]:
    """The sheets that are issue lists, with their rows and the row of the headings."""
    wanted = {plain(NUMBER.title), plain(BY_KEY["agreed"].title)}
    with excel.opened(body) as book:
        for name in book.sheet_names[: excel.MOST_SHEETS]:
            sheet = book.get_sheet_by_name(name)
            rows = spread(excel.texts_of(sheet, name), excel.merged_of(sheet))
            for head, row in enumerate(rows[:HIGHEST_HEAD]):
                if wanted <= set(map(plain, row)):
                    yield name, rows, head
                    break


def spread(rows: Rows, merged: list[tuple[Place, Place]]) -> Rows:
    """The rows with the text of each merged cell at all of its places: it was filled in for all of them."""
    for (top, left), (bottom, right) in merged:
        for row in rows[top : bottom + 1]:
            if left < len(row) and top < len(rows):
                row[left : right + 1] = [rows[top][left]] * (min(right, len(row) - 1) - left + 1)
    return rows


def plain(text: str) -> str:
    """A heading without white space and in one width: “纸质件／电子件” is “纸质件/电子件”."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def columns_of(filled: Filled, sheet: str, row: list[str]) -> dict[str, int] | None:
    """Where each column stands, wherever it was moved to; None, and said, when one is missing or twice."""
    titles = {plain(column.title): column.key for column in COLUMNS}
    found: dict[str, int] = {}
    twice = []
    for place, text in enumerate(row):
        key = titles.get(plain(text))
        if key in found:
            twice.append(text)
        elif key is not None:
            found[key] = place
    missing = [column.title for column in (NUMBER, *FILLED_IN) if column.key not in found]
    if missing:
        filled.wrong(f"工作表“{sheet}”", f"缺少栏目“{'、'.join(missing)}”，请用下发的问题清单填写")
    if twice:
        filled.wrong(f"工作表“{sheet}”", f"栏目“{'、'.join(twice)}”出现了两次，不能确定以哪一栏为准")
    return None if missing or twice else found


def read_lines(
    filled: Filled, sheet: str, rows: Rows, head: int, columns: Mapping[str, int],
    worked_out: frozenset[Place], today: date,
) -> None:  # fmt: skip
    seen: dict[str, Reply] = {one.number: one for one in filled.replies}
    wanted = {columns[key]: key for key in (NUMBER.key, *KEPT)}
    for place in range(head + 1, len(rows)):
        cells = {key: cell(rows[place], at) for key, at in columns.items()}
        if not cells[NUMBER.key] and not any(cells[key] for key in KEPT):
            continue
        wrong = [wanted[at] for line, at in worked_out if line == place and at in wanted]
        reply = line_of(filled, sheet, place + 1, cells, wrong, today)
        if reply is None:
            continue
        before = seen.setdefault(reply.number, reply)
        if before is reply:
            filled.replies.append(reply)
        elif said(before) != said(reply):
            filled.wrong(at_row(sheet, place + 1), f"{reply.number} 在第{before.row}行已经填过，两处不一样")


def cell(row: list[str], at: int) -> str:
    return row[at].strip() if at < len(row) else ""


def at_row(sheet: str, row: int) -> str:
    return f"工作表“{sheet}”第{row}行"


def said(reply: Reply) -> tuple[object, ...]:
    return tuple(getattr(reply, key) for key in KEPT)


def line_of(
    filled: Filled, sheet: str, row: int, cells: Mapping[str, str], worked_out: list[str], today: date
) -> Reply | None:
    """The reply of one line; None when nothing is filled in or something is wrong, which is said."""
    reasons = [f"“{BY_KEY[key].title}”是公式，请改为直接填写的文字" for key in worked_out]
    if not any(cells[key] for key in KEPT):
        filled.empty += not reasons
    elif not cells[NUMBER.key]:
        reasons.append(f"填写了内容，但没有“{NUMBER.title}”，不知道答复的是哪个问题")
    reasons += [f"“{BY_KEY[key].title}”超过 {LONGEST} 字" for key in KEPT if len(cells[key]) > LONGEST]
    reasons += wrong_values(cells, today)
    for reason in reasons:
        filled.wrong(at_row(sheet, row), reason)
    if reasons or not any(cells[key] for key in KEPT):
        return None
    return Reply(
        file=filled.file, sheet=sheet, row=row, number=plain(cells[NUMBER.key]),
        unit=cells.get("unit", ""), quote=cells.get("quote", ""),
        agreed=ANSWERS.get(plain(cells["agreed"])), done=day_in(cells["done"]),
        **{key: cells[key] for key in ("objection", "measures", "new_address", "new_picture", "handed_in")},
    )  # fmt: skip


def wrong_values(cells: Mapping[str, str], today: date) -> Iterator[str]:
    """What was filled in against the rules of the form."""
    agreed, done = plain(cells["agreed"]), day_in(cells["done"])
    title = BY_KEY["agreed"].title
    if agreed and agreed not in ANSWERS:
        yield f"“{title}”填的是“{cells['agreed'][:20]}”，只能填{'、'.join(ANSWERS)}"
    if ANSWERS.get(agreed) in (Answer.PARTLY, Answer.DISPUTED) and not cells["objection"]:
        yield f"“{title}”填的是“{agreed}”，须写明“{BY_KEY['objection'].title}”"
    if not agreed and cells["objection"]:
        yield f"填写了“{BY_KEY['objection'].title}”，但没有选择“{title}”"
    if any(cells[key] for key in KEPT) and not (agreed or cells["objection"] or cells["done"]):
        yield f"没有选择“{title}”，也没有填写“{BY_KEY['done'].title}”"
    if cells["done"] and done is None:
        yield f"“{BY_KEY['done'].title}”填的是“{cells['done'][:20]}”，应写成 2022-07-29"
    elif done is not None and done > today:
        yield f"“{BY_KEY['done'].title}” {done} 晚于今天（{today}）；还没有完成的请留空"
    elif done is not None and not cells["measures"]:
        yield f"填写了“{BY_KEY['done'].title}”，须写明“{BY_KEY['measures'].title}”"
