"""Do the entries of a list of policies still hold on the day of the visit, or say that they do not?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checks.evidence import Channel, CountyEvidence, Entry, ListKind, Meaning, Publication
from checks.kinds.published import list_duty
from checks.outcome import Outcome
from checks.text.validity import end_of, is_marked_ended


@dataclass(frozen=True, slots=True)
class EntriesHold:
    """Is no entry past its validity without saying so? The last day itself still holds."""

    kinds: tuple[ListKind, ...]
    criterion: str

    def grounds(self, county: CountyEvidence) -> bool:
        """Was any list with entries read?"""
        return any(one.entries for one in self.lists(county))

    def __call__(self, county: CountyEvidence) -> Iterator[Outcome]:
        for found in self.lists(county):
            subject = list_duty(county, self.criterion, found.kind, found)
            for place, entry in enumerate(found.entries):
                outcome = past(entry, found, f"entries[{place}]")
                if outcome is not None:
                    yield Outcome.fail(
                        outcome.field, outcome.quote, outcome.reason, values=outcome.values, subject=subject
                    )

    def lists(self, county: CountyEvidence) -> Iterator[Publication]:
        for kind in self.kinds:
            yield from (one for one in county.lists(kind) if one.channel is Channel.PORTAL)


def past(entry: Entry, found: Publication, field: str) -> Outcome | None:
    """What is wrong with one entry; None when it holds, names no day, or says that it is over."""
    text, seen = entry.get(Meaning.VALID_UNTIL), found.origin.seen_on
    end = end_of(text, found.issued_on)
    if end is None or seen is None or seen <= end or any(map(is_marked_ended, entry.cells)):
        return None
    name = entry.get(Meaning.POLICY) or f"第{entry.number}条"
    values = {"number": str(entry.number), "policy": name, "until": end.isoformat()}
    return Outcome.fail(field, text, f"有效期至{end.isoformat()}，仍未标注失效", values=values)
