"""Papers asked for by their function or by someone's wish alone: 佐证材料, 窗口要求补充的材料."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.text.clauses import items
from checks.text.openness import closure, scope
from checks.text.openness.duty import Duty, duty
from checks.text.openness.finding import Found, Kind, Role, Sentence
from checks.text.openness.papers import Sort, phrase
from checks.text.wordlists import any_of, words

PAPER = any_of("papers_open")
GENERIC_ROWS = words("generic_rows")
OFFICE = (
    any_of("staff")
    + "|"
    + any_of("people")
    + "|"
    + any_of("law_words")
    + "|国家|省|市|县|审查|审核|审批|初步审查"
)
MODIFIER = (
    r"(?:的|相关|有关|其他|证明|佐证|补充|申请|申报|书面|必要|全部|各项|各类|"
    r"材料|文件|图纸|技术|数据|证据)*"
)
# Matches "窗口工作人员要求补充的材料", "国家规定的材料", "需要提供的资料"; must not match "清单要求的材料".
WISHED = re.compile(
    rf"(?P<who>{OFFICE}|[^,，。;；、的]{{0,12}}?)(?:认为|另行|临时|现场|视情)?(?:应当|必须|有)?(?:要求|规定|需要|所需|另需|还需|尚需|仍需|另行|认为(?:必要|需要|应当|有必要)|指定|通知)"
    rf"(?:申请人)?(?:应当?|必须|需要|须|需|另外|额外|再|还)*(?:补充|提供|提交|出具|报送|补交|上传|准备|的|需要|必要)*{MODIFIER}(?P<paper>{PAPER})(?=[。;；,，、)）\s]|$|原件|复印件|等)"
)
# Without one of these WISHED cannot match; to look for it first is ten times quicker.
WISH = re.compile("要求|规定|需要|所需|另需|还需|尚需|仍需|另行|认为|指定|通知")
# Matches "能说明问题的材料"; must not match "说明理由的书面材料", which is the applicant's own statement.
EXPLAINS = re.compile(
    rf"(?:能够?|可以|足以|用以|用于|有助于)说明(?:问题|情况|事实|相关情况|有关情况|有关问题)的(?:其他|有关|相关)?(?:{PAPER})"
)
# Matches "用以佐证申请理由的资料"; must not match "能够证明股权关系的材料".
PROVES = re.compile(
    rf"(?:用以|用于|能够?|可以?|足以|有助于|有利于|据以|对)?(?:证明|佐证|支持|反映|支撑|印证)(?:其|本人|自己|申请人|自身)?(?:{any_of('facts_empty')})(?:的|之)?(?:其他|有关|相关|书面)?(?:{PAPER})"
)
# Matches "补充提供的资料", "补正材料", "需补充的材料"; must not match "补充协议".
SUPPLEMENT = re.compile(
    rf"(?:需|须|需要|应|按要求)?(?:补充|补正|补交|补齐|后补)(?:提供|提交|完善|修改)?的?{MODIFIER}(?:{PAPER})(?=[。;；,，、)）(（\s]|$)"
)
CLOSED_SOURCE = re.compile(
    r"清单|目录|指南|附件|表|批复|判决|裁定|合同|协议|通知书|第[一二三四五六七八九十\d]+[条项款]|《"
)
OPENING = re.compile(
    r"相关|有关|佐证|补充|辅助|支撑|支持|关联|证明|必要|必需|必须|必备|其他|其它|证据|各类|各种|各项|一切|背景|配套|附属|凭证|凭据|手续|附件|票据|单据"
)
# Matches "相关佐证材料", "补充提供的资料", "提供证明材料"; must not match "申请人证明文件", "办理凭证".
WEAK_ROW = re.compile(
    r"^(?:应当?|须|需|还|需要|必须|要)?(?:提供|提交|出具|附)?(?:的|其他|其它|相关|有关|佐证|补充|辅助|支撑|支持|关联|性|证明|必要|必需|必须|必备|书面|配套|附属|证据|提供|提交|背景|所需|需要|各类|各种|各项|一切|全套|全部|相应|对应|真实|有效|合法|申请|申报)*"
    rf"(?:{PAPER})$"
)
# Papers whose name points at nothing even when the case is stated.
WEAK = re.compile(r"相关|有关|其他|其它|佐证|补充|必要")
SUFFIX = re.compile(
    r"(?:原件|复印件|扫描件|电子版|及|和|与|各?[一二两三\d]+[份套]|[(（](?:原件|复印件|扫描件|电子版|纸质|盖章|加盖公章|一式.{1,3}份|[一二两三\d]+份|如有|选填|必要时|原件及复印件|及)*[)）]|[。.;；:：\s])+$"
)


# Examples close nothing. Matches "（如合同、照片）"; must not match "（合同、照片）".
EXAMPLES = re.compile(r"[(（](?:如|例如|比如|诸如|像)[^)）]*[)）]$")
# Matches the end of "财务报表及资料"; must not match "合同及附件".
APPENDED = re.compile(r"(?<=[^,，。;；、])(?:及|以及|和|与)(?:材料|资料|手续|文件|证件)$")


# Each with the words of which one stands in whatever it matches: most sentences hold none of them.
BY_FUNCTION = (
    (("证明", "佐证", "支持", "反映", "支撑", "印证"), PROVES, "只说明用途，未写明材料名称"),
    (("说明",), EXPLAINS, "只说明用途，未写明材料名称"),
    (("补",), SUPPLEMENT, "补充的材料未列明名称"),
)


def bare(sentence: Sentence) -> Iterator[Found]:
    """Find papers with nothing but a function or a wish before them."""
    yield from wished(sentence)
    if sentence.asks:
        yield from rows(sentence)
    for signs, pattern, reason in BY_FUNCTION:
        if not any(sign in sentence.text for sign in signs):
            continue
        for found in pattern.finditer(sentence.text):
            if not excused(sentence, found.start(), found.end()) and asked(
                sentence, found.start(), found.end()
            ):
                yield Found(Kind.OTHER, found.start(), found.end(), reason)


def wished(sentence: Sentence) -> Iterator[Found]:
    """What an office or a rule wishes, unnamed."""
    if WISH.search(sentence.text) is None:
        return
    for found in WISHED.finditer(sentence.text):
        start, end = found.span()
        if excused(sentence, start, end) or not asked(sentence, start, end):
            continue
        before = re.split(r"[、,，;；]", sentence.text[:start])[-1] + found["who"]
        told = bool(found["who"]) and "所需" not in found.group() and not CLOSED_SOURCE.search(before)
        yield Found(Kind.OTHER, start, end, "由要求一方确定，未列明材料名称", sure=told)


def rows(sentence: Sentence) -> Iterator[Found]:
    """Members of a list that say no more than 证明材料."""
    for span in items(sentence.text):
        core = EXAMPLES.sub("", SUFFIX.sub("", span.text))
        named = phrase(core)
        tail = APPENDED.search(core)
        if tail is not None and not excused(sentence, span.start, span.start + len(core)):
            end = span.start + len(core)
            yield Found(Kind.OTHER, span.start, end, "“及材料”未写明是什么材料", sure=False)
        if (
            named.sort is not Sort.OPEN
            or named.text != core
            or excused(sentence, span.start, span.start + len(core))
        ):
            continue
        alone = len(core) == len(SUFFIX.sub("", sentence.text))
        if core in GENERIC_ROWS:
            if alone and core != "申请材料":
                yield Found(Kind.OTHER, span.start, span.end, "整行未写明材料名称，可能是栏名", sure=False)
        elif WEAK_ROW.match(core) and OPENING.search(core if alone else core[:-2]):
            told = not re.search(r"的[,，]", sentence.text[: span.start]) or bool(WEAK.search(core))
            yield Found(Kind.OTHER, span.start, span.start + len(core), "未写明是什么材料", sure=told)


def excused(sentence: Sentence, start: int, end: int) -> bool:
    """Denied, quoted, chosen freely, or closed by what stands around?"""
    text = sentence.text
    return (
        scope.denied(text, max(start, end - 2))
        or scope.in_title(text, start)
        or scope.in_quotation(text, start)
        or scope.own_choice(text, start, end)
        or scope.waiver(text, start)
        or closure.referring(text[:start])
        or closure.listed_after(text[end:])
        or closure.said_none(text[end:])
        or closure.rows_follow(text, sentence.after)
        or closure.about_all(text[end:])
    )


def asked(sentence: Sentence, start: int, end: int) -> bool:
    """Is it in a list of materials, or handed in by the applicant?"""
    if sentence.asks:
        return True
    return sentence.role is not Role.PROCESS and duty(sentence, start, end) is Duty.ASKED
