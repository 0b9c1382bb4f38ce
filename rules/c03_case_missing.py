"""
各单位应当报送告知承诺工作案例和宣传佐证。

Fails when no case is named, or when the text of the case or its publicity (an address with a screenshot, or
pictures) is not handed in.
"""

from checks.answers import Answer, Proof
from checks.kinds.by_hand import ByHand, Demand
from checks.outcome import Severity
from checks.questions import Names, Question
from checks.rule import Answers, Mode, Rule
from rules.self_check import UNSURE

RULE = Rule(
    id="c03-case-missing",
    criterion="附件1-3",
    title="未报送告知承诺工作案例",
    severity=Severity.S3,
    looks_at=Answer,
    check=ByHand(
        topic="告知承诺工作案例",
        questions=(
            Question("cases", "报送了哪些证明事项告知承诺工作案例？", Names("告知承诺工作案例", "篇")),
        ),
        evidence=(
            Demand(Proof.COPY, "案例", owed=True),
            Demand(Proof.PHOTO, "宣传信息", or_published=True, owed=True),
        ),
        limit=1,
    ),
    says="{unit}{reason}，不符合评估要点第3项的要求",
    says_unsure=UNSURE,
    advice="请补报告知承诺工作案例、宣传信息网址或图片。",
    answers=Answers.UNIT,
    modes=(Mode.FORM,),
)

FIRES = (
    {"answers": [{"unit": "民政局", "rule": "c03-case-missing", "values": {"cases": "无"}}]},
    {
        "answers": [
            {
                "unit": "民政局",
                "rule": "c03-case-missing",
                "values": {"cases": "残疾人证告知承诺办理"},
                "files": [{"sort": "复印件", "name": "案例.docx"}],
            }
        ]
    },
)

PASSES = (
    {
        "answers": [
            {
                "unit": "民政局",
                "rule": "c03-case-missing",
                "values": {"cases": "残疾人证告知承诺办理"},
                "files": [
                    {"sort": "复印件", "name": "案例.docx"},
                    {"sort": "照片", "name": "1.jpg", "label": "", "hash": "p1"},
                ],
            }
        ]
    },
)
