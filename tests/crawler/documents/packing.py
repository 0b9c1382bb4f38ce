"""Makes archives as offices make them: names in GBK, passwords, damage; rar by hand, for want of a free packer."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO

import py7zr

IN_UTF_8 = 0x800


class GbkInfo(zipfile.ZipInfo):
    """A part named as Windows names it: in GBK, without the mark of UTF-8."""

    __slots__ = ()

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:
        return self.filename.encode("gbk"), self.flag_bits & ~IN_UTF_8


def zip_of(members: dict[str, bytes], *, locked: str = "", damaged: str = "", gbk: bool = True) -> bytes:
    """A zip; one member may ask for a password, one may be damaged."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members.items():
            part = GbkInfo(name) if gbk else zipfile.ZipInfo(name)
            part.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(part, body)
        parts = {part.filename: part for part in archive.infolist()}
    raw = bytearray(out.getvalue())
    for name in filter(None, (locked, damaged)):
        start = parts[name].header_offset
        encoded = name.encode("gbk" if gbk else "utf-8")
        central = raw.rindex(encoded) - 46
        if name == locked:
            raw[start + 6] |= 1
            raw[central + 8] |= 1
        else:
            begin = start + 30 + len(encoded)
            raw[begin : begin + parts[name].compress_size] = b"\xff" * parts[name].compress_size
    return bytes(raw)


def seven_zip_of(members: dict[str, bytes], password: str | None = None, *, damage: int = 0) -> bytes:
    """A 7z; `damage` flips bytes of the packed content."""
    out = BytesIO()
    filters = None if password else [{"id": py7zr.FILTER_LZMA2, "preset": 1}]
    with py7zr.SevenZipFile(out, "w", password=password, filters=filters) as archive:
        for name, body in members.items():
            archive.writestr(body, name)
    raw = bytearray(out.getvalue())
    for at in range(32 + damage, 32 + 2 * damage):
        raw[at] ^= 0xFF
    return bytes(raw)


def joined_seven_zips(first: dict[str, bytes], second: dict[str, bytes], password: str) -> bytes:
    """A 7z whose later members are encrypted, the earlier not."""
    out = BytesIO()
    with py7zr.SevenZipFile(out, "w") as archive:
        for name, body in first.items():
            archive.writestr(body, name)
    out.seek(0)
    with py7zr.SevenZipFile(
        out,
        "a",
        password=password,
        filters=[{"id": py7zr.FILTER_LZMA2, "preset": 1}, {"id": py7zr.FILTER_CRYPTO_AES256_SHA256}],
    ) as archive:
        for name, body in second.items():
            archive.writestr(body, name)
    return out.getvalue()


def rar_of(members: dict[str, bytes], *, locked: str = "", method: int = 0) -> bytes:
    """A rar (version 5) with its members stored, or said to be packed by `method`."""
    blocks = [b"Rar!\x1a\x07\x01\x00", block(1, number(0) + number(0))]
    for name, body in members.items():
        raw = name.encode()
        head = number(4) + number(len(body)) + number(0o644) + struct.pack("<I", zlib.crc32(body))
        head += number(method << 7) + number(1) + number(len(raw)) + raw
        blocks.append(block(2, head, body, crypt() if name == locked else b""))
    return b"".join([*blocks, block(5, number(0) + number(0))])


def crypt() -> bytes:
    """The record that says a member is encrypted."""
    record = number(1) + number(0) + number(0) + bytes([15]) + bytes(32)
    return number(len(record)) + record


def block(kind: int, rest: bytes, body: bytes = b"", extra: bytes = b"") -> bytes:
    flags = (1 if extra else 0) | (2 if body or kind == 2 else 0)
    head = number(kind) + number(flags)
    if kind in (1, 5):
        head = number(kind) + rest
    else:
        head += (number(len(extra)) if extra else b"") + number(len(body)) + rest + extra
    sized = number(len(head)) + head
    return struct.pack("<I", zlib.crc32(sized)) + sized + body


def number(value: int) -> bytes:
    """A number of seven bits a byte."""
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])
