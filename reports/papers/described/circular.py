"""通报: the draft that tells the result; number and signature are left to the county government."""

from __future__ import annotations

from reports.papers.described.tables import SOURCES
from reports.papers.described.tables_of_units import UNIT_KEY, unit_tables
from reports.papers.layout import Description, Line

NAME = "通报.docx"

DESCRIPTION = Description(
    "通报",
    [
        Line("（草稿。文号、署名由县政府填写。）", "草稿说明"),
        Line("", "标题空行"),
        Line("关于{{ project }}情况的通报", "公文标题"),
        Line("", "标题空行"),
        Line("各乡镇（街道），县直有关单位：", "主送机关"),
        Line(
            "按照{{ plan }}安排，{% if period_one %}{{ period_one }}{% if period_two %}和{{ period_two }}"
            "{% endif %}，"
            "{% endif %}对县直单位和乡镇（街道）的政务服务工作开展了第三方评估。现将有关情况通报如下。"
        ),
        Line("一、总体情况", "一级标题"),
        Line(
            "第一轮评估下发问题{{ total.issued }}个，截至{{ as_of|day }}整改到位{{ total.fixed }}个，"
            "遗留{{ total.left }}个，无法核验{{ total.unverified }}个，整改率{{ total.rate }}。"
            "第二轮评估新发现问题{{ new }}个。"
        ),
        Line("二、各单位情况", "一级标题"),
        Line(
            "县直单位和乡镇（街道）分表列出。{% if ranks %}总分相同的名次并列，下一名次空出。"
            "{% elif not has_scores %}评估方案没有规定分值，本次不打分、不排名次。{% endif %}"
        ),
        *unit_tables("县直单位", "departments"),
        *unit_tables("乡镇（街道）", "townships"),
        Line(UNIT_KEY, "表下说明"),
        SOURCES,
        Line("{%p if leading %}"),
        Line("名次靠前的单位：{{ leading }}。"),
        Line("{%p endif %}"),
        Line("{%p if trailing %}"),
        Line("名次靠后的单位：{{ trailing }}。"),
        Line("{%p endif %}"),
        Line("三、材料报送情况", "一级标题"),
        Line(
            "{% if late %}逾期报送自查情况报告的单位：{{ late }}。{% else %}"
            "没有登记到逾期报送自查情况报告的单位。{% endif %}"
            "{% if not_registered %}另有{{ not_registered }}个单位没有登记收到日期，发文前须核实。{% endif %}"
            "方案规定逾期未报影响评估排名，但没有规定扣分标准：本草稿只作备注，不自动扣分。"
        ),
        Line("四、存在的主要问题", "一级标题"),
        Line("{%p for one in common %}"),
        Line(
            "{{ loop.index }}.{{ one.title }}：涉及{{ one.units }}个单位、{{ one.count }}个问题，"
            "其中{{ one.left }}个尚未整改到位。"
        ),
        Line("{%p endfor %}"),
        Line("{%p if not common %}"),
        Line("没有下发过问题。"),
        Line("{%p endif %}"),
        Line("五、下一步要求", "一级标题"),
        Line(
            "有遗留问题的单位要逐条落实整改措施、责任人和完成时限，各公开渠道同步更新；"
            "整改到位的要防止反弹，新发布的办事指南先自查再公开。（其余要求由县政府填写。）"
        ),
        Line("", "落款空行"),
        Line("附件：各单位评估结果（同名 Excel 文件）", "附件说明"),
        Line("", "落款空行"),
        Line("", "落款空行"),
        Line("　　　年　　月　　日", "成文日期"),
    ],
)
