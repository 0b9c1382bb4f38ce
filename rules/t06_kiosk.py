"""
所有工作人员应当熟练使用自助一体机。

Fails when somebody who was tested could not do it alone. Nobody tested, or more able than tested, is for a
person, and so is an answer without the record of the test.
"""

from checks.answers import Answer, Proof
from checks.kinds.by_hand import ByHand, Demand
from checks.outcome import Severity
from checks.questions import Number, Question
from checks.rule import Answers, Mode, Rule
from rules.self_check import UNSURE

RULE = Rule(
    id="t06-kiosk",
    criterion="附件2-6",
    title="工作人员不会使用一体机",
    severity=Severity.S3,
    looks_at=Answer,
    check=ByHand(
        topic="一体机使用",
        questions=(
            Question("tested", "抽测了多少名工作人员？", Number("抽测", "人")),
            Question(
                "able",
                "其中能独立使用自助一体机办理业务的有多少人？",
                Number("能独立完成", "人", all_of="tested", all_what="抽测"),
            ),
        ),
        evidence=(Demand(Proof.COPY, "抽测记录"),),
    ),
    says="{unit}工作人员不能全部独立使用自助一体机办理业务（{reason}），不符合评估要点（附件2）第6项“一体机熟练使用”的要求",
    says_unsure=UNSURE,
    advice="请组织培训并复测，报送抽测记录。",
    answers=Answers.TOWNSHIP,
    modes=(Mode.FORM,),
)

FIRES = (
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t06-kiosk",
                "values": {"tested": "5", "able": "4"},
                "files": [{"sort": "复印件", "name": "抽测记录.pdf"}],
            }
        ]
    },
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t06-kiosk",
                "values": {"tested": "0", "able": "0"},
                "files": [{"sort": "复印件", "name": "抽测记录.pdf"}],
            }
        ]
    },
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t06-kiosk",
                "values": {"tested": "5", "able": "6"},
                "files": [{"sort": "复印件", "name": "抽测记录.pdf"}],
            }
        ]
    },
)

PASSES = (
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t06-kiosk",
                "values": {"tested": "5", "able": "5"},
                "files": [{"sort": "复印件", "name": "抽测记录.pdf"}],
            }
        ]
    },
)
