"""Do two names mean the same proof? Names reduced to the fact they prove and who issues it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from checks.text.clauses import numberless
from checks.text.normal import plain

# Matches "原件及复印件", "一式两份", "(各1份)"; must not match "复印机".
COPIES = re.compile(
    r"(?:原件|复印件|扫描件|电子版|纸质版|正本|副本)(?:[及和、或/]|(?:原件|复印件|扫描件|电子版|正本|副本))*|一式[一二两三四五\d]+份|各?[一二两三四五\d]+份|\d+份|加盖公章|盖章"
)
BRACKETED = re.compile(r"[(（【\[]([^()（）【】\[\]]*)[)）】\]]")
PUNCTUATION = re.compile(r"[\s、,，。.;；:：“”\"'‘’《》<>〈〉·\-—_/]+")
# Matches "由村委会出具的", "户籍地派出所开具的"; must not match "出具日期".
ISSUED_BY = re.compile(
    r"(?:由|经)?(?P<issuer>[^,，。、由经]{1,20}?)(?:出具|开具|签发|核发|颁发|提供|盖章|签署|证明|签章|认定)的"
)
POSSESSIVE = re.compile(
    r"^(?:申请人|本人|当事人|申请者|被申请人|被救助人|个人|申报人|参保人|户籍地|户籍所在地|所在地|现居住地|居住地|法定代表人|居民|公民|群众|需要|提供|提交|出具|相关|有关|原)+的?"
)
# Matches the tail of "婚姻状况证明材料" and "无房情况说明"; must not match "证明信息".
TAIL = re.compile(r"(?:的)?(?:相关|有关|书面)?(?:证明(?:书|材料|文件|资料|信|函|单)?|说明|情况|状况)$")
KINDS_OF_PROOF = re.compile(r"证明|说明|证实|介绍信|盖章")


class Kind(StrEnum):
    """How two names match, the surest first."""

    EXACT = "名称相同"
    CORE_ISSUER = "证明内容和开具单位相同"
    CORE = "证明内容相同"
    HYPER = "上下位名称"
    FUZZY = "名称相近"


@dataclass(frozen=True, slots=True)
class Match:
    """That two names mean the same proof, and why (Chinese)."""

    kind: Kind
    why: str


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart: its full form, the fact it proves, who issues it, its other names."""

    full: str
    core: str
    issuer: str
    proof: bool
    aliases: tuple[str, ...] = ()


@cache
def tables() -> dict[str, Any]:
    return tomllib.loads(files("checks.text.words").joinpath("proofs.toml").read_text("utf-8"))


@cache
def synonyms() -> dict[str, str]:
    """Each way of saying a fact, and the one that stands for all."""
    return {bare(said): fact for fact, ways in tables()["synonyms"].items() for said in (fact, *ways)}


@cache
def never() -> frozenset[str]:
    return frozenset(bare(word) for word in tables()["never"]["words"])


@cache
def issuers() -> list[tuple[str, str]]:
    """Words for issuers with their class, longest first."""
    pairs = [(word, kind) for kind, ways in tables()["issuers"].items() for word in ways]
    return sorted(pairs, key=lambda pair: -len(pair[0]))


def issuer_class(text: str) -> str:
    """The class of an issuer: 村居委, 派出所 …; "" when none is named."""
    said = plain(text)
    return next((kind for word, kind in issuers() if word in said), "")


def bare(text: str) -> str:
    """A name without numbering, copies, blanks and punctuation; brackets opened."""
    return re.sub(r"[()（）【】\[\]]", "", PUNCTUATION.sub("", COPIES.sub("", numberless(plain(text)))))


@lru_cache(maxsize=8192)
def taken_apart(text: str) -> Name:
    """Take a printed name apart."""
    said = COPIES.sub("", numberless(plain(text)))
    inside = tuple(found for found in BRACKETED.findall(said) if found.strip())
    outside = BRACKETED.sub("", said)
    by = ISSUED_BY.search(outside)
    issuer = issuer_class(by["issuer"]) if by else issuer_class(" ".join(inside) + " " + outside)
    named = outside[: by.start()] + outside[by.end() :] if by else outside
    aliases = tuple(core_of(one) for one in inside if KINDS_OF_PROOF.search(one) and len(core_of(one)) > 1)
    return Name(bare(outside), core_of(named), issuer, bool(KINDS_OF_PROOF.search(said)), aliases)


