"""Does a guide ask for a proof that a published list has abolished, or hide that a promise will do?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checks.evidence import Entry, Guide, GuideInCounty, ListKind, Material, Meaning, Publication
from checks.outcome import Outcome, Severity
from checks.subject import item_key
from checks.text.commitments import Marking, marking
from checks.text.names import Kind, Match, match, proofs_in
from checks.text.normal import plain

# Matches "无需提交", "已取消", "电子证照核验"; must not match "无犯罪记录".
NOT_ASKED = re.compile(
    r"无需|无须|不需|不再|免交|免于|免予|免提交|已取消|取消该|部门(?:间)?核查|数据共享|共享获取|网上核验|电子证照核验|内部核查|系统核查|由[^,，。]{1,12}核查"
)
ONE_OF_SEVERAL = re.compile(r"任选其一|任意一种|之一|任一|择一|或(?:者)?")
SURE = (Kind.EXACT, Kind.CORE_ISSUER)


@dataclass(frozen=True, slots=True)
class Listed:
    """One entry of a published list together with its list."""

    entry: Entry
    publication: Publication

    @property
    def proof(self) -> str:
        return self.entry.get(Meaning.PROOF)

    def of_item(self, guide: Guide) -> bool | None:
        """Does the entry speak of this guide's item? None when it names none."""
        named = item_key(self.entry.get(Meaning.ITEM))
        return None if not named else same_item(named, guide)

    def of_unit(self, guide: Guide) -> bool | None:
        """Does the entry speak of this guide's unit? None when one of them is not named."""
        named = plain(self.entry.get(Meaning.UNIT))
        if not named or not guide.unit:
            return None
        return (
            guide.unit in named
            or any(part and part in guide.unit for part in re.split(r"[、,，;；/ ]", named))
            or EVERY_UNIT.search(named) is not None
        )


EVERY_UNIT = re.compile(r"各(?:有关|相关)?(?:单位|部门|乡镇|级)|全县|所有")


def same_item(named: str, guide: Guide) -> bool:
    """The same item, or a main item of which the guide's is a part."""
    own = item_key(guide.item_name or guide.title)
    return bool(own) and (
        named == own or (len(named) >= 4 and named in own) or (len(own) >= 4 and own in named)
    )


@dataclass(frozen=True, slots=True)
class CancelledProof:
    """Is any material a proof that the county's list has cancelled?"""

    nearness: float = 0.8
    needs: tuple[ListKind, ...] = (ListKind.CANCELLED_PROOFS,)
    spared_by: tuple[ListKind, ...] = (ListKind.KEPT_PROOFS,)

    def __call__(self, evidence: GuideInCounty) -> Iterator[Outcome]:
        for place, material in enumerate(evidence.guide.materials):
            if not material.name or waived(material):
                continue
            best = best_match(material, entries(evidence, self.needs), evidence.guide, self.nearness)
            if best is not None and not kept(material, evidence, self.spared_by):
                yield self.outcome(f"materials[{place}].name", material, *best, evidence.guide)

    def outcome(self, field: str, material: Material, listed: Listed, found: Match, guide: Guide) -> Outcome:
        values = values_of(listed, found)
        doubts = list(doubt(material, listed, found, guide))
        if not doubts:
            return Outcome.fail(field, material.name, found.why, values=values)
        severity = Severity.S4 if found.kind is Kind.FUZZY else None
        return Outcome.review(
            field, material.name, "；".join((found.why, *doubts)), severity=severity, values=values
        )


def doubt(material: Material, listed: Listed, found: Match, guide: Guide) -> Iterator[str]:
    """Why a match is not sure."""
    if found.kind not in SURE:
        yield "请人工核对是否为同一证明"
    if listed.of_item(guide) is False:
        yield f"清单所列事项为“{listed.entry.get(Meaning.ITEM)}”"
    if listed.of_unit(guide) is False:
        yield f"清单所列索要单位为“{listed.entry.get(Meaning.UNIT)}”"
    if ONE_OF_SEVERAL.search(plain(material.name + material.note)):
        yield "该材料可任选其一，或另有其他途径"


def values_of(listed: Listed, found: Match) -> dict[str, str]:
    """Words for the message: which entry of which document."""
    return {
        "number": str(listed.entry.number),
        "listed": listed.proof,
        "list_title": listed.publication.title or listed.publication.kind.value,
        "document_number": listed.publication.document_number or "文号待补",
        "how": found.kind.value,
    }


def entries(evidence: GuideInCounty, kinds: tuple[ListKind, ...]) -> Iterator[Listed]:
    """Every entry that names a proof in the county's lists of these kinds."""
    for kind in kinds:
        for publication in evidence.county.lists(kind):
            for entry in publication.entries:
                if entry.get(Meaning.PROOF):
                    yield Listed(entry, publication)


