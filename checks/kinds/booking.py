"""Does a unit publish how to book its services, and can the telephone for it be dialled?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checks.evidence import Channel, CountyEvidence, Guide, PageKind, UnitEvidence
from checks.exports import UnitRecords
from checks.outcome import Outcome
from checks.text.booking import Booking, bookings_in

# Matches a page for all units: "政务大厅网上预约", "预约办事"; must not match "婚姻登记预约通知".
FOR_ALL = re.compile(
    r"(?:政务|大厅|办事|办理|服务|网上|窗口)[^,，。]{0,6}预约|预约(?:办事|办理|服务|取号|叫号|系统|平台|大厅)"
)
SEVERAL = 3
"""So many faulty numbers are told of; more say nothing new of a unit."""


@dataclass(frozen=True, slots=True)
class BookingPublished:
    """Does any guide of a department tell how to book, or the portal for all of them?

    Fails when the only telephones that a unit gives for it cannot be dialled. Where nothing is found, one
    answer for the whole unit is for a person: the hall may take bookings for everybody elsewhere.
    """

    def grounds(self, records: UnitRecords) -> bool:
        """A department that publishes guides at all; townships answer for their own criteria."""
        county = records.county
        return records.unit.kind == "department" and any(
            one.unit == records.unit.name for one in county.guides
        )

    def __call__(self, evidence: UnitEvidence) -> Iterator[Outcome]:
        read = [guide for guide in evidence.guides if not guide.unreadable]
        found = [(path, way, guide) for guide in read for path, way in bookings_of(guide)]
        faulty = {way.printed: (path, way, guide) for path, way, guide in found if way.fault}
        if faulty and len(faulty) == len({way.printed for _, way, _ in found}):
            for path, way, guide in list(faulty.values())[:SEVERAL]:
                yield self.misprinted(path, way, guide)
        elif not found and not (evidence.county and for_all(evidence.county)):
            reason = f"在{len(evidence.guides)}份办事指南中未见预约电话或预约入口"
            yield Outcome.review("", "", reason, values={"guides": str(len(evidence.guides))})

    def misprinted(self, path: str, way: Booking, guide: Guide) -> Outcome:
        """A telephone for booking that cannot be dialled, and where it stands."""
        named = guide.item_name or guide.title
        reason = f"“{named}”办事指南公布的预约电话“{way.printed}”{way.fault}"
        return Outcome.fail(path, way.printed, reason, values={"guides": named})


def bookings_of(guide: Guide) -> Iterator[tuple[str, Booking]]:
    """Each way to book that a guide tells, with its path."""
    for name in ("phone", "location", "office_hours"):
        yield from ((name, way) for way in bookings_in(getattr(guide, name)))
    for place, text in enumerate(guide.process):
        yield from ((f"process[{place}]", way) for way in bookings_in(text))
    for section in guide.sections:
        text = f"{section.label}:{section.text}"
        yield from ((f"sections.{section.label}", way) for way in bookings_in(text))


def for_all(county: CountyEvidence) -> bool:
    """Does the portal tell how to book with any unit?"""
    pages = [page.title for page in county.pages if page.kind is not PageKind.ERROR]
    articles = [one.title for one in county.articles if one.channel is Channel.PORTAL]
    return any(FOR_ALL.search(title) for title in (*pages, *articles))
