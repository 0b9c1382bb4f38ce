"""A standard replayer (pywb) opens the archive of an evidence package and shows the pages as they were stored.

tools/install.sh puts it into .venv-replay, for its pins clash with ours; where that cannot be done these
tests are skipped.
"""

from __future__ import annotations

import socket
import subprocess
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from reports.packages.names import WARC
from reports.packages.warc import posted_address
from tests.reports.packages.conftest import County
from tests.reports.packages.issued import (
    ANSWER,
    DOCUMENT,
    DOCUMENT_AT,
    INTERFACE,
    MENDED,
    NUMBER,
    PAGE,
    PAGE_AT,
    PEOPLE,
    PEOPLE_AT,
    POSTED,
    issued_county,
)

BIN = Path(__file__).parents[2] / ".venv-replay" / "bin"
pytestmark = pytest.mark.skipif(
    not (BIN / "wayback").exists(), reason="the replayer is not installed: sh tools/install.sh tests"
)

Shown = tuple[int, bytes]
Replay = Callable[[str, str], Shown]


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of the replayer with the archive of one package in it."""
    folder = tmp_path_factory.mktemp("replay")
    engine = issued_county(folder / "zwaudit.db")
    _, package = County(engine, folder).package()
    engine.dispose()
    with ZipFile(BytesIO(package)) as members:
        (folder / "pages.warc.gz").write_bytes(members.read(WARC))
    for words in (("init", "office"), ("add", "office", "pages.warc.gz")):
        subprocess.run([BIN / "wb-manager", *words], cwd=folder, check=True, capture_output=True, timeout=60)
    return folder


@pytest.fixture(scope="module")
def replay(collection: Path) -> Iterator[Replay]:
    """Asks the running replayer for an address at a time, as it was stored and without its banner."""
    port = free_port()
    command = [str(BIN / "wayback"), "--bind", "127.0.0.1", "--port", str(port)]
    running = subprocess.Popen(
        command, cwd=collection, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert running.stdout is not None

    def shown(at: str, address: str) -> Shown:
        line = HTTPConnection("127.0.0.1", port, timeout=20)
        line.request("GET", f"/office/{at}id_/{address}")
        answer = line.getresponse()
        found = answer.status, answer.read()
        line.close()
        return found

    try:
        assert any("Starting" in said for said in running.stdout), "the replayer did not start"
        wait_for(port)
        yield shown
    finally:
        running.terminate()
        running.wait(20)
        running.stdout.close()


def free_port() -> int:
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        return int(place.getsockname()[1])


def wait_for(port: int) -> None:
    """It says that it starts just before it listens; each try waits for the next one to be answered."""
    for _ in range(2000):
        with socket.socket() as line:
            if line.connect_ex(("127.0.0.1", port)) == 0:
                return
    raise AssertionError("the replayer does not listen")


@pytest.mark.parametrize(
    ("at", "address", "body"),
    [
        pytest.param("20250601161000", PAGE_AT, PAGE, id="a page as it was when it was issued"),
        pytest.param("20250601171000", PAGE_AT, PAGE, id="a later visit that found it unchanged"),
        pytest.param("20250602161000", PAGE_AT, MENDED, id="the page as it was put right"),
        pytest.param("20250601161000", PEOPLE_AT, PEOPLE.replace(NUMBER.encode(), b"411325**********0X"), id="with a number masked"),
        pytest.param("20250601171000", PEOPLE_AT, PEOPLE.replace(NUMBER.encode(), b"411325**********0X"), id="sent once more"),
        pytest.param("20250601161000", DOCUMENT_AT, DOCUMENT, id="a document of a folder"),
        pytest.param("20250601161000", posted_address(INTERFACE, POSTED), ANSWER, id="an interface's answer to a POST"),
    ],
)  # fmt: skip
def test_the_replayer_shows_the_stored_bytes(replay: Replay, at: str, address: str, body: bytes) -> None:
    assert replay(at, address) == (200, body)


def test_what_is_not_in_the_package_is_not_shown(replay: Replay) -> None:
    status, _ = replay("20250601161000", "http://site.example/other.html")
    assert status == 404
