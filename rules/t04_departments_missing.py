"""
9类业务应当应进必进。

Fails when the business of one of the nine departments is not in the centre; each one missing is named. A
name counts without what stands in brackets behind it. Without a list of those moved in a person must look.
"""

from checks.answers import Answer, Proof
from checks.kinds.by_hand import ByHand, Demand
from checks.outcome import Severity
from checks.questions import Choices, Question
from checks.rule import Answers, Mode, Rule
from rules.self_check import NINE_DEPARTMENTS, UNSURE

RULE = Rule(
    id="t04-departments-missing",
    criterion="附件2-4",
    title="有部门业务未进驻",
    severity=Severity.S2,
    looks_at=Answer,
    check=ByHand(
        topic="部门业务进驻",
        questions=(Question("departments", "哪些部门的业务已经进驻中心？", Choices("进驻部门")),),
        evidence=(Demand(Proof.COPY, "进驻部门和人员名单", or_published=True),),
        required=NINE_DEPARTMENTS,
    ),
    says="{unit}便民服务中心{reason}，不符合评估要点（附件2）第4项“应进必进”的要求",
    says_unsure=UNSURE,
    advice="请落实有关部门业务进驻，报送进驻名单。",
    answers=Answers.TOWNSHIP,
    modes=(Mode.FORM,),
    same_fact="township-business",
)

FIRES = (
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t04-departments-missing",
                "values": {"departments": "、".join(NINE_DEPARTMENTS[:-1])},
                "files": [{"sort": "复印件", "name": "名单.xlsx"}],
            }
        ]
    },
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t04-departments-missing",
                "values": {"departments": "无"},
                "files": [{"sort": "复印件", "name": "名单.xlsx"}],
            }
        ]
    },
)

PASSES = (
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t04-departments-missing",
                "values": {
                    "departments": "村建、市场监管、计生、民政、农业农村、社保、退役军人、文化、自然资源"
                },
                "files": [{"sort": "复印件", "name": "名单.xlsx"}],
            }
        ]
    },
)
