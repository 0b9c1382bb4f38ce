"""整改情况报告: what a unit put right of a round, line by line; what it did not, and until when."""

from __future__ import annotations

from reports.papers.described.tables import MIDDLE, SMALL, SOURCES
from reports.papers.layout import Cell, Description, Line, Piece, Table, Turned

NAME = "整改情况报告.docx"

RESULTS: tuple[Piece, ...] = (
    Line(
        "按核验结果分：{% for one in results %}{{ one.name }}{{ one.count }}个"
        "{% if not loop.last %}，{% endif %}{% endfor %}。"
        "{% if apart %}不计入整改率的：{% for one in apart %}{{ one.name }}{{ one.count }}个"
        "{% if not loop.last %}，{% endif %}{% endfor %}。{% endif %}"
    ),
)

DESCRIPTION = Description(
    "整改情况报告",
    [
        Line("", "标题空行"),
        Line("{{ unit }}关于{{ project }}{{ round }}发现问题整改情况的报告", "公文标题"),
        Line("", "标题空行"),
        Line("{% if office %}{{ office }}{% else %}协调小组办公室{% endif %}：", "主送机关"),
        Line(
            "按照{{ plan }}要求，我单位对{{ round }}评估下发的问题逐条进行了核对和整改。"
            "现将截至{{ as_of|day }}的整改情况报告如下。"
        ),
        Line("一、整改总体情况", "一级标题"),
        Line(
            "{{ round }}共下发问题{{ total.issued }}个，已整改到位{{ total.fixed }}个，"
            "尚未整改到位{{ total.left }}个，我单位认为不属实{{ total.disputed }}个。整改率{{ total.rate }}"
            "（整改到位数除以下发数，不含误报撤回、上级要素、规则变更撤销和无法核验的）。"
        ),
        *RESULTS,
        Line("二、逐条整改台账", "一级标题"),
        Line("逐条台账见附件1{% if pairs %}，整改前后对比截图见附件2{% endif %}。"),
        Line("三、未完成的问题、原因和时限", "一级标题"),
        Line("{%p if open %}"),
        Line("未完成的问题", "表标题"),
        Table(
            [
                Cell("问题编号", 28, "{{ one.number }}", SMALL),
                Cell("问题", 54, "{{ one.problem }}", SMALL),
                Cell("现状", 18, "{{ one.result }}", MIDDLE),
                Cell("原因", 34, "{{ one.reason }}", SMALL),
                Cell("整改时限", 22, "{{ one.due }}", MIDDLE),
            ],
            loop="one in open",
            head="清单表头",
        ),
        Line("{%p else %}"),
        Line("没有未完成的问题。"),
        Line("{%p endif %}"),
        Line("四、长效机制", "一级标题"),
        Line("（由单位填写：办事指南发布前自查、各渠道同步更新、定期复核等措施及责任人。）"),
        Line("", "落款空行"),
        Line("附件：1. 整改台账", "附件说明"),
        Line("{%p if pairs %}"),
        Line("　　　2. 整改前后对比截图", "附件说明"),
        Line("{%p endif %}"),
        Line("", "落款空行"),
        Line("", "落款空行"),
        Line("{{ unit }}", "署名"),
        Line("{{ as_of|day }}", "成文日期"),
        Turned(),
        Line("附件1", "附件标识"),
        Line("{{ round }}整改台账（{{ unit }}）", "表标题"),
        Table(
            [
                Cell("问题编号", 31, "{{ one.number }}", SMALL),
                Cell("原问题", 62, "{{ one.problem }}", SMALL),
                Cell("整改前原文", 42, "{{ one.before }}", SMALL),
                Cell("整改后", 30, "{{ one.after }}", SMALL),
                Cell("整改措施", 32, "{{ one.measures }}", SMALL),
                Cell(
                    "核验结果、日期\n截图前后",
                    28,
                    "{{ one.result }}\n{{ one.checked }}\n{{ one.pictures }}",
                    SMALL,
                ),
            ],
            loop="one in entries",
            head="清单表头",
        ),
        SOURCES,
        Line("{%p if pairs %}"),
        Line("附件2", "附件标识", new_page=True),
        Line("整改前后对比截图", "表标题"),
        Line("{% if more_pairs %}另有{{ more_pairs }}处的截图从略，见证据包。{% endif %}", "表下说明"),
        Table(
            [
                Cell("问题编号", 31, "{{ one.number }}", SMALL),
                Cell("整改前", 96, "{{ one.before }}\n{{ one.said_before }}", MIDDLE),
                Cell("整改后", 96, "{{ one.after }}\n{{ one.said_after }}", MIDDLE),
            ],
            loop="one in pairs",
            head="清单表头",
        ),
        Line("{%p endif %}"),
    ],
)
