"""Two texts side by side: what one has and the other has not, for marking."""

from __future__ import annotations

from difflib import SequenceMatcher

from web.reading import Piece


def compared(old: str, new: str) -> tuple[Piece, ...]:
    """The new text in pieces; marked are those that the old one has not."""
    pieces = []
    for what, _, _, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if end > start:
            pieces.append(Piece(new[start:end], marked=what != "equal"))
    return tuple(pieces)
