"""A rule: a check tied to a criterion, with the words that the office uses."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from checks.outcome import Outcome, Severity


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
    answers: str = "unit"
    """Who answers: "unit", "lead" or "township"."""
    says_unsure: str = ""
    """What to say instead of `says` when a person must look, where `says` would claim too much."""
