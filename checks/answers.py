"""What a unit answers to a rule that only a person can see to (自查填报), and what it hands in as proof.

An answer holds what was written, never a judgement; a person is named by role only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from checks.evidence import Origin

if TYPE_CHECKING:
    from checks.evidence import Unit
    from checks.pictures import Pictures

FORM_SOURCE = "自查填报"
"""What answers are stored under, in the place of a source of the profile."""


class Proof(StrEnum):
    """The sorts of file that are handed in (佐证)."""

    SCREENSHOT = "截图"
    COPY = "复印件"
    PHOTO = "照片"


@dataclass(frozen=True, slots=True)
class ProofFile:
    """A file that was handed in; `label` says what it shows (等候区).

    `hash` is the SHA-256 of its bytes, `look` the difference hash of a picture (16 hexadecimal digits),
    "" for what is no picture or has no features.
    """

    sort: Proof
    name: str
    label: str = ""
    hash: str = ""
    look: str = ""


class OnSite(StrEnum):
    """What an assessor found on site (现场核验)."""

    MET = "达标"
    UNMET = "不达标"


@dataclass(frozen=True, slots=True)
class OnSiteRuling:
    """An assessor's word on one rule, with the reason and the day.

    `values` are what the assessor counted and saw, by the key of the question, and `files` the photos taken:
    a source of their own beside what the unit says.
    """

    verdict: OnSite
    remark: str = ""
    made_on: date | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    files: tuple[ProofFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """A unit's answer to one rule: `values` by the key of the question, as written.

    `published`, `paper` and `electronic` are None where nothing was ticked; `role` is the office of whoever
    answered, never a name; `title` is what the rule asks about.
    """

    unit: str
    rule: str
    title: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    published: bool | None = None
    urls: tuple[str, ...] = ()
    reason: str = ""
    files: tuple[ProofFile, ...] = ()
    paper: bool | None = None
    electronic: bool | None = None
    answered_on: date | None = None
    role: str = ""
    on_site: OnSiteRuling | None = None
    origin: Origin = field(default_factory=Origin)

    def value(self, key: str) -> str:
        """What was written under a question, without white space at its ends."""
        return self.values.get(key, "").strip()

    def of(self, sort: Proof) -> tuple[ProofFile, ...]:
        """The files of one sort."""
        return tuple(file for file in self.files if file.sort is sort)

    @property
    def is_given(self) -> bool:
        """Did the unit itself write anything? An assessor may rule on what it left open."""
        filled = self.values or self.urls or self.reason.strip() or self.files
        return bool(filled) or any(tick is not None for tick in (self.published, self.paper, self.electronic))

    @property
    def key(self) -> tuple[str, str]:
        """What a newer answer supersedes: one unit's to one rule."""
        return self.unit, self.rule


@dataclass(frozen=True, slots=True)
class Asked:
    """A rule that a unit is asked about: its id and title."""

    rule: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class HandIn:
    """By when the forms were due, on which day we look, and what each unit is asked."""

    day: date
    due: date
    asked: Mapping[str, tuple[Asked, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AnswerInCounty:
    """An answer to whatever rule, beside the pictures that all units handed in."""

    answer: Answer
    pictures: Pictures


@dataclass(frozen=True, slots=True)
class UnitForms:
    """All answers of one unit, and what it was asked by when."""

    unit: Unit
    answers: tuple[Answer, ...]
    hand_in: HandIn

    @property
    def is_due(self) -> bool:
        """Is the last day over? That day itself is in time."""
        return self.hand_in.day > self.hand_in.due


def newest(answers: Iterable[Answer]) -> tuple[Answer, ...]:
    """Of each unit and rule the last answer, in the order of unit and rule."""
    last = {answer.key: answer for answer in answers}
    return tuple(last[key] for key in sorted(last))
