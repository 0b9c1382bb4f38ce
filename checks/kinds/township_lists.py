"""Are the lists of what can be done in a township published, for each of the townships?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checks.evidence import Channel, CountyEvidence, ListKind, Publication
from checks.kinds.published import A_PAPER, not_found
from checks.outcome import Outcome
from checks.subject import list_subject

TOWNSHIP = "township"


@dataclass(frozen=True, slots=True)
class TownshipListsPublished:
    """Has every township these lists, its own or one of the whole county?

    A list without entries that can be read is for a person, and so is a paper with such a title of which no
    list could be made. What was not found says what was searched.
    """

    kinds: tuple[ListKind, ...]

    def grounds(self, county: CountyEvidence) -> bool:
        """Has the county townships at all?"""
        return any(unit.kind == TOWNSHIP for unit in county.units)

    def __call__(self, county: CountyEvidence) -> Iterator[Outcome]:
        townships = [unit.name for unit in county.units if unit.kind == TOWNSHIP]
        for kind in self.kinds:
            found = [one for one in county.lists(kind) if one.channel is Channel.PORTAL]
            for name in townships:
                yield from self.of_township(county, kind, name, covering(found, name, townships))

    def of_township(
        self, county: CountyEvidence, kind: ListKind, name: str, found: list[Publication]
    ) -> Iterator[Outcome]:
        if any(one.entries for one in found):
            return
        subject = list_subject(kind, name, Channel.PORTAL)
        seen = found[0].title if found else titled(county, kind, name)
        if seen:
            reason = f"见到“{seen}”，但未能读出清单内容"
            yield Outcome.review("entries", seen, reason, subject=subject)
        else:
            yield not_found(county, f"{name}的“{kind.value}”", subject)


def covering(found: list[Publication], name: str, townships: list[str]) -> list[Publication]:
    """The lists that speak for a township: its own, and those of the county as a whole."""
    return [one for one in found if one.unit == name or one.unit not in townships]


def titled(county: CountyEvidence, kind: ListKind, name: str) -> str:
    """The title of a paper or attachment that may be this list, the township's own or the county's; or ""."""
    townships = {unit.name for unit in county.units if unit.kind == TOWNSHIP} - {name}
    shown = [
        title.strip()
        for article in county.articles
        if article.channel is Channel.PORTAL and article.unit not in townships
        for title in (article.title, *(file.name for file in article.attachments))
    ]
    return next((title for title in shown if kind.value in title and A_PAPER.search(title)), "")
