"""有关, 相关, 相应, 必要的: which of all that is related, and who says so?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.text.openness import closure, scope
from checks.text.openness.duty import Duty, duty
from checks.text.openness.finding import Found, Kind, Role, Sentence
from checks.text.openness.papers import Phrase, Sort, phrase
from checks.text.wordlists import words

# Matches "有关材料", "相应批文", "必要的手续"; must not match "必要时" or "具有关键作用".
RELATED = re.compile(
    r"(?<!具)有关|相关联?|相应|(?<!互)对应|必要(?!时|性)|一定(?=的)|适当(?=的)|各种|各类|各项|一切|任意|进一步|更多"
)
# The statutory notice of what is missing. Matches the rest of "需要补充相关材料的,一次性告知".
CORRECTED = re.compile(r"^的[,，][^,，。;；]{0,8}一次性(?:书面)?告知")
# They gather; 各项材料均需盖章 speaks of those that are listed.
ALL_OF = ("各种", "各类", "各项", "一切")
# Matches "与抵押物有关的"; must not match "与会人员".
RELATION = re.compile(r"(?:与|和|同|跟|涉及)[^,，。;；、与]{1,24}$")
# Matches "能够证明股权关系的", "证明亲属关系的"; must not match "房产证明、租房合同等".
ABILITY = re.compile(
    r"(?:(?:能够?|可以|足以|用以|用于)(?:证明|反映|佐证)|(?:^|[,，、:：])(?:证明|反映))[^,，。;；、]{2,}的?$"
)
FACT_BEFORE = re.compile(r"[^,，。;；、:：\s]{2,}的$")
ISSUED = re.compile(
    r"^[^,，。;；]{0,12}?(?:出具|签署|盖章|批准|核发|颁发|签发|开具|提供|认定|同意|审核|认可|意见|批文|批复|证明|许可|审批)"
)
ASKS = re.compile(r"^[^,，。;；]{0,10}?(?:要求|规定|认为|指定|需要)")
CONDITIONAL = re.compile(
    r"的(?:[,，]|(?=还|另|并|应|须|需|要|请))(?:还|另|并)?(?:应当?|须|需|要|请)?(?:一并)?(?:提供|提交|出具|附|上传|补充)?$"
)


def related(sentence: Sentence) -> Iterator[Found]:
    """Find what 有关 and its like leave open in one sentence."""
    last = -1
    for signal in RELATED.finditer(sentence.text):
        if signal.start() < last or re.search(r"其[他它]的?$", sentence.text[: signal.start()]):
            continue
        found = one(sentence, signal.start(), signal.end(), signal.group())
        if found is not None:
            last = found.end
            yield found


def one(sentence: Sentence, start: int, end: int, word: str) -> Found | None:
    """Judge one 有关 through the stages."""
    text = sentence.text
    if scope.in_title(text, start) or scope.in_quotation(text, start):
        return None
    gap = len(text[end:]) - len(text[end:].lstrip("的 "))
    named = phrase(text[end + gap :])
    stop = end + gap + len(named.text)
    if (
        not named.text
        or excused(sentence, start, stop)
        or (word in ALL_OF and closure.about_all(text[stop:]))
    ):
        return None
    if named.lead is Sort.PEOPLE:
        return office(sentence, start, stop, named)
    return paper(sentence, start, stop, named, word)


def excused(sentence: Sentence, start: int, stop: int) -> bool:
    """Denied, chosen freely, pointing back, or closed by what follows?"""
    text = sentence.text
    return (
        scope.denied(text, start)
        or scope.own_choice(text, start, stop)
        or scope.waiver(text, start)
        or closure.referring(text[:start])
        or closure.listed_after(text[stop:])
        or closure.said_none(text[stop:])
        or closure.rows_follow(text, sentence.after)
        or (closure.about_all(text[stop:]) and not sentence.asks)
        or (not sentence.asks and CORRECTED.search(text[stop:]) is not None)
    )


def office(sentence: Sentence, start: int, stop: int, named: Phrase) -> Found | None:
    """有关部门出具的…: nobody can tell who issues it, unless the paper itself is named."""
    if ASKS.search(named.text) and named.sort in (Sort.OPEN, Sort.PARTLY, Sort.LOOSE):
        found = Found(Kind.RELATED, start, stop, "由“有关”方面要求的材料，未列明名称")
    elif named.sort is Sort.PARTLY and ISSUED.search(named.text) and issued_content(named):
        found = Found(
            Kind.ISSUER, start, stop, "未写明由哪个部门（单位）出具", sure=len(issued_content(named)) <= 1
        )
    elif (
        named.sort in (Sort.OPEN, Sort.LOOSE, Sort.NAMED, Sort.PARTLY)
        and ISSUED.search(named.text)
        and unnamed(named)
    ):
        found = Found(Kind.ISSUER, start, stop, "未写明由哪个部门（单位）出具，也未写明材料名称")
    else:
        return None
    if found.kind is Kind.ISSUER and not OFFICES.match(named.text):
        return None
    return found if duty(sentence, start, stop) is Duty.ASKED else None


VERBS_OF_ISSUE = re.compile(
    r"出具|签署|盖章|批准|核发|颁发|签发|开具|提供|认定|同意|审核|认可|审批|签字|盖|公|章|并|的"
)
OFFICES = re.compile(
    r"(?:行业|行政|业务|政府|职能|管理)?(?:主管)?(?:部门|单位|机构|机关|组织|方面|人员|企业|协会|机关单位)[和或、及]?"
)


def issued_content(named: Phrase) -> str:
    """What is said of an issued paper besides its issuer: the fact it proves."""
    return VERBS_OF_ISSUE.sub("", OFFICES.sub("", named.content))


def unnamed(named: Phrase) -> bool:
    """Is the paper named by nothing but its form?"""
    if issued_content(named):
        return False
    return named.head in UNNAMED


UNNAMED = words("unnamed_papers")


def paper(sentence: Sentence, start: int, stop: int, named: Phrase, word: str) -> Found | None:
    """Judge 有关 before a paper."""
    before = sentence.text[:start]
    openness = how_open(before, named, word)
    if openness is None or not openness_matters(sentence, named, word):
        return None
    owed = duty(sentence, start, stop)
    if owed is Duty.NOT_ASKED:
        return None
    sure, slight = openness
    if refers_to_list(sentence, start, named):
        if sentence.listed:
            return None
        sure = False
    first = begin(sentence.text, start) if sentence.asks else start
    reason = f"“{word}”所指不明，未列明材料名称"
    return Found(Kind.RELATED, first, stop, reason, sure=sure and owed is Duty.ASKED, slight=slight)


def openness_matters(sentence: Sentence, named: Phrase, word: str) -> bool:
    """相应 in a step or a condition follows from what was said before."""
    return not (word == "对应" and not sentence.asks)


def how_open(before: str, named: Phrase, word: str) -> tuple[bool, bool] | None:
    """(sure, slight), or None when the paper is determined."""
    if named.sort is Sort.OPEN:
        return open_paper(before, word)
    if named.sort is Sort.LOOSE:
        return loose_paper(before, named, word)
    if named.sort is Sort.PARTLY:
        return partly(before, named, word)
    return None


def open_paper(before: str, word: str) -> tuple[bool, bool] | None:
    """有关材料 with nothing between: what stands before may still narrow it."""
    if ABILITY.search(before):
        return None
    if RELATION.search(before):
        return True, False
    if word in ("相应", "对应") and re.search(r"的[,，]", before):
        return False, False
    if FACT_BEFORE.search(before) and not re.search(
        r"(?:规定|要求|需要|提供|提交|应当|必须|出具|准备|所|当地|本地|部门|机关|单位)的$", before
    ):
        return False, True
    return True, False


def loose_paper(before: str, named: Phrase, word: str) -> tuple[bool, bool] | None:
    """有关说明, 相关证书: open unless a matter is named before."""
    if RELATION.search(before) or (word in ("相应", "对应") and CONDITIONAL.search(before)):
        return None
    if named.head in ("情况说明", "书面说明"):
        return None if before.strip() else (False, True)
    if re.search(r"[^,，。;；、:：\s]{2,}的?$", before) and not re.search(
        r"(?:提供|提交|出具|部门|机关|单位|附|或|及|和|以及)的?$", before
    ):
        return False, True
    return True, False


def partly(before: str, named: Phrase, word: str) -> tuple[bool, bool] | None:
    """相关病历材料: narrowed, yet not determined; 相关学历证明 names its fact."""
    if word in ("相应", "对应", "必要", "一定", "适当"):
        return (False, True) if named.head in ("材料", "资料", "手续") and not named.clause else None
    if RELATION.search(before):
        return (False, True) if named.head in ("材料", "资料", "文件", "手续") else None
    if named.clause and named.lead is Sort.MATTER:
        return False, True
    if named.clause:
        return None
    if named.head in ("材料", "资料", "文件", "手续", "佐证材料", "附件", "文件资料"):
        return named.text.endswith((named.head, "原件", "复印件", "的")), True
    return False, True


def refers_to_list(sentence: Sentence, start: int, named: Phrase) -> bool:
    """In a step or a note 提交相关材料 means the list of materials, where there is one."""
    if sentence.role is Role.NOTES and BESIDES.search(sentence.text[:start]):
        return False
    return sentence.role in (Role.PROCESS, Role.NOTES) and named.text in PLAIN


PLAIN = words("listed_papers")
# Matches "代办的还需带上", "另须提供"; must not match "请提供".
BESIDES = re.compile(r"(?:还|另|再|另外)(?:需|须|要|应|得|请|可能)[^,，。;；]{0,12}$")


def begin(text: str, start: int) -> int:
    """Where the phrase around 有关 begins."""
    return max(text.rfind(mark, 0, start) for mark in ",，。;；:：、\n)） ") + 1
