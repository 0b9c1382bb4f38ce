"""What cannot be taken of what people write into a form, on a workbook or at the desk."""

from __future__ import annotations

import re

# Matches an identity number or a mobile telephone, which a form has no need of; must not match the year and
# number of a document, "内政办〔2022〕13号", nor an amount of money.
PERSONAL = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|1[3-9]\d{9})(?!\d)")
# Matches "https://www.neixiang.gov.cn/a.html"; must not match "见县政府网站".
ADDRESS = re.compile(r"https?://[^\s/]+\.[^\s]+")
# Parts "https://a.gov.cn/1；https://a.gov.cn/2" in two; must not part "https://a.gov.cn/?a=1,2".
BETWEEN_ADDRESSES = re.compile(r"[\s；;，、]+")
LONGEST = 5000


def text_trouble(text: str) -> str:
    """Why a text is not taken (Chinese), "" when it is; anybody's numbers are not repeated."""
    if PERSONAL.search(text):
        return "含有身份证号或手机号，请删去"
    return f"文字过长（{len(text)}字）" if len(text) > LONGEST else ""


def addresses_in(text: str) -> list[str]:
    """The addresses in a text, as they are parted by signs or lines."""
    return [url for url in BETWEEN_ADDRESSES.split(text) if url]


def address_trouble(url: str) -> str:
    """Why this is no address (Chinese), "" when it is one."""
    return "" if ADDRESS.fullmatch(url) else f"“{url}”不是网址，应以 http:// 或 https:// 开头"
