"""Is an item handled in the hall of government services, as far as its guide says where?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checks.evidence import CountyEvidence, GuideInCounty
from checks.outcome import Outcome
from checks.remembered import Remembered
from checks.text.halls import Where, where
from checks.text.places import houses_in, places_differ
from checks.township import is_township


def names_a_place(evidence: GuideInCounty) -> bool:
    """Does a guide of a county department say where to go? Townships have centres of their own."""
    guide = evidence.guide
    return where(guide.location) is not Where.NOWHERE and not is_township(guide.unit, evidence.county)


@dataclass(frozen=True, slots=True)
class InTheHall:
    """Is the place a hall, or another place of its own right (派出所, 医院, a village)?

    A unit's own office fails; its own hall or window may be an approved branch, and a room in a house that
    nobody names may be in the hall's house: a person looks. A bare address is the hall's when another guide
    of the county names the hall at that house. Where no guide does, nothing is said of bare addresses.
    `halls` are further names by which a county calls its halls and approved branches.
    """

    halls: tuple[str, ...] = ()

    def __call__(self, evidence: GuideInCounty) -> Iterator[Outcome]:
        location = evidence.guide.location
        place = where(location)
        if place in (Where.NOWHERE, Where.HALL, Where.ELSEWHERE) or any(
            one in location for one in self.halls
        ):
            return
        halls = HALLS(evidence.county)
        if houses_in(location) and not apart(location, halls):
            return
        if place is Where.OFFICE:
            yield Outcome.fail("location", location.strip(), "为单位自己的办公地点")
        elif place is Where.OWN_HALL:
            yield Outcome.review(
                "location", location.strip(), "为单位自设的大厅、窗口或法定办理场所，请核对是否为经批准的分厅"
            )
        elif place is Where.ROOM:
            yield Outcome.review("location", location.strip(), "只写了房间号，看不出是否在政务服务大厅")
        elif halls and apart(location, halls):
            yield Outcome.review("location", location.strip(), "与其他指南所写政务服务大厅的地址不同")


def apart(location: str, halls: tuple[str, ...]) -> bool:
    """Is an address none of those where the county's hall stands?"""
    return bool(houses_in(location)) and all(places_differ(location, hall) for hall in halls)


def addresses_of_halls(county: CountyEvidence) -> tuple[str, ...]:
    """The addresses with a house number at which guides of the county place a hall."""
    said = {guide.location for guide in county.guides if houses_in(guide.location)}
    return tuple(sorted(location for location in said if where(location) is Where.HALL))


HALLS = Remembered(addresses_of_halls)
