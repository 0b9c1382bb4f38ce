"""第三方评估报告: title page, summary, eight chapters and the list of what is attached."""

from __future__ import annotations

from reports.papers.described.tables import KEY, MIDDLE, SMALL, SOURCES
from reports.papers.described.tables_of_units import UNIT_KEY, unit_tables
from reports.papers.layout import Cell, Description, Line, Piece, Table

NAME = "第三方评估报告.docx"

TITLE_PAGE: tuple[Piece, ...] = (
    *[Line("", "标题空行")] * 5,
    Line("{{ county }}", "公文标题"),
    Line("{{ project }}报告", "公文标题"),
    *[Line("", "标题空行")] * 10,
    Line("{% if assessor %}评估机构：{{ assessor }}{% endif %}", "标题空行"),
    Line("{% if office %}委托单位：{{ office }}{% endif %}", "标题空行"),
    Line("{{ as_of|day }}", "标题空行"),
)

SUMMARY: tuple[Piece, ...] = (
    Line("摘　要", "公文标题", new_page=True),
    Line("", "标题空行"),
    Line(
        "按照{{ plan }}要求，对{{ county }}{{ departments_count }}个县直单位和{{ townships_count }}个乡镇"
        "（街道）"
        "的政务服务工作进行了评估。第一轮下发问题{{ total.issued }}个，截至{{ as_of|day }}整改到位"
        "{{ total.fixed }}个，遗留{{ total.left }}个，无法核验{{ total.unverified }}个，整改率{"
        "{ total.rate }}；"
        "第二轮另发现新问题{{ new }}个，不计入整改率。"
    ),
    Line("{%p if common %}"),
    Line(
        "涉及单位较多的问题是：{% for one in common[:3] %}{{ one.title }}（{{ one.units }}个单位、"
        "{{ one.count }}个问题）{% if not loop.last %}；{% endif %}{% endfor %}。"
    ),
    Line("{%p endif %}"),
    Line("{%p if not has_scores %}"),
    Line("评估方案没有规定权重和分值，本报告不打分、不排名次，只列问题数、整改率和达标率。"),
    Line("{%p endif %}"),
    Line(
        "页面无法打开、删除或改版后读不出的，都不作为已整改。数据来源、评分口径、"
        "方案中的矛盾和本次评估的局限见第八部分。"
    ),
)

OVERVIEW: tuple[Piece, ...] = (
    Line("一、评估概况", "一级标题", new_page=True),
    Line("{{ plan }}。各指标的政策依据见《评估问题清单》的“评估依据”一列。", lead="评估依据。"),
    Line(
        "{{ departments_count }}个县直单位按附件1评估，{{ townships_count }}个乡镇（街道）按附件2评估，"
        "附件1第6项由乡镇（街道）承担，只计一处。",
        lead="评估对象。",
    ),
    Line(
        "{% if period_one %}第一轮{{ period_one }}{% if period_two %}，第二轮{{ period_two }}{% endif %}。"
        "{% endif %}{% if issued_on %}第一轮问题清单于{{ issued_on|day }}下发"
        "{% if due %}，整改时限{{ due|day }}{% endif %}。{% endif %}",
        lead="评估时间。",
    ),
    Line(
        "抽样检查政府网站、实地验证、咨询调研、实际测试。其中网上公开内容由程序全量采集、"
        "逐份核查并经人工复核；"
        "导出数据和自查表逐单位核对；现场核验由评估人员登记。各指标实际采用的方式见第八部分。",
        lead="评估方式。",
    ),
    Line("人大代表、政协委员、市民代表和第三方机构。", lead="评估主体。"),
)

METHOD: tuple[Piece, ...] = (
    Line("二、指标与评分办法", "一级标题"),
    Line("{%p for one in data.scoring %}"),
    Line("{{ one }}"),
    Line("{%p endfor %}"),
    Line("{{ data.sampling }}"),
    Line("无法核验的问题单列，不扣分，不计入整改率的分母，也不作为已整改。"),
    Line("各指标适用单位、核验方式和核验到的单位数", "表标题"),
    Table(
        [
            Cell("指标", 22, "{{ one.criterion }}", MIDDLE),
            Cell("名称", 50, "{{ one.title }}", SMALL),
            Cell("适用单位", 38, "{{ one.whom }}", SMALL),
            Cell("核验方式", 20, "{{ one.modes }}", MIDDLE),
            Cell("有核验依据的单位", 26, "{{ one.verified }}", SMALL),
        ],
        loop="one in data.criteria",
        head="清单表头",
    ),
    Line(
        "“公开网页”由程序采集核验，“数据导出”由平台或单位导出的表格核验，"
        "“自查和现场核验”由自查表和现场登记核验。"
        "没有核验依据的单位在该指标上不评价，不算达标也不算不达标。",
        "表下说明",
    ),
)

