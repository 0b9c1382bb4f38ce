"""Conditions that only point at rules in general: 符合有关规定, 满足窗口的要求."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.text.openness import closure, scope
from checks.text.openness.finding import Found, Kind, Role, Sentence

RULES = (
    r"(?:法律|行政法规|地方性法规|法规|规章|规章制度|规范性文件|政策|文件|"
    r"规定|标准|要求|条件|规范|制度|资格|程序)"
)
VAGUE = (
    r"(?:国家|省|市|县|区|本省|我省|本市|我市|本县|我县|当地|本地|上级|行业|现行|各级|有关|相关|相应|规定|法定|最新|现行|一定|必要|所有|其他|其它|其|"
    r"部门|主管部门|行政主管部门|单位|机关|窗口|工作人员|法律|行政法规|地方性法规|法规|规章|规范性文件|政策|文件|要求|规划|产业|发展|资质|标准|规范|制度|资格|条件|的|和|及|与|、|或|以及|中|所|关于|性)"
)
WHOSE = (
    r"(?:有关|相关|相应|国家|省|市|当地|本地|上级|行业|主管部门|行政主管部门|上级部门|部门|窗口|工作人员|法律|法规|"
    r"政策|文件|规定(?=的?(?:条件|要求|标准)|的?[。;；,，]?$))"
)
# What may follow when nothing narrows the rules: the end, or those who meet them.
NOTHING_MORE = (
    r"的?(?:$|[。;；,，、)）]|情形|条件|要求|办理)|的[^,，。;；、]{0,6}(?:居民|人员|家庭|企业|单位|对象|群众|个人|"
    r"申请人|毕业生|组织|村民|农户|学生|儿童|公民|主体|机构)"
)
# Matches "符合国家有关政策规定的", "满足有关要求"; must not match "符合《…条例》第八条规定的条件",
# "符合条件的毕业生".
MEETS = re.compile(
    rf"(?:符合|具备|满足|达到|遵守|依据|按照|依照|遵循){VAGUE}*?(?P<who>{WHOSE}){VAGUE}*{RULES}(?={NOTHING_MORE})"
)
# Matches "经营场所符合消防安全有关要求" (a field, no rule); must not match "符合消防技术标准".
FIELD = re.compile(
    rf"(?:符合|具备|满足|达到)(?P<field>[^,，。;；《》]{{1,30}}?)(?:的)?(?:有关|相关|相应)(?:的)?{VAGUE}*{RULES}(?={NOTHING_MORE})"
)
# Matches "符合有关技术规范和要求"; must not match "符合有关《技术规范》".
NARROWED = re.compile(
    rf"(?:符合|具备|满足|达到)[^,，。;；《》\d]{{0,6}}?(?:有关|相关)[^,，。;；《》\d的]{{1,6}}{RULES}(?:[和及、]{RULES})?(?={NOTHING_MORE})"
)
NAMED_RULE = re.compile(r"《|第[一二三四五六七八九十百\d]+[条款项章]|号[)）]?|GB|标准[一二三\d]")
# Matches "审批机关认为需要具备的条件"; must not match "认为符合条件的,予以受理".
DEMANDED = re.compile(
    r"(?:认为|要求)(?:需要|应当|必须|应)?(?:具备|满足|符合|达到)的(?:条件|要求|标准|资格)|(?:窗口|工作人员|审批机关|主管部门)(?:的|提出的)(?:其他)?(?:要求|条件|标准)"
    r"|(?:有关|相关|主管|上级|审批)(?:部门|单位|机关)(?:认可|规定|要求|核定|认定|确定|制定)的(?:其他)?(?:资格|条件|标准|要求)"
    r"|(?<=[局委办厅府镇乡门位关构会])(?:规定|要求|提出|制定|设定)的(?:其他|附加|额外|有关|相关|具体|限制性?)+(?:条件|标准|要求|资格)"
    r"|^(?:申请人)?(?:须|应当?|需)?(?:符合|满足|具备)(?:国家)?(?:政策|规定|要求|条件|标准|法律|法规)(?:的)?[。;；]?$"
)


def condition(sentence: Sentence) -> Iterator[Found]:
    """Find conditions that cannot be determined."""
    if sentence.role is not Role.CONDITIONS:
        return
    for found in MEETS.finditer(sentence.text):
        if not excused(sentence, found.start(), found.end()):
            yield Found(
                Kind.CONDITION,
                found.start(),
                found.end(),
                "只写符合有关规定（要求），未写明是哪些规定",
                sure=sure(sentence, found),
            )
            return
    for found in (*FIELD.finditer(sentence.text), *NARROWED.finditer(sentence.text)):
        if not excused(sentence, found.start(), found.end()):
            slight = len(found.groupdict().get("field", "有关…")) > 1
            yield Found(
                Kind.CONDITION,
                found.start(),
                found.end(),
                "“有关要求”未写明具体标准",
                sure=True,
                slight=slight,
            )
            return
    for found in DEMANDED.finditer(sentence.text):
        if not excused(sentence, found.start(), found.end()):
            yield Found(Kind.CONDITION, found.start(), found.end(), "以办事机关的要求代替条件，未逐项列明")
            return


def sure(sentence: Sentence, found: re.Match[str]) -> bool:
    """A duty to keep the law, or a reference among many words, is for a person to weigh."""
    if found["who"] == "规定":
        return False
    return not found.group().startswith(("遵守", "遵循", "按照", "依照")) or len(found.group()) == len(
        sentence.text.strip(" 。;；")
    )


def excused(sentence: Sentence, start: int, end: int) -> bool:
    """A named rule, the materials themselves, a closed list behind it, or somebody else's duty?"""
    text = sentence.text
    around = text[max(0, start - 30) : end + 12]
    return (
        bool(NAMED_RULE.search(around))
        or scope.denied(text, start)
        or bool(re.search(r"材料[^,，。;；]{0,6}$", text[:start]) and "法定" in text[start:end])
        or closure.listed_after(text[end:])
        or closure.rows_follow(text, sentence.after)
        or bool(re.search(r"(?:不得|不予|应当给予|享受|可以|可享受|由)$", text[:start]))
        or in_middle(text, start, end)
    )


def in_middle(text: str, start: int, end: int) -> bool:
    """按照国家有关规定享受… only says how something is done."""
    return text[start:end].startswith(("按照", "依照", "依据")) and bool(text[end:].strip(" 的。;；"))
