"""A filled self-check form to answers; whatever is wrong is named with its cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from audit.self_check.layout import (
    DAY_ROW,
    HEAD_ROW,
    ON_SITE,
    ROLE_ROW,
    SHEET,
    TITLE,
    UNIT_ROW,
    Head,
    Line,
    cell_name,
    columns,
    lines,
)
from audit.self_check.proofs import BadFile, proof_files
from checks.answers import Answer, OnSite, OnSiteRuling, Proof, ProofFile
from checks.asking import topic_of
from checks.evidence import Unit
from checks.filling import address_trouble, addresses_in, text_trouble
from checks.questions import day_in, yes_or_no
from checks.rule import Rule
from counties.profile import Profile
from crawler.documents import excel
from crawler.documents.errors import Unreadable

Row = list[str]
FILES = {Head.SCREENSHOTS: Proof.SCREENSHOT, Head.COPIES: Proof.COPY, Head.PHOTOS: Proof.PHOTO}
FLAGS = (Head.PUBLISHED, Head.PAPER, Head.ELECTRONIC)


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong in a form: where, and why (Chinese)."""

    file: str
    cell: str
    reason: str

    def __str__(self) -> str:
        place = f"工作表“{SHEET}”{self.cell}：" if self.cell else ""
        return f"{self.file}：{place}{self.reason}"


@dataclass
class Form:
    """A filled form: the answers, or what is wrong with it."""

    file: str
    body: bytes = b""
    unit: str = ""
    answers: list[Answer] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)

    def wrong(self, cell: str, reason: str) -> None:
        self.mistakes.append(Mistake(self.file, cell, reason))


def is_form(body: bytes) -> bool:
    """Is this the workbook of a self-check form?"""
    try:
        rows = dict(excel.rows_of(body)).get(SHEET, [])
    except Unreadable:
        return False
    return any(TITLE in cell for row in rows[:HEAD_ROW] for cell in row)


def read_form(path: Path, body: bytes, profile: Profile, rules: tuple[Rule, ...], *, today: date) -> Form:
    """Everything that a form says, all mistakes together."""
    form = Form(path.name, body)
    rows = [[cell.strip() for cell in row] for row in dict(excel.rows_of(body))[SHEET]]
    unit = unit_of(form, rows, profile)
    day = day_of(form, rows, today)
    heads = heads_of(form, rows)
    if unit is None or heads is None:
        return form
    asked = {line.key: line for line in lines(unit, rules)}
    filled = filled_of(form, rows, heads, asked)
    role = cell_at(rows, ROLE_ROW, 1)
    refuse_personal(form, cell_name(ROLE_ROW, 1), role)
    for cells in filled:
        answer = answer_of(form, cells, path.parent, today)
        if answer is not None:
            form.answers.append(replace(answer, unit=unit.name, answered_on=day, role=role))
    if not form.answers and not form.mistakes:
        form.wrong("", "没有填写任何一项")
    return form


def unit_of(form: Form, rows: list[Row], profile: Profile) -> Unit | None:
    """The unit that the form is of; the form names it."""
    name, cell = cell_at(rows, UNIT_ROW, 1), cell_name(UNIT_ROW, 1)
    if not name:
        form.wrong(cell, "没有填写单位")
        return None
    found = profile.unit_named(name)
    if found is None:
        form.wrong(cell, f"单位名单里没有“{name}”，应与县配置里的名称一致")
        return None
    form.unit = found.name
    return found.unit


def day_of(form: Form, rows: list[Row], today: date) -> date | None:
    """The day on which the form was filled in: what is newer is told by it."""
    text, cell = cell_at(rows, DAY_ROW, 1), cell_name(DAY_ROW, 1)
    day = day_in(text)
    if day is None:
        form.wrong(cell, f"“{text}”不是日期，应写成 2022-03-09" if text else "没有填写填报日期")
    elif day > today:
        form.wrong(cell, f"填报日期 {day} 晚于今天（{today}）")
    return day


def heads_of(form: Form, rows: list[Row]) -> dict[int, Head] | None:
    """Which column is which; all must be there, wherever a clerk has moved them."""
    row = rows[HEAD_ROW] if len(rows) > HEAD_ROW else []
    found = {place: Head(text) for place, text in enumerate(row) if text in list(Head)}
    missing = [head.value for head in columns(on_site=False) if head not in found.values()]
    on_site = [head for head in ON_SITE if head in found.values()]
    missing += [head.value for head in ON_SITE if on_site and head not in on_site]
    if missing:
        where = f"第{HEAD_ROW + 1}行"
        form.wrong(where, f"缺少栏目“{'、'.join(missing)}”，请用 zwaudit form 生成的自查表填写")
        return None
    return found


Cell = tuple[str, str]
"""Where a cell is, and what stands in it."""


@dataclass(frozen=True, slots=True)
class Cells:
    """The filled cells of one rule: each question's row, by the column."""

    rule: Rule
    rows: Mapping[str, tuple[Line, Mapping[Head, Cell]]]

    def all(self, head: Head) -> list[Cell]:
        """The filled cells of a column, whichever of the rule's rows they stand on."""
        return [cells[head] for _, cells in self.rows.values() if head in cells and cells[head][1]]


