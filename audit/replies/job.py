"""`zwaudit import-replies`: filled-in issue lists to the units' answers, or what keeps them from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from audit.errors import UserMistake
from audit.replies.matching import Issue, Matched, Said, Weighed, match
from audit.replies.sheet import Filled, Mistake, read
from audit.workspace import BEIJING, Workspace, now
from storage import claims
from storage.claims import ANSWER_TITLES, Answer
from storage.database import transaction
from storage.deadlines import portions
from storage.models import Claim, FindingRow, Issued, IssueList
from storage.status import status
from web.desk import Replied, ReplyLine

LARGEST = 50 * 1024 * 1024
WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".et")
MOST_LINES = 200
ON_PAPER = "责任人、联系电话和附带的截图不存入系统，请留存单位报送的纸质件和电子件。"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one file."""

    filled: Filled
    matched: Matched

    @property
    def mistakes(self) -> tuple[Mistake, ...]:
        return (*self.filled.mistakes, *self.matched.mistakes)

    @property
    def stored(self) -> tuple[Weighed, ...]:
        """What is written: nothing of a file in which anything is wrong."""
        return () if self.mistakes else self.matched.new


def import_replies(
    workspace: Workspace, files: Sequence[Path], *, who: str, overwrite: bool, dry_run: bool
) -> None:
    """Take the replies of these files and folders. Raises UserMistake when something in them is wrong."""
    found = [(path.name, body_of(path)) for path in workbooks(files)]
    if not found:
        raise UserMistake("没有找到 Excel 文件（xlsx、xlsm、xls、et），请检查文件名或文件夹")
    today = now().astimezone(BEIJING).date()
    county = workspace.profile.name
    with transaction(workspace.engine) as session:
        outcomes = [
            taken(
                session, county, read(name, body, today=today), who=who, overwrite=overwrite, dry_run=dry_run
            )
            for name, body in found
        ]
    for outcome in outcomes:
        for line in told(outcome, dry_run=dry_run):
            click.echo(line)
    mistakes = [mistake for outcome in outcomes for mistake in outcome.mistakes]
    for mistake in mistakes[:MOST_LINES]:
        click.echo(f"zwaudit：{mistake}", err=True)
    if mistakes:
        wrong = sum(bool(outcome.mistakes) for outcome in outcomes)
        raise UserMistake(f"有 {wrong} 个文件共 {len(mistakes)} 处要改，这些文件没有写入；改好后请重新导入")


def taken(
    session: Session,
    county: str,
    filled: Filled,
    *,
    who: str = "",
    unit: str = "",
    overwrite: bool = False,
    dry_run: bool = False,
) -> Outcome:
    """Hold what a file says against what is known, and store what is new of it unless anything is wrong.

    `unit` is who may reply, "" for all; `who` is written down as the one who answered.
    """
    known = issues(session, county, {reply.number for reply in filled.replies})
    outcome = Outcome(filled, match(filled.replies, known, unit=unit, overwrite=overwrite))
    if not dry_run:
        store(session, outcome.stored, who=who, at=now())
    return outcome


def store(session: Session, weighed: Sequence[Weighed], *, who: str, at: datetime) -> None:
    for one in weighed:
        name = who or f"{one.issue.unit}（回填表）"
        claims.answer(session, one.issue.finding, one.said.kind, who=name, at=at, note=one.said.note)


def issues(session: Session, county: str, numbers: set[str]) -> dict[str, Issue]:
    """What is known of these numbers, each by its newest line."""
    lines: dict[str, Issued] = {}
    for some in portions(sorted(numbers)):
        query = (
            select(Issued)
            .join(IssueList, IssueList.id == Issued.list_id)
            .where(IssueList.county == county, Issued.number.in_(some))
            .order_by(Issued.id)
        )
        lines.update((line.number, line) for line in session.scalars(query))
    answers: dict[int, list[Claim]] = {}
    for ids in portions([line.finding_id for line in lines.values()]):
        answers |= claims.of_findings(session, ids)
    return {
        number: issue_of(session.get_one(FindingRow, line.finding_id), line, answers[line.finding_id])
        for number, line in lines.items()
    }


