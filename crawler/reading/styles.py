"""How the labels of a page are set: by which numbers, in bold type, with a colon, glued to their values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from crawler.reading.blocks import Block, Line, Table
from crawler.reading.labels import label_of
from crawler.reading.numbering import Marker, marker_of
from crawler.reading.run_in import glued, run_in

SHORT = 24
"""Characters; a longer line in bold type is no label."""

COLON_STYLE = "："
GLUED = "glued"


def style_of(line: Line, marker: Marker | None) -> str:
    """How a line is set apart: by its number, its level or bold type; "" for plain text."""
    if marker and marker.style != "●":
        return marker.style
    if line.level:
        return f"h{line.level}"
    return "bold" if line.strong and len(line.text) <= 2 * SHORT else ""


def lines_in(blocks: Iterable[Block]) -> Iterator[Line]:
    """The lines of the text, those in the cells of tables included."""
    for block in blocks:
        if isinstance(block, Line):
            yield block
        elif isinstance(block, Table):
            for cell in {id(cell): cell for row in block.rows for cell in row}.values():
                yield from lines_in(cell.blocks)


def styles_of_labels(blocks: Iterable[Block]) -> frozenset[str]:
    """The styles in which at least two known labels are set."""
    count: Counter[str] = Counter()
    begun: set[str] = set()
    for line in lines_in(blocks):
        marker = marker_of(line.text)
        style = style_of(line, marker)
        whole = label_of(line.text)
        if whole and not whole.weak and not whole.is_meta:
            count[style] += 1
            continue
        found = run_in(line.text)
        if found and not found[1].is_meta:
            beside = line.text[len(found[0]) : len(found[0]) + 1]
            is_glued = line.text.startswith(found[0]) and beside not in "：: "
            count[style or (GLUED if is_glued else COLON_STYLE)] += 1
        elif not found:
            begins = glued(line.text, marker.length if marker else 0, loose=True)
            if begins and begins[1].is_guide_field:
                begun.add(begins[0])
    if len(begun) + count[GLUED] > 2:
        # Three lines that begin with different labels are no accident.
        count[GLUED] += 2
    return frozenset(style for style, times in count.items() if times >= 2 and style)
