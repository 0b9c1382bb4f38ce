"""评估问题清单 of one unit: two wide tables on pages that lie on their side.

The first says what was found, the second is filled in by the unit.
"""

from __future__ import annotations

from reports.papers.issue_columns import FILLED_IN
from reports.papers.layout import Cell, Description, Line, Piece, Table

NAME = "评估问题清单.docx"

HEAD: tuple[Piece, ...] = (
    Line("{%p if is_draft %}"),
    Line("（草稿，未下发。以下均为疑似问题，须经人工复核确认。）", "草稿说明"),
    Line("{%p endif %}"),
    Line("{{ project }}{{ round }}评估问题清单", "公文标题"),
    Line("责任单位：{{ unit }}　　共{{ total }}条　　整改时限：{{ due|day }}", "表标题"),
)
SOURCES: tuple[Piece, ...] = (
    Line("{%p for one in versions %}"),
    Line(
        "清单第{{ one.version }}版{% if one.document_number %}（{{ one.document_number }}）{% endif %}，"
        "{{ one.issued_on|day }}下发，本清单{{ one.count }}条"
        "{% if one.reason %}，更正原因：{{ one.reason }}{% endif %}。下发时记录校验值：{{ one.head }}",
        "表下说明",
    ),
    Line("{%p endfor %}"),
    Line("{{ office }}{% if contact %}　联系人及电话：{{ contact }}{% endif %}", "表下说明"),
)

SMALL = "清单文字"
REST = (
    "{{ one.severity }}",
    "时限：{{ one.due }}",
    "{% if one.lead %}牵头：{{ one.lead }}　{% endif %}{{ one.mode }}",
    "{{ one.remark }}",
)
FOUND = Table(
    [
        Cell("序号", 9, "{{ one.position }}", "清单居中"),
        Cell(
            "问题编号\n指标序号、评估指标",
            27,
            "{{ one.number }}\n{{ one.indicator }} {{ one.criterion }}",
            SMALL,
        ),
        Cell(
            "事项名称（编码）、渠道、页面网址\n截图编号、采集时间",
            48,
            "{{ one.item }}\n{{ one.channel }}：{{ one.address }}\n{{ one.picture }} {{ one.seen }}",
            SMALL,
        ),
        Cell("问题描述\n问题原文摘录", 60, "{{ one.message }}\n原文：{{ one.quote }}", SMALL),
        Cell("评估依据\n整改建议", 53, "依据：{{ one.basis }}\n建议：{{ one.advice }}", SMALL),
        Cell("类别/程度、时限、牵头\n核验方式、备注", 28, "\n".join(REST), SMALL),
    ],
    loop="one in lines",
    head="清单表头",
)

WIDTHS = (16, 34, 34, 16, 22, 19, 29, 14, 14)
ANSWERED = Table(
    [
        Cell("问题编号", 27, "{{ one.number }}", SMALL),
        *(Cell(column.title, width, "", SMALL) for column, width in zip(FILLED_IN, WIDTHS, strict=True)),
    ],
    loop="one in lines",
    head="清单表头",
)

DESCRIPTION = Description(
    "评估问题清单",
    [
        *HEAD,
        FOUND,
        Line("", "表下说明"),
        *SOURCES,
        Line("单位核对、整改情况（由{{ unit }}填写）", "表标题", new_page=True),
        ANSWERED,
        Line("是否认可填写属实、部分属实或不属实；也可在同名 Excel 文件里填写后报送。", "表下说明"),
    ],
    landscape=True,
)
