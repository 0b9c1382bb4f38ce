"""整改情况报告: what a unit put right of a round, line by line; what it did not, and until when."""

from __future__ import annotations

from reports.papers.layout import Cell, Description, Line, Table

NAME = "整改情况报告.docx"

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
            "{{ round }}共下发问题{{ total }}个，已整改到位{{ fixed }}个，尚未整改到位{{ unfinished }}个，"
            "我单位认为不属实{{ disputed }}个。整改率{{ rate }}"
            "（整改到位数除以下发数，不含误报撤回、上级要素、规则变更撤销和无法核验的）。"
        ),
        Line(
            "按核验结果分：{% for one in results %}{{ one.name }}{{ one.count }}个"
            "{% if not loop.last %}，{% endif %}{% endfor %}。"
            "{% if apart %}不计入整改率的：{% for one in apart %}{{ one.name }}{{ one.count }}个"
            "{% if not loop.last %}，{% endif %}{% endfor %}。{% endif %}"
        ),
        Line("二、逐条整改台账", "一级标题"),
        Line("整改台账", "表标题"),
        Table(
            [
                Cell("问题编号", 24, "{{ one.number }}"),
                Cell("原问题", 38, "{{ one.problem }}"),
                Cell("整改前原文", 28, "{{ one.before }}"),
                Cell("整改后", 22, "{{ one.after }}"),
                Cell("整改措施", 24, "{{ one.measures }}"),
                Cell("核验结果", 20, "{{ one.result }}（{{ one.checked }}）"),
            ],
            loop="one in entries",
        ),
        Line("三、未完成的问题、原因和时限", "一级标题"),
        Line("{%p if open %}"),
        Line("未完成的问题", "表标题"),
        Table(
            [
                Cell("问题编号", 28, "{{ one.number }}"),
                Cell("问题", 52, "{{ one.problem }}"),
                Cell("现状", 18, "{{ one.result }}", "表内居中"),
                Cell("原因", 36, "{{ one.reason }}"),
                Cell("整改时限", 22, "{{ one.due }}", "表内居中"),
            ],
            loop="one in open",
        ),
        Line("{%p else %}"),
        Line("没有未完成的问题。"),
        Line("{%p endif %}"),
        Line("四、长效机制", "一级标题"),
        Line("（由单位填写：办事指南发布前自查、各渠道同步更新、定期复核等措施及责任人。）"),
        Line("", "标题空行"),
        Line("附件：整改前后截图和佐证材料", "附件说明"),
        Line("", "标题空行"),
        Line("", "标题空行"),
        Line("{{ unit }}", "署名"),
        Line("{{ as_of|day }}", "成文日期"),
    ],
)
