"""Are two rows of one list the same paper asked for twice? Strict: what only may be the same is not sure."""

from __future__ import annotations

import re
from enum import Enum, auto

from checks.evidence import Material
from checks.text.names import bare, match
from checks.text.normal import plain


class Repeat(Enum):
    """How surely two rows ask for one paper."""

    SURE = auto()
    MAYBE = auto()
    NO = auto()


# Matches whose a paper is: "配偶身份证", "法定代表人身份证"; 申请人 and 本人 are whoever applies.
WHOSE = re.compile(
    r"配偶|夫妻|男方|女方|双方|子女|父母|父亲|母亲|[岳祖]父|[岳祖]母|新生儿|婴儿|儿童|未成年|老人|死者|逝者|亡故|被继承人|继承人|法定代表人|法人代表|法人"
    r"|负责人|经办人|代理人|代办人|受托人|被委托人|委托人|监护人|被监护人|收养人|送养人|被收养人|出租|承租|房东|股东|投资人|合伙人|发起人|理事|监事|董事|经理|会计|员工|职工|从业|人员"
    r"|买方|卖方|买受|出卖|转让|受让|抵押|权利人|义务人|共有人|担保人|保证人|家庭成员|户主|共同|原单位|新单位|用人单位|学校|医院|企业|公司|单位|房屋|车辆|土地|场所|场地"
)
# Matches what a row asks for of the paper: two rows for the original and for the copy are no repeat.
ORIGINAL = re.compile(r"原件|正本|纸质")
COPY = re.compile(r"复印件|影印件|扫描件|副本|电子|照片件")
# Matches names that say nothing of which: two 申请表 of two items are two forms.
BARE = re.compile(
    r"(?:申请|登记|审批|备案|申报|信息|情况)?(?:审批|登记|备案)?(?:表|书|材料|资料|证明|证明材料|合同|协议|报告|照片|相片|图纸|承诺书|委托书|授权委托书|文件|说明|证书|其他.*)"
)
# Matches a remark that limits a row to a case or an item: "委托办理的提供", "用于公章刻制".
CASE = re.compile(
    r"的[,，;；。)）]|的?情形|情况|适用|仅|如|若|用于|限|属于|委托|代理|变更|申请|类|提供|提交|办理|项|或|任选|之一|其一"
)
VARIANTS = (("户口本", "户口簿"), ("户口薄", "户口簿"), ("居民户口簿", "户口簿"), ("居民身份证", "身份证"))
HEAD = re.compile(r"^(?:申请人|申请者|本人|申办人|办理人|第?二代|有效|有效的|本人有效|的)+")


def repeat(one: Material, other: Material) -> Repeat:
    """Do two rows ask for the same paper?"""
    if whose(one) != whose(other) or complementary(one, other) or len(worded(one.name)) < 2:
        return Repeat.NO
    same = worded(one.name) == worded(other.name)
    if not same and not synonymous(one.name, other.name):
        return Repeat.NO
    limited = one.note != other.note and bool(CASE.search(plain(one.note + other.note)))
    if same and not limited and not BARE.fullmatch(worded(one.name)) and len(worded(one.name)) > 2:
        return Repeat.SURE
    return Repeat.MAYBE


def worded(name: str) -> str:
    """A name without who applies, and in one way of writing common papers."""
    said = bare(name)
    for printed, usual in VARIANTS:
        said = said.replace(printed, usual)
    return HEAD.sub("", said)


def whose(row: Material) -> frozenset[str]:
    """The persons and things that a row names, in its name or remark."""
    return frozenset(WHOSE.findall(plain(f"{row.name} {row.note}")))


def complementary(one: Material, other: Material) -> bool:
    """Does one row ask for the original and the other only for a copy?"""
    texts = [plain(f"{row.name} {row.form} {row.copies}") for row in (one, other)]
    first, second = (
        {kind for kind, words in (("original", ORIGINAL), ("copy", COPY)) if words.search(text)}
        for text in texts
    )
    return bool(first and second) and not first & second


def synonymous(one: str, other: str) -> bool:
    """Do two names mean the same proof, surely, in both directions?"""
    hits = match(one, other), match(other, one)
    return all(hit is not None and hit.sure for hit in hits)
