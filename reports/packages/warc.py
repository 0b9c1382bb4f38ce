"""Stored pages as a web archive: WARC/1.1 (ISO 28500), each record packed by itself, as replayers read it.

What a server answered is a `response` with status and headers as they came; what was found unchanged later
is a `revisit` of it, without the headers of a 304. A document from a folder and a page that a person saved
are a `resource`: no server's answer. An answer to a POST stands under an address of its own (see
`posted_address`). Every finding is a `metadata` record that names the pages behind it. Payload digests are
SHA-256 of the bytes in the archive; where numbers of persons were masked, `Zwaudit-Original-Digest` has that
of the bytes as they came.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from http import HTTPStatus
from io import BytesIO
from typing import IO
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from warcio.statusandheaders import StatusAndHeaders
from warcio.utils import Digester
from warcio.warcwriter import WARCWriter

VERSION = "WARC/1.1"
IDENTICAL = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
ORIGINAL = "Zwaudit-Original-Digest"
OF_TRANSFER = re.compile(
    "connection|content-encoding|content-length|content-md5|keep-alive|set-cookie2?|trailer"
    "|transfer-encoding|imported-from"
)
"""Headers that speak of the transfer, which the stored bytes have behind them, or of the visitor."""
FIELDS = "application/warc-fields"


@dataclass(frozen=True, slots=True)
class Answer:
    """One visit with its bytes as they may go out; `original` is the hash of the bytes as they came.

    `kind` is "response" for a server's answer, "resource" for a file that no server sent.
    """

    key: str
    kind: str
    address: str
    at: datetime
    status: int
    headers: Mapping[str, str]
    content_type: str
    body: bytes
    original: str

    @property
    def digest(self) -> str:
        return sha256(self.body).hexdigest()


class Writer(WARCWriter):  # type: ignore[misc]  # warcio has no types.
    """Digests are SHA-256 throughout."""

    @staticmethod
    def _create_digester() -> Digester:
        return Digester("sha256")


class Archive:
    """A web archive that is being written; the same pages always give the same bytes."""

    def __init__(self, out: IO[bytes]) -> None:
        self._writer = Writer(filebuf=out, gzip=True, warc_version=VERSION)

    def begin(self, name: str, key: str, at: datetime, info: Mapping[str, str]) -> None:
        """Say what made the archive and in what form it is."""
        head = {"WARC-Filename": name, **stamp("warcinfo", key, at)}
        self._put("", "warcinfo", fields(info), head, FIELDS)

    def answer(self, one: Answer) -> None:
        """A page, a document or an interface's answer with its bytes."""
        head = {**stamp(one.kind, one.key, one.at), "WARC-Payload-Digest": f"sha256:{one.digest}"}
        if one.digest != one.original:
            head[ORIGINAL] = f"sha256:{one.original}"
        if one.kind == "resource":
            self._put(one.address, "resource", one.body, head, one.content_type)
            return
        http = StatusAndHeaders(status_line(one.status), headers_of(one, len(one.body)), protocol="HTTP/1.1")
        self._put(one.address, "response", one.body, head, http=http)

    def again(self, one: Answer, first: Answer) -> None:
        """A later visit that found the same bytes: the server said so (304), or sent them once more."""
        head = {
            **stamp("revisit", one.key, one.at),
            "WARC-Profile": NOT_MODIFIED if one.status == HTTPStatus.NOT_MODIFIED else IDENTICAL,
            "WARC-Refers-To": record_id(first.kind, first.key),
            "WARC-Refers-To-Target-URI": first.address,
            "WARC-Refers-To-Date": moment(first.at),
            "WARC-Payload-Digest": f"sha256:{first.digest}",
        }
        if first.digest != first.original:
            head[ORIGINAL] = f"sha256:{first.original}"
        # A replayer would hand on a 304 as it stands, and nobody would see the page that it confirms.
        same = one.status != HTTPStatus.NOT_MODIFIED
        http = StatusAndHeaders(
            status_line(one.status), headers_of(one, len(first.body)), protocol="HTTP/1.1"
        )
        self._put(one.address, "revisit", b"", head, http=http if same else None)

    def note(
        self, key: str, address: str, at: datetime, said: Mapping[str, str], about: Answer | None
    ) -> None:
        """Something that we say: of a finding, or of what was asked of an interface."""
        head = stamp("metadata", key, at)
        if about is not None:
            head["WARC-Refers-To"] = record_id(about.kind, about.key)
        self._put(address, "metadata", fields(said), head, FIELDS)

    def _put(
        self,
        address: str,
        kind: str,
        body: bytes,
        head: dict[str, str],
        content_type: str = "",
        http: StatusAndHeaders | None = None,
    ) -> None:
        record = self._writer.create_warc_record(
            address, kind, payload=BytesIO(body), length=len(body), warc_content_type=content_type,
            warc_headers_dict=head, http_headers=http,
        )  # fmt: skip
        self._writer.write_record(record)


def stamp(kind: str, key: str, at: datetime) -> dict[str, str]:
    return {"WARC-Record-ID": record_id(kind, key), "WARC-Date": moment(at)}


def record_id(kind: str, key: str) -> str:
    """The same record always has the same name."""
    return f"<urn:uuid:{uuid5(NAMESPACE_URL, f'zwaudit:{kind}:{key}')}>"


def moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def status_line(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"{status} Unknown"


def headers_of(one: Answer, length: int) -> list[tuple[str, str]]:
    """The headers as they came, without those of the transfer, and the length that is true here."""
    kept = [
        (name, one_line(value)) for name, value in sorted(one.headers.items())
        if not OF_TRANSFER.fullmatch(name.lower()) and name.isascii() and name.replace("-", "").isalnum()
    ]  # fmt: skip
    if one.content_type and "content-type" not in {name.lower() for name, _ in kept}:
        kept.append(("content-type", one_line(one.content_type)))
    return [*kept, ("Content-Length", str(length))]


def one_line(text: str) -> str:
    """A value of a header, which must not begin another one."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def fields(said: Mapping[str, str]) -> bytes:
    """Lines of name and value, as WARC writes what is said of records."""
    return "".join(f"{name}: {one_line(value)}\r\n" for name, value in said.items() if value).encode(
        "utf-8", "replace"
    )


def posted_address(address: str, body: str) -> str:
    """The address under which the answer to a POST stands: with method and body, as replayers look for it."""
    packed = quote(b64encode(body.encode("utf-8", "replace")).decode("ascii"), safe="")
    return f"{address}{'&' if '?' in address else '?'}__wb_method=POST&__wb_post_data={packed}"


def ascii_address(address: str) -> str:
    """An address as WARC writes it: signs that are no part of one are percent-encoded."""
    return quote(address, safe="%/:=&?~#+!$,;'@()*[]-._")
