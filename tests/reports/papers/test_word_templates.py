"""Word templates: the packaged ones are what the script builds; texts stay texts; a broken one is named."""

from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document

from reports.papers.layout import Cell, Description, Line, Table, Turned, built
from reports.papers.make_templates import descriptions
from reports.papers.word import PACKAGED, BrokenTemplate, filled, template_named


@dataclass(frozen=True)
class Facts:
    unit: str = "民政局"
    rows: tuple[dict[str, str], ...] = ({"quote": "其他有关材料"},)
    due: date | None = date(2022, 7, 29)


def template(folder: Path, *pieces: Line | Table | Turned) -> Path:
    file = folder / "试.docx"
    file.write_bytes(built(Description("试", pieces)))
    return file


def words(docx: bytes) -> list[str]:
    return [paragraph.text for paragraph in Document(BytesIO(docx)).paragraphs]


def parts(docx: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(docx)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


@pytest.mark.parametrize("name", sorted(descriptions()))
def test_a_packaged_template_is_what_the_script_builds(name: str):
    assert parts((PACKAGED / name).read_bytes()) == parts(built(descriptions()[name]))


def test_no_packaged_template_is_left_over():
    assert {file.name for file in PACKAGED.glob("*.docx")} == set(descriptions())


def test_fields_loops_and_days_are_filled_in(tmp_path: Path):
    file = template(
        tmp_path, Line("{{ unit }}：请于{{ due|day }}前整改。"),
        Table([Cell("原文", 80, "{{ one.quote }}")], loop="one in rows"), Line(""),
    )  # fmt: skip
    docx = filled(file, Facts(rows=({"quote": "甲"}, {"quote": "乙"})))
    assert words(docx)[0] == "民政局：请于2022年7月29日前整改。"
    table = Document(BytesIO(docx)).tables[0]
    assert [row.cells[0].text for row in table.rows] == ["原文", "甲", "乙"]


HOSTILE = {
    "markup": ("<b>粗</b>&amp;<w:p/>", "<b>粗</b>&amp;<w:p/>"),
    "a tag of templates": ("{{ unit }}{% for %}", "{{ unit }}{% for %}"),
    "a formula": ("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
    "control characters": ("甲\x00乙\x0b丙\x1b", "甲 乙 丙"),
    "a lone surrogate": ("甲\ud800乙", "甲\ufffd乙"),
    "what XML forbids": ("甲\uffff乙\ufffe", "甲\ufffd乙\ufffd"),
    "an emoji": ("材料👨‍👩‍👧🈚", "材料👨👩👧🈚"),
    "marks of direction": ("\u202e倒", "倒"),
}


@pytest.mark.parametrize(("given", "told"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_text_arrives_as_plain_text(tmp_path: Path, given: str, told: str):
    assert words(filled(template(tmp_path, Line("{{ unit }}")), Facts(unit=given))) == [told]


def test_an_endless_text_is_cut_and_says_so(tmp_path: Path):
    said = words(filled(template(tmp_path, Line("{{ unit }}")), Facts(unit="长" * 100_000)))[0]
    assert len(said) < 5000 and said.endswith("（共 100000 字，此处从略）")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("整改：{{ unti }}", "没有字段“unti”", id="a field that there is not"),
        pytest.param("整改：{{ rows[0].qote }}", "没有字段“qote”", id="a field of a row that there is not"),
        pytest.param("整改：{% fro x in rows %}", "不认识的标记“fro”", id="a tag that there is not"),
        pytest.param("整改：{% if unit %}", "没有对应的 endfor 或 endif", id="a tag that is not closed"),
        pytest.param("整改：{{ due|dya }}", "不认识的过滤器“dya”", id="a filter that there is not"),
    ],
)
def test_a_broken_template_is_named_with_the_paragraph(tmp_path: Path, text: str, reason: str):
    file = template(tmp_path, Line("第一段"), Line(text), Line("第三段"))
    with pytest.raises(BrokenTemplate) as told:
        filled(file, Facts())
    assert str(file) in str(told.value) and reason in str(told.value)
    assert "整改：" in str(told.value) and "docs/papers.md" in str(told.value)


@pytest.mark.parametrize("data", [b"", b"not a zip", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_word_file_is_named(tmp_path: Path, data: bytes):
    file = tmp_path / "坏.docx"
    file.write_bytes(data)
    with pytest.raises(BrokenTemplate, match=r"坏\.docx 不是可用的 Word"):
        filled(file, Facts())


def test_the_countys_own_template_goes_before_the_packaged_one(tmp_path: Path):
    (tmp_path / "papers").mkdir()
    own = tmp_path / "papers" / "整改通知.docx"
    assert template_named("整改通知.docx", tmp_path) == PACKAGED / "整改通知.docx"
    own.write_bytes(b"")
    assert template_named("整改通知.docx", tmp_path) == own


def test_a_page_is_laid_out_by_the_standard(tmp_path: Path):
    docx = built(Description("试", [Line("甲"), Turned(), Line("乙")]))
    upright, lying = Document(BytesIO(docx)).sections
    assert [round(side.mm) for side in (upright.page_width, upright.page_height)] == [210, 297]
    margins = (upright.top_margin, upright.right_margin, upright.bottom_margin, upright.left_margin)
    assert [round(side.mm) for side in margins] == [37, 26, 35, 28]
    assert [round(side.mm) for side in (lying.page_width, lying.page_height)] == [297, 210]
    document, styles, settings, fonts = (
        parts(docx)[f"word/{name}.xml"].decode() for name in ("document", "styles", "settings", "fontTable")
    )
    assert document.count('<w:docGrid w:type="lines" w:linePitch="579"/>') == 2
    assert 'w:eastAsia="zh-CN"' in styles and 'w:eastAsia="仿宋_GB2312"' in styles
    assert "<w:evenAndOddHeaders/>" in settings
    assert '<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋"/>' in fonts
    feet = [text.decode() for name, text in parts(docx).items() if "footer" in name]
    assert all("PAGE" in foot and "— " in foot for foot in feet)
    assert {"right" in foot for foot in feet} == {True, False}
