"""The pages themselves: complete, safe, alone in their folder, and right in a real browser."""

from __future__ import annotations

import dataclasses
import re
import types
import typing
from collections.abc import Callable, Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import jinja2
import jinja2.meta
import pypdfium2
import pytest
from playwright.sync_api import Browser, Error, sync_playwright

from reports.build import build_report
from reports.inputs import FindingView, Miss, ReportInput
from reports.model import Report
from reports.write import TEMPLATE_OF, TEMPLATES, Page, environment, pages, render, write_report

Make = Callable[..., FindingView]
HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7*7 }}{% raw %}\x00\u202e' + "长" * 4000


class Tags(HTMLParser):
    """The tags, attributes and text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {key: value or "" for key, value in attrs}))
        if tag not in ("meta", "br", "img", "link", "input"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open.pop() == tag, f"</{tag}> closes something else"


@pytest.mark.parametrize("kind", list(TEMPLATE_OF), ids=lambda kind: str(kind.__name__))
def test_a_template_prints_only_its_dataclass(kind: type[Page]) -> None:
    source = (TEMPLATES / TEMPLATE_OF[kind]).read_text(encoding="utf-8")
    tree = environment().parse(source)
    own = set(re.findall(r"{% macro (\w+)|{% import \S+ as (\w+)", source))
    assert jinja2.meta.find_undeclared_variables(tree) <= {"page", *(name for pair in own for name in pair)}
    for attribute in re.findall(r"\bpage\.(\w+)", source):
        assert attribute in {field.name for field in dataclasses.fields(kind)}


def printed(kind: object) -> Iterator[type]:
    """A dataclass and every dataclass inside it."""
    for argument in typing.get_args(kind):
        yield from printed(argument)
    if isinstance(kind, type) and not isinstance(kind, types.GenericAlias) and dataclasses.is_dataclass(kind):
        yield kind
        for hint in typing.get_type_hints(kind).values():
            yield from printed(hint)


@pytest.mark.parametrize("kind", list(TEMPLATE_OF), ids=lambda kind: str(kind.__name__))
def test_every_field_of_a_page_is_printed_somewhere(kind: type[Page]) -> None:
    files = ("base.html", "parts.html", TEMPLATE_OF[kind])
    source = "".join((TEMPLATES / name).read_text(encoding="utf-8") for name in files)
    for field in dataclasses.fields(kind):
        assert f"page.{field.name}" in source, f"{kind.__name__}.{field.name} is never printed"


def test_a_missing_name_in_a_template_is_an_error() -> None:
    with pytest.raises(jinja2.UndefinedError):
        environment().from_string("{{ page.no_such_field }}").render(page=object())


def test_pages_are_complete_and_need_nothing_from_elsewhere(given: ReportInput) -> None:
    for path, page in pages(build_report(given)):
        html = render(page)
        tags = Tags(html)
        assert tags.open == [], path
        names = {tag for tag, _ in tags.tags}
        assert not names & {"script", "link", "img", "iframe", "object"}, path
        assert "url(" not in html and "@import" not in html
        for _, attributes in tags.tags:
            assert not [key for key in attributes if key.startswith("on")]


def test_links_lead_to_pages_that_are_written(given: ReportInput, tmp_path: Path) -> None:
    index = write_report(build_report(given), tmp_path)
    for file in index.parent.rglob("*.html"):
        for tag, attributes in Tags(file.read_text(encoding="utf-8")).tags:
            target = attributes.get("href", "")
            if tag == "a" and not target.startswith(("https://", "http://", "#")):
                assert (file.parent / unquote(target)).resolve().is_file(), f"{file.name}: {target}"


def hostile(given: ReportInput, make_finding: Make) -> Report:
    """A report in which every text that comes from outside is meant to do harm."""
    keys = ["item_name", "item_code", "quote", "message", "advice", "basis", "reason", "title"]
    keys += ["due", "status", "severity", "indicator", "channel", "last_seen", "fixed_at"]
    harm, width = dict.fromkeys(keys, HOSTILE), dict.fromkeys(keys, "W" * 900)
    nasty = make_finding(1, "c12-unreadable-guide", **harm, url="javascript:alert(3)")
    wide = replace(nasty, id="wide", url="https://x.cn/" + "W" * 900, **width)
    unit = replace(given.units[0], name=HOSTILE)
    findings = (*(replace(one, unit=HOSTILE) for one in (nasty, wide)), nasty, replace(wide, unit="W" * 900))
    source = replace(given.coverage[0], source="W" * 90, misses=(Miss("data:" + "W" * 900, HOSTILE),))
    units, coverage = (unit, *given.units[1:]), (source, *given.coverage[1:])
    return build_report(replace(given, county=HOSTILE, units=units, findings=findings, coverage=coverage))


def test_hostile_text_is_only_text(given: ReportInput, make_finding: Make) -> None:
    report = hostile(given, make_finding)
    for _, page in pages(report):
        html = render(page)
        tags = Tags(html)
        assert "<script" not in html and "<img" not in html and "\x00" not in html and "\u202e" not in html
        assert not any("javascript" in attributes.get("href", "") for _, attributes in tags.tags)
        assert "长" * 1000 not in html
    assert "javascript:alert(3)" in render(report.units[0][1]), "shown as text"


def test_a_second_report_replaces_the_first_and_takes_away_what_is_gone(
    given: ReportInput, tmp_path: Path
) -> None:
    folder = write_report(build_report(given), tmp_path).parent
    (folder / "keep.xlsx").write_text("of another program")
    assert (folder / "unassigned.html").exists() and (folder / "units" / "七里坪乡.html").exists()
    known = {unit.name for unit in given.units[:3]}
    smaller = replace(
        given, units=given.units[:3], findings=tuple(one for one in given.findings if one.unit in known)
    )
    write_report(build_report(smaller), tmp_path)
    assert not (folder / "unassigned.html").exists()
    assert len(list((folder / "units").iterdir())) == 3
    assert (folder / "keep.xlsx").exists()
    assert not list(folder.rglob("*.part"))


def test_a_report_that_cannot_be_written_leaves_the_old_one(given: ReportInput, tmp_path: Path) -> None:
    index = write_report(build_report(given), tmp_path)
    before = index.read_bytes()
    (index.parent / "notes.html").unlink()
    (index.parent / "notes.html").mkdir()
    with pytest.raises(OSError):
        write_report(build_report(replace(given, findings=())), tmp_path)
    assert index.read_bytes() == before
    assert not list(index.parent.rglob("*.part"))


@pytest.fixture(name="browser", scope="module")
def _browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        for path in (None, "/usr/bin/chromium"):
            try:
                browser = playwright.chromium.launch(
                    executable_path=path, args=["--no-sandbox", "--disable-gpu"]
                )
            except Error:
                continue
            yield browser
            browser.close()
            return
        pytest.skip("no Chromium on this machine")


@pytest.mark.browser
@pytest.mark.parametrize("kind", ["usual", "hostile"])
def test_pages_fit_a_small_screen_and_ask_for_nothing(
    given: ReportInput, make_finding: Make, tmp_path: Path, browser: Browser, kind: str
) -> None:
    index = write_report(build_report(given) if kind == "usual" else hostile(given, make_finding), tmp_path)
    tab = browser.new_page(viewport={"width": 1366, "height": 768})
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("dialog", lambda dialog: asked.append(dialog.message))
    for file in sorted(index.parent.rglob("*.html")):
        tab.goto(file.as_uri())
        assert tab.evaluate("document.documentElement.scrollWidth") <= 1366, file.name
        spilled = tab.evaluate(
            "[...document.querySelectorAll('td, th')].filter(c => c.scrollWidth > c.clientWidth + 1)"
            ".filter(c => getComputedStyle(c).overflowX === 'visible')"
            ".map(c => c.textContent.trim().slice(0, 40))"
        )
        assert spilled == [], file.name
    assert all(url.startswith("file:") for url in asked)
    tab.close()


@pytest.mark.browser
def test_an_issue_list_prints_on_a4_with_its_headings_repeated(
    given: ReportInput, tmp_path: Path, browser: Browser
) -> None:
    index = write_report(build_report(given), tmp_path)
    tab = browser.new_page()
    tab.goto((index.parent / "units" / "民政局.html").as_uri())
    document = pypdfium2.PdfDocument(tab.pdf(prefer_css_page_size=True))
    width, height = document[0].get_size()
    assert (round(width), round(height)) == (842, 595), "A4 landscape"
    texts = [sheet.get_textpage().get_text_bounded() for sheet in document]
    assert sum("整改建议" in text for text in texts) >= 3, "the headings are repeated on each sheet"
    assert "核对人（签字）" in texts[-1]
    tab.close()
