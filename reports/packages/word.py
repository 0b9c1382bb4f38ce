"""Numbers of private persons masked in a Word document (docx), so that everything else stays as it came.

It is done only where it is sure: a document with pictures or other files in it, which may hold a number
too, and any in which one of the numbers that were read still stands afterwards, is given up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from lxml import etree

from checks.text.masked_pages import MaskedBytes, masked_bytes

FIXED_TIME = (1980, 1, 1, 0, 0, 0)
LARGEST = 64 << 20
TEXT = "word/document.xml"
# Matches "word/document.xml", "docProps/core.xml", "_rels/.rels"; must not match "word/media/image1.png",
# "word/embeddings/a.xlsx" or "word/vbaProject.bin".
PLAIN = re.compile(r"(?!.*(?:media|embeddings)/).*\.(?:xml|rels)$")
TAG = re.compile(r"<[^<>]*>")


def masked_word(body: bytes, numbers: set[str]) -> MaskedBytes | None:
    """The document without these numbers; None when it is none, or when that is not sure."""
    try:
        with ZipFile(BytesIO(body)) as given:
            members = given.infolist()
            known = {one.filename for one in members}
            plain = all(PLAIN.match(name) for name in known)
            if TEXT not in known or not plain or sum(one.file_size for one in members) > LARGEST:
                return None
            parts = [(one.filename, masked_bytes(given.read(one))) for one in members]
    except (BadZipFile, ValueError, NotImplementedError, RuntimeError, OSError):
        return None
    count = sum(part.count for _, part in parts)
    if not count or any(still_there(part.body, numbers) for _, part in parts):
        return None
    return MaskedBytes(packed(parts), count)


def still_there(part: bytes, numbers: set[str]) -> bool:
    """Does a number stand in this part, or is it no whole part any more?"""
    try:
        etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return True
    digits = "".join(digits_of(part.decode("utf-8", "replace")))
    return any(number in digits for number in numbers)


def digits_of(text: str) -> Iterator[str]:
    """The letters and digits between the tags, in one row: no way of writing hides a number there."""
    return (sign for sign in TAG.sub("", text).upper() if sign.isalnum() and sign.isascii())


def packed(parts: list[tuple[str, MaskedBytes]]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as made:
        for name, part in parts:
            info = ZipInfo(name, FIXED_TIME)
            info.compress_type = ZIP_DEFLATED
            made.writestr(info, part.body)
    return out.getvalue()
