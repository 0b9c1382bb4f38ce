"""
每个窗口应当有办事指南。

Fails when fewer windows have a guide than there are; those without are named. Numbers that do not fit the
windows named are for a person. What the guides say is judged by the rules on open-ended clauses.
"""

from checks.answers import Answer, Proof
from checks.kinds.by_hand import ByHand, Demand
from checks.outcome import Severity
from checks.questions import Lacking, Number, Question
from checks.rule import Answers, Mode, Rule
from rules.self_check import UNSURE

RULE = Rule(
    id="t08-window-without-guide",
    criterion="附件2-8",
    title="有窗口没有办事指南",
    severity=Severity.S2,
    looks_at=Answer,
    check=ByHand(
        topic="窗口办事指南",
        questions=(
            Question("windows", "中心有多少个窗口？", Number("窗口", "个")),
            Question(
                "with_guide",
                "其中摆放办事指南的有多少个？",
                Number("有办事指南", "个", all_of="windows", all_what="窗口"),
            ),
            Question(
                "without", "哪些窗口没有办事指南？", Lacking("没有办事指南的窗口", "windows", "with_guide")
            ),
        ),
        evidence=(Demand(Proof.PHOTO, "窗口办事指南"),),
    ),
    says="{unit}便民服务中心有窗口没有办事指南（{reason}），不符合评估要点（附件2）第8项“每个窗口有办事指南”的要求",
    says_unsure=UNSURE,
    advice="请在每个窗口摆放办事指南，报送照片。",
    answers=Answers.TOWNSHIP,
    modes=(Mode.FORM,),
)

FIRES = (
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t08-window-without-guide",
                "values": {"windows": "6", "with_guide": "5", "without": "退役军人窗口"},
                "files": [{"sort": "照片", "name": "1.jpg", "label": "", "hash": "p1"}],
            }
        ]
    },
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t08-window-without-guide",
                "values": {"windows": "6", "with_guide": "6", "without": "退役军人窗口"},
                "files": [{"sort": "照片", "name": "1.jpg", "label": "", "hash": "p1"}],
            }
        ]
    },
)

PASSES = (
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t08-window-without-guide",
                "values": {"windows": "6", "with_guide": "6", "without": "无"},
                "files": [{"sort": "照片", "name": "1.jpg", "label": "", "hash": "p1"}],
            }
        ]
    },
)
