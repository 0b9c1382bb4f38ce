"""Fixed ways of leaving things to somebody's word: at discretion, ask the window, as required."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.text.openness import scope
from checks.text.openness.amounts import AMOUNTS
from checks.text.openness.finding import Found, Kind, Role, Sentence
from checks.text.openness.phrasings import PHRASINGS, Phrasing

STATUTORY_CORRECTION = re.compile(
    r"一次性?(?:全部)?(?:书面)?(?:告知|告之)|补正通知|(?:材料|资料)?(?:不齐|不全|不符合|有误|缺少)"
)

SHORT = (Role.TIME, Role.FEE)
# Outside time limits and fees no fixed wording does without one of these.
ANY = re.compile(
    r"视|酌|按|根据|结合|依|参照|遵照|必要|需要|特殊|个别|认为|确有|确需|为准|解释权|说了算|询|问|打听|来电|致电|联系|"
    r"电话|告[知诉]|通知|另|补|缺|剩|余|再|确定|决定|认定|商定|研究|指定|清单|目录|单子|明细|提醒|短信|啥|什么|哪|叫你|叫您|叫我|叫带|让|喊|要|"
    r"附件|附表|文件|官网|网站|规定|限于|…|\.\.\.|。。。|略|费|时间|时限|期限|讲|说|由|以"
)

CORRECTED = (Kind.DEFERRED, Kind.WINDOW)
BY_ROLE = {role: [one for one in (*PHRASINGS, *AMOUNTS) if role in one.roles] for role in Role}


def phrases(sentence: Sentence) -> Iterator[Found]:
    """Find the fixed wordings in one sentence."""
    if sentence.role not in SHORT and ANY.search(sentence.text) is None:
        return
    for phrasing in BY_ROLE[sentence.role]:
        for found in phrasing.pattern.finditer(sentence.text):
            sure = phrasing.sure(sentence, found)
            if sure is not None and not excused(sentence, phrasing, found):
                yield Found(
                    phrasing.kind,
                    found.start(),
                    found.end(),
                    phrasing.reason,
                    sure=sure,
                    slight=phrasing.slight(sentence),
                )
                break


def excused(sentence: Sentence, phrasing: Phrasing, found: re.Match[str]) -> bool:
    """Quoted, forbidden, expressly harmless, or the statutory correction of an application?"""
    text = sentence.text
    if phrasing.unless is not None and phrasing.unless.search(text):
        return True
    if (
        phrasing.kind in CORRECTED
        and "为准" not in found.group()
        and STATUTORY_CORRECTION.search(text)
        and (sentence.role is not Role.MATERIALS or not sentence.asks)
    ):
        return True
    return (
        scope.in_title(text, found.start())
        or scope.in_quotation(text, found.start())
        or scope.denied(text, found.start())
    )