RESULTS: tuple[Piece, ...] = (
    Line("三、总体结果", "一级标题"),
    Line(
        "第一轮下发问题{{ total.issued }}个。{% if severities %}按严重程度分："
        "{% for one in severities %}{{ one.name }}{{ one.count }}个"
        "{% if not loop.last %}，{% endif %}{% endfor %}。{% endif %}"
        "按整改结果分：{% for one in results %}{{ one.name }}{{ one.count }}个"
        "{% if not loop.last %}，{% endif %}{% endfor %}。整改率{{ total.rate }}。"
        "第二轮新发现问题{{ new }}个。"
    ),
    Line("两轮对比", "表标题"),
    Table(
        [
            Cell("对象", 30, "{{ one.name }}", SMALL),
            Cell("第一轮下发", 18, "{{ one.outcomes.issued }}", MIDDLE),
            Cell("整改到位", 17, "{{ one.outcomes.fixed }}", MIDDLE),
            Cell("遗留", 15, "{{ one.outcomes.left }}", MIDDLE),
            Cell("无法核验", 17, "{{ one.outcomes.unverified }}", MIDDLE),
            Cell("不计入", 15, "{{ one.outcomes.apart }}", MIDDLE),
            Cell("整改率", 20, "{{ one.outcomes.rate }}", MIDDLE),
            Cell("第二轮\n新发现", 24, "{{ one.new }}", MIDDLE),
        ],
        loop="one in compared",
        head="清单表头",
    ),
    Line(KEY, "表下说明"),
    Line("{%p if chart_criteria %}"),
    Line("各指标问题数和整改情况（个）", "表标题"),
    Line("{{ chart_criteria }}", "图"),
    Line("{%p endif %}"),
    Line("{%p if chart_units %}"),
    Line("问题较多的单位（个）", "表标题"),
    Line("{{ chart_units }}", "图"),
    Line("{%p endif %}"),
)

CRITERIA: tuple[Piece, ...] = (
    Line("四、分指标分析", "一级标题"),
    Line("各指标整改和达标情况", "表标题"),
    Table(
        [
            Cell("指标", 44, "{{ one.criterion }} {{ one.title }}", SMALL),
            Cell("第一轮\n问题", 15, "{{ one.outcomes.issued }}", MIDDLE),
            Cell("整改\n到位", 14, "{{ one.outcomes.fixed }}", MIDDLE),
            Cell("整改率", 18, "{{ one.outcomes.rate }}", MIDDLE),
            Cell("第二轮\n新发现", 15, "{{ one.new }}", MIDDLE),
            Cell("有问题\n的单位", 18, "{{ one.failing }}", MIDDLE),
            Cell("有核验依据\n的单位", 17, "{{ one.verified }}", MIDDLE),
            Cell("达标率", 15, "{{ one.passed }}", MIDDLE),
        ],
        loop="one in criteria",
        head="清单表头",
    ),
    Line(
        "有问题的单位＝有遗留问题或第二轮新发现问题的单位；"
        "达标率＝有核验依据而没有上述问题的单位数÷有核验依据的单位数。"
        "没有核验依据的单位不在分子分母之内；尚未复核的疑似问题不作为不达标。"
        "各项所计的单位名单见同名 Excel 文件。",
        "表下说明",
    ),
    Line("{%p for one in criteria %}"),
    Line("（{{ loop.index }}）{{ one.criterion }}　{{ one.title }}", "二级标题"),
    Line("{%p if one.text %}"),
    Line("要点：{{ one.text }}"),
    Line("{%p endif %}"),
    Line(
        "{% if one.outcomes.issued %}第一轮下发{{ one.outcomes.issued }}个，整改到位{"
        "{ one.outcomes.fixed }}个，"
        "遗留{{ one.outcomes.left }}个，整改率{{ one.outcomes.rate }}。{% else %}第一轮没有下发问题。"
        "{% endif %}"
        "{% if one.new %}第二轮新发现{{ one.new }}个。{% endif %}"
        "{% if one.passed == '—' %}没有核验依据，不评价达标情况。{% else %}达标率{{ one.passed }}。"
        "{% endif %}"
        "{% if one.kinds %}主要问题：{% for kind in one.kinds[:5] %}{{ kind.name }}{{ kind.count }}个"
        "{% if not loop.last %}，{% endif %}{% endfor %}。{% endif %}"
    ),
    Line("{%p for case in one.cases %}"),
    Line("{{ case.text }}（{{ case.number }}）。", lead="典型案例。"),
    Line("{%p endfor %}"),
    Line("{%p endfor %}"),
)

