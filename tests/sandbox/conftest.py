"""A served sandbox, and what a reader finds at the places that its truth names."""

import io
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

import docx
import pypdfium2
import pytest
from bs4 import BeautifulSoup
from python_calamine import CalamineWorkbook

from sandbox import Sandbox


@dataclass
class Fetched:
    status: int
    body: bytes
    headers: dict[str, str]

    @property
    def text(self) -> str:
        return self.body.decode("gb18030" if b"gb2312" in self.body[:300] else "utf-8", "replace")


def fetch(url: str, *, data: bytes | None = None, **headers: str) -> Fetched:
    """One request; an error status is an answer like any other."""
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        with urllib.request.urlopen(
            urllib.request.Request(url, data=data, headers=names), timeout=10
        ) as answer:
            return Fetched(answer.status, answer.read(), dict(answer.headers))
    except urllib.error.HTTPError as refused:
        return Fetched(refused.code, refused.read(), dict(refused.headers))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def seen(row: dict[str, str], service_url: str) -> str:
    """The text that stands for the item of a row of the truth, without white space."""
    if row["channel"] == "portal":
        return squeezed(BeautifulSoup(fetch(row["url"]).text, "lxml").get_text(""))
    if row["channel"] == "service-network":
        unid = urlsplit(row["url"]).path.rpartition("/")[2]
        answer = fetch(f"{service_url}hnzwfw/matter/service?serviceUnid={unid}").text
        return squeezed(re.sub(r"&(?:amp;)*nbsp;|<[^>]+>|\\n", "", answer))
    return squeezed(document(Path(unquote(urlsplit(row["url"]).path)), row["item_name"]))


def document(file: Path, item_name: str) -> str:
    """The item's text in a window document."""
    if file.suffix == ".docx":
        opened = docx.Document(str(file))
        cells = (cell.text for table in opened.tables for line in table.rows for cell in line.cells)
        inner = (
            cell.text
            for table in opened.tables
            for line in table.rows
            for outer in line.cells
            for nested in outer.tables
            for row in nested.rows
            for cell in row.cells
        )
        return "\n".join((*(p.text for p in opened.paragraphs), *cells, *inner))
    if file.suffix == ".pdf":
        with pypdfium2.PdfDocument(file) as opened:
            return "\n".join(page.get_textpage().get_text_bounded() for page in opened)
    book = CalamineWorkbook.from_filelike(io.BytesIO(file.read_bytes()))
    sheets = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    if len(sheets) > 1:
        of_item = [sheet for sheet in sheets if any(item_name in map(str, line) for line in sheet)]
        return "\n".join(str(cell) for line in of_item[0] for cell in line)
    return "\n".join(str(cell) for sheet in sheets for line in sheet if item_name in line for cell in line)


@pytest.fixture(scope="session")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """A served county that tests only read."""
    with Sandbox(tmp_path_factory.mktemp("county")) as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[Sandbox]:
    """A served county to be changed."""
    with Sandbox(tmp_path / "county") as served:
        yield served
