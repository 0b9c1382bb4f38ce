"""自查情况报告: the unit's own report; the answers stand in an annex on wide pages, the proofs in another."""

from __future__ import annotations

from reports.papers.described.tables import MIDDLE, SMALL
from reports.papers.layout import Cell, Description, Line, Table, Turned

NAME = "自查情况报告.docx"

DESCRIPTION = Description(
    "自查情况报告",
    [
        Line("", "标题空行"),
        Line("{{ unit }}关于{{ year }}年政务服务工作自查情况的报告", "公文标题"),
        Line("", "标题空行"),
        Line("{% if office %}{{ office }}{% else %}协调小组办公室{% endif %}：", "主送机关"),
        Line(
            "按照{{ plan }}要求，我单位对照评估方案{{ annex }}的评估要点开展了自检自查。"
            "现将截至{{ as_of|day }}的自查情况报告如下。"
        ),
        Line("一、总体情况", "一级标题"),
        Line("（由单位填写：领导分工、自查的组织和范围。）", lead="组织领导。"),
        Line(
            "自查表共{{ asked }}项核查内容，已填报{{ answered }}项。"
            "{% if report_due %}自查情况报告应于{{ report_due|day }}前报送"
            "{% if handed_in %}，登记的报送日期为{{ handed_in }}{% endif %}。{% endif %}",
            lead="自查范围。",
        ),
        Line(
            "{% if guides %}截至{{ guides_on|day }}，公开的办事指南："
            "{% for one in guides %}{{ one.source }}{{ one.count }}份{% if not loop.last %}，{% endif %}"
            "{% endfor %}"
            "（共{{ guides|length }}个渠道）。{% else %}没有采集到本单位公开的办事指南。{% endif %}",
            lead="公开渠道和事项。",
        ),
        Line("二、对照要点逐项情况", "一级标题"),
        Line("各指标填报情况见下表，逐项的完成情况、网址、截图编号、未公开理由和附件号见附件1。"),
        Line("各指标填报情况", "表标题"),
        Table(
            [
                Cell("指标", 24, "{{ one.criterion }}", MIDDLE),
                Cell("评估指标", 58, "{{ one.title }}", SMALL),
                Cell("核查内容\n（项）", 20, "{{ one.asked }}", MIDDLE),
                Cell("填报情况", 54, "{{ one.said }}", SMALL),
            ],
            loop="one in criteria",
            head="清单表头",
        ),
        Line("各数按附件1的逐项情况计。没有核查内容的指标，由程序核查网上公开内容。", "表下说明"),
        Line("三、存在问题", "一级标题"),
        Line("（一）自查填报中不达标、未填全的", "二级标题"),
        Line("{%p if short %}"),
        Line("不达标、未填全的核查内容", "表标题"),
        Table(
            [
                Cell("核查内容", 52, "{{ one.topic }}", SMALL),
                Cell("不达标", 52, "{{ one.fails }}", SMALL),
                Cell("还缺的", 52, "{{ one.lacks }}", SMALL),
            ],
            loop="one in short",
            head="清单表头",
        ),
        Line("{%p else %}"),
        Line("{% if answered %}已填报的核查内容没有不达标或未填全的。{% else %}自查表尚未填报。{% endif %}"),
        Line("{%p endif %}"),
        Line("（二）评估下发的问题", "二级标题"),
        Line("{%p if is_issued %}"),
        Line("{{ round }}评估下发问题{{ issued }}个，尚未整改到位{{ left }}个。"),
        Line("{%p if standing %}"),
        Line("尚未整改到位的问题", "表标题"),
        Table(
            [
                Cell("问题编号", 34, "{{ one.number }}", SMALL),
                Cell("问题", 76, "{{ one.problem }}", SMALL),
                Cell("现状", 20, "{{ one.status }}", MIDDLE),
                Cell("整改时限", 26, "{{ one.due }}", MIDDLE),
            ],
            loop="one in standing",
            head="清单表头",
        ),
        Line(
            "{% if more %}另有{{ more }}条，见《评估问题清单》。{% endif %}"
            "各数所统计的问题编号见同文件夹《数字来源》。",
            "表下说明",
        ),
        Line("{%p endif %}"),
        Line("{%p else %}"),
        Line("{{ round }}评估问题清单尚未下发。"),
        Line("{%p endif %}"),
        Line("四、原因", "一级标题"),
        Line("（由单位填写。）"),
        Line("五、整改措施、责任人和时限", "一级标题"),
        Line("（由单位填写，责任人写职务。{% if due %}评估下发问题的整改时限为{{ due|day }}。{% endif %}）"),
        Line("{%p if short %}"),
        Line("整改安排", "表标题"),
        Table(
            [
                Cell("问题", 56, "{{ one.topic }}", SMALL),
                Cell("整改措施", 50, "", SMALL),
                Cell("责任人（职务）", 26, "", SMALL),
                Cell("完成时限", 24, "", SMALL),
            ],
            loop="one in short",
            head="清单表头",
        ),
        Line("{%p endif %}"),
        Line("", "落款空行"),
        Line("附件：1. 逐项情况", "附件说明"),
        Line("　　　2. 佐证材料目录", "附件说明"),
        Line("", "落款空行"),
        Line("", "落款空行"),
        Line("{{ unit }}", "署名"),
        Line("{{ as_of|day }}", "成文日期"),
        Turned(),
        Line("附件1", "附件标识"),
        Line("{{ year }}年政务服务工作自查逐项情况（{{ unit }}）", "表标题"),
        Table(
            [
                Cell("指标", 20, "{{ one.criterion }}", MIDDLE),
                Cell("核查内容", 36, "{{ one.topic }}", SMALL),
                Cell("完成情况", 58, "{{ one.done }}", SMALL),
                Cell("网址", 38, "{{ one.addresses }}", SMALL),
                Cell("截图编号", 16, "{{ one.screenshots }}", MIDDLE),
                Cell("未公开理由", 26, "{{ one.reason }}", SMALL),
                Cell("附件号", 15, "{{ one.attached }}", MIDDLE),
                Cell("状态", 16, "{{ one.state }}", MIDDLE),
            ],
            loop="one in points",
            head="清单表头",
        ),
        Line("附件2", "附件标识", new_page=True),
        Line("佐证材料目录", "表标题"),
        Line("{%p if proofs %}"),
        Table(
            [
                Cell("编号", 20, "{{ one.number }}", MIDDLE),
                Cell("类别", 18, "{{ one.sort }}", MIDDLE),
                Cell("内容", 54, "{{ one.label }}", SMALL),
                Cell("文件名", 60, "{{ one.name }}", SMALL),
                Cell("核查内容", 73, "{{ one.topic }}", SMALL),
            ],
            loop="one in proofs",
            head="清单表头",
        ),
        Line("{%p else %}"),
        Line("没有上传佐证材料。"),
        Line("{%p endif %}"),
    ],
)
