"""交办单: a form of one page."""

from __future__ import annotations

from reports.papers.layout import Description, Form, Line

NAME = "交办单.docx"
SPACE = "\n\n\n"
"""Room to write by hand."""

DESCRIPTION = Description(
    "交办单",
    [
        Line("{%p if is_draft %}"),
        Line("（草稿，未下发。以下均为疑似问题，须经人工复核确认。）", "草稿说明"),
        Line("{%p endif %}"),
        Line("{{ project }}{{ round }}问题交办单", "公文标题"),
        Line("编号：{{ number }}", "表下说明"),
        Form(
            [
                (14, [("交办单位", 26), ("{{ office }}", 130)]),
                (12, [("承办单位", 26), ("{{ unit }}", 130)]),
                (
                    12,
                    [("交办日期", 26), ("{{ issued_on|day }}", 52), ("办结时限", 26), ("{{ due|day }}", 52)],
                ),
                (
                    40,
                    [
                        ("交办内容", 26),
                        (
                            "{{ round }}评估{% if is_draft %}疑似{% endif %}发现你单位问题{{ total }}个（"
                            "{% for one in severities %}{{ one.name }}{{ one.count }}个"
                            "{% if not loop.last %}，{% endif %}{% endfor %}），详见所附《评估问题清单》"
                            "（共{{ lines }}条）。请逐条核对、整改，于办结时限前将核对、整改情况和佐证材料"
                            "（纸质、电子各一份）报送交办单位。\n"
                            "{% if contact %}联系人及电话：{{ contact }}{% endif %}",
                            130,
                        ),
                    ],
                ),
                (32, [("领导批示", 26), (SPACE, 130)]),
                (44, [("承办情况", 26), (SPACE + SPACE, 130)]),
                (14, [("反馈日期", 26), ("　　　年　　月　　日", 130)]),
                (20, [("经办人签字", 26), ("\n", 52), ("负责人签字\n（盖章）", 26), ("\n", 52)]),
            ]
        ),
        Line("本单一式两份，交办单位、承办单位各存一份。", "表下说明"),
    ],
)
