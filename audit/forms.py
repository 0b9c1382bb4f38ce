"""Self-check forms: empty workbooks out, filled ones in, and what their answers change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import click
from sqlalchemy.orm import Session

from audit.display import console
from audit.errors import UserMistake
from audit.imported import print_changes
from audit.judging import self_report_due, write
from audit.night import start, write_reports
from audit.self_check.reading import Form, is_form, read_form
from audit.self_check.writing import empty_form
from audit.workspace import BEIJING, Workspace, now
from checks.answers import Answer
from checks.asking import asked_of, hand_in_of, is_of_forms
from checks.engine import judge
from checks.gather import gathered
from checks.rule import Rule
from counties.profile import Profile
from crawler.documents.errors import Unreadable
from storage import answers, findings, runs
from storage.answers import StoredAnswer
from storage.database import transaction
from storage.findings import Applied
from storage.models import Run
from storage.night import Night

LARGEST = 50 * 1024 * 1024
WORKBOOKS = (".xlsx", ".xlsm", ".xls")
MOST_LINES = 200


def write_forms(
    profile: Profile, rules: tuple[Rule, ...], unit: str | None, out: Path, *, on_site: bool
) -> None:
    """Write the empty form of one unit to a file, or those of all units to a folder. Raises UserMistake."""
    if unit is None:
        files = {out / f"自查表-{one.name}.xlsx": one for one in profile.units}
    else:
        named = profile.unit_named(unit)
        if named is None:
            known = "、".join(one.name for one in profile.units[:8])
            raise UserMistake(f"单位名单里没有“{unit}”，名单见县配置（如 {known}）")
        files = {out: named}
    there = [str(file) for file in files if file.exists()]
    if there:
        raise UserMistake(f"{there[0]} 已存在，可能是填好的自查表，没有覆盖；请换一个文件名")
    for file, one in files.items():
        put(file, empty_form(one.unit, rules, on_site=on_site))
    asked = {len(asked_of(one.unit, rules)) for one in files.values()}
    click.echo(f"已写好 {len(files)} 份自查表（每份 {'、'.join(map(str, sorted(asked)))} 项）：{out}")


def put(file: Path, body: bytes) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(body)
    except OSError as error:
        raise UserMistake(f"{file} 写不进去（{error.strerror}）") from error


def forms_in(paths: Sequence[Path]) -> list[tuple[Path, bytes]]:
    """The self-check forms among files and folders; whatever is none is left to others."""
    return [(path, body) for path in workbooks(paths) if is_form(body := body_of(path))]


def workbooks(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(one for one in path.rglob("*") if is_workbook(one))
        elif is_workbook(path):
            yield path


def is_workbook(path: Path) -> bool:
    """By its name; what begins with ~$ is the mark of a file that is open."""
    return path.is_file() and path.suffix.lower() in WORKBOOKS and not path.name.startswith("~$")


def body_of(path: Path) -> bytes:
    try:
        return path.read_bytes() if path.stat().st_size <= LARGEST else b""
    except OSError:
        return b""


@dataclass(frozen=True, slots=True)
class Taken:
    """The answers of one form that are kept, and how many are not new."""

    form: Form
    kept: tuple[Answer, ...]
    same: int
    older: int


def import_forms(workspace: Workspace, files: Sequence[tuple[Path, bytes]]) -> None:
    """Take the answers of these forms and say what they change. Raises UserMistake when any is wrong."""
    out = console()
    today = now().astimezone(BEIJING).date()
    forms = [read(workspace, path, body, today) for path, body in files]
    refuse_mistakes(forms)
    run = start(workspace, "import")
    with transaction(workspace.engine) as session:
        run = session.get_one(Run, run.id)
        taken = [keep(session, run, form) for form in forms]
        applied = compare(session, workspace, run)
        runs.close_run(session, run, "complete", now=now(), note=note_of(forms))
        last = runs.latest(session, workspace.profile.name)
        rows = {row.id: row for row in findings.of_county(session, workspace.profile.name)}
    for one in taken:
        out.print(told(one))
    print_changes(applied, rows, out)
    if last is None:
        out.print("还没有完整采集过，暂不生成报告。下一步：zwaudit audit")
    elif applied:
        out.print(f"报告：{write_reports(workspace, last, ())}")


def read(workspace: Workspace, path: Path, body: bytes, today: date) -> Form:
    try:
        return read_form(path, body, workspace.profile, workspace.rules, today=today)
    except Unreadable as error:
        form = Form(path.name)
        form.wrong("", str(error))
        return form


def refuse_mistakes(forms: Sequence[Form]) -> None:
    """One line for everything that is wrong, and nothing is taken; two forms of one unit are wrong too."""
    units: dict[str, str] = {}
    for form in forms:
        first = units.setdefault(form.unit, form.file) if form.unit else form.file
        if first != form.file:
            form.wrong("", f"与 {first} 是同一单位（{form.unit}）的自查表，请一次只导入一份")
    mistakes = [mistake for form in forms for mistake in form.mistakes]
    for mistake in mistakes[:MOST_LINES]:
        click.echo(f"zwaudit：{mistake}", err=True)
    if mistakes:
        raise UserMistake(f"自查表有 {len(mistakes)} 处要改，什么都没有改变；改好后请重新导入")


def keep(session: Session, run: Run, form: Form) -> Taken:
    """Store the answers that are new; what an assessor said earlier goes along with a unit's new answer."""
    before = {one.answer.key: one for one in answers.newest(session, run.county)}
    kept: list[Answer] = []
    same = older = 0
    for answer in form.answers:
        known = before.get(answer.key)
        answer = merged(answer, known.answer) if known else answer
        if known and is_older(answer, known.answer):
            older += 1
        elif known and answers.content_hash(answer) == known.content:
            same += 1
        else:
            kept.append(stamped(answer, run.as_of))
    answers.store(session, run, kept, workbook=form.body, file=form.file, at=now())
    return Taken(form, tuple(kept), same, older)


