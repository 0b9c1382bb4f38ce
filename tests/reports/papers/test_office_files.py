"""The Word and Excel files open without repair: parts, types, links and styles hold together."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree
from openxml_audit import FileFormat, OpenXmlValidator
from python_calamine import CalamineWorkbook

from reports.papers.html import page_of
from reports.papers.listed import PAPERS
from reports.papers.paper import SHEET, WORD, Material, Paper
from reports.papers.write import made
from tests.reports.papers.conftest import HOSTILE, MINE

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SETTINGS = (
    "zoom", "defaultTabStop", "evenAndOddHeaders", "characterSpacingControl", "compat", "themeFontLang",
    "decimalSymbol", "listSeparator",
)  # fmt: skip
"""The schema's order; Word repairs a file with another one."""


def paper_files(given: Callable[..., Material]) -> Iterator[tuple[Paper, str, bytes]]:
    """Every paper of a unit with hostile texts and of its county."""
    for paper in PAPERS:
        material = given(None if paper.is_for_county else MINE)
        facts = paper.facts(material)
        assert facts is not None, paper.kind
        for form, data in made(paper, facts, material, {WORD, SHEET}, None):
            yield paper, form, data


def parts_of(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as opened:
        assert opened.testzip() is None
        return {name: opened.read(name) for name in opened.namelist()}


@pytest.fixture
def files(issued: Callable[..., Material]) -> list[tuple[Paper, str, dict[str, bytes]]]:
    return [(paper, form, parts_of(data)) for paper, form, data in paper_files(issued)]


Files = list[tuple[Paper, str, dict[str, bytes]]]


def test_every_part_is_well_formed_and_has_a_type(files: Files):
    assert len(files) > 4
    for paper, form, parts in files:
        types = etree.fromstring(parts["[Content_Types].xml"])
        named = {one.get("PartName") for one in types if one.get("PartName")}
        endings = {one.get("Extension") for one in types if one.get("Extension")}
        for name, data in parts.items():
            assert f"/{name}" in named or name.rpartition(".")[2] in endings, (paper.kind, form, name)
            if name.endswith((".xml", ".rels")):
                etree.fromstring(data)
        assert {name.lstrip("/") for name in named if name} <= set(parts)


def test_every_relation_leads_to_a_part(files: Files):
    for paper, _, parts in files:
        for name in (one for one in parts if one.endswith(".rels")):
            base = posixpath.dirname(posixpath.dirname(name))
            for relation in etree.fromstring(parts[name]):
                if relation.get("TargetMode") == "External":
                    continue
                target = relation.get("Target") or ""
                path = target.lstrip("/") if target.startswith("/") else posixpath.join(base, target)
                assert posixpath.normpath(path) in parts, (paper.kind, name, target)


def test_every_style_that_is_named_is_there_and_settings_stand_in_order(files: Files):
    for paper, form, parts in files:
        if form != WORD:
            continue
        styles = etree.fromstring(parts["word/styles.xml"])
        known = {one.get(f"{W}styleId") for one in styles.iter(f"{W}style")}
        for name in (one for one in parts if re.match(r"word/(document|styles|footer\d*)\.xml", one)):
            root = etree.fromstring(parts[name])
            for tag in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link"):
                used = {one.get(f"{W}val") for one in root.iter(W + tag)}
                assert used <= known, (paper.kind, name, tag, used - known)
        order = [etree.QName(one).localname for one in etree.fromstring(parts["word/settings.xml"])]
        assert tuple(order) == SETTINGS


def test_no_tag_of_a_template_is_left(files: Files):
    for paper, form, parts in files:
        if form == WORD:
            text = "".join(etree.fromstring(parts["word/document.xml"]).itertext())
            assert "{%tr" not in text and "{%p" not in text, paper.kind
            assert text.count("{{") <= text.count("{{ unit }}{% for %}"), paper.kind


def test_the_page_of_numbers_is_a_field(files: Files):
    for paper, form, parts in files:
        if form == WORD:
            feet = [data for name, data in parts.items() if "word/footer" in name]
            assert len(feet) >= 2 and all(b"PAGE" in foot for foot in feet), paper.kind


def test_hostile_texts_are_text_in_every_workbook_file_and_page(issued: Callable[..., Material]):
    seen = set()
    for paper, form, data in paper_files(issued):
        if form == SHEET:
            book = CalamineWorkbook.from_filelike(BytesIO(data))
            cells = {
                str(cell)
                for name in book.sheet_names
                for row in book.get_sheet_by_name(name).to_python()
                for cell in row
            }
            told = "\n".join(cells)
            parts = parts_of(data)
            sheets = [part for name, part in parts.items() if name.startswith("xl/worksheets/")]
            assert not any(b"<f>" in part or b"hyperlink" in part for part in sheets), paper.kind
        else:
            told = "".join(etree.fromstring(parts_of(data)["word/document.xml"]).itertext())
            page = page_of(data, paper.kind)
            assert "<script" not in page and "<b>&amp;amp;" not in page, paper.kind
        for name in ("formula", "plus", "minus", "at", "markup", "emoji"):
            if HOSTILE[name] in told:
                seen.add((paper.kind, form, name))
        assert "\x00" not in told and "\x0b" not in told, paper.kind
    for kind, form in (
        ("评估问题清单", SHEET),
        ("评估问题清单", WORD),
        ("整改情况报告", SHEET),
        ("整改情况报告", WORD),
    ):
        assert {name for one, two, name in seen if (one, two) == (kind, form)} >= {
            "formula",
            "at",
            "markup",
        }, kind


def test_office_programs_find_nothing_to_repair(issued: Callable[..., Material], tmp_path: Path):
    """Against the schemas of Office and what they leave to its rules."""
    validator = OpenXmlValidator(file_format=FileFormat.OFFICE_2019, max_errors=20)
    for number, (paper, form, data) in enumerate(paper_files(issued)):
        file = tmp_path / f"{number}.{form}"
        file.write_bytes(data)
        found = validator.validate(str(file))
        assert not found.errors, (paper.kind, form, [one.description for one in found.errors])


def test_the_validator_sees_what_office_would_repair(issued: Callable[..., Material], tmp_path: Path):
    _, _, data = next(one for one in paper_files(issued) if one[1] == WORD)
    broken = tmp_path / "坏.docx"
    with ZipFile(broken, "w") as made_:
        for name, part in parts_of(data).items():
            made_.writestr(
                name, part.replace(b"<w:tblGrid>", b"<w:tblGird>").replace(b"</w:tblGrid>", b"</w:tblGird>")
            )
    assert OpenXmlValidator(file_format=FileFormat.OFFICE_2019).validate(str(broken)).errors
