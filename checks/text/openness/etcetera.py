"""等: is the list finished, or may anything follow?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from checks.text.clauses import items
from checks.text.numerals import NUMERAL, value_of
from checks.text.openness import closure, scope
from checks.text.openness.duty import Duty, duty
from checks.text.openness.finding import Found, Kind, Role, Sentence
from checks.text.openness.papers import Phrase, Sort, phrase
from checks.text.openness.senses import inside_word

# 等 and how people say it. Matches "等", "啥的", "之类的"; must not match "什么的话".
SIGNAL = re.compile("等+|(?:啥|什么)的(?!话|时)|之类的?|诸如此类")
SPOKEN = ("啥", "什", "之", "诸")
# Matches "等3项材料", "等五种"; must not match "等级".
COUNTED = re.compile(rf"^({NUMERAL})(?:项|种|份|类|样|个|件|证)")
# Matches "等之一", "等任意一种", "等任选其一"; must not match "等一并提交".
ANY_OF = re.compile(r"^[^,，。;；]{0,10}(?:之一|任选|任意一|其中一|任一|均可|即可|中的一)")
# Matches the rest of "等2项材料:身份证、户口簿"; must not match "等5项资料".
IN_FULL = re.compile(r"(?:材料|资料|证件|证明)?[:：(（]\s*\S")
ENDING = re.compile(r"^(?:等|[\s。.;；,，)）]|原件|复印件|各|一式|一份|即可|并|$)")
LIST_START = re.compile(r"[。;；:：\n!?]")


def etcetera(sentence: Sentence) -> Iterator[Found]:
    """Find lists that 等 leaves unfinished in one sentence."""
    for signal in SIGNAL.finditer(sentence.text):
        if inside_word(sentence.text, signal.start()):
            continue
        found = one(sentence, signal.start(), signal.end())
        if found is not None:
            yield found
            return


def one(sentence: Sentence, start: int, end: int) -> Found | None:
    """Judge one 等 through the stages."""
    text = sentence.text
    if scope.in_title(text, start) or scope.in_quotation(text, start) or scope.denied(text, start):
        return None
    listed = members(text[:start])
    after = text[end:]
    if text[start] in SPOKEN and phrase(after).sort is not Sort.OPEN:
        return by_tail(replace(sentence, text=text[:end]), start, end, listed)
    counted = COUNTED.match(after)
    if counted is not None:
        return by_count(sentence, start, end + counted.end(), len(listed), value_of(counted.group(1)))
    return by_tail(sentence, start, end, listed)


def members(before: str) -> list[str]:
    """The members of the enumeration that 等 follows."""
    opened = max(before.rfind("("), before.rfind("（"))
    inner = (
        before[opened + 1 :]
        if opened >= 0 and ")" not in before[opened:] and "）" not in before[opened:]
        else before
    )
    last = LIST_START.split(inner)[-1]
    parts = [span.text for span in items(last)]
    return [piece for part in parts for piece in re.split(r"和|及|或者?|以及", part) if piece]


def by_count(sentence: Sentence, start: int, end: int, listed: int, number: float) -> Found | None:
    """等3项材料: closed when as many are listed, or follow."""
    if (
        listed >= number
        or IN_FULL.match(sentence.text[end:])
        or sentence.role not in (Role.MATERIALS, Role.ANSWER)
        or ("材料" not in sentence.text[start : end + 6] and "资料" not in sentence.text[start : end + 6])
    ):
        return None
    return Found(Kind.ET_CETERA, 0, end, f"写明{number:.0f}项，只列出{listed}项", sure=not sentence.after)


def by_tail(sentence: Sentence, start: int, end: int, listed: list[str]) -> Found | None:
    """What stands behind 等 decides: a bare paper opens the list, a class or a name closes it."""
    text, after = sentence.text, sentence.text[end:]
    named = phrase(after)
    stop = end + len(named.text)
    openness = how_open(text, start, after, listed, named)
    if openness is None or excused(sentence, start, stop):
        return None
    if ANY_OF.match(after):
        openness = False
    owed = list_duty(sentence, start, stop)
    if owed is Duty.NOT_ASKED:
        return None
    if sentence.role in (Role.PROCESS, Role.NOTES):
        # In a step or a remark the list of materials is meant, where the guide has one.
        if sentence.role is Role.PROCESS and sentence.listed:
            return None
        openness = False
    first = max(text.rfind(mark, 0, start) for mark in "。;；:：\n") + 1
    reason = "“等”后未写明还需哪些材料"
    return Found(
        Kind.ET_CETERA,
        first,
        stop,
        reason,
        sure=openness and owed is Duty.ASKED,
        slight=bool(ANY_OF.match(after)),
    )


def how_open(text: str, start: int, after: str, listed: list[str], named: Phrase) -> bool | None:
    """True: anything may follow; False: a person must look; None: the list is finished."""
    papers = bool(listed) and closure.paper_like(listed[-1])
    if not after.strip() or ENDING.match(after):
        return bracketed(text, start, papers)
    if named.lead in (Sort.PEOPLE, Sort.MATTER, Sort.LAW) and named.sort is not Sort.OPEN:
        return None
    if named.sort is Sort.OPEN:
        return opened(named, papers)
    return (
        False
        if named.sort is Sort.LOOSE and papers and len(listed) > 1 and named.text == named.head
        else None
    )


def opened(named: Phrase, papers: bool) -> bool | None:
    """等材料 is open after papers and facts alike; 违纪等证明 proves the facts that are named."""
    if papers or named.head not in ("证明", "证明材料", "证明文件"):
        return True
    if named.text != named.head:
        return True
    return None if named.head == "证明" else False


def bracketed(text: str, start: int, papers: bool) -> bool | None:
    """等 that ends its list: open when papers are listed, unless it only illustrates a named class."""
    opened_at = max(text.rfind("(", 0, start), text.rfind("（", 0, start))
    if opened_at >= 0 and ")" not in text[opened_at:start] and "）" not in text[opened_at:start]:
        head = phrase_before(text[:opened_at])
        if head in (Sort.OPEN, Sort.LOOSE):
            return True
        return False if head is Sort.PARTLY and papers else None
    return True if papers else None


def phrase_before(before: str) -> Sort:
    """What the words before a bracket name."""
    last = re.split(r"[、,，。;；:：\s)）]", before)[-1]
    return phrase(last).sort


def excused(sentence: Sentence, start: int, stop: int) -> bool:
    """Closed by what follows, or chosen freely?"""
    text = sentence.text
    return (
        closure.listed_after(text[stop:])
        or scope.own_choice(text, start, stop)
        or scope.waiver(text, start)
        or bool(
            re.search(r"(?:上述|以上|前述|上列|所列)[^。;；]{0,40}$", text[:start])
            and sentence.role is not Role.MATERIALS
        )
    )


def list_duty(sentence: Sentence, start: int, stop: int) -> Duty:
    """The verb that governs a list stands before its first member."""
    if sentence.asks:
        return duty(sentence, start, stop)
    first = sentence.text.find("、")
    clause = max(sentence.text.rfind(mark, 0, start) for mark in "。;；:：\n") + 1
    begin = first if clause <= first < start else start
    lead = sentence.text[clause:begin]
    if (
        sentence.role is Role.CONDITIONS
        and closure.paper_like(sentence.text[begin + 1 : start])
        and len(lead) <= 12
        and not re.search(r"[具有取得已符办]", lead)
    ):
        return Duty.UNSURE
    return duty(sentence, verb_end(sentence.text, clause, begin), stop)


def verb_end(text: str, clause: int, begin: int) -> int:
    """The place right after the last verb of handing in before the list."""
    from checks.text.openness.duty import HANDING

    verbs = [found.end() for found in HANDING.finditer(text, clause, begin)]
    return verbs[-1] if verbs else begin
