"""The page of a PDF on which a text stands, as a picture, and where on it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from io import BytesIO

import pypdfium2 as pdfium

from checks.text.normal import RADICALS
from crawler.documents.pdf import MOST_PAGES

SCALE = 1.7
"""Pixels to a point: A4 is about a thousand pixels wide."""
LONGEST_SIDE = 1700
FOLDED = str.maketrans({ord(old): new for old, new in RADICALS.items()})

Box = tuple[float, float, float, float]
"""Left, top, width and height in parts of the page."""


@dataclass(frozen=True, slots=True)
class PdfPage:
    """A page as PNG, its number from 1, and the boxes around the text; none when it was not found."""

    png: bytes
    number: int
    boxes: tuple[Box, ...]


def page_with(body: bytes, text: str) -> PdfPage | None:
    """The first page that holds the text, else the first of all; None for what cannot be opened."""
    try:
        with pdfium.PdfDocument(body) as document:
            for number in range(min(len(document), MOST_PAGES)):
                boxes = boxes_on(document[number], text)
                if boxes:
                    return PdfPage(drawn(document[number]), number + 1, boxes)
            return PdfPage(drawn(document[0]), 1, ()) if len(document) else None
    except (pdfium.PdfiumError, ValueError, OSError):
        return None


def boxes_on(page: pdfium.PdfPage, text: str) -> tuple[Box, ...]:
    """A box for each line of the text where it stands first; white space and width of signs do not count."""
    words = page.get_textpage()
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(words.get_text_range()):
        for one in folded(sign):
            signs.append(one)
            places.append(place)
    wanted = "".join(map(folded, text))
    at = "".join(signs).find(wanted) if wanted else -1
    if at < 0:
        return ()
    width, height = page.get_size()
    lines: list[list[float]] = []
    for place in places[at : at + len(wanted)]:
        left, bottom, right, top = words.get_charbox(place)
        if right <= left or top <= bottom:
            continue
        last = lines[-1] if lines else None
        if last and bottom < last[3] and top > last[1] and left >= last[0]:
            last[1], last[2], last[3] = min(last[1], bottom), max(last[2], right), max(last[3], top)
        else:
            lines.append([left, bottom, right, top])
    return tuple(
        (left / width, 1 - top / height, (right - left) / width, (top - bottom) / height)
        for left, bottom, right, top in lines
    )


def folded(sign: str) -> str:
    plain = unicodedata.normalize("NFKC", sign).translate(FOLDED)
    return "".join(one for one in plain if not one.isspace() and one.isprintable())


def drawn(page: pdfium.PdfPage) -> bytes:
    """The page as PNG."""
    scale = min(SCALE, LONGEST_SIDE / max(page.get_size()))
    file = BytesIO()
    page.render(scale=scale).to_pil().save(file, "PNG")
    return file.getvalue()
