"""
所有工作人员应当能在本县政务服务平台受理、审核、审批、办结。

Fails when somebody who was tested could not do it alone. The plan names the platform of another county
(罗山县) by mistake: the question speaks of the county's own, and using another's is never asked. Nobody
tested, or more able than tested, is for a person, and so is an answer without the record of the test.
"""

from checks.answers import Answer, Proof
from checks.kinds.by_hand import ByHand, Demand
from checks.outcome import Severity
from checks.questions import Number, Question
from checks.rule import Answers, Mode, Rule
from rules.self_check import UNSURE

RULE = Rule(
    id="t06-platform-use",
    criterion="附件2-6",
    title="工作人员不会使用本县政务服务平台",
    severity=Severity.S2,
    looks_at=Answer,
    check=ByHand(
        topic="本县平台使用",
        questions=(
            Question("tested", "抽测了多少名工作人员？", Number("抽测", "人")),
            Question(
                "able",
                "其中能独立在本县政务服务平台受理、审核、审批、办结的有多少人？",
                Number("能独立完成", "人", all_of="tested", all_what="抽测"),
            ),
        ),
        evidence=(Demand(Proof.COPY, "抽测记录"),),
    ),
    says="{unit}工作人员不能全部独立在本县政务服务平台受理、审核、审批、办结（{reason}），不符合评估要点（附件2）第6项（原文写作“罗山县”，按本县平台核验）的要求",
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
                "rule": "t06-platform-use",
                "values": {"tested": "5", "able": "4"},
                "files": [{"sort": "复印件", "name": "抽测记录.pdf"}],
            }
        ]
    },
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t06-platform-use",
                "values": {"tested": "0", "able": "0"},
                "files": [{"sort": "复印件", "name": "抽测记录.pdf"}],
            }
        ]
    },
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t06-platform-use",
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
                "rule": "t06-platform-use",
                "values": {"tested": "5", "able": "5"},
                "files": [{"sort": "复印件", "name": "抽测记录.pdf"}],
            }
        ]
    },
)
