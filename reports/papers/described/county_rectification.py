"""整改情况报告 of the county: how far the units are, by unit and criterion, and what is left."""

from __future__ import annotations

from reports.papers.described.rectification import RESULTS
from reports.papers.described.tables import KEY, MIDDLE, SMALL, SOURCES, outcome_table
from reports.papers.layout import Cell, Description, Line, Table

NAME = "整改情况报告（全县）.docx"

DESCRIPTION = Description(
    "整改情况报告（全县）",
    [
        Line("", "标题空行"),
        Line("关于{{ project }}{{ round }}发现问题整改情况的报告", "公文标题"),
        Line("", "标题空行"),
        Line(
            "按照{{ plan }}要求，{{ round }}评估发现的问题已下发各责任单位核对和整改"
            "{% if due %}，整改时限为{{ due|day }}{% endif %}。现将截至{{ as_of|day }}的整改情况报告如下。"
        ),
        Line("一、整改总体情况", "一级标题"),
        Line(
            "{{ round }}共下发问题{{ total.issued }}个，已整改到位{{ total.fixed }}个，"
            "尚未整改到位{{ total.left }}个，无法核验{{ total.unverified }}个，"
            "单位认为不属实{{ total.disputed }}个。整改率{{ total.rate }}。"
        ),
        *RESULTS,
        Line("二、各单位整改情况", "一级标题"),
        Line("{%p if departments %}"),
        Line("县直单位", "表标题"),
        *outcome_table("单位", "departments"),
        Line("{%p endif %}"),
        Line("{%p if townships %}"),
        Line("乡镇（街道）", "表标题"),
        *outcome_table("单位", "townships"),
        Line("{%p endif %}"),
        Line(KEY, "表下说明"),
        Line("三、各指标整改情况", "一级标题"),
        Line("各指标整改情况", "表标题"),
        *outcome_table("指标", "criteria", "total"),
        Line("四、未完成的问题、原因和时限", "一级标题"),
        Line("{%p if leftovers %}"),
        Line("有遗留问题的单位", "表标题"),
        Table(
            [
                Cell("单位", 36, "{{ one.name }}", SMALL),
                Cell("遗留（个）", 16, "{{ one.left }}", MIDDLE),
                Cell(
                    "现状",
                    34,
                    "{% for kind in one.kinds %}{{ kind.name }}{{ kind.count }}个"
                    "{% if not loop.last %}、{% endif %}{% endfor %}",
                    SMALL,
                ),
                Cell("单位说明的原因", 46, "{{ one.reason }}", SMALL),
                Cell("整改时限", 24, "{{ one.due }}", MIDDLE),
            ],
            loop="one in leftovers",
            head="清单表头",
        ),
        Line("{%p else %}"),
        Line("没有遗留问题。"),
        Line("{%p endif %}"),
        SOURCES,
        Line("五、下一步工作", "一级标题"),
        Line("（由办公室填写：对逾期未改、改后反弹单位的督办安排，上级统一要素的报请事项等。）"),
        Line("", "落款空行"),
        Line("附件：整改台账（同名 Excel 文件）", "附件说明"),
        Line("", "落款空行"),
        Line("", "落款空行"),
        Line("{{ office }}", "署名"),
        Line("{{ as_of|day }}", "成文日期"),
    ],
)
