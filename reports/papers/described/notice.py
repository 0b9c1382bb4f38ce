"""整改通知: tells a unit what was found, what it has to do until when, and how to report it."""

from __future__ import annotations

from reports.papers.layout import Cell, Description, Line, Table

COUNTS = ("count", "severe", "heavy", "common", "hint")
NAME = "整改通知.docx"

DESCRIPTION = Description(
    "整改通知",
    [
        Line("{%p if is_draft %}"),
        Line("（草稿，未下发。以下均为疑似问题，须经人工复核确认。）", "草稿说明"),
        Line("{%p endif %}"),
        Line("", "标题空行"),
        Line("关于{{ project }}{{ round }}发现问题整改的通知", "公文标题"),
        Line("", "标题空行"),
        Line("{{ unit }}：", "主送机关"),
        Line(
            "按照{{ plan }}安排，{% if period %}{{ period }}，{% endif %}通过查看公开页面、核对数据和材料等"
            "方式，对你单位政务服务工作开展了{{ round }}评估。现将发现的问题和整改要求通知如下。"
        ),
        Line("一、问题概况", "一级标题"),
        Line(
            "本轮评估{% if is_draft %}疑似{% else %}经复核确认{% endif %}"
            "你单位存在问题{{ total }}个（同一事项同一表述在几个渠道的算一个），"
            "涉及评估指标{{ criteria_count }}项。"
            "按严重程度分：{% for one in severities %}{{ one.name }}{{ one.count }}个"
            "{% if not loop.last %}，{% endif %}{% endfor %}。各指标问题数见下表，逐条问题见附件。"
        ),
        Line("各指标问题数", "表标题"),
        Table(
            [
                Cell("指标序号", 32, "{{ one.criterion }}", "表内居中"),
                Cell("评估指标", 48, "{{ one.title }}"),
                Cell("问题数", 19, "{{ one.count }}", "表内居中"),
                Cell("严重", 14, "{{ one.severe }}", "表内居中"),
                Cell("较重", 14, "{{ one.heavy }}", "表内居中"),
                Cell("一般", 14, "{{ one.common }}", "表内居中"),
                Cell("提示", 14, "{{ one.hint }}", "表内居中"),
            ],
            loop="one in criteria",
            last=["合计", "", *(f"{{{{ sums.{one} }}}}" for one in COUNTS)],
        ),
        Line("二、整改要求", "一级标题"),
        Line(
            "收到本通知后，请对照附件逐条核对，在“是否认可”栏选择属实、部分属实或不属实；"
            "部分属实或不属实的，写明理由并附佐证。",
            lead="（一）认真核对。",
        ),
        Line("对属实的问题明确整改措施、责任人和完成时间，整改一条、核验一条。", lead="（二）逐条整改。"),
        Line(
            "同一问题在其他事项、其他渠道存在的一并整改，"
            "政府门户网站、政务服务网、公众号、窗口纸质指南的内容保持一致。",
            lead="（三）举一反三。",
        ),
        Line(
            "请于{{ due|day }}前完成整改；到期以页面复查结果为准，删除页面不视为整改。",
            lead="（四）按时完成。",
        ),
        Line("三、报送要求", "一级标题"),
        Line(
            "整改结果填入附件中的核对、整改各栏报送，已公开的提供网址和截图，"
            "未公开的说明理由并提供文件、材料复印件；全部材料报送纸质和电子两种。"
        ),
        Line("{%p if contact %}"),
        Line("联系人及电话：{{ contact }}"),
        Line("{%p endif %}"),
        Line("", "落款空行"),
        Line("附件：评估问题清单（{{ unit }}，共{{ lines }}条）", "附件说明"),
        Line("", "落款空行"),
        Line("", "落款空行"),
        Line("{{ office }}", "署名"),
        Line("{{ issued_on|day }}", "成文日期"),
    ],
)