def issue_of(row: FindingRow, line: Issued, made: Sequence[Claim]) -> Issue:
    said = tuple(Said(Answer(one.kind), one.note, one.who) for one in made)
    quote = str(line.record.get("quote") or "")
    return Issue(row.id, line.unit, quote, status(row), not row.round, said)


def replied(outcome: Outcome, *, stored: bool) -> Replied:
    """The same for the desk's page."""
    matched = outcome.matched
    return Replied(
        file=outcome.filled.file, filled=len(outcome.filled.replies), empty=outcome.filled.empty,
        new=tuple(map(reply_line, (one for one in outcome.stored if not one.is_conflict))),
        conflicts=tuple(map(reply_line, matched.conflicts)),
        same=sum(not one.is_new and not one.is_conflict for one in matched.weighed),
        remarks=matched.remarks[:MOST_LINES], mistakes=tuple(map(str, outcome.mistakes[:MOST_LINES])),
        stored=len(outcome.stored) if stored else 0,
    )  # fmt: skip


def reply_line(one: Weighed) -> ReplyLine:
    before = one.before
    return ReplyLine(
        one.reply.number, one.reply.row, ANSWER_TITLES[one.said.kind], one.said.note,
        worded(before) if before else "", before.who if before else "",
    )  # fmt: skip


def told(outcome: Outcome, *, dry_run: bool) -> Iterator[str]:
    """What came of one file, in the office's words."""
    filled, matched = outcome.filled, outcome.matched
    conflicts = matched.conflicts
    stored = Counter(ANSWER_TITLES[one.said.kind] for one in outcome.stored)
    kinds = "、".join(f"{title} {count}" for title, count in stored.items())
    same = sum(not one.is_new and not one.is_conflict for one in matched.weighed)
    word = "将写入" if dry_run else "写入"
    yield (
        f"{filled.file}：填写 {len(filled.replies)} 行，未填 {filled.empty} 行；"
        f"{word}答复 {stored.total()} 条{f'（{kinds}）' if kinds else ''}，与已有相同 {same} 条"
        + (f"，不一致 {len(conflicts)} 条" if conflicts else "")
    )
    yield from (f"  {line}" for one in conflicts[:MOST_LINES] for line in conflict(one))
    yield from (f"  {remark}" for remark in matched.remarks[:MOST_LINES])
    if any(not one.is_new for one in conflicts):
        yield "  不一致的没有写入；确认以表格为准的，加 --overwrite 重新导入（原来的答复仍留在经过里）。"
    if outcome.stored:
        yield f"  {ON_PAPER}"


def conflict(one: Weighed) -> Iterator[str]:
    before = one.before
    if before is not None:
        yield f"{one.reply.number}（第{one.reply.row}行）已有答复：{worded(before)}（{before.who}）"
        yield f"  表格里填的：{worded(one.said)}"


def worded(said: Said) -> str:
    return f"{ANSWER_TITLES[said.kind]}{f'，{said.note[:80]}' if said.note else ''}"


def workbooks(paths: Sequence[Path]) -> Iterator[Path]:
    """The Excel files among these, folders searched; raises UserMistake for what is not there."""
    for path in paths:
        if path.is_dir():
            yield from sorted(one for one in path.rglob("*") if is_workbook(one))
        elif path.is_file():
            yield path
        else:
            raise UserMistake(f"{path} 不存在，请检查文件名")


def is_workbook(path: Path) -> bool:
    """By its name; what begins with ~$ is the mark of a file that is open."""
    return path.is_file() and path.suffix.lower() in WORKBOOKS and not path.name.startswith("~$")


def body_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise UserMistake(f"{path.name} 超过 {LARGEST // 1024 // 1024} MB，不是问题清单")
        return path.read_bytes()
    except OSError as error:
        raise UserMistake(f"{path} 读不了（{error.strerror}）") from error
