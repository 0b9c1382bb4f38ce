"""其他 and its like: what is left open when nothing says which."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.text.openness import closure, scope
from checks.text.openness.duty import Duty, duty
from checks.text.openness.finding import Found, Kind, Role, Sentence
from checks.text.openness.papers import Phrase, Sort, phrase
from checks.text.openness.senses import other_sense

# Matches "其他", "其它", "另外的"; must not match "其余" said of the rest of a list.
OTHER = re.compile(
    r"其他|其它|另外的|别的|其余的?(?=(?:[^,，。;；、均都]{0,4}?)(?:材料|资料|证明|文件|手续))"
)
# Matches "部门要求提供的材料" behind 其他; must not match "部门出具的证明".
AUTHORITY_ASKS = re.compile(r"要求|规定|认为|指定|需要|所需")
# 其他 with a general relation. Matches "能证明…的材料", "与申请有关的材料".
RELATION = re.compile(
    r"^(?:能|可以|可|足以|能够|用于|用以|有助于|有利于|与|和|同|跟|对|有关|相关|符合|证明|反映|说明|佐证|按|根据|依)"
)
# Matches the grounds of a refusal; must not match "因其他特殊原因导致基本生活困难".
REFUSAL = re.compile(
    r"不予|不得|禁止|违反|违法|违规|不符合|不具备|撤销|吊销|注销|失效|取消资格|不能|退回|终止|限制"
)
# Matches "无其他违反法律法规规定的行为"; must not match "无其他在保险种".
OFFENCE = re.compile(r"^[无有](?:其他|其它)(?:严重)?(?:违反|违法|违规|不符合|不良|不得|不宜)")
# Matches "经县政府认定应当限制的情形"; must not match "特殊困难情形".
RESTRICTING = re.compile(r"(?:不予|不得|禁止|限制|不宜|不应|违法|违规)[^,，。;；]*的(?:情形|情况|行为)的?$")
# Matches what makes 其他要求 a heading: ":复印件用A4纸"; must not match ":" alone.
HEADING = re.compile(r"^[:：]\s*\S")
# A remark in brackets that names no paper. Matches "(根据业务类型不同提供)"; must not match "(请注明)".
REMARKED = re.compile(r"^[(（](?![^)）]*(?:注明|填写|填报|说明))[^)）]*[)）]")


def other(sentence: Sentence) -> Iterator[Found]:
    """Find what 其他 leaves open in one sentence."""
    for signal in OTHER.finditer(sentence.text):
        found = one(sentence, signal.start(), signal.end())
        if found is not None:
            yield found


def one(sentence: Sentence, start: int, end: int) -> Found | None:
    """Judge one 其他 through the stages."""
    text = sentence.text
    if sentence.role is Role.CONDITIONS and OFFENCE.search(text[max(0, start - 1) :]):
        return Found(
            Kind.CONDITION,
            start,
            len(text.rstrip("。;；")),
            "以“其他违法违规行为”概括，未写明是哪些",
            sure=False,
        )
    if other_sense(text, start, end) or scope.in_title(text, start) or scope.in_quotation(text, start):
        return None
    after = text[end:]
    named = phrase(after.lstrip("的 "))
    stop = end + text[end:].find(named.text) + len(named.text) if named.text else end
    if excused(sentence, start, stop, named):
        return None
    if not named.text.strip("等的"):
        return bare(sentence, start, end)
    if is_condition(named):
        heading = HEADING.match(text[stop:]) is not None
        return None if heading else condition(sentence, start, stop, named)
    return paper(sentence, start, stop, named)


def excused(sentence: Sentence, start: int, stop: int, named: Phrase) -> bool:
    """Denied, the applicant's own choice, closed by what stands around, or said to be none?"""
    text = sentence.text
    before, after = text[:start], text[stop:]
    return (
        (scope.denied(text, start) and not (sentence.role is Role.CONDITIONS and before.endswith("的")))
        or scope.own_choice(text, start, stop)
        or scope.waiver(text, start)
        or (sentence.role is Role.CONDITIONS and scope.has_none(text, start))
        or closure.said_none(after)
        or closure.listed_after(after)
        or closure.rows_follow(text, sentence.after)
        or (closure.referring(before) and not closure.outside_of_list(before))
        or (bool(named.text) and closure.about_all(after))
    )


def bare(sentence: Sentence, start: int, end: int) -> Found | None:
    """A 其他 with no noun: a member of a list, or a whole row."""
    before, after = sentence.text[:start], sentence.text[end:]
    after = REMARKED.sub("", after)
    if after.strip(" 。.;；)）等的") or not (sentence.asks or sentence.role is Role.CONDITIONS):
        return None
    kind = Kind.CONDITION if sentence.role is Role.CONDITIONS else Kind.OTHER
    whole = re.search(r"(?:^|[、,，;；:：及和或\s])$", before) is not None
    return Found(kind, start, end, "仅写“其他”，未列明具体名称", sure=whole or not before.strip())


def is_condition(named: Phrase) -> bool:
    """Does 其他 open a condition or a demand rather than a paper?"""
    if named.clause and named.lead is Sort.MATTER:
        return False  # 其他准驾车型的体检标准: 其他 speaks of the matter, whose standard is another
    return named.sort is Sort.LAW or (
        named.lead is Sort.LAW
        and named.sort not in (Sort.NAMED, Sort.CLASS, Sort.OPEN, Sort.PARTLY, Sort.PEOPLE)
    )


