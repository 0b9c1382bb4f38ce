"""Numbers of private persons masked in the bytes of a page, so that everything else stays as it came.

A page is read as its reader sees it: tags inside a line, entities and escapes do not hide a number. Only
the signs of the number change, each to a star.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checks.text.masking import CARD, MOBILE, OLD, OLD_WORDS, SPACED, may_hold, stars
from checks.text.normal import INVISIBLE, SINGLE, normal
from checks.text.personal import CARD_WORDS, IDENTITY

INLINE = re.compile(
    "a|abbr|b|bdi|bdo|big|cite|code|del|dfn|em|font|i|ins|kbd|label|mark|o:p|q|s|samp|small|span|strike"
    "|strong|sub|sup|tt|u|var|w:(?!(?:br|p|tab|tbl|tc|tr)$).*"
)
"""Tags that end no word; those with a colon are Word's."""
CELLS = re.compile("td|th|w:tc|w:p|w:tab")
"""Tags that end a word, but not the line."""
# Matches "<td class='a'>", "<!-- a -->", "&#49;", "&nbsp;" and the escape of a sign in JSON; must not
# match "a < b" or "A&B".
TOKEN = re.compile(
    r"<!--.*?-->|</?(?P<tag>[A-Za-z][\w:]*)[^<>]*>|&#(?:[xX](?P<hex>[0-9A-Fa-f]{1,6})|(?P<dec>\d{1,7}));"
    r"|&(?P<name>[a-zA-Z]{2,8});|\\u(?P<escape>[0-9A-Fa-f]{4})",
    re.DOTALL,
)
UNSEEN = re.compile(f"[{INVISIBLE}]")
CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
HEAD = 4000

Piece = tuple[str, int, int]
"""A sign that a reader sees, and where it stands in the source."""


@dataclass(frozen=True, slots=True)
class MaskedBytes:
    """The bytes with stars, and how many signs were changed; `count` 0 when nothing was."""

    body: bytes
    count: int


def is_text(body: bytes, content_type: str) -> bool:
    """Can the bytes be read as text at all?"""
    head = body[:HEAD]
    return b"\0" not in head and not content_type.startswith(
        ("image/", "application/pdf", "audio/", "video/")
    )


def masked_bytes(body: bytes, content_type: str = "") -> MaskedBytes:
    """A page, an interface's answer or a text file, without numbers of private persons."""
    encoding, errors, text = decoded(body, content_type)
    if not may_hold(text):
        return MaskedBytes(body, 0)
    hidden = {place for first, last in hidden_places(text) for place in range(first, last)}
    if not hidden:
        return MaskedBytes(body, 0)
    left = "".join("*" if place in hidden else sign for place, sign in enumerate(text))
    return MaskedBytes(left.encode(encoding, errors), len(hidden))


def decoded(body: bytes, content_type: str) -> tuple[str, str, str]:
    """Encoding, how it treats bytes that do not fit, and the text; encoding it again gives the same bytes."""
    named = CHARSET.search(content_type.encode("ascii", "replace")) or CHARSET.search(body[:HEAD])
    name = named[1].decode("ascii").lower() if named else ""
    names = ("gb18030", "utf-8") if name.startswith("gb") else ("utf-8", "gb18030")
    for errors in ("strict", "surrogateescape"):
        for encoding in names:
            try:
                text = body.decode(encoding, errors)
                if text.encode(encoding, errors) == body:
                    return encoding, errors, text
            except UnicodeError:
                continue
    return "latin-1", "strict", body.decode("latin-1")


def hidden_places(source: str) -> Iterator[tuple[int, int]]:
    """Where signs stand that must not be read: in what is shown, then in attributes and scripts.

    In the source itself lines mean nothing, so nothing in it says whose a mobile number is.
    """
    for view, cut, is_called in ((TOKEN.sub(sign_of, source), pieces, False), (source, signs, True)):
        # Signs with their places cost a hundred times as much as a look at the text.
        if not may_hold_one(view):
            continue
        shown = list(cut(source))
        # The cache of `normal` is for short texts that come again.
        found = normal.__wrapped__(view)
        for place in stars(found.text, is_called=is_called):
            first, last = found.span(place, place + 1)
            for _, start, end in shown[first:last]:
                yield start, end


def may_hold_one(view: str) -> bool:
    """Is there anything of the form of a person's number?"""
    plain = UNSEEN.sub("", view.translate(SINGLE))
    if any(form.search(plain) for form in (IDENTITY, SPACED, MOBILE)):
        return True
    named = ((CARD, CARD_WORDS), (OLD, OLD_WORDS))
    return any(words.search(plain) and form.search(plain) for form, words in named)


def signs(source: str) -> Iterator[Piece]:
    """The source as it stands."""
    return ((sign, at, at + 1) for at, sign in enumerate(source))


def pieces(source: str) -> Iterator[Piece]:
    """What a reader sees of a source, sign by sign."""
    place = 0
    for token in TOKEN.finditer(source):
        yield from ((source[at], at, at + 1) for at in range(place, token.start()))
        place = token.end()
        sign = sign_of(token)
        if sign:
            yield sign, token.start(), token.end()
    yield from ((source[at], at, at + 1) for at in range(place, len(source)))


def sign_of(token: re.Match[str]) -> str:
    """The sign that a token shows: a blank or the end of a line for a tag that ends a word."""
    if token["tag"]:
        tag = token["tag"].lower()
        return "" if INLINE.fullmatch(tag) else " " if CELLS.fullmatch(tag) else "\n"
    if token["hex"] or token["dec"] or token["escape"]:
        digits = token["hex"] or token["escape"]
        code = int(digits, 16) if digits else int(token["dec"])
        return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " "
    return " " if token["name"] else ""