UNITS: tuple[Piece, ...] = (
    Line("五、分单位情况", "一级标题"),
    Line(
        "县直单位和乡镇（街道）分表列出{% if ranks %}，{{ data.ties }}{% elif has_scores %}，"
        "按评分办法打分，不排名次。"
        "{% else %}，不打分、不排名次，按名单顺序排列。{% endif %}{{ data.late }}"
    ),
    *unit_tables("县直单位", "departments"),
    *unit_tables("乡镇（街道）", "townships"),
    Line(UNIT_KEY, "表下说明"),
)

COMMON: tuple[Piece, ...] = (
    Line("六、共性问题", "一级标题"),
    Line("{%p if common %}"),
    Line("涉及单位较多的问题", "表标题"),
    Table(
        [
            Cell("问题", 76, "{{ one.title }}", SMALL),
            Cell("涉及单位", 24, "{{ one.units }}", MIDDLE),
            Cell("问题数", 24, "{{ one.count }}", MIDDLE),
            Cell("其中遗留", 32, "{{ one.left }}", MIDDLE),
        ],
        loop="one in common",
        head="清单表头",
    ),
    SOURCES,
    Line("{%p else %}"),
    Line("没有发现问题。"),
    Line("{%p endif %}"),
    Line("七、建议", "一级标题"),
    Line("{%p for one in common %}"),
    Line("{{ loop.index }}.{{ one.title }}：{{ one.advice }}", "列项"),
    Line("{%p endfor %}"),
    Line("（由评估机构补充。）"),
)

