"""
移动端办理的事项应当引导评价，并有记录。

Fails when the unit says that there is no record of inviting ratings for what was done on the phone. Without
a copy of the record a person must look.
"""

from checks.answers import Answer, Proof
from checks.kinds.by_hand import ByHand, Demand
from checks.outcome import Severity
from checks.questions import Question, YesNo
from checks.rule import Answers, Mode, Rule
from rules.self_check import UNSURE

RULE = Rule(
    id="t07-mobile-rating",
    criterion="附件2-7",
    title="移动端事项没有引导评价记录",
    severity=Severity.S3,
    looks_at=Answer,
    check=ByHand(
        topic="移动端引导评价",
        questions=(
            Question(
                "record",
                "移动端事项是否有引导评价的记录？",
                YesNo("引导评价记录", "移动端事项没有引导评价记录"),
            ),
        ),
        evidence=(Demand(Proof.COPY, "引导评价记录", or_published=True),),
    ),
    says="{unit}{reason}，不符合评估要点（附件2）第7项“移动端事项引导评价”的要求",
    says_unsure=UNSURE,
    advice="请落实移动端事项引导评价并做好记录。",
    answers=Answers.TOWNSHIP,
    modes=(Mode.FORM,),
)

FIRES = (
    {"answers": [{"unit": "灌涨镇", "rule": "t07-mobile-rating", "values": {"record": "否"}}]},
    {"answers": [{"unit": "灌涨镇", "rule": "t07-mobile-rating", "values": {"record": "是"}}]},
)

PASSES = (
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t07-mobile-rating",
                "values": {"record": "是"},
                "files": [{"sort": "复印件", "name": "记录.xlsx"}],
            }
        ]
    },
)
