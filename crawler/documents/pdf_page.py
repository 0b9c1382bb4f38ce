"""The page of a PDF on which a text stands, as a picture without private numbers, and where on it."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

import pypdfium2 as pdfium
from PIL import ImageDraw

from checks.text.masking import may_hold, stars
from checks.text.normal import RADICALS, normal
from crawler.documents.pdf import MOST_PAGES

SCALE = 1.7
"""Pixels to a point: A4 is about a thousand pixels wide."""
LONGEST_SIDE = 1700
COVERED = "#888888"
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
    return lines_of(page, places[at : at + len(wanted)]) if at >= 0 else ()


def private_on(page: pdfium.PdfPage) -> tuple[Box, ...]:
    """Boxes around the signs of private persons' numbers that must not be read."""
    text = page.get_textpage().get_text_range()
    if not may_hold(text):
        return ()
    found = normal.__wrapped__(text)
    spans = [found.span(place, place + 1) for place in stars(found.text)]
    return lines_of(page, sorted({place for first, last in spans for place in range(first, last)}))


def lines_of(page: pdfium.PdfPage, places: Sequence[int]) -> tuple[Box, ...]:
    """A box for each line of these signs of a page."""
    words = page.get_textpage()
    width, height = page.get_size()
    lines: list[list[float]] = []
    for place in places:
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
    """The page as PNG, numbers of private persons covered."""
    scale = min(SCALE, LONGEST_SIDE / max(page.get_size()))
    picture = page.render(scale=scale).to_pil()
    cover = ImageDraw.Draw(picture)
    for left, top, width, height in private_on(page):
        corners = (left, top, left + width, top + height)
        cover.rectangle([part * side for part, side in zip(corners, picture.size * 2, strict=True)], COVERED)
    file = BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()