def condition(sentence: Sentence, start: int, stop: int, named: Phrase) -> Found | None:
    """Judge 其他条件, 其他要求, 其他规定."""
    whole = begin(sentence.text, start)
    if sentence.role is Role.CONDITIONS or sentence.asks:
        sure = (
            sentence.role is Role.CONDITIONS
            or "提供" in sentence.text[whole:start]
            or len(sentence.text[whole:start]) >= 4
        )
        return Found(Kind.CONDITION, whole, stop, "以“其他”概括条件，未逐项列明", sure=sure)
    if sentence.role in (Role.NOTES, Role.ANSWER, Role.PROCESS) and re.search(
        r"符合|满足|具备|达到|遵守", sentence.text[whole:start]
    ):
        return Found(Kind.CONDITION, whole, stop, "以“其他”概括条件，未逐项列明", sure=False)
    return None


def paper(sentence: Sentence, start: int, stop: int, named: Phrase) -> Found | None:
    """Judge 其他 before a paper."""
    openness = how_open(named, alternative=sentence.text[:start].endswith(("或", "或者")))
    if openness is None:
        return matter(sentence, start, stop, named)
    owed = duty(sentence, start, stop)
    if owed is Duty.NOT_ASKED:
        return None
    reason = "以“其他”概括材料，未逐一列明名称"
    return Found(Kind.OTHER, begin(sentence.text, start), stop, reason, sure=openness and owed is Duty.ASKED)


def how_open(named: Phrase, *, alternative: bool = False) -> bool | None:
    """True: nothing determines the paper; False: a person must look; None: it is determined."""
    if named.sort in (Sort.OPEN, Sort.LOOSE):
        return True
    if named.lead is Sort.PEOPLE and named.sort in (Sort.PARTLY, Sort.NAMED):
        return (
            True if AUTHORITY_ASKS.search(named.text) and named.sort is Sort.PARTLY else people_paper(named)
        )
    if named.sort is not Sort.PARTLY:
        return None
    if (
        alternative
        and named.content
        and not NARROWED_BY_NOTHING.search(named.text)
        and named.head not in ("材料", "资料", "文件", "手续")
    ):
        return None  # 租赁合同或者其他产权证明: one of several, and the fact is named
    if RELATION.match(named.text):
        return bool(RELATION_TO_NOTHING.search(named.text))
    if named.clause and len(named.content) > 2:
        return None if named.lead is Sort.MATTER else False
    return short_content(named)


# Matches "与申请事项有关的材料", "能证明符合条件的材料"; must not match "能够证明劳动关系的材料".
RELATION_TO_NOTHING = re.compile(
    r"有关|相关|相应|符合(?:申请|申报|办理|受理)?(?:条件|要求)|申请(?:理由|事项|内容)|情况|事实"
)


NARROWED_BY_NOTHING = re.compile(r"有关|相关|相应|必要|佐证|补充")


def people_paper(named: Phrase) -> bool | None:
    """Papers of other people or offices: open only when no paper is named."""
    issued = re.search(r"出具|签发|开具|提供|核发|签署", named.text)
    return (
        False
        if issued
        and named.content in ("部门", "单位", "机构", "主管部门", "机关")
        and named.sort is Sort.PARTLY
        else None
    )


def short_content(named: Phrase) -> bool | None:
    """A word or two before 材料 does not say which; before 证明 it names the fact."""
    if named.head in ("材料", "资料", "文件", "手续", "附件", "文件资料", "证据", "佐证材料"):
        return True if len(named.content) <= 2 else None if len(named.content) > 5 else False
    return False if len(named.content) <= 2 else None


def matter(sentence: Sentence, start: int, stop: int, named: Phrase) -> Found | None:
    """其他情形 among the grounds of a refusal is open; what widens who may benefit is not."""
    if sentence.role is not Role.CONDITIONS or not re.match(
        r"(?:应当具备的|规定的|不予[^,，。]*的|违[反法规][^,，。]*的|禁止[^,，。]*的)?(?:其他)?(?:情形|情况|行为|事项|因素)",
        named.text,
    ):
        return other_ground(sentence, start, stop, named)
    whole = begin(sentence.text, start)
    around = sentence.text[whole:stop]
    if len(named.text) > 6 and not named.text.endswith(
        ("情形", "情形的", "情况", "行为", "行为的", "事项", "因素")
    ):
        return None
    if REFUSAL.search(around) or REFUSAL.search(sentence.before):
        return Found(Kind.CONDITION, whole, stop, "以“其他情形”概括不予办理的情形，未逐项列明")
    if re.search(r"认为|认定|确定|应当具备|应当符合|应当满足|要求", around):
        return Found(Kind.CONDITION, whole, stop, "以“其他情形”概括条件，未逐项列明")
    if re.search(r"规定", around):
        return Found(
            Kind.CONDITION, whole, stop, "以“规定的其他情形”概括，是否构成申请条件需人工判断", sure=False
        )
    return None


def other_ground(sentence: Sentence, start: int, stop: int, named: Phrase) -> Found | None:
    """其他违反…规定的, 其他不予受理的: a refusal left open in conditions."""
    if sentence.role is Role.CONDITIONS and RESTRICTING.search(named.text):
        return Found(Kind.CONDITION, start, stop, "以“其他情形”概括不予办理的情形，未逐项列明")
    if sentence.role is Role.CONDITIONS and re.match(
        r"(?:不予|不得|不符合|不宜|不适宜|违反|违法|违规|依法不|不应)",
        sentence.text[start + 2 :].lstrip("的"),
    ):
        return Found(Kind.CONDITION, start, max(stop, start + 6), "以“其他”概括不予办理的情形，未逐项列明")
    return None


def begin(text: str, start: int) -> int:
    """Where the phrase around 其他 begins: after the last mark before it."""
    return max(text.rfind(mark, 0, start) for mark in ",，。;；:：\n)） ") + 1