def best_match(
    material: Material, listed: Iterator[Listed], guide: Guide, nearness: float
) -> tuple[Listed, Match] | None:
    """The surest match, and of equal ones that of the guide's own item and unit."""
    order = list(Kind)
    found = [(one, hit) for one in listed if (hit := matched(material, one, nearness)) is not None]
    return min(
        found,
        key=lambda pair: (
            pair[0].of_item(guide) is False,
            order.index(pair[1].kind),
            pair[0].of_unit(guide) is False,
        ),
        default=None,
    )


def matched(material: Material, listed: Listed, nearness: float) -> Match | None:
    """The surest way in which one of the proofs in the row matches the entry."""
    order = list(Kind)
    hits = (
        match(
            listed.proof,
            asked,
            listed_issuer=listed.entry.get(Meaning.ISSUER),
            asked_issuer=material.source,
            nearness=nearness,
        )
        for asked in proofs_in(material.name)
    )
    return min((hit for hit in hits if hit is not None), key=lambda hit: order.index(hit.kind), default=None)


def waived(material: Material) -> bool:
    """Does the row itself say that the proof need not be handed in?"""
    said = plain(" ".join(text for _, text in material.cells()))
    return (
        bool(NOT_ASKED.search(said)) or marking(said) is Marking.WAIVED or (material.commitment or "") == "是"
    )


def kept(material: Material, evidence: GuideInCounty, kinds: tuple[ListKind, ...]) -> bool:
    """Is the same proof on the list of kept ones, for this item or this unit?"""
    for listed in entries(evidence, kinds):
        found = matched(material, listed, nearness=1.0)
        if found is not None and found.kind in SURE:
            fits = (listed.of_item(evidence.guide), listed.of_unit(evidence.guide))
            if True in fits or fits == (None, None):
                return True
    return False


@dataclass(frozen=True, slots=True)
class CommitmentMarked:
    """Is a material that may be replaced by a promise marked so, in its own row?"""

    needs: tuple[ListKind, ...] = (ListKind.COMMITMENTS,)

    def __call__(self, evidence: GuideInCounty) -> Iterator[Outcome]:
        guide = evidence.guide
        for place, material in enumerate(guide.materials):
            best = best_match(material, entries(evidence, self.needs), guide, 0.8) if material.name else None
            if best is None or best[1].kind is Kind.FUZZY or best[0].of_item(guide) is False:
                continue
            yield from unmarked(f"materials[{place}].name", material, best[0], best[1], guide)


def unmarked(field: str, material: Material, listed: Listed, found: Match, guide: Guide) -> Iterator[Outcome]:
    """Judge one row that the list of commitments names."""
    mark = row_marking(material)
    if (
        mark in (Marking.WAIVED, Marking.LATER, Marking.COMMITMENT)
        or is_letter(material)
        or NOT_ASKED.search(plain(material.note))
    ):
        return
    values = values_of(listed, found)
    if mark is Marking.DEFERRABLE:
        yield Outcome.fail(
            field, material.name, "只标注容缺，未标注可告知承诺", severity=Severity.S3, values=values
        )
        return
    doubts = list(unsure(material, listed, found, guide))
    if doubts:
        yield Outcome.review(field, material.name, "；".join((found.why, *doubts)), values=values)
    else:
        yield Outcome.fail(field, material.name, f"{found.why}，未标注可告知承诺", values=values)


def unsure(material: Material, listed: Listed, found: Match, guide: Guide) -> Iterator[str]:
    """Why it is not sure that this row must be marked."""
    if found.kind not in (*SURE, Kind.CORE):
        yield "请人工核对是否为同一证明"
    if listed.of_item(guide) is None and listed.of_unit(guide) is not True:
        yield "清单未写明适用事项"
    if ONE_OF_SEVERAL.search(plain(material.name)):
        yield "该材料可任选其一"
    if elsewhere(material, guide):
        yield "指南另处提到告知承诺，请核对是否指该材料"


def row_marking(material: Material) -> Marking:
    """What the row says, in any of its cells."""
    if (material.commitment or "") == "是":
        return Marking.COMMITMENT
    said = " ".join(
        text for key, text in material.cells() if key not in ("commitment", "deferrable", "copies")
    )
    mark = marking(said + " " + (material.commitment or "" if material.commitment != "否" else ""))
    if mark is Marking.NONE and material.deferrable not in (None, "", "否"):
        return Marking.DEFERRABLE
    return mark


def is_letter(material: Material) -> bool:
    """Is the row the letter of commitment itself?"""
    return "承诺书" in plain(material.name)


def elsewhere(material: Material, guide: Guide) -> bool:
    """Does another row or part of the guide hold a commitment that names this proof?"""
    letters = any("告知承诺" in plain(other.name) for other in guide.materials)
    core = plain(material.name)[:6]
    return letters or any(
        core in plain(part.text) and marking(part.text) in (Marking.WAIVED, Marking.LATER, Marking.COMMITMENT)
        for part in guide.sections
    )