def core_of(text: str) -> str:
    """The fact that a name proves, in the one way of saying it."""
    said = PUNCTUATION.sub("", BRACKETED.sub("", text))
    said = without_issuer(POSSESSIVE.sub("", said))
    said = POSSESSIVE.sub("", said)
    previous = None
    while said != previous:
        previous, shorter = said, TAIL.sub("", said)
        if synonyms().get(said) or not shorter:
            break
        said = shorter
    return synonyms().get(said, said)


def without_issuer(text: str) -> str:
    """A name without the issuer before it: 村委会证明 keeps nothing but 证明."""
    for word, _ in issuers():
        if text.startswith(word) and len(text) > len(word):
            return text[len(word) :].removeprefix("出具").removeprefix("开具").removeprefix("的")
    return text


def match(
    listed: str, asked: str, *, listed_issuer: str = "", asked_issuer: str = "", nearness: float = 0.8
) -> Match | None:
    """Does the material that is asked for mean the proof on the list?

    `listed_issuer` and `asked_issuer` are the cells that name who issues it. None when they differ,
    and always when the asked one is a paper that the law keeps (出生医学证明 is no 出生证明).
    """
    one, other = taken_apart(listed), taken_apart(asked)
    if kept_by_law(one, other):
        return None
    by_one = issuer_class(listed_issuer) or one.issuer
    by_other = other.issuer or issuer_class(asked_issuer)
    if by_one and by_other and by_one != by_other:
        return None
    if one.full and one.full == other.full:
        return Match(Kind.EXACT, f"与清单“{listed}”{Kind.EXACT}")
    return (
        by_core(one, other, by_one, by_other, listed)
        or by_width(one, other, listed)
        or near(one, other, listed, nearness)
    )


def kept_by_law(one: Name, other: Name) -> bool:
    """Is the asked paper excluded, while the list does not name that very paper?"""
    return any(word in other.full for word in never()) and one.full not in never()


def by_core(one: Name, other: Name, by_one: str, by_other: str, listed: str) -> Match | None:
    """The same fact: sure when the same body issues it."""
    cores, others = {one.core, *one.aliases} - {""}, {other.core, *other.aliases} - {""}
    if not cores & others or not (one.proof and other.proof):
        return None
    if by_one and by_one == by_other:
        return Match(Kind.CORE_ISSUER, f"与清单“{listed}”{Kind.CORE_ISSUER}（{by_one}）")
    return Match(Kind.CORE, f"与清单“{listed}”{Kind.CORE}，开具单位需核实")


def by_width(one: Name, other: Name, listed: str) -> Match | None:
    """The list names the wider fact, the guide a narrower one, or the other way round."""
    wider = tables()["narrower"]
    related = other.core in wider.get(one.core, ()) or one.core in wider.get(other.core, ())
    if related and one.proof and other.proof:
        return Match(Kind.HYPER, f"与清单“{listed}”为{Kind.HYPER}")
    return None


def near(one: Name, other: Name, listed: str, nearness: float) -> Match | None:
    """Nearly the same letters."""
    if not (one.proof and other.proof) or min(len(one.full), len(other.full)) < 5:
        return None
    score = jaccard(one.full, other.full)
    return (
        Match(Kind.FUZZY, f"与清单“{listed}”{Kind.FUZZY}（相似度{score:.2f}）") if score >= nearness else None
    )


def jaccard(one: str, other: str) -> float:
    """How many neighbouring pairs of characters two names share."""
    pairs, others = ({text[i : i + 2] for i in range(len(text) - 1)} for text in (one, other))
    return len(pairs & others) / len(pairs | others) if pairs | others else 0.0


# Matches "身份证明及亲属关系证明"; must not cut "村(居)委会及派出所出具的证明".
JOINED = re.compile(r"(?<=证明)(?:以及|及|和|与|、|;|；)(?=[^,，。;；]{2,}证明)")


def proofs_in(text: str) -> tuple[str, ...]:
    """The proofs that one row names: 亲属关系证明和居住证明 are two."""
    parts = tuple(part.strip() for part in JOINED.split(text) if part.strip())
    return parts or (text,)
