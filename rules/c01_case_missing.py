"""
各单位（牵头单位除外）应当报送“免申即享”工作案例和宣传佐证。

Fails when no case is named, when the cases leave out the policy, its beneficiaries, the amount or number of
matters, or the time, or when the text of the case or its publicity is not handed in. The lead unit is not
asked: the plan speaks of the other 35.
"""

from checks.answers import Answer, Proof
from checks.kinds.by_hand import ByHand, Demand
from checks.outcome import Severity
from checks.questions import Choices, Names, Question
from checks.rule import Answers, Mode, Rule
from rules.self_check import UNSURE

RULE = Rule(
    id="c01-case-missing",
    criterion="附件1-1",
    title="未报送“免申即享”案例",
    severity=Severity.S3,
    looks_at=Answer,
    check=ByHand(
        topic="“免申即享”工作案例",
        questions=(
            Question("cases", "报送了哪些“免申即享”工作案例？", Names("“免申即享”工作案例", "篇")),
            Question("holds", "案例写明了哪些内容？", Choices("案例内容"), only_if="cases"),
        ),
        evidence=(
            Demand(Proof.COPY, "案例", owed=True),
            Demand(Proof.PHOTO, "宣传信息", or_published=True, owed=True),
        ),
        limit=1,
        required=("政策名称", "受益对象数", "兑现金额或事项数", "时间"),
        members_only=True,
    ),
    says="{unit}{reason}，不符合评估要点第1项的要求",
    says_unsure=UNSURE,
    advice="请报送1篇以上“免申即享”工作案例（写明政策名称、受益对象数、兑现金额或事项数、时间）及宣传信息网址、图片。",
    answers=Answers.UNIT,
    modes=(Mode.FORM,),
)

FIRES = (
    {"answers": [{"unit": "民政局", "rule": "c01-case-missing", "values": {"cases": "无", "holds": "无"}}]},
    {
        "answers": [
            {
                "unit": "民政局",
                "rule": "c01-case-missing",
                "values": {"cases": "稳岗返还直达企业", "holds": "政策名称、受益对象数、时间"},
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
                "rule": "c01-case-missing",
                "values": {
                    "cases": "稳岗返还直达企业",
                    "holds": "政策名称、受益对象数、兑现金额或事项数、时间",
                },
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
                "rule": "c01-case-missing",
                "values": {
                    "cases": "稳岗返还直达企业",
                    "holds": "政策名称、受益对象数、兑现金额或事项数、时间",
                },
                "files": [
                    {"sort": "复印件", "name": "案例.docx"},
                    {"sort": "照片", "name": "1.jpg", "label": "", "hash": "p1"},
                ],
            }
        ]
    },
)