def filled_of(
    form: Form, rows: list[Row], heads: Mapping[int, Head], asked: Mapping[str, Line]
) -> list[Cells]:
    """The rows of each rule by question; unknown and repeated keys are mistakes."""
    filled: dict[str, dict[str, tuple[Line, Mapping[Head, Cell]]]] = {}
    for number, row in enumerate(rows[HEAD_ROW + 1 :], HEAD_ROW + 1):
        cells = {
            head: (cell_name(number, place), row[place]) for place, head in heads.items() if place < len(row)
        }
        where, key = cells.get(Head.KEY, ("", ""))
        if not any(text for _, text in cells.values()):
            continue
        line = asked.get(key)
        if line is None:
            form.wrong(where, f"编号“{key}”不是这个单位要填的项，请不要改动编号一栏")
        elif line.question.key in filled.setdefault(line.rule.id, {}):
            form.wrong(where, f"编号“{key}”重复")
        else:
            filled[line.rule.id][line.question.key] = (line, cells)
    return [Cells(next(iter(by.values()))[0].rule, by) for by in filled.values() if by]


def answer_of(form: Form, cells: Cells, folder: Path, today: date) -> Answer | None:
    """What was filled in for one rule; None where all its cells are empty."""
    values = dict(values_of(form, cells))
    flags = [flag_of(form, cells, head) for head in FLAGS]
    urls = tuple(urls_of(form, cells))
    reasons = [text for where, text in cells.all(Head.REASON) if not refuse_personal(form, where, text)]
    files = tuple(files_of(form, cells, folder))
    on_site = ruling_of(form, cells, today)
    if not (values or urls or reasons or files or on_site) and all(flag is None for flag in flags):
        return None
    return Answer(
        unit="",
        rule=cells.rule.id,
        title=topic_of(cells.rule),
        values=values,
        published=flags[0],
        urls=urls,
        reason="；".join(reasons),
        files=files,
        paper=flags[1],
        electronic=flags[2],
        on_site=on_site,
    )


def values_of(form: Form, cells: Cells) -> Iterator[tuple[str, str]]:
    """The answer to each question that has one."""
    for key, (line, row) in cells.rows.items():
        where, text = row.get(Head.VALUE, ("", ""))
        if not text or refuse_personal(form, where, text):
            continue
        problem = line.question.takes.problem(text, line.bar)
        if problem:
            form.wrong(where, f"{problem}（{line.question.takes.shown(line.bar)}）")
        else:
            yield key, text


def flag_of(form: Form, cells: Cells, head: Head) -> bool | None:
    """是, 否 or nothing; two rows of one rule must not differ."""
    said: set[bool] = set()
    for where, text in cells.all(head):
        flag = yes_or_no(text)
        if flag is None:
            form.wrong(where, f"“{head.value}”填了“{text}”，应为“是”或“否”")
        elif said and flag not in said:
            form.wrong(where, f"“{head.value}”与同一核查内容的另一行不一致")
        else:
            said.add(flag)
    return said.pop() if said else None


def urls_of(form: Form, cells: Cells) -> Iterator[str]:
    for where, text in cells.all(Head.URLS):
        for url in addresses_in(text):
            trouble = address_trouble(url)
            if trouble:
                form.wrong(where, trouble)
            else:
                yield url


def files_of(form: Form, cells: Cells, folder: Path) -> Iterator[ProofFile]:
    for head, sort in FILES.items():
        for where, text in cells.all(head):
            for one in proof_files(text, sort, folder):
                if isinstance(one, BadFile):
                    form.wrong(where, one.reason)
                else:
                    yield one


def ruling_of(form: Form, cells: Cells, today: date) -> OnSiteRuling | None:
    """An assessor's word, which needs its day, and its reason where something is wanting."""
    verdicts = cells.all(Head.VERDICT)
    if not verdicts:
        for where, text in (*cells.all(Head.REMARK), *cells.all(Head.RULED_ON)):
            form.wrong(where, f"填了“{text}”，但没有填写现场核验结论")
        return None
    where, text = verdicts[0]
    if text not in list(OnSite):
        form.wrong(where, f"现场核验结论填了“{text}”，应为“达标”或“不达标”")
        return None
    remark = "；".join(text for at, text in cells.all(Head.REMARK) if not refuse_personal(form, at, text))
    days = [(at, said, day_in(said)) for at, said in cells.all(Head.RULED_ON)]
    for at, said, day in days:
        if day is None or day > today:
            form.wrong(at, f"核验日期“{said}”" + ("不是日期" if day is None else f"晚于今天（{today}）"))
    if not days:
        form.wrong(where, "有现场核验结论，但没有填写核验日期")
    if text == OnSite.UNMET and not remark:
        form.wrong(where, "现场核验不达标的，应在“核验说明”写明事实")
    return OnSiteRuling(OnSite(text), remark, days[0][2] if days else None)


def refuse_personal(form: Form, where: str, text: str) -> bool:
    """A form has no need of anybody's numbers; they are refused and not repeated."""
    trouble = text_trouble(text)
    if trouble:
        form.wrong(where, trouble)
    return bool(trouble)


def cell_at(rows: list[Row], row: int, column: int) -> str:
    """The text of a cell, "" where the sheet does not reach."""
    return rows[row][column] if row < len(rows) and column < len(rows[row]) else ""
