"""Is the open wording closed by what stands around it: an antecedent, a list, the next rows?"""

from __future__ import annotations

import re

from checks.text.openness.papers import NAMED_END, Sort, phrase
from checks.text.openness.senses import NONE_SAID

# Matches "上述有关", "本表所列其他"; must not match "除上述材料外的其他" (that opens the list).
ANTECEDENT = re.compile(
    r"(?:上述|以上|前述|前款|前列|上列|所列|列明|列出|列示|载明|该|本表|本清单|清单(?:中|内|所列|上)?|下列|以下|如下|此前|已提交|已提供|前面|第[一二三四五六七八九十\d、至到\-]+项)(?:的|规定的|各项|全部|所有)?(?:其他|其它|有关|相关)?$"
)
OUTSIDE = re.compile(
    r"(?:以外|之外|除外|外)(?:的|,|，)?(?:其他|其它)?$|除[^,，。;；]*(?:外|之外|以外)[^,，。;；]*$"
)
# Matches the beginning of "包括:授权委托书", "(即…)", ":1.…"; must not match "包括但不限于".
INTRODUCES = re.compile(
    r"^(?:原件|复印件|目录|清单|各?一份)*[ \t]*(?:之一|任选其一|主要)?"
    r"(?:(?:包括|是指|指|即(?![可日时办将使])|为|有|分别为|如下|具体为|具体包括)(?!但不限于)[:：]?|[:：]|\(|（|【|\[)"
    r"[ \t]*(?P<list>.+)",
    re.S,
)
# The papers are spoken of first and waived at the end of a clause. Matches "已共享的,申请人不用再交。";
# must not match "…,无需提交复印件", which waives something else.
WAIVED_LATER = re.compile(
    r"[^。;；\n]*?(?:不再|无需|无须|不需要?|免于|免予|不用|不必|不要求)[^,，。;；]{0,8}(?:提交|提供|出具|上传|递交|交|带|跑)(?:了|的)?(?=$|[。;；,，)）])"
)
# An office gets it itself. Matches "可在现场查验", "由审批部门联网核查"; must not match "需现场核验".
FETCHED = re.compile(
    r"^(?:均|都|则)?(?:可|由|已|将|通过)[^,，。;；需须应请备]{0,14}(?:查验|核验|调取|获取|共享|查询|核查|比对)"
)
# What says nothing about which paper is meant. Matches "如有", "原件1份"; must not match "营业执照".
# Matches "已取消", "均不再", "0份" behind a paper; must not match "10份", "取消资格的".
WAIVED_AFTER = re.compile(
    r"^(?:等)?(?:均|都|则|可|的)?(?:不再|无需|无须|毋须|毋需|不需要?|免于|免予|免|不用|不必|(?:均|都)?已(?:被|经)?(?:取消|停用|删去|删除))"
    r"|^[ \t:：,，(（]*[0０零〇][ \t]*份"
)
REMARK = re.compile(
    r"^(?:(?:原件|复印件|扫描件|电子版|纸质版?|正本|副本|各|[一二三四五六七八九十\d]+[份套]|及|和|与|或|、|,|，|并?加盖公章|一式)+|如有|若有|如需|必要时|非必要|必要|选填|可选|原件|复印件|扫描件|电子版|纸质|[一二三四五六七八九十\d两]+份.*|各.{1,3}份.*|加盖.*|盖章.*|签字.*|验原件|.{0,4}类|因.*|详见.*|.*为准|.*窗口.*|.*咨询.*|可?容缺.*|.*补交|.*要求.*|.*提供|.*准备|略|正文略|省略)$"
)
EXAMPLES = re.compile(
    r"^(?:如|例如|比如|诸如|含|包含|包括)|等$|等[材资证文手其有相]|包括但不限于|…|其他|其它|有关|相关"
)
# Speaks of all that was listed. Matches "均需加盖公章", "都要原件"; must not match "由窗口告知".
ABOUT_ALL = re.compile(
    r"^(?:原件|复印件|及|和|、)*(?:均|都|皆|全部|一律|各一份|仍|可网上|可容缺|一式|需?加盖|应?使用|用A4|不齐|不全|齐全|真实|完整|保持不变|同上)"
)


def referring(before: str) -> bool:
    """Does the wording point back to something listed?"""
    return bool(ANTECEDENT.search(before)) and not OUTSIDE.search(before)


def outside_of_list(before: str) -> bool:
    """Is it expressly what stands outside the list?"""
    return bool(OUTSIDE.search(before))


def listed_after(after: str) -> bool:
    """Does a closed list follow: a colon, brackets, 包括 … with papers that can be determined?"""
    found = INTRODUCES.match(after)
    if found is None:
        return False
    content = found["list"].split(")")[0].split("）")[0].split("】")[0].strip(" 。.;；]")
    if not content or NONE_SAID.match(content) or REMARK.match(content):
        return bool(NONE_SAID.match(content)) if content else False
    return not EXAMPLES.search(content) and not is_about_form(content)


# Matches a member of "（电子，1份，申请人自备）" or "（原件，会计师事务所出具）"; must not match "营业执照".
FORM_MEMBER = re.compile(
    r"^(?:原件|复印件|扫描件|照片件|电子(?:版|件|文档|文件|材料|档)?|纸质(?:版|件|材料)?|正本|副本"
    r"|[一二三四五六七八九十两\d]+[份套张页]|A[34]纸?|.{0,12}(?:自备|出具|核发|提供|开具|签发|制作|编制|加盖公章|盖章|签字)"
    r"|(?:非)?必要|容缺.*|告知承诺.*|.*承诺后.*)$"
)
MEMBERS = re.compile(r"[、,，;；/和及或]")


def is_about_form(content: str) -> bool:
    """Do the words in brackets say only in what form, how often and from whom, never which paper?"""
    members = [member.strip() for member in MEMBERS.split(content) if member.strip()]
    return bool(members) and all(FORM_MEMBER.match(member) for member in members)


def examples_after(after: str) -> bool:
    """Do mere examples follow: （如房产证、租赁合同等）?"""
    found = INTRODUCES.match(after)
    return bool(found and EXAMPLES.search(found["list"]))


def said_none(after: str) -> bool:
    """Does what follows say that nothing is asked: —, 无, 不再提交?"""
    return bool(
        NONE_SAID.match(after)
        or WAIVED_AFTER.match(after)
        or WAIVED_LATER.match(after)
        or FETCHED.match(after)
    )


def about_all(after: str) -> bool:
    """Is something said of all the listed papers, so that the wording refers back?"""
    return bool(ABOUT_ALL.match(after))


def rows_follow(text: str, after_rows: str) -> bool:
    """Is it the heading of the rows that follow?"""
    return text.rstrip().endswith((":", "：")) and bool(after_rows.strip())


def paper_like(item: str) -> bool:
    """Does one member of an enumeration name a paper?"""
    named = phrase(item)
    return named.sort in (Sort.OPEN, Sort.LOOSE, Sort.NAMED, Sort.PARTLY, Sort.CLASS) or bool(
        NAMED_END.search(item)
    )
