"""Nothing that names a person is kept: numbers in texts are masked, columns on persons are not read."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

MASK = "〔号码已隐去〕"
# Matches "13800000000", "138 0000 0000", "0377-65330000", an identity number with X, in either width;
# must not match "2022年4月15日" or "〔2022〕3号".
NUMBER = re.compile(r"(?<![0-9０-９])[0-9０-９](?:[-－ 　·.]?[0-9０-９]){6,}[Xxｘ]?")
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# Matches "20220415" and "202204", as file names have them; must not match "20221315".
DAY = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:\d{6})?")
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

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"


def masked(text: str) -> str:
    """The text without any long number or mail address; a day written as 20220415 stays."""
    return NUMBER.sub(lambda found: hidden(found[0]), MAIL.sub("〔邮箱已隐去〕", text))


def hidden(number: str) -> str:
    plain = unicodedata.normalize("NFKC", number)
    return number if DAY.fullmatch(plain) else MASK


def body_name(text: str) -> str:
    """The name of an unknown owner: a body's as it stands, what may be a person's cut short."""
    plain = masked(text.strip())
    return plain if BODY_ENDS.search(plain) or not 2 <= len(plain) <= 4 else plain[0] + "某"


def hint(value: object) -> str:
    """A cell as an error may show it: numbers masked, of Chinese words the first sign only."""
    text = masked(" ".join(str(value).split()))
    short = text if len(text) <= LONGEST else text[:LONGEST] + "…"
    return CHINESE_RUN.sub(lambda found: found[1] + "＊" * len(found[2]), short.replace(MASK, "＊＊＊"))


def is_personal(heading: str) -> bool:
    """Does a column of this heading hold what names a person?"""
    return PERSONAL.search(heading) is not None


def is_identity_number(text: str) -> bool:
    """Is it the number of an identity card, by its day of birth and its check digit (GB 11643)?"""
    if not re.fullmatch(r"\d{17}[\dX]", text):
        return False
    try:
        date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        return False
    total = sum(int(sign) * weight for sign, weight in zip(text, WEIGHTS, strict=False))
    return int(text[6:8]) in (19, 20) and CHECKS[total % 11] == text[17]
