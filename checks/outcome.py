"""What a check answers: a verdict with the place, the quoted text and the reason."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from checks.evidence import Channel, Origin


class Verdict(StrEnum):
    """The four verdicts; REVIEW means that a person must look."""

    PASS = "pass"
    FAIL = "fail"
    REVIEW = "review"
    NOT_APPLICABLE = "not-applicable"


class Severity(StrEnum):
    """How grave a finding is: S1 严重, S2 较重, S3 一般, S4 提示 (not scored)."""

    S1 = "S1"
    S2 = "S2"
    S3 = "S3"
    S4 = "S4"

    @property
    def label(self) -> str:
        """The word that the office uses."""
        return {"S1": "严重", "S2": "较重", "S3": "一般", "S4": "提示"}[self.value]


@dataclass(frozen=True, slots=True)
class Subject:
    """What a finding is about; `key` with the rule and the channel is its lasting identity.

    `key` is built by `checks.subject`, never from addresses, positions or wording.
    """

    key: str
    unit: str
    channel: Channel
    item_name: str = ""
    item_code: str = ""
    origin: Origin = dataclasses.field(default_factory=Origin)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One answer of a check about one place in the evidence.

    `field` is the path in the evidence ("materials[2].name"), `quote` the text exactly as it stands
    there, `reason` one clause in Chinese, `values` further words for the rule's message. A check of
    the whole county names the `subject` itself; elsewhere the engine does.
    """

    verdict: Verdict
    field: str = ""
    quote: str = ""
    reason: str = ""
    severity: Severity | None = None
    values: Mapping[str, str] = dataclasses.field(default_factory=dict)
    subject: Subject | None = None
    doubt: str = ""
    """Why the evidence itself may be misread; said by the engine, never by a check."""

    @classmethod
    def fail(
        cls,
        field: str,
        quote: str,
        reason: str = "",
        *,
        severity: Severity | None = None,
        values: Mapping[str, str] | None = None,
        subject: Subject | None = None,
    ) -> Outcome:
        """A violation in plain sight."""
        return cls(Verdict.FAIL, field, quote, reason, severity, values or {}, subject)

    @classmethod
    def review(
        cls,
        field: str,
        quote: str,
        reason: str,
        *,
        severity: Severity | None = None,
        values: Mapping[str, str] | None = None,
        subject: Subject | None = None,
    ) -> Outcome:
        """A person must look, for this reason."""
        return cls(Verdict.REVIEW, field, quote, reason, severity, values or {}, subject)


@dataclass(frozen=True, slots=True)
class Ruling:
    """What one rule says of one subject: an outcome for each place, none when it passed."""

    rule: str
    subject: Subject
    verdict: Verdict
    judgements: tuple[Judgement, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """An outcome dressed for the office: whose, how grave, what it says and what to do."""

    rule: str
    indicator: str
    subject: Subject
    verdict: Verdict
    severity: Severity
    field: str
    quote: str
    reason: str
    message: str
    advice: str
    basis: str
    measured: tuple[str, str] | None = None
    """What was reached and what is required, in percent, where a share was missed."""
