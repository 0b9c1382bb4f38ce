"""What is text in a Word document: boxes, notes, controls, insertions; and what is not: deletions, hidden text."""

from __future__ import annotations

import threading
import time
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO

import pytest

from checks.evidence import Channel
from crawler.documents import UnreadableDocument, excel, read_document, word
from crawler.reading.blocks import Table, texts
from crawler.reading.reading import Visit
from tests.crawler.documents.making import docx_of, docx_with_numbers, xlsx_of

VISIT = Visit("file:///a.docx", Channel.WINDOW)
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = (
    f'xmlns:w="{W}" xmlns:r="{REL}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
)
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml."


def raw(
    body: str, parts: dict[str, str] | None = None, rels: str = "", kind: str = "", base: bytes = b""
) -> bytes:
    """A document of which the body is given as XML; `parts` are further parts, `rels` its relations."""
    source, out = zipfile.ZipFile(BytesIO(base or docx_of("x"))), BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            text: str | bytes = source.read(name)
            if name == "word/document.xml" and body:
                text = f"<w:document {NAMES}><w:body>{body}</w:body></w:document>"
            elif name == "word/_rels/document.xml.rels":
                text = source.read(name).decode().replace("</Relationships>", rels + "</Relationships>")
            elif name == "[Content_Types].xml":
                types = "".join(
                    f'<Override PartName="/word/{part}" ContentType="{MAIN}{part[:-4]}+xml"/>'
                    for part in parts or {}
                    if part.endswith(".xml")
                )
                text = source.read(name).decode().replace("</Types>", types + "</Types>")
                text = text.replace(f"{MAIN}document.main+xml", kind) if kind else text
            archive.writestr(name, text)
        for name, text in (parts or {}).items():
            archive.writestr(f"word/{name}", text)
    return out.getvalue()


def r(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def p(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def lines(body: bytes) -> list[str]:
    return list(texts(word.read(body)))


BOX = "<w:txbxContent>" + p(r("框里的字")) + "</w:txbxContent>"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        pytest.param(
            p(
                r("正文"),
                f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing>"
                f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
            ),
            ["正文", "框里的字"],
            id="a text box once",
        ),
        pytest.param(p(f"<w:r><w:pict><v:textbox>{BOX}</v:textbox></w:pict></w:r>"), ["框里的字"], id="an old text box"),
        pytest.param(
            "<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>" + p(r("甲")) + "</w:sdtContent></w:sdt>"
            + p(r("乙"), "<w:sdt><w:sdtContent>" + r("丙") + "</w:sdtContent></w:sdt>"),
            ["甲", "乙丙"],
            id="content controls",
        ),
        pytest.param(
            p(
                r("时限"), "<w:del><w:r><w:delText>二十</w:delText></w:r></w:del>", "<w:ins>" + r("五") + "</w:ins>",
                "<w:moveFrom>" + r("走") + "</w:moveFrom>", "<w:moveTo>" + r("日") + "</w:moveTo>",
            ),
            ["时限五日"],
            id="tracked changes",
        ),
        pytest.param(p("<w:del>" + r("旧") + "</w:del>", r("新")), ["新"], id="deleted, written as text"),
        pytest.param(
            p(r("甲"), r("密", "<w:vanish/>"), r("乙", "<w:vanish w:val='0'/>"), r("丙", "<w:vanish w:val='true'/>")),
            ["甲乙"],
            id="hidden text",
        ),
        pytest.param(
            p("<w:hyperlink r:id='no'>" + r("链接") + "</w:hyperlink>", "<w:fldSimple w:instr='X'>" + r("域") + "</w:fldSimple>"),
            ["链接域"],
            id="links and fields",
        ),
    ],
)  # fmt: skip
def test_what_is_text(body: str, said: list[str]) -> None:
    assert lines(raw(body)) == said


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{text if text.startswith('<') else p(r(text))}</w:tc>"


