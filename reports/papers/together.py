"""Several papers in one print: the fonts of a print are built anew each time, which costs more than a paper.

Every paper begins on a right page and with page 1, as if it were printed by itself. Small empty pages stand
between the papers; by them the print is parted again. How many are needed depends on the length of the
paper before, which is guessed: what then begins on a left page has to be printed once more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

from pypdfium2 import PdfDocument

SMALL = 50
"""Millimetres: no paper has pages of this size."""
SMALL_POINTS = SMALL * 72 / 25.4
SHORT = 3
"""Papers of so few pages hardly ever change their length from unit to unit."""
APART = '<div class="apart"></div>'
STYLE = (
    f"@page apart {{ size: {SMALL}mm {SMALL}mm; margin: 0; counter-set: page 0; }}\n"
    ".apart { page: apart; break-before: page; height: 1mm; }\n.paper { break-before: page; }\n"
)
BODY, END = "<body>", "</body>"


@dataclass(frozen=True, slots=True)
class Parted:
    """One paper of a print: its own file, how many pages it has, whether it begins on a right page."""

    pdf: bytes
    length: int
    is_right: bool


def order(pages: Mapping[str, str], lengths: Mapping[str, int]) -> list[str]:
    """In which order papers are best printed: those whose length is sure first, then the longest."""
    return sorted(pages, key=lambda one: (lengths.get(one, SHORT + 1) > SHORT, -len(pages[one]), one))


def joined(pages: Sequence[str], lengths: Sequence[int]) -> str:
    """One page that prints all of these, for pages of html.page_of with these numbers of printed pages."""
    head = pages[0].partition(BODY)[0].replace("</style>", f"{STYLE}</style>", 1)
    whole, printed = [head, BODY], 0
    for page, length in zip(pages, lengths, strict=True):
        if printed:
            small = 2 if printed % 2 == 0 else 1
            whole.append(APART * small)
            printed += small
        inner = page.partition(BODY)[2].rpartition(END)[0]
        whole.append(f'<div class="paper">{inner}</div>')
        printed += length
    return "".join([*whole, END, "</html>\n"])


def parted(pdf: bytes) -> list[Parted]:
    """The papers of a print, in its order."""
    with PdfDocument(pdf) as whole:
        runs: list[list[int]] = [[]]
        for number in range(len(whole)):
            if is_small(whole, number):
                runs.append([])
            else:
                runs[-1].append(number)
        return [Parted(taken(whole, run), len(run), run[0] % 2 == 0) for run in runs if run]


def is_small(pdf: PdfDocument, number: int) -> bool:
    return all(abs(side - SMALL_POINTS) < 2 for side in pdf.get_page_size(number))


def taken(pdf: PdfDocument, pages: Sequence[int]) -> bytes:
    """These pages as a file of their own."""
    file = BytesIO()
    with PdfDocument.new() as made:
        made.import_pages(pdf, list(pages))
        made.save(file)
    return file.getvalue()
