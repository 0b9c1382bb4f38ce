"""The stages in order: from the passages of one text to what in it cannot be determined."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from checks.text.clauses import numberless, sentences
from checks.text.normal import Normal, normal, plain
from checks.text.openness.amounts import unstated
from checks.text.openness.bare import bare
from checks.text.openness.condition import condition
from checks.text.openness.doubtful import doubtful
from checks.text.openness.etcetera import etcetera
from checks.text.openness.finding import Found, Kind, Role, Sentence
from checks.text.openness.other import other
from checks.text.openness.phrases import phrases
from checks.text.openness.related import related

# Whatever is judged must hold one of these; nearly all sentences of a good guide hold none.
GATE = re.compile(
    r"其他|其它|另外的|别的|其余|有关|相关|相应|对应|必要|一定的|适当的|等|……|…|\.\.\.|。。。|略[)）]|限于|"
    r"视情|视[^力频觉同为作]{0,6}情|酌情|按需|需要|所需|如需|要求|规定|认为|指定|补充|补正|补交|补齐|佐证|"
    r"为准|咨询|详询|询问|来电|致电|解释权|告知|告诉|另行|另附|详见|见附件|附件|参照|按|依据|依照|根据|原则上|一般|尽快|及时|左右|约|顺延|待定|不定|面议|协商|核定|"
    r"用以|用于|证明|证件|证照|必需|必备|材料|资料|文件|手续|凭证|凭据|证据|票据|单据|符合|满足|具备|遵守|特殊情|因人而异|联系|随时|核|问|打|剩|再|各|东西|认可|啥|什么|之类|让|叫"
)
STAGES = (other, related, etcetera, bare, condition, phrases, unstated)
LAST = doubtful

# Time limits and fees are short and rare: they are read without a gate.
SHORT = (Role.TIME, Role.FEE)

# Nobody asks for anything there.
UNREAD = (Role.BASIS, Role.META)

# The gravest first: one line is reported once, by its gravest finding.
ORDER = (
    Kind.DEFERRED, Kind.OTHER, Kind.RELATED, Kind.CONDITION, Kind.WINDOW, Kind.DISCRETION, Kind.ISSUER,
    Kind.OPEN_LIST, Kind.ET_CETERA, Kind.REFERENCE, Kind.FEE, Kind.TIME,
)  # fmt: skip


BY_CLAUSE = (Kind.DISCRETION, Kind.WINDOW, Kind.DEFERRED, Kind.REFERENCE, Kind.FEE, Kind.TIME)


def judge(
    text: str, role: Role, *, asks: bool = False, listed: bool = False, before: str = "", after: str = ""
) -> tuple[tuple[Found, str], ...]:
    """What cannot be determined in a text: each finding with the quote as published.

    The text is of this role; the other words are as in Sentence. Of each sentence only the gravest
    finding is given. The rows of a list come again in other guides and on other channels, beside other
    rows: those are looked at only where a stage reads them, else only whether any follow.
    """
    if role in UNREAD:
        return ()
    if reads_around(text, role):
        return judged(text, role, asks, listed, by_row(before), by_row(after))
    return judged(text, role, asks, listed, "", after.strip()[:1])


def reads_around(text: str, role: Role) -> bool:
    """May a stage look at the rows around: for an amount, or for the grounds of a refusal?"""
    return (
        role in SHORT
        or "费" in text
        or "費" in text
        or (role is Role.CONDITIONS and any(sign in text for sign in "其另别別"))
    )


@lru_cache(maxsize=1 << 15)
def judged(
    text: str, role: Role, asks: bool, listed: bool, before: str, after: str
) -> tuple[tuple[Found, str], ...]:
    """What cannot be determined in a text, once for all places where it stands alike."""
    whole = normal(text)
    if role not in SHORT and GATE.search(whole.text) is None:
        return ()
    return tuple(sentence_by_sentence(whole, Sentence("", role, asks, before, after, listed)))


def sentence_by_sentence(whole: Normal, frame: Sentence) -> Iterator[tuple[Found, str]]:
    """The gravest finding of each sentence with its quote."""
    spans = list(sentences(whole.text))
    for place, span in enumerate(spans):
        if len(spans) > 1 and frame.role not in SHORT and GATE.search(span.text) is None:
            continue
        after = spans[place + 1].text if place + 1 < len(spans) else frame.after
        before = whole.text[: span.start] or frame.before
        bare_text = numberless(span.text)
        sentence = Sentence(bare_text, frame.role, frame.asks, before, after, frame.listed)
        found = gravest(sentence)
        if found is not None:
            first, last = quoted(sentence.text, found)
            shift = span.start + len(span.text) - len(bare_text)
            yield found, whole.quote(shift + first, shift + last)


def by_row(rows: str) -> str:
    """The rows around, each in one spelling: they come again with every row of the list."""
    return "\n".join(map(plain, rows.split("\n"))) if rows else ""


def quoted(text: str, found: Found) -> tuple[int, int]:
    """What to quote: the wording itself, or its whole clause where the wording alone says too little."""
    if found.kind not in BY_CLAUSE:
        return found.start, found.end
    first = max(text.rfind(mark, 0, found.start) for mark in ",，、:：") + 1
    ends = [place for mark in ",，" if (place := text.find(mark, found.end)) >= 0]
    return first, min(ends, default=len(text))


def gravest(sentence: Sentence) -> Found | None:
    """The finding that is reported for one sentence: a sure one first, then the gravest kind."""
    found = [one for stage in STAGES for one in stage(sentence)] or [*LAST(sentence)]
    return min(
        found, key=lambda one: (not one.sure, one.slight, ORDER.index(one.kind), one.start), default=None
    )
