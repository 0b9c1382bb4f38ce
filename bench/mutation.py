"""Damage to files: bytes, pieces and numbers; inside zips and 7z also behind sums that are right again."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from io import BytesIO
from random import Random

PIECES = (
    b"", b"\x00", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"-1", b"99999999999999999999", b"0", b"1e999",
    b"<", b">", b"]]>", b"&#0;", b"&a;", b'"', b"'", b"%s", b"\\", b"{", b"}", b"\r\n\r\n", b"\xed\xa0\x80",
    b"NaN", "，".encode(), "（一）".encode(), "\u202e\ufeff".encode(),
)  # fmt: skip
NUMBER = re.compile(rb"\d+")
TAG = re.compile(rb"<[^<>]{1,80}>")
MOST = 4_000_000


def mutated(body: bytes, random: Random) -> bytes:
    """The body with some damage; always the same for the same random numbers."""
    if body.startswith(b"PK") and random.random() < 0.7:
        return repacked(body, random)
    damaged = damage(body, random)
    return sealed(damaged) if damaged.startswith(b"7z\xbc\xaf") and random.random() < 0.9 else damaged


def damage(body: bytes, random: Random) -> bytes:
    for _ in range(random.choice((1, 1, 1, 2, 3, 8))):
        body = random.choice(WAYS)(body, random)[:MOST]
    return body


def repacked(body: bytes, random: Random) -> bytes:
    """A zip one of whose parts is damaged, in a frame that is whole."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(body)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        parts = [part for part in source.infolist() if not part.flag_bits & 1]
        chosen = random.choice(parts)
        for part in parts:
            content = source.read(part)
            if part is chosen:
                content = mutated(content, random)
            if part is not chosen or random.random() < 0.98:
                target.writestr(part.filename, content)
    return out.getvalue()


def sealed(body: bytes) -> bytes:
    """A 7z whose sums fit its header again."""
    if len(body) < 32:
        return body
    begin, size = struct.unpack_from("<QQ", body, 12)
    header = body[32 + begin : 32 + begin + size] if begin + size < len(body) else b""
    place = body[12:28] + struct.pack("<I", zlib.crc32(header))
    return body[:8] + struct.pack("<I", zlib.crc32(place)) + place + body[32:]


def flip(body: bytes, random: Random) -> bytes:
    at = random.randrange(len(body) + 1)
    return body[:at] + bytes([random.randrange(256)]) + body[at + 1 :]


def cut(body: bytes, random: Random) -> bytes:
    begin, end = span(body, random)
    return body[:begin] + body[end:]


def end_early(body: bytes, random: Random) -> bytes:
    return body[: random.randrange(len(body) + 1)]


def repeat(body: bytes, random: Random) -> bytes:
    begin, end = span(body, random)
    return body[:begin] + body[begin:end] * random.choice((2, 3, 50, 2000)) + body[end:]


def insert(body: bytes, random: Random) -> bytes:
    at = random.randrange(len(body) + 1)
    return body[:at] + random.choice(PIECES) * random.choice((1, 1, 1, 300)) + body[at:]


def move(body: bytes, random: Random) -> bytes:
    begin, end = span(body, random)
    rest = body[:begin] + body[end:]
    at = random.randrange(len(rest) + 1)
    return rest[:at] + body[begin:end] + rest[at:]


def renumber(body: bytes, random: Random) -> bytes:
    return replace_one(NUMBER, random.choice((b"0", b"-1", b"65536", b"2147483648", b"9" * 30)), body, random)


def retag(body: bytes, random: Random) -> bytes:
    """One tag for another, or one tag many times: deep nesting."""
    tags = TAG.findall(body[:200_000])
    return (
        replace_one(TAG, random.choice(tags) * random.choice((1, 1, 20, 3000)), body, random)
        if tags
        else body
    )


def replace_one(pattern: re.Pattern[bytes], by: bytes, body: bytes, random: Random) -> bytes:
    found = list(pattern.finditer(body[:200_000]))
    if not found:
        return body
    begin, end = random.choice(found).span()
    return body[:begin] + by + body[end:]


def span(body: bytes, random: Random) -> tuple[int, int]:
    begin = random.randrange(len(body) + 1)
    return begin, min(len(body), begin + random.choice((1, 4, 30, 300, 3000)))


WAYS = (flip, flip, cut, end_early, repeat, insert, move, renumber, retag)