DATA: tuple[Piece, ...] = (
    Line("八、数据与口径说明", "一级标题"),
    Line("（一）数据来源和采集时间", "二级标题"),
    Line("{%p for one in data.sources %}"),
    Line("{{ loop.index }}.{{ one }}", "列项"),
    Line("{%p endfor %}"),
    Line("采集情况", "表标题"),
    Table(
        [
            Cell("采集", 22, "{{ one.round }}", SMALL),
            Cell("起止时间", 36, "{{ one.when }}", SMALL),
            Cell("来源", 36, "{{ one.source }}", SMALL),
            Cell("取得／计划", 24, "{{ one.pages }}", MIDDLE),
            Cell("指南（份）", 14, "{{ one.guides }}", MIDDLE),
            Cell("未取得原因", 24, "{{ one.reasons }}", SMALL),
        ],
        loop="one in data.read",
        head="清单表头",
    ),
    Line("{%p if data.silent %}"),
    Line("最近一次采集没有读到办事指南、不能据网页评价的单位：{{ data.silent }}。"),
    Line("{%p endif %}"),
    Line("{%p for one in data.rulesets %}"),
    Line("规则库版本（{{ one }}）", "列项"),
    Line("{%p endfor %}"),
    Line("（二）机器命中和人工复核", "二级标题"),
    Line(
        "程序累计列为疑似的共{{ data.suspected }}条，其中人工确认{{ data.confirmed }}条，"
        "驳回{{ data.dismissed }}条，待复核{{ data.undecided }}条；误报率（驳回数除以全部疑似数）{"
        "{ data.false_rate }}。"
        "问题数按“同一事项同一表述在几个渠道算一个”计，条数按每个渠道一条计，所以条数不少于问题数。"
    ),
    Line("（三）无法核验的问题", "二级标题"),
    Line(
        "第一轮下发的问题中，截至{{ as_of|day }}无法核验的{{ data.unverified }}条，涉及问题{"
        "{ total.unverified }}个；"
        "清单见《评估问题清单》。"
    ),
    Line("（四）上级统一要素", "二级标题"),
    Line(
        "由上级统一的事项要素造成、县级单位不能自行修改的{{ data.escalated_count }}条，不计入整改率，"
        "建议报请上级解决。"
    ),
    Line("{%p if data.escalated %}"),
    Line("上级统一要素", "表标题"),
    Table(
        [
            Cell("问题编号", 32, "{{ one.number }}", SMALL),
            Cell("责任单位", 28, "{{ one.unit }}", SMALL),
            Cell("事项", 46, "{{ one.item }}", SMALL),
            Cell("说明", 50, "{{ one.reason }}", SMALL),
        ],
        loop="one in data.escalated[:data.listed]",
        head="清单表头",
    ),
    Line(
        "{% if data.escalated|length > data.listed %}此处列前{{ data.listed }}条，全部见同名 Excel 文件。"
        "{% endif %}",
        "表下说明",
    ),
    Line("{%p endif %}"),
    Line("（五）申辩及采纳情况", "二级标题"),
    Line(
        "单位提出申辩的{{ data.disputed_count }}条"
        "{% if data.rulings %}：{% for one in data.rulings %}{{ one.name }}{{ one.count }}条"
        "{% if not loop.last %}，{% endif %}{% endfor %}{% endif %}。"
    ),
    Line("{%p if data.disputes %}"),
    Line("申辩及采纳", "表标题"),
    Table(
        [
            Cell("问题编号", 31, "{{ one.number }}", SMALL),
            Cell("责任单位", 22, "{{ one.unit }}", SMALL),
            Cell("事项", 30, "{{ one.item }}", SMALL),
            Cell("申辩理由", 30, "{{ one.said }}", SMALL),
            Cell("处理结果", 19, "{{ one.ruling }}", SMALL),
            Cell("处理意见", 24, "{{ one.reason }}", SMALL),
        ],
        loop="one in data.disputes[:data.listed]",
        head="清单表头",
    ),
    Line(
        "{% if data.disputes|length > data.listed %}此处列前{{ data.listed }}条，全部见同名 Excel 文件。"
        "{% endif %}",
        "表下说明",
    ),
    Line("{%p endif %}"),
    Line("（六）方案中的矛盾和处理口径", "二级标题"),
    Line("{%p if data.inconsistencies %}"),
    Line("方案中的矛盾和处理口径", "表标题"),
    Table(
        [
            Cell("序号", 12, "{{ one.number }}", MIDDLE),
            Cell("方案中的表述", 66, "{{ one.found }}", SMALL),
            Cell("处理口径", 78, "{{ one.handling }}", SMALL),
        ],
        loop="one in data.inconsistencies",
        head="清单表头",
    ),
    Line("{%p else %}"),
    Line("县配置里没有登记。"),
    Line("{%p endif %}"),
    Line("{%p if data.to_confirm %}"),
    Line("尚待办公室确认的事项："),
    Line("{%p for one in data.to_confirm %}"),
    Line("{{ loop.index }}.{{ one }}", "列项"),
    Line("{%p endfor %}"),
    Line("{%p endif %}"),
    Line("（七）隐私保护", "二级标题"),
    Line("{{ data.privacy }}"),
    Line("（八）并列和逾期的处理", "二级标题"),
    Line("{{ data.ties }}{{ data.late }}"),
    Line("（九）局限", "二级标题"),
    Line("{%p for one in data.limits %}"),
    Line("{{ loop.index }}.{{ one }}", "列项"),
    Line("{%p endfor %}"),
)

ATTACHED: tuple[Piece, ...] = (
    Line("", "落款空行"),
    Line("附件：1.问题清单（《评估问题清单（全县）》Excel 文件）", "附件说明"),
    Line("　　　2.整改台账（《整改情况报告（全县）》Excel 文件）", "附件说明"),
    Line("　　　3.单位结果{% if has_scores %}和得分明细{% endif %}（同名 Excel 文件）", "附件说明"),
    Line("　　　4.证据目录（同名 Excel 文件）", "附件说明"),
    Line("　　　5.申辩及采纳情况（同名 Excel 文件）", "附件说明"),
    Line("", "落款空行"),
    Line("", "落款空行"),
    Line("{{ assessor }}", "署名"),
    Line("{{ as_of|day }}", "成文日期"),
)

DESCRIPTION = Description(
    "第三方评估报告",
    [
        *TITLE_PAGE, *SUMMARY, *OVERVIEW, *METHOD, *RESULTS, *CRITERIA, *UNITS, *COMMON, *DATA, *ATTACHED,
    ],
)  # fmt: skip
