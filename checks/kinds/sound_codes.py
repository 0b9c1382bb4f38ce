"""Is the printed code of an item one that can exist?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checks.evidence import Guide
from checks.outcome import Outcome, Severity
from checks.text.codes import LENGTHS, SCIENTIFIC, CodeKind, ItemCode, codes_in, pair_faults

NEAR = 2
"""A code longer or shorter by at most so many signs was probably meant to be of a known kind."""

LONG = (CodeKind.IMPLEMENTATION, CodeKind.HANDLING, CodeKind.CASE)


@dataclass(frozen=True, slots=True)
class SoundCode:
    """Does a code of a known kind hold its structure and its check characters?

    A code that only nearly has the length of a national one, and a local one, are for a person; numbers
    of a site's own are nobody's fault. Nothing printed is nothing wrong.
    """

    def __call__(self, guide: Guide) -> Iterator[Outcome]:
        codes = codes_in(guide.item_code)
        for code in codes:
            yield from unsound(code)
        for fault in pair_faults(codes):
            yield Outcome.review("item_code", guide.item_code.strip(), fault)


def unsound(code: ItemCode) -> Iterator[Outcome]:
    """What is wrong with one code."""
    quote, reason = code.printed.strip(), "；".join(code.faults)
    if code.kind in LONG and code.faults:
        yield Outcome.fail("item_code", quote, reason)
    elif is_meant(code) and code.faults:
        yield Outcome.review("item_code", quote, reason, severity=Severity.S4)


def is_meant(code: ItemCode) -> bool:
    """Was it probably meant to be one of the known codes? Twelve signs may be a number of the site's own."""
    if code.kind is CodeKind.UNKNOWN:
        return SCIENTIFIC.fullmatch(code.text) is not None or nearly_national(code.text)
    return code.kind is CodeKind.LOCAL


def nearly_national(text: str) -> bool:
    """Has it nearly the length of a national code, an area in its head and a number in its tail?

    32 hexadecimal signs, by which a platform numbers its pages, have not.
    """
    lengths = [length for length, kind in LENGTHS.items() if kind in LONG]
    near = min(abs(length - len(text)) for length in lengths) <= NEAR
    return near and text.isascii() and text.isalnum() and text[2:8].isdigit() and text[-10:].isdigit()