def merged(answer: Answer, before: Answer) -> Answer:
    """An answer beside the one that stood: a ruling alone leaves the answer, an answer alone the ruling."""
    if answer.on_site is None:
        return replace(answer, on_site=before.on_site)
    if not answer.values:
        return replace(before, on_site=answer.on_site)
    return answer


def is_older(answer: Answer, known: Answer) -> bool:
    """Was it written, and ruled on, before what is known?"""
    return bool(answer.answered_on and known.answered_on and answer.answered_on < known.answered_on) or bool(
        answer.on_site
        and known.on_site
        and answer.on_site.made_on
        and known.on_site.made_on
        and answer.on_site.made_on < known.on_site.made_on
    )


def stamped(answer: Answer, day: date) -> Answer:
    """The day from which documents may be cited to it."""
    return replace(answer, origin=replace(answer.origin, seen_on=answer.answered_on or day))


def compare(session: Session, workspace: Workspace, run: Run) -> list[Applied]:
    """Judge the forms of the county as they stand now, and write what that changes; pages are left alone."""
    rules = [rule for rule in workspace.rules if is_of_forms(rule)]
    units = tuple(unit.unit for unit in workspace.profile.units)
    given: tuple[StoredAnswer, ...] = answers.newest(session, run.county)
    hand_in = hand_in_of(units, workspace.rules, day=run.as_of, due=self_report_due(workspace))
    county = gathered(
        workspace.profile.name, units, (), answers=(one.answer for one in given), hand_in=hand_in
    )
    ids = {rule.id for rule in rules}
    night = Night(
        day=run.as_of,
        at=now(),
        rulings=tuple(judge(county, rules)),
        seen=answers.readings(given),
        sources=frozenset(source.name for source in workspace.profile.sources),
        only=frozenset(old.id for old in findings.known(session, run.county) if old.rule in ids),
    )
    return write(session, run, night)


def judge_answers(workspace: Workspace) -> None:
    """Judge the answers as they stand, and say what that changes; the reports follow with the next night.

    Raises Incomplete while another run works: whatever runs next takes the answers in.
    """
    run = start(workspace, "import")
    with transaction(workspace.engine) as session:
        run = session.get_one(Run, run.id)
        applied = compare(session, workspace, run)
        runs.close_run(session, run, "complete", now=now(), note="核对审核台填报的自查表")
        rows = {row.id: row for row in findings.of_county(session, workspace.profile.name)} if applied else {}
    print_changes(applied, rows, console())


def note_of(forms: Sequence[Form]) -> str:
    return f"导入自查表：{'、'.join(form.file for form in forms)}"[:2000]


def told(taken: Taken) -> str:
    """What was taken of one form, in one line."""
    form, on_site = taken.form, sum(answer.on_site is not None for answer in taken.form.answers)
    words = [f"{len(taken.kept)} 项"]
    words += [f"{taken.same} 项与上次相同"] if taken.same else []
    words += [f"{taken.older} 项早于已有的填报，没有采用"] if taken.older else []
    words += [f"含现场核验结论 {on_site} 项"] if on_site else []
    return f"导入自查表“{form.file}”（{form.unit}）：{'，'.join(words)}"
