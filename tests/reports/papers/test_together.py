"""Several papers in one print are what each is by itself: pages, page numbers and the side they stand on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from pypdfium2 import PdfDocument

from crawler.chromium import browser_available
from reports.papers.html import css, section
from reports.papers.pdf import Printer
from reports.papers.together import joined, order, parted


def paper(title: str, pages: int, *, wide: bool = False) -> str:
    """A page as html.page_of makes it, of so many printed pages."""
    text = "".join(f'<p style="break-before: page">{title}第{number + 1}面</p>' for number in range(pages))
    text = text.replace("break-before: page", "", 1)
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN"><head><title>{title}</title><style>{css()}</style></head>\n<body>\n'
        f"{section(wide)}{text}</section>\n</body></html>\n"
    )


@dataclass(frozen=True)
class Seen:
    """What a printed page shows: its text, its size, how far from the left its page number stands."""

    text: str
    size: tuple[float, float]
    number_at: int


def seen(pdf: bytes) -> list[Seen]:
    found = []
    with PdfDocument(pdf) as opened:
        for page in opened:
            words = page.get_textpage()
            text = words.get_text_range()
            found.append(Seen(text, page.get_size(), round(words.get_charbox(text.rfind("—"))[0])))
    return found


@pytest.fixture(scope="module")
def printer() -> Iterator[Printer]:
    chromium = browser_available()
    if chromium is None:
        pytest.skip("Chromium is not installed")
    with Printer(chromium) as opened:
        yield opened


@pytest.mark.browser
@pytest.mark.parametrize("lengths", [(1, 1, 1), (2, 3, 1), (4, 2, 5), (3, 1)])
def test_each_paper_is_what_it_is_by_itself(printer: Printer, lengths: tuple[int, ...]) -> None:
    pages = {f"文书{n}": paper(f"文书{n}", length, wide=n == 1) for n, length in enumerate(lengths)}
    printer.lengths.clear()  # Every guess may be wrong.
    made = printer.pdfs(pages)
    assert set(made) == set(pages)
    for kind, page in pages.items():
        assert seen(made[kind]) == seen(printer.pdf(page)), kind
    assert [printer.lengths[f"文书{n}"] for n in range(len(lengths))] == list(lengths)


@pytest.mark.browser
def test_with_known_lengths_one_print_is_enough(printer: Printer) -> None:
    pages = {"甲": paper("甲", 2), "乙": paper("乙", 5), "丙": paper("丙", 1)}
    printer.pdfs(pages)
    before = printer.prints
    printer.pdfs(pages)
    assert printer.prints == before + 1


@pytest.mark.browser
def test_a_wrong_guess_is_told(printer: Printer) -> None:
    pages = [paper("甲", 1), paper("乙", 1)]
    assert [one.is_right for one in parted(printer.pdf(joined(pages, [1, 1])))] == [True, True]
    assert [one.is_right for one in parted(printer.pdf(joined(pages, [2, 1])))] == [True, False]


@pytest.mark.browser
def test_an_empty_paper_takes_nothing_from_the_others(printer: Printer) -> None:
    empty = paper("空", 0).replace(section(False), "").replace("</section>", "")
    made = printer.pdfs({"空": empty, "甲": paper("甲", 1), "乙": paper("乙", 2)})
    assert [one.text for one in seen(made["乙"])] == [one.text for one in seen(printer.pdf(paper("乙", 2)))]
    assert [one.text for one in seen(made["甲"])] == [one.text for one in seen(printer.pdf(paper("甲", 1)))]


def test_papers_whose_length_is_sure_come_first_then_the_longest() -> None:
    pages = {"清单": "x" * 90, "报告": "x" * 50, "通知": "x", "交办单": "xx"}
    lengths = {"清单": 80, "报告": 30, "通知": 2, "交办单": 1}
    assert order(pages, lengths) == ["交办单", "通知", "清单", "报告"]
    assert order(pages, {}) == ["清单", "报告", "交办单", "通知"]
