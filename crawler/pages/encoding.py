"""Which encoding bytes are in: byte order mark, then what really decodes, then what is declared."""

from __future__ import annotations

import codecs
import re

from bs4.dammit import EncodingDetector

BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# GB2312 is declared where GBK is used, and GBK where GB18030 is: the widest reads them all.
CHINESE = {
    "gb2312",
    "gbk",
    "gb18030",
    "x-gbk",
    "cp936",
    "ms936",
    "x-cp20936",
    "gb_2312-80",
    "euc-cn",
    "hz-gb-2312",
    "csgb2312",
    "chinese",
}
OTHERS = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
}
CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w\-:]+)", re.IGNORECASE)
SAMPLE = 4096


def decode(body: bytes, content_type: str = "") -> str:
    """The text of a page, whatever its labels say; never fails."""
    for mark, name in BOMS:
        if body.startswith(mark):
            return body.decode(name, errors="replace")
    # Bytes that are valid UTF-8 are hardly ever anything else, so labels come second.
    whole = decoded(body, "utf-8")
    if whole is not None:
        return whole
    declared = [codec for name in declared_in(body, content_type) if (codec := usable(name))]
    for codec in dict.fromkeys([*declared, "gb18030", "big5"]):
        whole = decoded(body, codec)
        if whole is not None:
            return whole
    return least_broken(body, declared)


def decoded(body: bytes, codec: str) -> str | None:
    try:
        return body.decode(codec)
    except UnicodeDecodeError:
        return None


def declared_in(body: bytes, content_type: str) -> list[str]:
    """The encodings that header and page name."""
    header = CHARSET.search(content_type)
    page = EncodingDetector.find_declared_encoding(body[:SAMPLE], is_html=True, search_entire_document=True)
    return [name for name in (header[1] if header else "", page or "") if name]


def usable(name: str) -> str:
    """The codec for a declared name; "" for one that no Chinese page is written in.

    Latin-1 and its kin decode anything, so a wrong label would never be noticed.
    """
    lower = name.strip().lower()
    return "gb18030" if lower in CHINESE else OTHERS.get(lower, "")


def least_broken(body: bytes, declared: list[str]) -> str:
    """The reading with the fewest broken characters: some bytes of the page are damaged."""
    readings = [
        body.decode(codec, errors="replace") for codec in dict.fromkeys([*declared, "utf-8", "gb18030"])
    ]
    return min(readings, key=lambda text: text.count("\ufffd"))
