"""Does a guide that speaks of 告知承诺 say for which material?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checks.evidence import Guide, Material
from checks.kinds.promised import cell, is_letter, row_mark
from checks.outcome import Outcome
from checks.text.commitments import Concept, Mark, marking
from checks.text.normal import plain
from checks.text.proof_names import taken_apart
from checks.text.proof_rows import papers

# Matches the label "告知承诺书样本": it holds the letter, no statement; must not match "是否告知承诺制".
LETTER = re.compile(r"承诺书|承诺函|文本|样本|模板|范本|下载")
# Matches the labels "是否告知承诺制", "告知承诺方式"; must not match "服务承诺".
ABOUT_COMMITMENT = re.compile(r"告知承诺|可承诺|承诺制")


@dataclass(frozen=True, slots=True)
class General:
    """A statement about the item as a whole: where it stands, its text and what it marks."""

    field: str
    text: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class MarkingOnMaterial:
    """Is a general statement that promises will do brought down to materials?

    Passes where a row is marked, a letter of commitment is a row of its own, or the statement itself
    names a material. A permit given on a promise needs no mark on a row; whether a licence means that,
    a person must look. Without a row that proves anything there is nothing to mark.
    """

    def __call__(self, guide: Guide) -> Iterator[Outcome]:
        general = next((one for one in statements(guide) if one.mark.concept is Concept.PROOF), None)
        if general is None or any(map(is_marked, guide.materials)) or names_material(guide):
            return
        if not any(proves(row) for row in guide.materials):
            return
        if any(one.mark.concept is Concept.PERMIT for one in statements(guide)):
            return
        if "许可" in guide.item_type and "证明" not in general.text:
            reason = "仅笼统写明可告知承诺，请核对是整个许可事项实行告知承诺，还是其中某项证明可承诺"
            yield Outcome.review(general.field, general.text, reason)
        else:
            yield Outcome.fail(general.field, general.text, "仅笼统标注，未对应到具体材料")


def statements(guide: Guide) -> Iterator[General]:
    """Yield what the guide says of promises outside of its rows of materials."""
    for part in guide.sections:
        if LETTER.search(part.label):
            continue
        label = plain(part.label) if ABOUT_COMMITMENT.search(plain(part.label)) else ""
        said = cell(part.text, label) if label else part.text
        if (mark := marking(said)).promises:
            yield General(f"sections.{part.label}", own_line(part.text), mark)
    for name in ("conditions", "process"):
        for place, text in enumerate(getattr(guide, name)):
            if (mark := marking(text)).promises:
                yield General(f"{name}[{place}]", text, mark)


def own_line(text: str) -> str:
    """The one line of a section that makes the statement; the whole text where no line does by itself."""
    return next((line for line in text.split("\n") if marking(line).promises), text)


def is_marked(material: Material) -> bool:
    """Does a row carry a mark, or is it the letter itself?"""
    return row_mark(material).promises or (is_letter(material) and "告知" in plain(material.name))


def names_material(guide: Guide) -> bool:
    """Does a statement name one of the materials?"""
    said = [plain(one.text) for one in statements(guide)]
    facts = [taken_apart(paper.name) for row in guide.materials for paper in papers(row.name)]
    return any(
        len(fact.worded) > 1 and (fact.worded in text or fact.full in text) for fact in facts for text in said
    )


def proves(material: Material) -> bool:
    """Does the row hold a paper that another body issues to prove something?"""
    return any(taken_apart(paper.name).proves for paper in papers(material.name))