def test_tables_in_tables_merged_cells_and_deleted_rows() -> None:
    inner = "<w:tbl><w:tr>" + cell("内甲") + cell("内乙") + "</w:tr></w:tbl><w:p/>"
    rows = [
        cell("材料", "<w:vMerge w:val='restart'/>") + cell("横", "<w:gridSpan w:val='2'/>"),
        cell("", "<w:vMerge/>") + cell("左") + cell(inner),
        "<w:trPr><w:del w:id='1'/></w:trPr>" + cell("删") + cell("删") + cell("删"),
    ]
    controlled = (
        "<w:sdt><w:sdtContent><w:tr>"
        + cell("末")
        + cell("一")
        + cell("二")
        + "</w:tr></w:sdtContent></w:sdt>"
    )
    (table,) = word.read(
        raw("<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + controlled + "</w:tbl>")
    )
    assert isinstance(table, Table)
    assert [[each.text for each in row] for row in table.rows] == [
        ["材料", "横", "横"], ["材料", "左", "内甲 内乙"], ["末", "一", "二"],
    ]  # fmt: skip
    assert isinstance(table.rows[1][2].blocks[0], Table)
    assert table.rows[0][0] is table.rows[1][0] and table.rows[0][1] is table.rows[0][2]


def relation(kind: str, target: str, *, external: bool = False) -> str:
    mode = " TargetMode='External'" if external else ""
    return f"<Relationship Id='x{abs(hash((kind, target)))}' Type='{REL}/{kind}' Target='{target}'{mode}/>"


def test_notes_stand_at_the_end() -> None:
    foot = (
        f"<w:footnotes {NAMES}><w:footnote w:type='separator' w:id='-1'>{p(r('线'))}</w:footnote>"
        f"<w:footnote w:id='1'>{p(r('脚注甲'), r('密', '<w:vanish/>'))}</w:footnote></w:footnotes>"
    )
    end = f"<w:endnotes {NAMES}><w:endnote w:id='1'>{p(r('尾注乙'))}</w:endnote></w:endnotes>"
    body = raw(
        p(r("正文"), "<w:r><w:footnoteReference w:id='1'/></w:r>"),
        {"footnotes.xml": foot, "endnotes.xml": end},
        relation("footnotes", "footnotes.xml") + relation("endnotes", "endnotes.xml"),
    )
    assert lines(body) == ["正文", "脚注甲", "尾注乙"]


def test_numbers_are_seen_as_printed() -> None:
    found = lines(docx_with_numbers())
    assert found[1:4] == ["一、申请条件", "1.依法登记；", "2.床位数在十张以上。"]


def numbered(numbers: str, *items: tuple[str, int]) -> bytes:
    """Paragraphs of the lists with these numbers."""
    body = "".join(
        f"<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='{number}'/></w:numPr></w:pPr>{r(text)}</w:p>"
        for text, number in items
    )
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(raw(body))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, numbers if name == "word/numbering.xml" else old.read(name))
    return out.getvalue()


def test_a_list_that_begins_elsewhere_and_one_linked_to_a_style() -> None:
    numbers = (
        f"<w:numbering {NAMES}>"
        "<w:abstractNum w:abstractNumId='1'><w:styleLink w:val='S'/><w:lvl w:ilvl='0'><w:start w:val='1'/>"
        "<w:numFmt w:val='chineseCounting'/><w:lvlText w:val='（%1）'/></w:lvl></w:abstractNum>"
        "<w:abstractNum w:abstractNumId='2'><w:numStyleLink w:val='S'/></w:abstractNum>"
        "<w:num w:numId='1'><w:abstractNumId w:val='1'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='3'/></w:lvlOverride></w:num>"
        "<w:num w:numId='2'><w:abstractNumId w:val='2'/></w:num></w:numbering>"
    )
    assert lines(numbered(numbers, ("甲", 1), ("乙", 1), ("丙", 2))) == ["（三）甲", "（四）乙", "（一）丙"]


