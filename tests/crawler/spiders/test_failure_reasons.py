"""Every way in which a site misbehaves has its reason, told by a real server that misbehaves so."""

from __future__ import annotations

import gzip
import ssl
import struct
import subprocess
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from socket import SO_LINGER, SOL_SOCKET
from typing import Any

import pytest
from loopback_county import Database, a_profile, a_source, page
from loopback_site import Answer, Asked, Says, Site

from crawler.gather import gather
from storage.database import connect, migrate
from storage.reasons import Reason

DONE = threading.Event()
"""Set when the tests are over: servers that never answer stop waiting."""


def silent(asked: Asked, handler: Any) -> None:
    DONE.wait(60)


def drips(asked: Asked, handler: Any) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n")
    try:
        while not DONE.wait(0.1):
            handler.wfile.write(b"x")
    except OSError:
        return


def raw(answer: bytes, *, times: int = 1) -> Answer:
    def write(asked: Asked, handler: Any) -> None:
        handler.close_connection = True
        try:
            for _ in range(times):
                handler.wfile.write(answer)
        except OSError:
            return

    return write


def resets(asked: Asked, handler: Any) -> None:
    handler.close_connection = True
    handler.connection.setsockopt(SOL_SOCKET, SO_LINGER, struct.pack("ii", 1, 0))


def zipped(body: bytes) -> Says:
    return Says(body, headers={"Content-Encoding": "gzip"})


MEGABYTE = b"x" * 1_000_000
START: dict[str, tuple[Answer, Reason]] = {
    "never answers": (silent, Reason.TIMEOUT),
    "drips for ever": (drips, Reason.TIMEOUT),
    "cuts the line": (resets, Reason.LOST),
    "closes the line": (raw(b""), Reason.LOST),
    "stops half way": (raw(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nabc"), Reason.TRUNCATED),
    "speaks no HTTP": (raw(b"\x00\x01 nonsense\r\n\r\n"), Reason.BAD_ANSWER),
    "announces 50 MB": (
        raw(b"HTTP/1.1 200 OK\r\nContent-Length: 52428800\r\n\r\n" + MEGABYTE),
        Reason.TOO_LARGE,
    ),
    "sends 50 MB": (raw(b"HTTP/1.1 200 OK\r\n\r\n" + MEGABYTE, times=50), Reason.TOO_LARGE),
    "unpacks to 60 MB": (zipped(gzip.compress(b"0" * 60_000_000)), Reason.TOO_LARGE),
    "packs wrongly": (zipped(b"\x1f\x8bnonsense and more"), Reason.UNREADABLE),
    "sends nothing": (Says(""), Reason.UNREADABLE),
    "500": (Says("错", 500), Reason.SERVER_ERROR),
    "503": (Says("忙", 503), Reason.SERVER_ERROR),
    "400": (Says("错", 400), Reason.CLIENT_ERROR),
    "401": (Says("登录", 401), Reason.LOGIN),
    "403": (Says("禁止", 403), Reason.FORBIDDEN),
    "404": (Says("无", 404), Reason.NOT_FOUND),
    "410": (Says("撤", 410), Reason.GONE),
    "412": (Says("<script>x()</script>", 412), Reason.CHALLENGE),
    "429": (Says("慢", 429), Reason.TOO_MANY),
    "521": (Says("<script>document.cookie='a'</script>", 521), Reason.CHALLENGE),
    "leads to a log-in": (Says("", 302, {"Location": "/sso/login?to=/"}), Reason.LOGIN),
    "leads away": (Says("", 301, {"Location": "http://127.0.0.1:9/"}), Reason.OFF_SITE),
    "leads to itself": (Says("", 302, {"Location": "/"}), Reason.ERROR_PAGE),
    "is being mended": (page(title="系统维护", text="网站正在维护，请稍后访问。"), Reason.MAINTENANCE),
    "asks for a script": (
        "<html><body><script>document.cookie='x=1';location.reload();</script></body></html>",
        Reason.CHALLENGE,
    ),
}


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> ssl.SSLContext:
    folder = tmp_path_factory.mktemp("tls")
    words = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -keyout key -out cert"
    subprocess.run(["openssl", *words.split()], check=True, capture_output=True, cwd=folder)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert", folder / "key")
    return context


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, certificate: ssl.SSLContext) -> Iterator[dict[str, str]]:
    """The reason given for each misbehaving site, all gathered at once."""
    engine = connect(f"sqlite:///{tmp_path_factory.mktemp('db') / 'zwaudit.db'}")
    migrate(engine)
    database = Database(engine)
    with ExitStack() as stack:
        sites = {name: Site({"/": answer}) for name, (answer, _) in START.items()}
        sites["vouched for by nobody"] = Site({"/": page()}, tls=certificate)
        stack.callback(lambda: [site.close() for site in sites.values()])
        stack.callback(DONE.set)
        urls = {name: site.url for name, site in sites.items()}
        urls |= {"is not there": "http://127.0.0.1:9/", "has no address": "http://nowhere.invalid/"}
        sources = [a_source(url, name, delay=0.0) for name, url in urls.items()]
        run_id = database.open()
        gather(a_profile(*sources), engine, run_id, timeout=1.0)
        yield {todo.source: todo.reason or todo.state for todo in database.todos(run_id)}


MORE = {
    "vouched for by nobody": Reason.TLS,
    "is not there": Reason.REFUSED,
    "has no address": Reason.DNS,
}


@pytest.mark.parametrize(
    ("name", "reason"), [*((name, reason) for name, (_, reason) in START.items()), *MORE.items()]
)
def test_a_site_that(told: dict[str, str], name: str, reason: Reason) -> None:
    assert told[name] == reason


def test_every_reason_has_words_for_the_office() -> None:
    assert all(reason.label for reason in Reason)
