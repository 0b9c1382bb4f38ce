"""Nothing that names a person is kept: numbers in texts are masked, columns on persons are not read."""

from __future__ import annotations

import re

from checks.text.masking import MASK, without_numbers

# Matches the headings "申请人姓名", "联系电话", "证件号码"; must not match "证件名称" or "机构名称".
PERSONAL = re.compile(
    "姓名|电话|手机|联系方式|联系人|身份证|证件号|法定代表人|法人代表|经办人|申请人|评价人(?!数)|办事人"
    "|受理人|住址|地址|邮箱|银行卡|账号"
)
# Matches the end of an organisation's name; must not match a person's.
BODY_ENDS = re.compile(
    r"[局委办院所站队校社会室处厅库馆园场段镇乡道厂部店行团]$|政府|中心|公司|集团|医院|学校|银行|基金|项目|工程"
)
CHINESE_RUN = re.compile(r"([一-鿿])([一-鿿]+)")
LONGEST = 20


def body_name(text: str) -> str:
    """The name of an unknown owner: a body's as it stands, what may be a person's cut short."""
    plain = without_numbers(text.strip())
    return plain if BODY_ENDS.search(plain) or not 2 <= len(plain) <= 4 else plain[0] + "某"


def hint(value: object) -> str:
    """A cell as an error may show it: numbers masked, of Chinese words the first sign only."""
    text = without_numbers(" ".join(str(value).split()))
    short = text if len(text) <= LONGEST else text[:LONGEST] + "…"
    return CHINESE_RUN.sub(lambda found: found[1] + "＊" * len(found[2]), short.replace(MASK, "＊＊＊"))


def is_personal(heading: str) -> bool:
    """Does a column of this heading hold what names a person?"""
    return PERSONAL.search(heading) is not None
