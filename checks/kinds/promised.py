"""Is a material that a written promise may replace marked so, in its own row, with its effect?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checks.evidence import Guide, GuideInCounty, ListKind, Material
from checks.kinds.listed import Hit, hits, is_one_of_several, no_proof, values_of
from checks.kinds.proofs import NOT_ASKED
from checks.outcome import Outcome, Severity
from checks.text.commitments import Concept, Effect, Mark, marking
from checks.text.fit import Fit
from checks.text.names import Kind
from checks.text.normal import plain
from checks.text.proof_names import BRACKETED, taken_apart
from checks.text.proof_rows import papers

NO = frozenset({"否", "不可", "不适用", "无", "-", "—", "/", "不是", "不支持", "×", "N", "不"})
YES = frozenset({"是", "可", "√", "可以", "支持", "适用", "Y"})


@dataclass(frozen=True, slots=True)
class CommitmentMarked:
    """Is a material that the county's list names for this item marked so, in its own row?

    Only pairs of item and proof count: an entry for another item is never carried over. 容缺 alone is
    a lesser matter. Where the guide speaks of a promise elsewhere, or the row is one of several from
    which to choose, a person must look.
    """

    needs: tuple[ListKind, ...] = (ListKind.COMMITMENTS,)

    def __call__(self, evidence: GuideInCounty) -> Iterator[Outcome]:
        guide = evidence.guide
        for place, material in enumerate(guide.materials):
            hit = entry_for(material, evidence, self.needs)
            if hit is not None:
                yield from unmarked(place, hit, guide)


def entry_for(material: Material, evidence: GuideInCounty, kinds: tuple[ListKind, ...]) -> Hit | None:
    """The entry that names this proof for this item; one of another item, or only alike, is none."""
    if not material.name:
        return None
    found = [hit for hit in hits(material, evidence, kinds) if hit.item is not Fit.NO]
    best = next((hit for hit in found if hit.match.kind not in (Kind.FUZZY, Kind.ISSUER)), None)
    if best is not None and best.item is Fit.UNNAMED and best.unit is Fit.NO:
        return None
    return best


def unmarked(place: int, hit: Hit, guide: Guide) -> Iterator[Outcome]:
    """Judge one row that the list of commitments names."""
    field, material = f"materials[{place}].name", guide.materials[place]
    mark = row_mark(material)
    if mark.promises or is_letter(material) or NOT_ASKED.search(plain("，".join(texts_of(material)))):
        return
    values = values_of(hit)
    doubts = list(unsure(place, hit, guide))
    severity = Severity.S3 if mark.concept is Concept.TOLERANCE else None
    said = "只标注容缺，未标注可告知承诺" if severity else "未标注可告知承诺"
    said = "标注为不适用告知承诺" if mark.denied else said
    if doubts:
        reason = "；".join((hit.match.why, *doubts))
        yield Outcome.review(field, material.name, reason, severity=severity, values=values)
    else:
        yield Outcome.fail(field, material.name, f"{hit.match.why}，{said}", severity=severity, values=values)


def unsure(place: int, hit: Hit, guide: Guide) -> Iterator[str]:
    """Why it is not sure that this row must be marked."""
    item = hit.listed.item
    if hit.match.kind not in (Kind.EXACT, Kind.WORDED, Kind.CORE_ISSUER, Kind.CORE):
        yield "请人工核对是否为同一证明"
    yield from no_proof(hit)
    if hit.item is Fit.UNSURE:
        yield f"清单所列事项为“{item}”，请核对是否包括本事项"
    if hit.item is Fit.UNNAMED and hit.unit is not Fit.YES:
        yield "清单未写明适用事项"
    if hit.item is Fit.YES and hit.unit is Fit.NO:
        yield f"清单所列索要单位为“{hit.listed.unit}”"
    chosen = any(paper.choice for paper in papers(guide.materials[place].name))
    if chosen or is_one_of_several(guide, place):
        yield "该材料可任选其一"
    if elsewhere(guide.materials[place], guide):
        yield "指南另处提到告知承诺，请核对是否指该材料"


def row_mark(material: Material) -> Mark:
    """What the row says, in any of its cells; a column of its own counts by its yes and no."""
    said = cell(material.commitment, "告知承诺")
    own = marking("，".join(filter(None, (said, *texts_of(material)))))
    if own.concept is Concept.NONE and cell(material.deferrable, "容缺"):
        return Mark(Concept.TOLERANCE, Effect.LATER, marking(f"容缺{material.deferrable}").due, own.denied)
    return own


def texts_of(material: Material) -> list[str]:
    """The cells of a row that may hold a mark."""
    skipped = ("commitment", "deferrable", "copies")
    return [text for key, text in material.cells() if key not in skipped]


def cell(text: str | None, meaning: str) -> str:
    """The cell of a column 是否告知承诺 in words: 是 and 承诺后免交 are marks, 否 and / say nothing."""
    said = plain(text or "").strip()
    if not said or said in NO or said.startswith(("否", "不")):
        return f"是否{meaning}:否" if said.startswith(("否", "不")) else ""
    return meaning if said in YES else f"{meaning}:{said}"


# Matches "证明事项告知承诺书", "告知承诺制格式文本"; not "服务承诺".
LETTER = re.compile(r"承诺(?:书|函)|告知承诺[^,，]{0,4}文本")


def is_letter(material: Material) -> bool:
    """Is the row a letter of commitment itself? What stands in brackets is a mark."""
    return LETTER.search(BRACKETED.sub("", plain(material.name))) is not None


def elsewhere(material: Material, guide: Guide) -> bool:
    """Does another row hold a letter of commitment, or another part a mark that names this proof?"""
    if any("告知承诺" in plain(other.name) for other in guide.materials if other is not material):
        return True
    fact = taken_apart(material.name).worded
    parts = (*(part.text for part in guide.sections), *guide.conditions, *guide.process)
    return len(fact) > 1 and any(fact in text and marking(text).promises for text in map(plain, parts))
