"""The Word and Excel files open without repair: parts, types, links and styles hold together."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree

from reports.papers.listed import PAPERS
from reports.papers.paper import SHEET, WORD, Material, Paper
from reports.papers.write import made
from tests.reports.papers.conftest import MINE

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SETTINGS = (
    "zoom", "defaultTabStop", "evenAndOddHeaders", "characterSpacingControl", "compat", "themeFontLang",
    "decimalSymbol", "listSeparator",
)  # fmt: skip
"""The schema's order; Word repairs a file with another one."""


def paper_files(given: Callable[..., Material]) -> Iterator[tuple[Paper, str, dict[str, bytes]]]:
    """Every paper of a unit with hostile texts and of its county, as parts."""
    for paper in PAPERS:
        material = given(None if paper.is_for_county else MINE)
        facts = paper.facts(material)
        for form, data in made(paper, facts, material, {WORD, SHEET}, None) if facts is not None else ():
            with ZipFile(BytesIO(data)) as opened:
                assert opened.testzip() is None
                yield paper, form, {name: opened.read(name) for name in opened.namelist()}


@pytest.fixture
def files(issued: Callable[..., Material]) -> list[tuple[Paper, str, dict[str, bytes]]]:
    return list(paper_files(issued))


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
