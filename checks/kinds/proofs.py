"""Does a guide ask for a proof that a published list has abolished?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checks.evidence import Guide, GuideInCounty, ListKind, Material
from checks.kinds.listed import Hit, hits, is_one_of_several, no_proof, values_of
from checks.outcome import Outcome, Severity
from checks.text.clauses import sentences
from checks.text.commitments import Concept, Effect, marking
from checks.text.fit import Fit
from checks.text.names import Kind
from checks.text.normal import plain
from checks.text.proof_names import taken_apart

# Matches "无需提交", "已取消", "电子证照核验"; must not match "无犯罪记录", "免疫证明".
NOT_ASKED = re.compile(
    r"(?:无需|无须|不需要?|不用|不再|不必)(?:再)?(?:申请人)?(?:提供|提交|出具|开具|索要|要求|携带|办理|交|此|该|$)|免交|免于(?:提交|提供|出具)|免予(?:提交|提供)|免提[交供]|已(?:经)?取消|取消该|取消索要"
    r"|部门(?:间|内部)?(?:核查|核验|共享)|数据共享|信息共享|共享获取|共享(?:核验|查询)|(?:网上|联网|在线|后台|系统|内部|窗口|自行)(?:核查|核验|查询|比对)|电子证照(?:核验|调取|共享|替代)|由[^,，。;；]{1,16}(?:核查|核验|查询|调取)"
)


@dataclass(frozen=True, slots=True)
class CancelledProof:
    """Is any material a proof that the county's list has cancelled?

    Fails for the same name or the same fact from the same issuer. A proof that the list of kept ones
    names for the same item or unit is left alone; where both lists name it and none says for which
    item, a person must look.
    """

    nearness: float = 0.8
    needs: tuple[ListKind, ...] = (ListKind.CANCELLED_PROOFS,)
    spared_by: tuple[ListKind, ...] = (ListKind.KEPT_PROOFS,)

    def __call__(self, evidence: GuideInCounty) -> Iterator[Outcome]:
        for place, material in enumerate(evidence.guide.materials):
            found = hits(material, evidence, self.needs, self.nearness) if material.name else []
            if not found or waived(material):
                continue
            keeping = keeper(material, evidence, self.spared_by)
            if keeping is None or not spares(keeping, found[0]):
                yield self.outcome(place, found[0], evidence.guide, keeping)

    def outcome(self, place: int, hit: Hit, guide: Guide, keeping: Hit | None) -> Outcome:
        field, material = f"materials[{place}].name", guide.materials[place]
        values = values_of(hit)
        doubts = list(doubt(place, hit, guide))
        if keeping is not None:
            number = keeping.listed.entry.number
            doubts.append(f"保留清单第{number}项也列有“{keeping.listed.proof}”，需核实本事项适用哪一张清单")
        if not doubts:
            return Outcome.fail(field, material.name, hit.match.why, values=values)
        slight = hit.match.kind in (Kind.FUZZY, Kind.LIMITED, Kind.ISSUER)
        return Outcome.review(
            field, material.name, "；".join((hit.match.why, *doubts)),
            severity=Severity.S4 if slight else None, values=values,
        )  # fmt: skip


def doubt(place: int, hit: Hit, guide: Guide) -> Iterator[str]:
    """Why it is not sure that this very proof was cancelled for this guide."""
    if not hit.match.sure:
        yield from hit.match.doubts or ("请人工核对是否为同一证明",)
    yield from no_proof(hit)
    yield from misfits(hit)
    if hit.item is not Fit.YES and hit.unit is Fit.UNSURE:
        yield f"清单所列索要单位为“{hit.listed.unit}”，需核实是否为该单位"
    if is_one_of_several(guide, place):
        yield "该材料为任选其一"
    if waived_elsewhere(guide.materials[place], guide):
        yield "指南另处写明不再索要该证明"


def misfits(hit: Hit) -> Iterator[str]:
    """The entry is of another item or unit, or may be."""
    if hit.item in (Fit.NO, Fit.UNSURE):
        yield f"清单所列事项为“{hit.listed.item}”"
    if hit.unit is Fit.NO:
        yield f"清单所列索要单位为“{hit.listed.unit}”"


SAME = (Kind.EXACT, Kind.WORDED, Kind.CORE_ISSUER, Kind.CORE)


def keeper(material: Material, evidence: GuideInCounty, kinds: tuple[ListKind, ...]) -> Hit | None:
    """The entry of the kept list that names the same proof and may mean this item or unit."""
    found = hits(material, evidence, kinds, nearness=1.0)
    return next((hit for hit in found if hit.match.kind in SAME and may_mean(hit)), None)


def may_mean(hit: Hit) -> bool:
    """Is the entry not one of another item or, where it names no item, of another unit?"""
    return hit.item is not Fit.NO and not (hit.item is Fit.UNNAMED and hit.unit is Fit.NO)


def spares(keeping: Hit, cancelled: Hit) -> bool:
    """Does the kept list settle it: it names this item, or this unit while the other names no item?"""
    by_unit = keeping.item is Fit.UNNAMED and keeping.unit is Fit.YES
    return keeping.item is Fit.YES or (by_unit and cancelled.item is not Fit.YES)


def waived(material: Material) -> bool:
    """Does the row itself say that the proof need not be handed in?"""
    said = plain(" ".join(text for _, text in material.cells()))
    mark = marking(said)
    return (
        bool(NOT_ASKED.search(said))
        or (mark.concept is Concept.PROOF and mark.effect is Effect.WAIVED)
        or (material.commitment or "") == "是"
    )


def waived_elsewhere(material: Material, guide: Guide) -> bool:
    """Does a sentence somewhere in the guide name this proof and say that it is not asked for?"""
    fact = taken_apart(material.name).worded
    texts = (*guide.conditions, *guide.process, *(part.text for part in guide.sections))
    return len(fact) > 1 and any(
        fact in sentence.text and NOT_ASKED.search(sentence.text)
        for text in texts
        if fact in text
        for sentence in sentences(plain(text))
    )
