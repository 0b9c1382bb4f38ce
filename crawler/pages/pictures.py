"""Pictures in the body of a page: where they are, and recognised text in their place."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from crawler.reading.blocks import Block, Cell, Picture, Table

Texts = Mapping[str, tuple[Block, ...]]
"""What was recognised in pictures, by their addresses."""

NO_TEXTS: Texts = {}

# “data:image/png;base64,iVBORw0KGgo…”, as it stands in the src of a picture.
EMBEDDED = re.compile(r"data:image/[a-z.+-]{2,12};base64,([A-Za-z0-9+/=\s]{200,})")
MOST_EMBEDDED = 20


def pictures_of(blocks: Iterable[Block]) -> Iterator[Picture]:
    """Every picture, those in tables included, in the order of the page."""
    for block in blocks:
        if isinstance(block, Picture):
            yield block
        elif isinstance(block, Table):
            cells = {id(cell): cell for row in block.rows for cell in row}
            for cell in cells.values():
                yield from pictures_of(cell.blocks)


def with_texts(blocks: Iterable[Block], texts: Texts) -> list[Block]:
    """The blocks with recognised text in the place of its picture."""
    return [block for each in blocks for block in told(each, texts)]


def told(block: Block, texts: Texts) -> Iterable[Block]:
    if isinstance(block, Picture):
        return texts.get(block.url) or (block,)
    if isinstance(block, Table) and any(picture.url in texts for picture in pictures_of([block])):
        # A merged cell stands at several places and has to stay one.
        cells = {id(cell): told_in(cell, texts) for row in block.rows for cell in row}
        return (replace(block, rows=tuple(tuple(cells[id(cell)] for cell in row) for row in block.rows)),)
    return (block,)


def told_in(cell: Cell, texts: Texts) -> Cell:
    return replace(cell, blocks=tuple(with_texts(cell.blocks, texts))) if cell.blocks else cell


def lifted(text: str) -> tuple[str, dict[str, bytes]]:
    """A page without the pictures that its markup holds, and these by the paths that stand for them."""
    held: dict[str, bytes] = {}

    def lift(found: re.Match[str]) -> str:
        path = f"/embedded-picture-{len(held) + 1}"
        try:
            body = base64.b64decode("".join(found[1].split()), validate=True)
        except (ValueError, binascii.Error):
            return found[0]
        if len(held) >= MOST_EMBEDDED:
            return found[0]
        held[path] = body
        return path

    return EMBEDDED.sub(lift, text), held
