"""
办结后应当当场评价，一事一评。

Fails when fewer cases were rated than were finished in the period. More ratings than cases, or no case at
all, is for a person, and so is an answer without the record of ratings.
"""

from checks.answers import Answer, Proof
from checks.kinds.by_hand import ByHand, Demand
from checks.outcome import Severity
from checks.questions import Number, Question, Text
from checks.rule import Answers, Mode, Rule
from rules.self_check import UNSURE

RULE = Rule(
    id="t07-rating-on-the-spot",
    criterion="附件2-7",
    title="未做到当场评价、一事一评",
    severity=Severity.S2,
    looks_at=Answer,
    check=ByHand(
        topic="当场评价",
        questions=(
            Question("period", "统计期间", Text("统计期间")),
            Question("finished", "期间办结多少件？", Number("办结", "件")),
            Question(
                "rated", "其中当场评价多少件？", Number("评价", "件", all_of="finished", all_what="办结")
            ),
        ),
        evidence=(Demand(Proof.COPY, "评价记录", or_published=True),),
    ),
    says="{unit}未做到一事一评（{reason}），不符合评估要点（附件2）第7项“事后当场评价，一事一评”的要求",
    says_unsure=UNSURE,
    advice="请落实事后当场评价、一事一评，报送评价记录。",
    answers=Answers.TOWNSHIP,
    modes=(Mode.FORM,),
    same_fact="township-rating",
)

FIRES = (
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t07-rating-on-the-spot",
                "values": {"period": "2022年1—3月", "finished": "320", "rated": "319"},
                "files": [{"sort": "复印件", "name": "评价记录.xlsx"}],
            }
        ]
    },
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t07-rating-on-the-spot",
                "values": {"period": "2022年1—3月", "finished": "0", "rated": "0"},
                "files": [{"sort": "复印件", "name": "评价记录.xlsx"}],
            }
        ]
    },
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t07-rating-on-the-spot",
                "values": {"period": "2022年1—3月", "finished": "320", "rated": "321"},
                "files": [{"sort": "复印件", "name": "评价记录.xlsx"}],
            }
        ]
    },
)

PASSES = (
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t07-rating-on-the-spot",
                "values": {"period": "2022年1—3月", "finished": "320", "rated": "320件"},
                "files": [{"sort": "复印件", "name": "评价记录.xlsx"}],
            }
        ]
    },
)
