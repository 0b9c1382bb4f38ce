"""评估问题清单 of the whole county: the numbers by unit.

The lines themselves stand in the Excel file and in the units' own lists: nobody prints ten thousand.
"""

from __future__ import annotations

from reports.papers.described.issue_list import SOURCES
from reports.papers.layout import Cell, Description, Line, Table

NAME = "评估问题清单（全县）.docx"
COUNTS = ("count", "severe", "heavy", "common", "hint")

DESCRIPTION = Description(
    "评估问题清单（全县）",
    [
        Line("{%p if is_draft %}"),
        Line("（草稿，未下发。以下均为疑似问题，须经人工复核确认。）", "草稿说明"),
        Line("{%p endif %}"),
        Line("{{ project }}{{ round }}评估问题清单（全县汇总）", "公文标题"),
        Line("", "标题空行"),
        Line(
            "{{ round }}评估{% if is_draft %}疑似发现{% else %}下发{% endif %}问题{{ total }}条，"
            "整改时限{{ due|day }}，各单位问题数见下表。逐条内容见同名 Excel 文件和各单位的评估问题清单。"
        ),
        Table(
            [
                Cell("责任单位", 62, "{{ one.criterion }}"),
                Cell("问题（条）", 26, "{{ one.count }}", "表内居中"),
                Cell("严重", 17, "{{ one.severe }}", "表内居中"),
                Cell("较重", 17, "{{ one.heavy }}", "表内居中"),
                Cell("一般", 17, "{{ one.common }}", "表内居中"),
                Cell("提示", 17, "{{ one.hint }}", "表内居中"),
            ],
            loop="one in units",
            last=["合计", *(f"{{{{ sums.{one} }}}}" for one in COUNTS)],
        ),
        Line("", "表下说明"),
        *SOURCES,
    ],
)
