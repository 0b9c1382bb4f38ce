"""
应当报送预约、延时、限时办结、上门、帮办代办等便捷服务案例和佐证。

Fails when there is no case of any kind of service, or when its text or publicity is not handed in. One kind
is enough, since the plan says 等多种; kinds without a case are a hint (S4) that costs nothing. How many kinds
are asked for can be set in the profile.
"""

from checks.answers import Answer, Proof
from checks.kinds.by_hand import ByHand, Demand
from checks.outcome import Severity
from checks.questions import Choices, Question
from checks.rule import Answers, Mode, Rule
from rules.self_check import UNSURE

RULE = Rule(
    id="c10-service-case-missing",
    criterion="附件1-10",
    title="未报送便捷服务案例",
    severity=Severity.S3,
    looks_at=Answer,
    check=ByHand(
        topic="便捷服务案例",
        questions=(
            Question("kinds", "哪几种便捷服务有制度或案例？", Choices("便捷服务案例", some_suffice=True)),
        ),
        evidence=(
            Demand(Proof.COPY, "制度或案例", owed=True),
            Demand(Proof.PHOTO, "宣传信息", or_published=True, owed=True),
        ),
        limit=1,
        required=("预约", "延时服务", "限时办结", "上门服务", "帮办代办"),
    ),
    says="{unit}{reason}，不符合评估要点第10项“为企业群众提供便捷服务”的要求",
    says_unsure=UNSURE,
    advice="请补报便捷服务案例、宣传信息网址或图片。",
    answers=Answers.UNIT,
    modes=(Mode.FORM,),
)

FIRES = (
    {"answers": [{"unit": "民政局", "rule": "c10-service-case-missing", "values": {"kinds": "无"}}]},
    {
        "answers": [
            {
                "unit": "民政局",
                "rule": "c10-service-case-missing",
                "values": {"kinds": "预约、上门服务"},
                "files": [
                    {"sort": "复印件", "name": "案例.docx"},
                    {"sort": "照片", "name": "1.jpg", "label": "", "hash": "p1"},
                ],
            }
        ]
    },
    {
        "answers": [
            {
                "unit": "民政局",
                "rule": "c10-service-case-missing",
                "values": {"kinds": "预约、延时服务、限时办结、上门服务、帮办代办"},
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
                "rule": "c10-service-case-missing",
                "values": {"kinds": "预约、延时服务、限时办结、上门服务、帮办代办"},
                "files": [
                    {"sort": "复印件", "name": "案例.docx"},
                    {"sort": "照片", "name": "1.jpg", "label": "", "hash": "p1"},
                ],
            }
        ]
    },
)
