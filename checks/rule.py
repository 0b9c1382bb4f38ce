"""A rule: a check tied to a criterion, with the words that the office uses."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Protocol

from checks.outcome import Outcome, Severity


class Mode(StrEnum):
    """How a rule is verified (核验方式): from published pages, an office's export, a self-check form."""

    PAGES = "A"
    EXPORT = "B"
    FORM = "C"

    @property
    def label(self) -> str:
        """The name that the office uses."""
        return {"A": "公开网页", "B": "数据导出", "C": "自查和现场核验"}[self.value]


class Answers(StrEnum):
    """Who answers for a finding: the unit itself, the lead unit of the criterion, both, a township."""

    UNIT = "unit"
    LEAD = "lead"
    BOTH = "lead+unit"
    TOWNSHIP = "township"

    @property
    def label(self) -> str:
        """The name that the office uses."""
        return ANSWERS_TITLES[self]


ANSWERS_TITLES = {
    Answers.UNIT: "事项单位",
    Answers.LEAD: "牵头单位",
    Answers.BOTH: "牵头单位和事项单位",
    Answers.TOWNSHIP: "乡镇",
}


class Check(Protocol):
    """A kind of check: looks at evidence, yields an outcome for each place that does not pass."""

    def __call__(self, evidence: Any, /) -> Iterable[Outcome]: ...


@dataclass(frozen=True, slots=True)
class Basis:
    """A document that a finding leans on; it is cited only for days from `effective_from` on."""

    title: str
    article: str = ""
    number: str = ""
    effective_from: date | None = None

    def __str__(self) -> str:
        number = f"（{self.number}）" if self.number else ""
        return f"《{self.title}》{number}{self.article}"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the catalogue.

    `criterion` is 附件1-1 … 附件2-8, or 附加 for what is not scored. `looks_at` is the evidence class
    that `check` takes. `says` and `advice` are Chinese format strings over {unit} {channel} {item}
    {field} {quote} {reason} and the outcome's own values. `applies` answers whether the rule speaks
    of this evidence at all.
    """

    id: str
    criterion: str
    title: str
    severity: Severity
    looks_at: type
    check: Check
    says: str
    advice: str
    basis: tuple[Basis, ...] = ()
    applies: Callable[[Any], bool] | None = None
    answers: Answers = Answers.UNIT
    modes: tuple[Mode, ...] = (Mode.PAGES,)
    same_fact: str = ""
    """Rules of several criteria that carry the same word here speak of one fact: it counts once."""
    says_unsure: str = ""
    """What to say instead of `says` when a person must look, where `says` would claim too much."""


def criterion_key(criterion: str) -> str:
    """附件1-1 as profiles write it: "c01"; 附件2-6: "t06"; "" for 附加."""
    annex, _, number = criterion.partition("-")
    return f"{'c' if annex == '附件1' else 't'}{int(number):02d}" if number else ""
