"""What replies come to beside what is known: stored, the same as before, in conflict, or impossible. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from audit.replies.sheet import Mistake, Reply, plain
from reports.papers.issue_columns import BY_KEY
from storage.claims import CHECKED, Answer

ALIKE = 60
"""Percent: an original text below that was replaced by another one, not only cut or re-typed."""
PLACES = (
    ("整改措施", "measures"),
    ("整改后网址", "new_address"),
    ("整改后截图", "new_picture"),
    ("材料报送", "handed_in"),
)


@dataclass(frozen=True, slots=True)
class Said:
    """One answer of a unit to a problem: to be stored, or stored already."""

    kind: Answer
    note: str
    who: str = ""


@dataclass(frozen=True, slots=True)
class Issue:
    """What is known of a number: its finding, its text as issued, how it stands, and the answers so far."""

    finding: int
    unit: str
    quote: str
    status: str
    is_withdrawn: bool = False
    """A later version of the list no longer holds it."""
    answers: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Weighed:
    """One answer of a reply, and the one that it differs from; `is_new` when it is to be stored."""

    reply: Reply
    issue: Issue
    said: Said
    before: Said | None
    is_new: bool

    @property
    def is_conflict(self) -> bool:
        return self.before is not None


@dataclass(frozen=True, slots=True)
class Matched:
    """What all replies of a file come to."""

    weighed: tuple[Weighed, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def new(self) -> tuple[Weighed, ...]:
        return tuple(one for one in self.weighed if one.is_new)

    @property
    def conflicts(self) -> tuple[Weighed, ...]:
        return tuple(one for one in self.weighed if one.is_conflict)


def match(
    replies: Iterable[Reply], known: Mapping[str, Issue], *, unit: str = "", overwrite: bool = False
) -> Matched:
    """Hold replies against what is known, by number.

    `unit` is who may reply, "" for all. A reply that differs from what the unit said before is new only
    with `overwrite`.
    """
    weighed: list[Weighed] = []
    mistakes: list[Mistake] = []
    remarks: list[str] = []
    for reply in replies:
        issue = known.get(reply.number)
        reason = refusal(reply, issue, unit)
        if issue is None or reason:
            mistakes.append(Mistake(reply.place, reason))
            continue
        remarks += remarks_on(reply, issue)
        weighed += weigh(reply, issue, overwrite)
    return Matched(tuple(weighed), tuple(mistakes), tuple(remarks))


def refusal(reply: Reply, issue: Issue | None, unit: str) -> str:
    """Why a reply cannot be taken; "" when it can."""
    if issue is None:
        return f"没有编号为“{reply.number[:60]}”的问题，请核对编号"
    if unit and issue.unit != unit:
        return f"{reply.number} 是{issue.unit}的问题，不能由{unit}答复"
    if issue.is_withdrawn:
        return f"{reply.number} 已从清单中撤回，不必答复，请删去这一行"
    return ""


def remarks_on(reply: Reply, issue: Issue) -> Iterator[str]:
    """What the office should look at, though the reply is taken."""
    told, issued = plain(reply.quote), plain(issue.quote)
    if told and issued and told not in issued and fuzz.ratio(told, issued) < ALIKE:
        yield f"{reply.place}：“{BY_KEY['quote'].title}”与下发时不同，仍按编号 {reply.number} 对应"


def weigh(reply: Reply, issue: Issue, overwrite: bool) -> Iterator[Weighed]:
    for said in answers_of(reply):
        kinds = (Answer.FIXED,) if said.kind is Answer.FIXED else CHECKED
        before = newest(issue.answers, kinds)
        same = before is not None and is_same(before, said)
        if before is not None and not same:
            yield Weighed(reply, issue, said, before, overwrite)
        else:
            yield Weighed(reply, issue, said, None, not same)


def answers_of(reply: Reply) -> Iterator[Said]:
    """The 核对 and the 已报整改 of a line."""
    if reply.agreed is not None:
        plan = "" if reply.is_fixed or not reply.measures else f"整改措施：{reply.measures}"
        yield Said(reply.agreed, "；".join(filter(None, (reply.objection, plan))))
    if reply.done is not None:
        told = [f"{title}：{getattr(reply, key)}" for title, key in PLACES if getattr(reply, key)]
        yield Said(Answer.FIXED, "；".join([*told[:1], f"完成时间：{reply.done}", *told[1:]]))


def newest(answers: Sequence[Said], kinds: Sequence[Answer]) -> Said | None:
    return next((one for one in reversed(answers) if one.kind in kinds), None)


def is_same(before: Said, said: Said) -> bool:
    return before.kind is said.kind and plain(before.note) == plain(said.note)
