"""
村级便民服务站应当按标准打造。

Fails when a village station falls short; it is named. Numbers that do not fit the villages named are for a
person, and so is an answer without the table of all villages.
"""

from checks.answers import Answer, Proof
from checks.kinds.by_hand import ByHand, Demand
from checks.outcome import Severity
from checks.questions import Lacking, Number, Question
from checks.rule import Answers, Mode, Rule
from rules.self_check import UNSURE

RULE = Rule(
    id="t04-village-stations",
    criterion="附件2-4",
    title="村级便民服务站未按标准打造",
    severity=Severity.S3,
    looks_at=Answer,
    check=ByHand(
        topic="村级便民服务站",
        questions=(
            Question("stations", "有多少个村级便民服务站？", Number("村级站", "个")),
            Question(
                "met", "其中达到标准的有多少个？", Number("达标", "个", all_of="stations", all_what="村级站")
            ),
            Question("unmet", "哪些村的站点没有达标？", Lacking("未达标的村级站", "stations", "met")),
        ),
        evidence=(Demand(Proof.COPY, "逐村情况表"),),
    ),
    says="{unit}村级便民服务站未按标准打造（{reason}），不符合评估要点（附件2）第4项“村级站按标准打造”的要求",
    says_unsure=UNSURE,
    advice="请按标准建设村级便民服务站，报送逐村情况表。",
    answers=Answers.TOWNSHIP,
    modes=(Mode.FORM,),
)

FIRES = (
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t04-village-stations",
                "values": {"stations": "12", "met": "10", "unmet": "张村、李村"},
                "files": [{"sort": "复印件", "name": "逐村.xlsx"}],
            }
        ]
    },
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t04-village-stations",
                "values": {"stations": "12", "met": "11", "unmet": "无"},
                "files": [{"sort": "复印件", "name": "逐村.xlsx"}],
            }
        ]
    },
)

PASSES = (
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t04-village-stations",
                "values": {"stations": "12", "met": "12", "unmet": "无"},
                "files": [{"sort": "复印件", "name": "逐村.xlsx"}],
            }
        ]
    },
)
