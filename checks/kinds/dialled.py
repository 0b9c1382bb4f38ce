"""Can the telephone numbers of a guide be dialled, and is a complaint taken by another than the enquiry?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checks.evidence import Guide
from checks.outcome import Outcome, Severity
from checks.text.normal import normal
from checks.text.phones import PhoneKind, phones_in

FIELDS = ("phone", "complaint_phone")
DIRECT = (PhoneKind.LANDLINE, PhoneKind.MOBILE)


@dataclass(frozen=True, slots=True)
class CanBeDialled:
    """Is every number well formed, and are the numbers for enquiries and complaints not the same?

    A hotline such as 12345 may serve both. `same` switches the second question off.
    """

    same: bool = True

    def __call__(self, guide: Guide) -> Iterator[Outcome]:
        for field in FIELDS:
            yield from malformed(field, getattr(guide, field))
        if self.same:
            yield from one_for_both(guide)


def malformed(field: str, text: str) -> Iterator[Outcome]:
    """The numbers of a field that cannot be dialled, each quoted as it stands."""
    for phone in phones_in(text):
        if phone.fault:
            place = normal(text)
            # The parts of a number keep their length when dashes are read alike, so that places hold.
            quote = place.quote(phone.start, phone.start + len(phone.printed.rstrip()))
            yield Outcome.fail(field, quote, phone.fault)


def one_for_both(guide: Guide) -> Iterator[Outcome]:
    """Does whoever complains reach only the number that he asked before?"""
    enquiry, complaint = direct(guide.phone), direct(guide.complaint_phone)
    if complaint and complaint == enquiry:
        yield Outcome.fail(
            "complaint_phone",
            guide.complaint_phone.strip(),
            "与咨询电话相同",
            severity=Severity.S4,
        )


def direct(text: str) -> set[tuple[str, str]]:
    """All numbers of a text with their extensions; none when one of them is a hotline or cannot be read."""
    phones = phones_in(text)
    if any(phone.kind not in DIRECT for phone in phones):
        return set()
    return {(phone.number, phone.extension) for phone in phones}