def test_lists_of_one_definition_count_on() -> None:
    numbers = (
        f"<w:numbering {NAMES}><w:abstractNum w:abstractNumId='7'><w:lvl w:ilvl='0'><w:start w:val='1'/>"
        "<w:numFmt w:val='chineseCounting'/><w:lvlText w:val='%1、'/></w:lvl></w:abstractNum>"
        + "".join(f"<w:num w:numId='{at}'><w:abstractNumId w:val='7'/></w:num>" for at in (1, 2))
        + "<w:num w:numId='3'><w:abstractNumId w:val='7'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='1'/></w:lvlOverride></w:num></w:numbering>"
    )
    found = lines(numbered(numbers, ("甲", 1), ("乙", 2), ("丙", 1), ("丁", 3), ("戊", 3)))
    assert found == ["一、甲", "二、乙", "三、丙", "一、丁", "二、戊"]


@pytest.mark.parametrize(
    "kind",
    [
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
        f"{MAIN}template.main+xml",
    ],
)
def test_documents_with_macros_and_templates_are_read(kind: str) -> None:
    macro = {"vbaProject.bin": 'Sub AutoOpen(): Shell "calc": End Sub'}
    assert lines(raw(p(r("甲")), macro, kind=kind)) == ["甲"]


@pytest.fixture
def calls() -> Iterator[tuple[str, list[str]]]:
    """The address of a server on this machine, and what it was asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(404)
            self.end_headers()

        do_HEAD = do_POST = do_GET

        def log_message(self, *_: object) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


def test_nothing_linked_is_fetched(calls: tuple[str, list[str]]) -> None:
    address, asked = calls
    rels = "".join(
        relation(kind, f"{address}/{kind}", external=True)
        for kind in (
            "attachedTemplate",
            "image",
            "hyperlink",
            "oleObject",
            "footnotes",
            "frame",
        )
    )
    picture = "<w:r><w:drawing><a:blip xmlns:a='urn:a' r:link='x1'/></w:drawing></w:r>"
    body = raw(p(r("甲"), picture), {}, rels)
    assert lines(body)[0] == "甲"
    read_document(body, name="a.docx", visit=VISIT)
    entity = f"<!DOCTYPE w SYSTEM '{address}/dtd' [<!ENTITY e SYSTEM '{address}/entity'>]>"
    source, out = zipfile.ZipFile(BytesIO(body)), BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in source.namelist():
            text = source.read(name)
            archive.writestr(
                name,
                entity.encode() + text.replace("甲".encode(), b"&e;")
                if name == "word/document.xml"
                else text,
            )
    try:
        read_document(out.getvalue(), name="a.docx", visit=VISIT)
    except UnreadableDocument:
        pass
    book, linked = zipfile.ZipFile(BytesIO(xlsx_of({"a": [["甲", "乙"]]}))), BytesIO()
    with zipfile.ZipFile(linked, "w") as archive:
        for name in book.namelist():
            text = book.read(name)
            if name == "xl/_rels/workbook.xml.rels":
                link = relation("externalLink", f"{address}/book.xlsx", external=True)
                text = text.replace(b"</Relationships>", link.encode() + b"</Relationships>")
            if "sheet1.xml" in name:
                text = entity.encode() + text.split(b"?>", 1)[1]
            archive.writestr(name, text)
    excel.read(linked.getvalue())
    assert asked == []


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("<w:sdt><w:sdtContent>" * 50_000 + "</w:sdtContent></w:sdt>" * 50_000, id="controls"),
        pytest.param(
            "<w:p>" + "<w:smartTag>" * 100_000 + "</w:smartTag>" * 100_000 + "</w:p>", id="tags in a line"
        ),
        pytest.param("<w:tbl><w:tr><w:tc>" * 33_000 + "</w:tc></w:tr></w:tbl>" * 33_000, id="tables"),
    ],
)
def test_a_hundred_thousand_elements_in_each_other(body: str) -> None:
    began = time.monotonic()
    with pytest.raises(UnreadableDocument, match=r"文件(?:已损坏|结构异常)"):
        read_document(raw(body), name="a.docx", visit=VISIT)
    assert time.monotonic() - began < 10


def test_deep_but_allowed_nesting_is_bounded() -> None:
    body = raw("<w:tbl><w:tr><w:tc>" * 80 + p(r("底")) + "</w:tc></w:tr></w:tbl>" * 80)
    began = time.monotonic()
    try:
        read_document(body, name="a.docx", visit=VISIT)
    except UnreadableDocument:
        pass
    assert time.monotonic() - began < 5
