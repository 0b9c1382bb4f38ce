"""Which entry of the county's lists of proofs speaks of a material: by proof, item, unit and day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Generic, TypeVar

from checks.evidence import Entry, Guide, GuideInCounty, ListKind, Material, Meaning, Publication
from checks.text.fit import Fit
from checks.text.names import Match, keys_of, match_paper, purpose_doubts, reach_of
from checks.text.normal import plain
from checks.text.proof_names import Name, Sort, bare, taken_apart
from checks.text.proof_rows import ONE_OF_SEVERAL, papers
from checks.text.same_item import Items, item_fit
from checks.text.same_unit import unit_fit


@dataclass(frozen=True, slots=True)
class Listed:
    """One entry of a published list together with its list."""

    entry: Entry
    publication: Publication
    proof: str
    issuer: str
    item: str
    unit: str

    def of_item(self, guide: Guide) -> Fit:
        """Does the entry speak of this guide's item? By code where the row holds one, else by name."""
        if len(guide.item_code) >= CODE and any(guide.item_code in cell for cell in self.entry.cells):
            return Fit.YES
        return item_fit(self.item, guide.item_name or guide.title, guide.unit) if self.item else Fit.UNNAMED

    def of_unit(self, guide: Guide) -> Fit:
        """Does the entry speak of this guide's unit?"""
        return unit_fit(self.unit, guide.unit)


Piece = TypeVar("Piece")

CODE = 12
"""Item codes are longer than anything else that a row may hold by chance."""


@dataclass(frozen=True, slots=True)
class Hit:
    """That an entry of a list speaks of a material: the entry and how the names match."""

    listed: Listed
    match: Match
    item: Fit
    unit: Fit

    @property
    def rank(self) -> tuple[bool, bool, bool, tuple[int, int, float], Fit]:
        """For choosing among several: of this item, sure, of this unit, the nearest name."""
        return self.item is Fit.NO, not self.match.sure, self.unit is Fit.NO, self.match.rank, self.item


@dataclass(frozen=True, slots=True)
class ListRead:
    """Passes where a list of one of these kinds was read that was in force when the guide was seen."""

    kinds: tuple[ListKind, ...]

    def __call__(self, evidence: GuideInCounty) -> bool:
        return bool(entries(evidence, self.kinds))


def hits(
    material: Material, evidence: GuideInCounty, kinds: tuple[ListKind, ...], nearness: float = 0.8
) -> list[Hit]:
    """Every entry of lists in force that speaks of a material, the best first."""
    guide = evidence.guide
    index = Index.of(evidence, kinds)
    found = [
        Hit(listed, with_purpose(match, listed, guide), listed.of_item(guide), listed.of_unit(guide))
        for listed, match in index.matches(material.name, material.source, nearness)
    ]
    return sorted(found, key=lambda hit: hit.rank)


# Matches "居住证明(公租房除外)", "无房证明(仅限县城区)"; must not match "户外广告证明".
LIMITS = re.compile(r"除外|除[^,，。;；()（）]{1,20}(?:以)?外|仅限|不含|不包括")


def with_purpose(match: Match, listed: Listed, guide: Guide) -> Match:
    """A match with the doubts that the entry itself raises: it has exceptions, or names another purpose."""
    doubts = [f"清单该项附有限定：“{listed.proof}”"] if LIMITS.search(plain(listed.proof)) else []
    if not listed.item:
        purpose = taken_apart(match.listed).purpose or listed.entry.get(Meaning.PURPOSE)
        about = taken_apart(match.asked).purpose + (guide.item_name or guide.title)
        doubts += purpose_doubts(purpose, about)
    return replace(match, doubts=(*match.doubts, *doubts)) if doubts else match


def no_proof(hit: Hit) -> Iterator[str]:
    """The list names a licence or a paper of the applicant's own: its quality is the lead unit's business."""
    if taken_apart(hit.match.asked).sort in (Sort.LICENCE, Sort.OWN, Sort.RESULT):
        yield "清单所列不是由他人开具的证明（证照、文书或自制材料），请核对清单"


def is_one_of_several(guide: Guide, place: int) -> bool:
    """Does the row, its remark or a heading among the rows above say that one of several papers will do?"""
    row = guide.materials[place]
    if ONE_OF_SEVERAL.search(plain(f"{row.name}，{row.note}")):
        return True
    above = (plain(one.name) for one in guide.materials[:place])
    return any(ONE_OF_SEVERAL.search(name) and ends_as_heading(name) for name in above)


def ends_as_heading(name: str) -> bool:
    """“提供下列材料之一：” heads the rows below it; “户口簿、居住证任选其一” is a row of its own."""
    return name.rstrip().endswith((":", "：", "之一", "其一")) and not any(
        taken_apart(paper.name).sort is Sort.LICENCE for paper in papers(name)
    )


def entries(evidence: GuideInCounty, kinds: tuple[ListKind, ...]) -> tuple[Listed, ...]:
    """Every entry that names a proof in the lists of these kinds that were in force on the guide's day."""
    return Index.of(evidence, kinds).entries


def covering(evidence: GuideInCounty, kinds: tuple[ListKind, ...]) -> tuple[Listed, ...]:
    """Every entry in force that names the guide's item or a main item of which it is a part."""
    guide, index = evidence.guide, Index.of(evidence, kinds)
    items = index.items.covering(guide.item_name or guide.title, guide.unit)
    return tuple(one for one in index.entries if one.item in items) if items else ()


