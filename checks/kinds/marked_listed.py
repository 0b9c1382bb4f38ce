"""Is a material that a guide marks as replaceable by a promise on the county's list?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checks.evidence import GuideInCounty, ListKind
from checks.kinds.effect_stated import where_marked
from checks.kinds.listed import entries, hits
from checks.kinds.promised import is_letter, row_mark
from checks.outcome import Outcome
from checks.text.commitments import Concept
from checks.text.fit import Fit


@dataclass(frozen=True, slots=True)
class MarkedListed:
    """Is every marked material on the list of commitments for this item?

    Where the list has other proofs for this item, the names may mean the same: a person must look.
    """

    needs: tuple[ListKind, ...] = (ListKind.COMMITMENTS,)
    spared_by: tuple[ListKind, ...] = (ListKind.COMMITMENTS,)

    def __call__(self, evidence: GuideInCounty) -> Iterator[Outcome]:
        guide = evidence.guide
        for place, material in enumerate(evidence.guide.materials):
            if row_mark(material).concept is not Concept.PROOF or is_letter(material):
                continue
            found = hits(material, evidence, self.needs, 0.5)
            if any(hit.item is not Fit.NO for hit in found):
                continue
            key, quote = where_marked(material)
            field, values = f"materials[{place}].{key}", {"material": material.name}
            others = [
                one.proof
                for one in entries(evidence, self.needs)
                if one.of_item(guide) in (Fit.YES, Fit.UNSURE)
            ]
            if others:
                reason = f"清单中本事项所列为“{'、'.join(dict.fromkeys(others))}”，请核对是否为同一材料"
                yield Outcome.review(field, quote, reason, values=values)
            elif found:
                item = found[0].listed.item
                yield Outcome.fail(field, quote, f"清单只为“{item}”列有该证明", values=values)
            else:
                yield Outcome.fail(field, quote, "清单未列该材料", values=values)
