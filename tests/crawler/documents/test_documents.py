"""Word, Excel, PDF and text files to guides and lists."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pypdfium2 as pdfium
import pytest

from checks.evidence import Channel, Guide, PageKind, Publication
from checks.records import to_json
from crawler.documents import read_document
from crawler.documents.ocr import why_unread
from crawler.documents.turned import turn
from crawler.reading.reading import Visit
from tests.crawler.documents.making import (
    docx_of,
    docx_table,
    docx_with_numbers,
    pdf_of,
    scanned_pdf,
    xlsx_of,
)
from tests.crawler.reading.comparing import differences

VISIT = Visit("file:///window/民政局/指南", Channel.WINDOW, unit_hint="民政局")
LINES = (
    "一、受理条件", "（一）具有本县户籍；", "（二）年满60周岁。", "二、申请材料", "1.身份证原件及复印件；", "2.近期免冠照片2张；",
    "3.法律、法规规定的其他材料。", "三、承诺办结时限：2个工作日", "四、法定办结时限：20个工作日", "五、办理地点：县政务服务大厅", "六、咨询电话：0377-65330000",
)  # fmt: skip
EXPECTED = {
    "item_name": "老年人优待证办理",
    "unit": "民政局",
    "channel": "window",
    "conditions": ["具有本县户籍", "年满60周岁。"],
    "materials": [
        {"name": "身份证原件及复印件"},
        {"name": "近期免冠照片2张"},
        {"name": "法律、法规规定的其他材料"},
    ],
    "promised_days": 2,
    "legal_days": 20,
    "location": "县政务服务大厅",
    "phone": "0377-65330000",
    "unreadable": "",
}
TITLE = "老年人优待证办理办事指南"


def guides(body: bytes, name: str) -> list[dict[str, Any]]:
    reading = read_document(body, name=name, visit=VISIT)
    assert reading.kind is PageKind.GUIDE, reading
    return [to_json(piece) for piece in reading.evidence]


@pytest.mark.parametrize(
    ("body", "name"),
    [
        pytest.param(docx_of(*LINES, title=TITLE), "a.docx", id="paragraphs in Word"),
        pytest.param(docx_of(*LINES), f"{TITLE}.docx", id="named by its file only"),
        pytest.param(docx_of(*LINES, title=TITLE), "a.pdf", id="its name says pdf"),
        pytest.param(pdf_of(TITLE, *LINES), "a.pdf", id="pdf"),
        pytest.param("\n".join([TITLE, *LINES]).encode(), "a.txt", id="text"),
        pytest.param("\r\n".join([TITLE, *LINES]).encode("gb18030"), "a.txt", id="text from Windows"),
        pytest.param(f"# {TITLE}\n\n".encode() + "\n\n".join(LINES).encode(), "a.md", id="Markdown"),
        pytest.param(
            (
                "<html><body>" + "".join(f"<p>{line}</p>" for line in (TITLE, *LINES)) + "</body></html>"
            ).encode(),
            "a.doc",
            id="HTML saved as doc",
        ),
        pytest.param(
            xlsx_of({"Sheet1": [[TITLE], *[[line] for line in LINES]]}), "a.xlsx", id="one column of lines"
        ),
    ],
)
def test_the_same_guide_in_every_format(body: bytes, name: str) -> None:
    found = guides(body, name)
    assert differences([EXPECTED], found) == []


ROWS = [
    ["最低生活保障办事指南", None, None, None],
    ["事项名称", "最低生活保障", "实施机关", "示例县民政局"],
    ["受理条件", "（一）本县户籍；\n（二）收入低于标准。", None, None],
    ["申请材料", "序号", "材料名称", "份数"],
    ["^", "1", "低保申请书", "1"],
    ["^", "2", "村（居）委会认为需要提供的其他材料", "1"],
    ["承诺时限", "2个工作日", "法定时限", "30个工作日"],
]
TABLE = {
    "item_name": "最低生活保障",
    "unit": "示例县民政局",
    "conditions": ["本县户籍", "收入低于标准。"],
    "materials": [
        {"name": "低保申请书", "copies": "1"},
        {"name": "村（居）委会认为需要提供的其他材料", "copies": "1"},
    ],
    "promised_days": 2,
    "legal_days": 30,
}


def test_a_table_with_merged_cells_in_word() -> None:
    assert differences([TABLE], guides(docx_table(ROWS), "低保.docx")) == []


def test_a_table_with_merged_cells_in_excel() -> None:
    merges = [
        ("低保", "A1:D1", "最低生活保障办事指南"),
        ("低保", "B3:D3", "（一）本县户籍；\n（二）收入低于标准。"),
        ("低保", "A4:A6", "申请材料"),
    ]
    rows = [[None if text in (None, "^") else text for text in row] for row in ROWS]
    assert differences([TABLE], guides(xlsx_of({"低保": rows}, merges), "民政局.xlsx")) == []


def test_automatic_numbers_of_word_are_read() -> None:
    expected = {
        "item_name": "养老机构备案",
        "conditions": ["依法登记", "床位数在十张以上。"],
        "materials": [{"name": "备案申请书"}, {"name": "登记证书"}, {"name": "其他材料"}],
        "promised_days": 5,
    }
    assert differences([expected], guides(docx_with_numbers(), "a.docx")) == []


def test_one_item_a_row() -> None:
    rows = [
        ["示例县司法局政务服务事项导出表"],
        [
            "序号",
            "事项名称",
            "实施主体",
            "办件类型",
            "受理条件",
            "申请材料",
            "承诺时限（工作日）",
            "法定时限（工作日）",
            "咨询电话",
        ],
        [
            1,
            "法律援助审批",
            "司法局",
            "承诺件",
            "经济困难",
            "1.申请表\n2.身份证\n3.其他有关材料",
            2,
            7,
            "12348",
        ],
        [2, "公证员变更", "司法局", "即办件", "", "申请表；执业证", 1, 20, "12348"],
    ]
    expected = [
        {"item_name": "法律援助审批", "unit": "司法局", "handling_type": "承诺件", "promised_days": 2, "promised_unit": "工作日",
         "legal_days": 7, "materials": [{"name": "申请表"}, {"name": "身份证"}, {"name": "其他有关材料"}]},
        {"item_name": "公证员变更", "handling_type": "即办件", "conditions": [], "materials": [{"name": "申请表"}, {"name": "执业证"}]},
    ]  # fmt: skip
    assert differences(expected, guides(xlsx_of({"导出": rows}), "导出.xlsx")) == []


def test_one_guide_a_sheet() -> None:
    sheet = [
        ["事项名称", "甲证办理"],
        ["申请材料", "身份证"],
        ["办理地点", "大厅"],
        ["承诺时限", "1个工作日"],
    ]
    other = [
        ["事项名称", "乙证办理"],
        ["申请材料", "户口簿"],
        ["办理地点", "大厅"],
        ["承诺时限", "3个工作日"],
    ]
    found = guides(xlsx_of({"甲证": sheet, "乙证": other}), "民政局.xlsx")
    assert (
        differences(
            [{"item_name": "甲证办理", "promised_days": 1}, {"item_name": "乙证办理", "promised_days": 3}],
            found,
        )
        == []
    )


def test_a_table_over_the_pages_of_a_pdf_is_one_table() -> None:
    rows = [
        ["序号", "材料名称", "材料形式"],
        *[[str(at), f"第{at}号证明材料原件及复印件", "纸质"] for at in range(1, 61)],
    ]
    found = guides(
        pdf_of(
            "水库大坝验收办事指南",
            "一、受理条件",
            "工程完工。",
            "二、申请材料",
            rows,
            "三、办理时限：5个工作日",
            "四、咨询电话：0377-65330000",
        ),
        "a.pdf",
    )
    assert (
        differences([{"item_name": "水库大坝验收", "promised_days": 5, "conditions": ["工程完工。"]}], found)
        == []
    )
    assert [material["name"] for material in found[0]["materials"]] == [
        f"第{at}号证明材料原件及复印件" for at in range(1, 61)
    ]


def test_wrapped_lines_of_a_pdf_are_joined() -> None:
    long = "申请人应当是在本县行政区域内连续居住一年以上并且依法缴纳社会保险费，家庭人均月收入低于本县最低生活保障标准二倍的城乡居民家庭成员。"
    found = guides(
        pdf_of(TITLE, "一、受理条件", long, "二、申请材料", "身份证", "三、办理时限", "2个工作日"), "a.pdf"
    )
    assert found[0]["conditions"] == [long]


def test_a_published_list_in_excel() -> None:
    rows = [
        ["示例县证明事项取消清单"],
        ["序号", "证明名称", "索要单位", "开具单位"],
        [1, "健在证明、居民养犬证明", "人社局", "村（居）委会"],
        [2, "无房证明", "住建局", "不动产登记中心"],
    ]
    reading = read_document(xlsx_of({"Sheet1": rows}), name="清单.xlsx", visit=VISIT)
    (found,) = reading.evidence
    assert isinstance(found, Publication)
    assert [(entry.number, entry.cells[1]) for entry in found.entries] == [
        (1, "健在证明"),
        (1, "居民养犬证明"),
        (2, "无房证明"),
    ]


def test_a_published_list_in_a_pdf() -> None:
    rows = [
        ["序号", "事项名称", "证明名称", "索要单位"],
        ["1", "教师资格认定", "无犯罪记录证明", "教体局"],
        ["2", "律师执业", "无犯罪记录证明", "司法局"],
    ]
    reading = read_document(pdf_of("示例县告知承诺证明事项清单", rows), name="清单.pdf", visit=VISIT)
    (found,) = reading.evidence
    assert isinstance(found, Publication)
    assert [entry.cells[1] for entry in found.entries] == ["教师资格认定", "律师执业"]


@pytest.mark.parametrize(
    ("body", "name", "why"),
    [
        pytest.param(scanned_pdf(), "扫描.pdf", why_unread(), id="an empty scan"),
        pytest.param(docx_of(), "空.docx", "文件中没有文字", id="nothing in it"),
    ],
)
def test_what_cannot_be_read_yet_says_why(body: bytes, name: str, why: str) -> None:
    (found,) = read_document(body, name=name, visit=VISIT).evidence
    assert isinstance(found, Guide)
    assert (found.unreadable, found.unit, found.materials) == (why, "民政局", ())


def turned(body: bytes, *, text: int, shown: int) -> bytes:
    """The PDF with its text running sideways by so many quarters, and its pages shown turned."""
    document = pdfium.PdfDocument(body)
    for page in document:
        turn(page, text)
        page.set_rotation(shown)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("shown", [0, 90, 180, 270])
@pytest.mark.parametrize("text", [0, 1, 2, 3])
def test_turned_pages_of_a_pdf(text: int, shown: int) -> None:
    rows = [["序号", "材料名称", "材料形式"], ["1", "备案申请书", "原件"], ["2", "居民身份证", "复印件"]]
    body = pdf_of(TITLE, "一、办理地点：大厅", "二、办理时限：2个工作日", "三、申请材料", rows)
    (found,) = guides(turned(body, text=text, shown=shown), "a.pdf")
    assert [material["name"] for material in found["materials"]] == ["备案申请书", "居民身份证"]
    assert found["location"] == "大厅"


def test_a_header_repeated_on_every_page_is_no_row() -> None:
    rows = [["序号", "材料名称", "材料形式"], *[[str(at), f"第{at}号证明", "纸质"] for at in range(1, 61)]]
    (found,) = guides(pdf_of(TITLE, "一、办理地点：大厅", "二、申请材料", rows, repeat=1), "a.pdf")
    assert [material["name"] for material in found["materials"]] == [f"第{at}号证明" for at in range(1, 61)]


def test_words_cut_in_two_by_a_narrow_cell_are_whole() -> None:
    long = "不动产登记信息查询结果告知单（由不动产登记中心出具）原件及加盖公章的复印件"
    rows = [["序号", "材料名称", "材料形式", "来源渠道", "备注"], ["1", long, "原件", "政府部门核发", "无"]]
    (found,) = guides(pdf_of(TITLE, "一、办理地点：大厅", "二、申请材料", rows), "a.pdf")
    assert [material["name"] for material in found["materials"]] == [long]
