"""An item's name taken apart: what it is about, which act (首次, 变更 …), and what brackets limit it to."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from checks.text.clauses import numberless
from checks.text.normal import plain

# Matches "（首次）" and "【内乡县】"; must not match the whole of "甲（乙）丙（丁）" at once.
BRACKETED = re.compile(r"[(（【\[〔]([^()（）【】\[\]〔〕]*)[)）】\]〕]")
# Matches the signs in "命名、更名" and "取水许可-首次"; must not match letters, digits or Chinese words.
SIGNS = re.compile(r"[\s、,，。.;；:：“”\"'‘’《》<>〈〉·\-—–－_/\\()（）【】\[\]〔〕]+")
# Matches the tail of "取水许可-首次申请" and "取水许可：首次"; must not match "社会救助" without a sign.
AFTER_SIGN = re.compile(r"[-—–－:：_/]+([^-—–－:：_/]{2,8})$")
# Matches "以及" and "与" in "挂失与解挂"; what it joins is the same without it, as with 、 in its place.
JOINING = re.compile("以及|[和与及]")


@dataclass(frozen=True, slots=True)
class ItemName:
    """A name taken apart.

    `full` is the name without wrapping, `core` what it is about, `acts` the acts it names, `scope` what
    brackets limit it to, `verbs` the kinds of verbs that were left out.
    """

    full: str
    core: str
    acts: frozenset[str] = frozenset()
    scope: frozenset[str] = frozenset()
    verbs: frozenset[str] = frozenset()

    @property
    def letters(self) -> tuple[str, ...]:
        """The signs of the core and of its limits in order: equal where only the order of words differs."""
        return tuple(sorted(self.core + "".join(self.scope)))


@lru_cache(maxsize=65536)
def item_name(printed: str, *, county: str = "", unit: str = "") -> ItemName:
    """Take a printed name apart; the county's and the unit's own names before it do not count."""
    own = tuple(word for word in (county, unit) if word)
    said = unwrapped(numberless(plain(printed).strip()), own)
    inside = [part for part in BRACKETED.findall(said) if not is_decoration(part, county)]
    outside = BRACKETED.sub("", said)
    full = bare(outside + "".join(inside))
    tail = AFTER_SIGN.search(outside)
    if tail is not None and acts_in(tail[1])[0] and not without_verbs(acts_in(tail[1])[1])[0]:
        inside, outside = [*inside, tail[1]], outside[: tail.start()]
    return taken_apart(full, outside, inside)


def taken_apart(full: str, outside: str, inside: Iterable[str]) -> ItemName:
    acts, named = acts_in(bare(outside))
    scope = set()
    for part in inside:
        more, limit = acts_in(bare(part))
        acts |= more
        scope.add(without_verbs(limit)[0])
    core, verbs = without_verbs(JOINING.sub("", named))
    return ItemName(full, core, frozenset(acts), frozenset(scope - {""}), frozenset(verbs))


def unwrapped(text: str, own: tuple[str, ...]) -> str:
    """A name without the words that only introduce or close it."""
    table = tables()["wrapping"]
    previous = None
    while text != previous:
        previous = text
        text = text.strip(" 的-—:：|｜\t\u3000")
        for word in own:
            text = text.removeprefix(f"【{word}】").removeprefix(f"[{word}]")
        for word in (*own, *table["ahead"]):
            text = shortened(text, text.removeprefix(word))
        for word in table["behind"]:
            text = shortened(text, text.removesuffix(word))
    return text


def shortened(text: str, shorter: str) -> str:
    """The shorter text, unless too little is left to be a name."""
    return shorter if len(bare(shorter)) >= 2 else text


def is_decoration(inside: str, county: str) -> bool:
    """Does a bracket say nothing of what the item is?"""
    return not bare(inside) or inside == county or inside in tables()["wrapping"]["brackets"]


def bare(text: str) -> str:
    """A name without blanks, punctuation and 的."""
    return SIGNS.sub("", text).replace("的", "")


def acts_in(text: str) -> tuple[set[str], str]:
    """The acts that a text names, and the text without them."""
    found = set()
    for word, act in act_words():
        if word in text:
            found.add(act)
            text = text.replace(word, "")
    return found, text


def without_verbs(text: str) -> tuple[str, set[str]]:
    """A text without the verbs before and behind it, and the kinds of verbs that were there."""
    kinds: set[str] = set()
    text = without_certificate(without_verb_ahead(text))
    previous = None
    while text != previous:
        previous = text
        for word, kind in verb_words():
            shorter = text.removesuffix(word)
            if shorter != text and may_lose(shorter, word):
                kinds.add(kind)
                text = without_certificate(shorter)
    return text, kinds - {"service"} or kinds


def without_verb_ahead(text: str) -> str:
    """办理普通护照 and 开具完税证明 without their verb."""
    for word in tables()["verbs"]["ahead"]:
        text = shortened(text, text.removeprefix(word))
    for word in tables()["verbs"]["paper"]:
        if text.endswith(tuple(tables()["verbs"]["paper_ends"])):
            text = shortened(text, text.removeprefix(word))
    return text


def may_lose(shorter: str, word: str) -> bool:
    """Is the rest a name without this verb? What is done with a paper (开具) counts only after a paper."""
    papers = tuple(tables()["verbs"]["paper_ends"])
    return (len(shorter) >= 2 or not shorter) and (
        word not in tables()["verbs"]["paper"] or shorter.endswith(papers)
    )


def clashing(verbs: Collection[str]) -> bool:
    """Do verbs speak of different items: confirming and paying, or a service and an act?"""
    return {"confirm", "pay"} <= set(verbs) or ("service" in verbs and len(verbs) > 1)


def without_certificate(text: str) -> str:
    """许可证 and 登记证 without 证: the item is the permit, whatever paper it comes on."""
    return text.removesuffix("证") if text.endswith(("许可证", "登记证")) else text


def may_be_unstated(acts: frozenset[str]) -> bool:
    """Are these acts that a name often leaves out, such as 首次?"""
    return acts <= set(tables()["unstated"]["acts"])


def opposing(one: str, other: str) -> bool:
    """Do two names use words that exclude each other, such as 城市 and 农村, or one of them 非 or 临时?"""
    if any((word in one) != (word in other) for word in tables()["opposed"]["telling"]):
        return True
    for group in tables()["opposed"]["groups"]:
        mine, theirs = ({word for word in group if word in text} for text in (one, other))
        if mine and theirs and mine != theirs:
            return True
    return False


@cache
def tables() -> dict[str, Any]:
    return tomllib.loads(files("checks.text.words").joinpath("item_names.toml").read_text("utf-8"))


@cache
def act_words() -> list[tuple[str, str]]:
    """Words for acts with the act, longest first."""
    pairs = [(word, act) for act, words in tables()["acts"].items() for word in words]
    return sorted(pairs, key=lambda pair: (-len(pair[0]), pair))


@cache
def verb_words() -> list[tuple[str, str]]:
    """Verbs with their kind, longest first."""
    kinds = {"do": "do", "confirm": "confirm", "pay": "pay", "service": "service", "paper": "do"}
    pairs = [(word, kind) for group, kind in kinds.items() for word in tables()["verbs"][group]]
    return sorted(pairs, key=lambda pair: (-len(pair[0]), pair))