class Same(Generic[Piece]):
    """A tuple by identity: the same night's lists are asked about for every guide."""

    __slots__ = ("pieces",)

    def __init__(self, pieces: tuple[Piece, ...]) -> None:
        self.pieces = pieces

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.pieces is self.pieces

    def __hash__(self) -> int:
        return id(self.pieces)


class Index:
    """The entries in force on a day, by name, with what was already asked about them."""

    def __init__(self, found: tuple[Listed, ...]) -> None:
        self.entries = found
        self.items = Items(one.item for one in found)
        self.by_key: dict[str, list[int]] = {}
        for at, one in enumerate(found):
            for key in reach_of(taken_apart(one.proof)):
                self.by_key.setdefault(key, []).append(at)
        self.asked: dict[tuple[str, str, float], tuple[tuple[Listed, Match], ...]] = {}

    @classmethod
    def of(cls, evidence: GuideInCounty, kinds: tuple[ListKind, ...]) -> Index:
        return indexed(Same(evidence.county.publications), kinds, evidence.guide.origin.seen_on)

    def matches(self, name: str, source: str, nearness: float) -> tuple[tuple[Listed, Match], ...]:
        """Each entry with the surest match of a paper of this row."""
        key = (name, source, nearness)
        if key not in self.asked:
            self.asked[key] = tuple(self.matched(name, source, nearness))
        return self.asked[key]

    def matched(self, name: str, source: str, nearness: float) -> Iterator[tuple[Listed, Match]]:
        found: dict[int, Match] = {}
        for paper in papers(name):
            for at in self.near(taken_apart(paper.name)):
                listed = self.entries[at]
                hit = match_paper(
                    listed.proof, paper, listed_issuer=listed.issuer, asked_issuer=source, nearness=nearness
                )
                if hit is not None and (at not in found or hit.rank < found[at].rank):
                    found[at] = hit
        yield from ((self.entries[at], found[at]) for at in sorted(found))

    def near(self, asked: Name) -> Iterable[int]:
        """The places of the entries that may match: only what proves something, or stands there by name."""
        if not asked.proves:
            return self.by_key.get(asked.full, ())
        if not asked.facts:
            return range(len(self.entries))
        return {at for key in keys_of(asked) for at in self.by_key.get(key, ())}


@lru_cache(maxsize=64)
def indexed(lists: Same[Publication], kinds: tuple[ListKind, ...], day: date | None) -> Index:
    """The entries in force on a day; kept, for every guide of a night asks for the same."""
    found = [
        listed(entry, one, proof)
        for one in in_force([one for one in lists.pieces if one.kind in kinds], day)
        for entry in one.entries
        if (proof := entry.get(Meaning.PROOF)) and not expired(entry, day)
    ]
    return Index(tuple(found))


def listed(entry: Entry, publication: Publication, proof: str) -> Listed:
    """An entry with the cells that are asked for again and again."""
    issuer, item, unit = (entry.get(one) for one in (Meaning.ISSUER, Meaning.ITEM, Meaning.UNIT))
    return Listed(entry, publication, proof, issuer, item.strip(), unit)


def in_force(lists: list[Publication], day: date | None) -> list[Publication]:
    """The lists that were issued by that day and not replaced by a later edition of themselves.

    A list without a date is in force; so are lists of different batches (第一批, 第二批) beside each other.
    """
    issued = [one for one in lists if not (one.issued_on and day and one.issued_on > day)]
    return [one for one in issued if not any(replaces(other, one) for other in issued)]


def replaces(later: Publication, earlier: Publication) -> bool:
    """Is one the later edition of the other: the same title but for its year, of the same unit and kind?"""
    return (
        later.kind is earlier.kind
        and later.unit == earlier.unit
        and bool(later.entries)
        and bool(later.issued_on and earlier.issued_on and later.issued_on > earlier.issued_on)
        and edition_of(later.title) == edition_of(earlier.title) != ""
    )


# Matches "（2021年版）", "2022年度", "（修订）"; must not match "第一批".
EDITION = re.compile(
    r"[(（]?(?:20)?\d\d年?(?:度)?(?:修订|更新|调整)?(?:版|本)?[)）]?|[(（](?:修订|更新|最新|新)版?[)）]|修订版"
)


def edition_of(title: str) -> str:
    """A list's title without what tells one edition from another."""
    return bare(EDITION.sub("", plain(title)))


# Matches "2023年12月31日", "2023-12-31", "至2023.12.31"; must not match "2023年" alone.
DAY = re.compile(r"(20\d\d)[-年./](\d{1,2})[-月./](\d{1,2})")


def expired(entry: Entry, day: date | None) -> bool:
    """Was the entry valid only until a day before?"""
    until = DAY.findall(plain(entry.get(Meaning.VALID_UNTIL)))
    if not until or day is None:
        return False
    try:
        return date(*map(int, until[-1])) < day
    except ValueError:
        return False


def values_of(hit: Hit) -> dict[str, str]:
    """Words for the message: which entry of which document, and how it was matched."""
    publication = hit.listed.publication
    return {
        "number": str(hit.listed.entry.number),
        "listed": hit.listed.proof,
        "list_title": publication.title or publication.kind.value,
        "document_number": publication.document_number or "文号待补",
        "how": hit.match.kind.value,
        "score": f"{hit.match.score:.2f}",
    }
