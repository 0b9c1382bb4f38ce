"""Do two names mean the same proof? By name, fact, issuer and purpose; what is not sure is for a person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from checks.text.issuers import SELF, bodies, offers_choice, tables
from checks.text.item_names import opposing
from checks.text.proof_names import BRACKETED as BRACKETED
from checks.text.proof_names import Name, Sort, fact_of, is_fact, joined, taken_apart
from checks.text.proof_names import bare as bare
from checks.text.proof_rows import Paper, papers


class Kind(StrEnum):
    """How two names match, the surest first."""

    EXACT = "名称相同"
    WORDED = "名称仅写法不同"
    CORE_ISSUER = "证明内容和开具单位相同"
    CORE = "证明内容相同"
    HYPER = "上下位名称"
    LIMITED = "名称多出限定语"
    FUZZY = "名称相近"
    ISSUER = "仅开具单位相同"


ORDER = tuple(Kind)
SURE = (Kind.EXACT, Kind.WORDED, Kind.CORE_ISSUER)


@dataclass(frozen=True, slots=True)
class Match:
    """That two names mean the same proof: how, how near (0 to 1), both texts, and what makes it unsure."""

    kind: Kind
    score: float
    listed: str
    asked: str
    doubts: tuple[str, ...] = ()

    @property
    def sure(self) -> bool:
        """May a unit be told that it is the same?"""
        return self.kind in SURE and not self.doubts

    @property
    def why(self) -> str:
        """How it matches (Chinese)."""
        return f"与清单“{self.listed}”{self.kind}" + (
            "" if self.kind is Kind.EXACT else f"（相似度{self.score:.2f}）"
        )

    @property
    def rank(self) -> tuple[int, int, float]:
        """For choosing the best of several: the surest first."""
        return (not self.sure, ORDER.index(self.kind), -self.score)


def matched(
    listed: str,
    row: str,
    *,
    listed_issuer: str = "",
    asked_issuer: str = "",
    purpose: str = "",
    item: str = "",
    nearness: float = 0.8,
) -> Match | None:
    """The surest match of a listed proof among the papers that a row asks for; None when there is none.

    `listed_issuer` and `asked_issuer` are the cells that name who issues it, `purpose` what the list
    says it is for, `item` the item that the row belongs to.
    """
    found = (
        match_paper(listed, paper, listed_issuer=listed_issuer, asked_issuer=asked_issuer, nearness=nearness)
        for paper in papers(row)
    )
    best = min((hit for hit in found if hit), key=lambda hit: hit.rank, default=None)
    if best is None:
        return None
    about = taken_apart(best.asked).purpose + item
    doubts = tuple(purpose_doubts(taken_apart(listed).purpose or purpose, about))
    return replace(best, doubts=(*best.doubts, *doubts))


def keys_of(asked: Name) -> frozenset[str]:
    """What an asked name can match by: its whole, its facts, its pairs of characters."""
    return frozenset({asked.full}) | asked.facts | asked.aliases | pairs_in(fact_key(asked))


def reach_of(listed: Name) -> frozenset[str]:
    """What a listed name can be matched by: its own keys, and the wider and narrower facts.

    Names without a key in common never match, but for those that name no fact at all.
    """
    wider = tables()["narrower"]
    facts = listed.facts | listed.aliases
    below = {fact for one in facts for fact in wider.get(one, ())}
    above = {fact for fact, narrower in wider.items() if facts & set(narrower)}
    return keys_of(listed) | below | above


def match_paper(
    listed: str, paper: Paper, *, listed_issuer: str = "", asked_issuer: str = "", nearness: float = 0.8
) -> Match | None:
    """Does one paper of a row mean the listed proof? One that another may stand for is not sure.

    The issuer before the first paper of the row counts for the others where it is the listed one.
    """
    if paper.issuer and bodies(paper.issuer) & (bodies(listed_issuer) or taken_apart(listed).issuers):
        asked_issuer = asked_issuer or paper.issuer
    hit = match(listed, paper.name, listed_issuer=listed_issuer, asked_issuer=asked_issuer, nearness=nearness)
    if hit is None or not paper.choice:
        return hit
    return replace(hit, doubts=(*hit.doubts, "该材料可任选其一，或另有其他途径"))


def match(
    listed: str, asked: str, *, listed_issuer: str = "", asked_issuer: str = "", nearness: float = 0.8
) -> Match | None:
    """Does the paper that is asked for mean the proof on the list?

    None when the issuers differ, when the applicant makes the paper himself, and when the asked one is
    a paper that the law keeps (出生医学证明 is no 出生证明).
    """
    one, other = taken_apart(listed), taken_apart(asked)
    by_one = bodies(listed_issuer) or one.issuers
    by_other = other.issuers or bodies(asked_issuer)
    if kept_by_law(one, other) or other.own or (by_other == {SELF} and by_one != {SELF}):
        return None
    if by_one and by_other and not by_one & by_other:
        return None
    how = compared(one, other, same_body=bool(by_one & by_other), nearness=nearness)
    if how is None:
        return None
    kind, score = how
    choice = other.choice or (not other.issuers and offers_choice(asked_issuer))
    doubts = (
        *issuer_doubts(kind, one, by_one, by_other, choice=choice),
        *wording_doubts(one, other, by_other),
    )
    return Match(kind, score, listed, asked, doubts)


def compared(one: Name, other: Name, *, same_body: bool, nearness: float) -> tuple[Kind, float] | None:
    """How two names are alike, and how much; None when they are not."""
    if one.full and one.full == other.full:
        return Kind.EXACT, 1.0
    if not (one.proves or listed_paper(one)) or not other.proves:
        return None
    if not other.facts:
        return (Kind.ISSUER, 0.0) if same_body and one.facts and told_by_village(other) else None
    score = likeness(one, other)
    if one.worded and fact_key(one) == fact_key(other):
        return Kind.WORDED, max(score, 0.95)
    facts, others = one.facts | one.aliases, other.facts | other.aliases
    if denied(one, other):
        return None
    if one.facts == other.facts or bool(one.aliases & others) or bool(other.aliases & facts):
        return (Kind.CORE_ISSUER if same_body else Kind.CORE), max(score, 0.9 if same_body else 0.8)
    if facts & others or related(facts, others):
        return Kind.HYPER, max(score, 0.6)
    if same_body and (tail_fact(one) in other.facts or tail_fact(other) in one.facts):
        return Kind.CORE_ISSUER, max(score, 0.85)
    if limited(one, other, same_body=same_body):
        return Kind.LIMITED, max(score, 0.6)
    if contradicting(one.worded, other.worded):
        return None
    return (Kind.FUZZY, score) if near(one, other, score, nearness) else None


def told_by_village(other: Name) -> bool:
    """A statement of a village or township that does not say of what."""
    return bool(other.issuers & {"村居委", "街道乡镇"})


def denied(one: Name, other: Name) -> bool:
    """Is one fact the plain denial of the other (未就业, 就业)? What tells a state (就业状况) is neither."""
    if any(word in name.full for name in (one, other) for word in ("状况", "情况", "有无")):
        return False
    mine, theirs = fact_key(one), fact_key(other)
    return any(mine == word + theirs or theirs == word + mine for word in tables()["shape"]["denials"])


def listed_paper(one: Name) -> bool:
    """Lists name statements and descriptions as well; what stands there is called a proof."""
    return one.sort is not Sort.OWN and bool(one.facts)


def fact_key(name: Name) -> str:
    return joined(name.worded)


def kept_by_law(one: Name, other: Name) -> bool:
    """Is the asked paper one that the law keeps, while the list does not name that very paper?"""
    return any(word in other.full and word not in one.full for word in never())


@cache
def never() -> tuple[str, ...]:
    return tuple(joined(word) for word in tables()["never"]["words"])


def related(facts: frozenset[str], others: frozenset[str]) -> bool:
    """Is one fact the wider of another?"""
    wider = tables()["narrower"]
    return any(b in wider.get(a, ()) or a in wider.get(b, ()) for a in facts for b in others)


def contradicting(one: str, other: str) -> bool:
    """Do two facts say the opposite (享受, 未享受; 转入, 转出), or is one of them denied?"""
    if opposing(one, other):
        return True
    if any((word in one) != (word in other) for word in tables()["shape"]["denials"]):
        return True
    return any(
        {word for word in pair if word in one} != {word for word in pair if word in other}
        for pair in tables()["shape"]["opposites"]
    )


SHORTEST = 4


def tail_fact(name: Name) -> str:
    """The known fact behind the last 的: 居住 in 在本辖区居住满六个月的居住."""
    head, of, tail = name.worded.rpartition("的")
    return fact_of(tail) if of and head and is_fact(tail) else ""


def limited(one: Name, other: Name, *, same_body: bool) -> bool:
    """Does one name the other's fact with something before it: 农作物种植面积 and 种植面积?

    Short facts count only where the same body issues both; what denies the fact right before it never.
    """
    short, long = sorted((fact_key(one), fact_key(other)), key=len)
    before = long.removesuffix(short)
    if before == long or len(before) > LONGEST_LIMIT or len(short) < (2 if same_body else SHORTEST):
        return False
    return not any(word in before[-2:] for word in tables()["shape"]["denials"])


LONGEST_LIMIT = 8


def near(one: Name, other: Name, score: float, nearness: float) -> bool:
    """Nearly the same letters."""
    return min(len(one.worded), len(other.worded)) >= SHORTEST and score >= nearness


def likeness(one: Name, other: Name) -> float:
    """How many neighbouring pairs of characters two facts share."""
    return jaccard(fact_key(one) or one.full, fact_key(other) or other.full)


def jaccard(one: str, other: str) -> float:
    pairs, others = pairs_in(one), pairs_in(other)
    return len(pairs & others) / len(pairs | others) if pairs | others else 0.0


def pairs_in(text: str) -> frozenset[str]:
    """Neighbouring pairs of characters."""
    return frozenset(text[at : at + 2] for at in range(max(1, len(text) - 1)))


def issuer_doubts(
    kind: Kind, one: Name, by_one: frozenset[str], by_other: frozenset[str], *, choice: bool
) -> Iterator[str]:
    """What is not known of who issues it."""
    if by_one and not by_other:
        others = {body for fact in one.facts for body in tables()["issued_by"].get(fact, ())} - by_one
        if others:
            yield f"指南未写明由谁开具，{'、'.join(sorted(others))}出具的不在清单所列之内"
        elif kind in (Kind.CORE, Kind.HYPER):
            yield "指南未写明由谁开具"
    elif choice and by_other - by_one and by_one:
        yield f"也可由{'、'.join(sorted(by_other - by_one))}出具"


def wording_doubts(one: Name, other: Name, by_other: frozenset[str]) -> Iterator[str]:
    """A statement without an issuer may be the applicant's own; licences in brackets may do instead."""
    if other.instead:
        yield "括号内所列证照即可，未必要求开具证明"
    if other.sort is Sort.STATEMENT and one.sort is not Sort.STATEMENT and not by_other:
        yield "指南所列为说明或未指明文书的材料，未写明由谁出具"


def purpose_doubts(listed: str, about: str) -> Iterator[str]:
    """The list names what the proof is for, and the guide is about something else."""
    if listed and about and not shares_words(listed, about):
        yield f"清单所列用途为“{listed}”"


def shares_words(one: str, other: str) -> bool:
    """Have two purposes a pair of characters in common that says something?"""
    common = set(tables()["shape"]["said_of_all"])
    pairs, others = ({text[i : i + 2] for i in range(len(text) - 1)} - common for text in (one, other))
    return not pairs or not others or bool(pairs & others)
