"""How long each kind of file takes to read, in how much memory; beside it, what its library takes alone."""

from __future__ import annotations

import csv
import io
import resource
import statistics
import time
from collections.abc import Callable, Sequence
from multiprocessing import get_context
from pathlib import Path

import docx
import olefile
import pypdfium2 as pdfium
from python_calamine import CalamineWorkbook
from striprtf.striprtf import rtf_to_text

from audit.display import console, table
from checks.evidence import Channel
from crawler.documents import read_document
from crawler.reading.reading import Visit

TESTS = Path(__file__).parent.parent / "tests"
ROUNDS = 15
VISIT = Visit(url="file:///window", channel=Channel.WINDOW)
SHEET = "序号,事项名称,实施主体,申请材料,承诺时限\n" + "".join(
    f"{number},示例事项{number},示例县民政局,1.居民身份证；2.申请表,5个工作日\n" for number in range(1, 41)
)


def text_of_docx(body: bytes) -> None:
    document = docx.Document(io.BytesIO(body))
    for paragraph in document.paragraphs:
        _ = paragraph.text
    for grid in document.tables:
        for row in grid.rows:
            _ = [cell.text for cell in row.cells]


def text_of_sheets(body: bytes) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(body))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()


def text_of_pdf(body: bytes) -> None:
    document = pdfium.PdfDocument(body)
    for page in document:
        page.get_textpage().get_text_range()
    document.close()


def text_of_doc(body: bytes) -> None:
    with olefile.OleFileIO(io.BytesIO(body)) as document:
        document.openstream("WordDocument").read().decode("utf-16-le", "replace")


def text_of_rtf(body: bytes) -> None:
    rtf_to_text(body.decode("latin-1"))  # type: ignore[no-untyped-call]


PLAIN: dict[str, Callable[[bytes], object]] = {
    "docx": text_of_docx,
    "xlsx": text_of_sheets,
    "pdf": text_of_pdf,
    "doc": text_of_doc,
    "rtf": text_of_rtf,
    "csv": lambda body: list(csv.reader(io.StringIO(body.decode()))),
    "txt": lambda body: body.decode("utf-8", "replace").splitlines(),
}
"""What the library of each format does alone."""


def samples() -> dict[str, list[bytes]]:
    """The files of the fixtures, by their endings."""
    found: dict[str, list[bytes]] = {ending: [] for ending in PLAIN}
    places = sorted((TESTS / "crawler").rglob("*"))
    for path in places:
        if path.is_file() and path.suffix[1:] in found and (path.stem in ("page", "guide")):
            found[path.suffix[1:]].append(path.read_bytes())
    found["csv"].append(SHEET.encode())
    return {ending: bodies for ending, bodies in found.items() if bodies}


def each(work: Callable[[bytes], object], bodies: Sequence[bytes]) -> float:
    """Milliseconds a file: the median of several rounds over all of them."""
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        for body in bodies:
            work(body)
        times.append(time.perf_counter() - started)
    return statistics.median(times) / len(bodies) * 1000


def read(body: bytes) -> None:
    read_document(body, name="样例", visit=VISIT)


def peak(bodies: Sequence[bytes]) -> int:
    """Bytes by which a fresh process grows at most while it reads these files, its libraries loaded."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for body in bodies:
        read(body)
    return (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024


def measured() -> list[tuple[str, str, str]]:
    """A row per format: files a second and memory, and how many times as long as the library alone."""
    rows = []
    for ending, bodies in samples().items():
        ours, plain = each(read, bodies), each(PLAIN[ending], bodies)
        with get_context("spawn").Pool(1) as pool:
            memory = pool.apply(peak, (bodies,))
        times = ours / max(plain, 1e-6)
        beside = f"单用格式库的 {times:.1f} 倍时间；内存 +{memory / 2**20:.0f} MB；{len(bodies)} 份"
        rows.append((f"读取 {ending}（份/秒）", f"{1000 / ours:,.0f}", beside))
    return rows


def main() -> None:
    """Measure and print."""
    drawn = table(("项目", "结果", "对照"), measured())
    drawn.columns[2].justify = "left"
    console().print(drawn)


if __name__ == "__main__":
    main()
