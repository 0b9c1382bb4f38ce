"""Does the service network follow the library of items: all that is in force, nothing cancelled?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checks.evidence import Channel, CountyEvidence, Guide, UnitEvidence
from checks.exports import CatalogueItem, UnitRecords
from checks.item_index import ItemIndex
from checks.kinds.published import gaps
from checks.outcome import Outcome
from checks.tally import listed


@dataclass(frozen=True, slots=True)
class CatalogueFollowed:
    """Is each item in force among the guides of the service network, and no cancelled one?

    An item that is not found fails only by its code and only where the network was searched to the end:
    by its name alone, or after an incomplete search, a person looks. `exempt` names items that the network
    need not show.
    """

    exempt: tuple[str, ...] = ()

    def grounds(self, records: UnitRecords) -> bool:
        """Is there an export of the unit's items, and was the network read at all?"""
        return bool(records.rows(CatalogueItem)) and any(on_network(records.county))

    def __call__(self, evidence: UnitEvidence) -> Iterator[Outcome]:
        if evidence.county is None:
            return
        guides = [guide for guide in evidence.guides if guide.channel is Channel.SERVICE_NETWORK]
        everybody = ItemIndex.of(codes_and_names(on_network(evidence.county)))
        own = ItemIndex.of(codes_and_names(guides))
        spared = ItemIndex.of([(name, name) for name in self.exempt])
        rows = UnitRecords(evidence.unit, evidence.county).rows(CatalogueItem)
        rows = tuple(row for row in rows if not spared.holds(row.item_code, row.item_name))
        in_force = [row for row in rows if not row.is_cancelled]
        kept = ItemIndex.of((row.item_code, row.item_name) for row in in_force)
        left = [
            row for row in in_force if not (everybody.has_code(row.item_code) or own.has_name(row.item_name))
        ]
        yield from self.missing(evidence.county, guides, in_force, left)
        for row in rows:
            if row.is_cancelled and row.item_code in own.codes and not kept.has_code(row.item_code):
                reason = f"事项库中状态为“{row.status}”，网上仍在"
                yield Outcome.fail(
                    "exports.catalogue", row.item_name, reason, values=values([row], len(rows), 1)
                )

    def missing(
        self,
        county: CountyEvidence,
        guides: list[Guide],
        in_force: list[CatalogueItem],
        left: list[CatalogueItem],
    ) -> Iterator[Outcome]:
        """What is in force and was not seen."""
        coded = any(guide.item_code for guide in guides)
        sure = [row for row in left if row.item_code and coded]
        unsure = [row for row in left if not (row.item_code and coded)]
        searched = county.search_of(Channel.SERVICE_NETWORK)
        if sure and searched.complete:
            reason = f"{len(sure)}项未在河南政务服务网检索到"
            yield Outcome.fail("exports.catalogue", "", reason, values=values(sure, len(in_force), len(sure)))
        elif sure:
            reason = f"{len(sure)}项未检索到；{gaps(searched)}，请人工核查"
            yield Outcome.review(
                "exports.catalogue", "", reason, values=values(sure, len(in_force), len(sure))
            )
        if unsure:
            reason = f"{len(unsure)}项没有可比对的编码，按名称未检索到，请人工核对"
            yield Outcome.review(
                "exports.catalogue", "按名称", reason, values=values(unsure, len(in_force), len(unsure))
            )


def on_network(county: CountyEvidence) -> Iterator[Guide]:
    yield from (guide for guide in county.guides if guide.channel is Channel.SERVICE_NETWORK)


def codes_and_names(guides: Iterator[Guide] | list[Guide]) -> Iterator[tuple[str, str]]:
    yield from ((guide.item_code.strip(), guide.item_name or guide.title) for guide in guides)


def values(rows: list[CatalogueItem], whole: int, count: int) -> dict[str, str]:
    """The words for a message."""
    return {
        "items": listed([row.item_name for row in rows]),
        "denominator": str(whole),
        "missing": str(count),
    }
