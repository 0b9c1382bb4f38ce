"""
便民服务中心的事项应当覆盖方案列举的13类业务。

Fails when the list of the centre's items leaves out one of the kinds of business; each one missing is
named. The kinds are counted by the plan's own commas and can be set in the profile. Without the list a
person must look.
"""

from checks.answers import Answer, Proof
from checks.kinds.by_hand import ByHand, Demand
from checks.outcome import Severity
from checks.questions import Choices, Question
from checks.rule import Answers, Mode, Rule
from rules.self_check import THIRTEEN_KINDS, UNSURE

RULE = Rule(
    id="c06-thirteen-kinds",
    criterion="附件1-6",
    title="便民服务中心事项未覆盖13类业务",
    severity=Severity.S2,
    looks_at=Answer,
    check=ByHand(
        topic="13类业务",
        questions=(
            Question("kinds", "便民服务中心的事项清单包含哪几类业务？", Choices("便民服务中心事项清单")),
        ),
        evidence=(Demand(Proof.COPY, "便民服务中心事项清单", or_published=True),),
        required=THIRTEEN_KINDS,
    ),
    says="{unit}{reason}，不符合评估要点第6项“乡镇便民服务体系建设”的要求",
    says_unsure=UNSURE,
    advice="请将缺少的类别纳入便民服务中心办理，报送事项清单。",
    answers=Answers.TOWNSHIP,
    modes=(Mode.FORM,),
    same_fact="township-business",
)

FIRES = (
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "c06-thirteen-kinds",
                "values": {"kinds": "、".join(THIRTEEN_KINDS[:-1])},
                "files": [{"sort": "复印件", "name": "清单.xlsx"}],
            }
        ]
    },
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "c06-thirteen-kinds",
                "values": {"kinds": "户籍、社保"},
                "files": [{"sort": "复印件", "name": "清单.xlsx"}],
            }
        ]
    },
)

PASSES = (
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "c06-thirteen-kinds",
                "values": {"kinds": "、".join(THIRTEEN_KINDS)},
                "files": [{"sort": "复印件", "name": "清单.xlsx"}],
            }
        ]
    },
)
