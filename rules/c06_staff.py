"""
乡镇便民服务中心和村级站的人员应当到岗到位。

Fails when fewer are at their posts than should be (leave that is on record counts as present), or when a
village station has nobody. Numbers that do not fit the villages named are for a person.
"""

from checks.answers import Answer, Proof
from checks.kinds.by_hand import ByHand, Demand
from checks.outcome import Severity
from checks.questions import Lacking, Number, Question
from checks.rule import Answers, Mode, Rule
from rules.self_check import UNSURE

RULE = Rule(
    id="c06-staff",
    criterion="附件1-6",
    title="便民服务人员未到岗到位",
    severity=Severity.S2,
    looks_at=Answer,
    check=ByHand(
        topic="人员到岗到位",
        questions=(
            Question("due", "中心应到岗多少人？", Number("中心应到岗", "人")),
            Question(
                "present",
                "现场点名在岗（含有请假记录的）多少人？",
                Number("在岗", "人", all_of="due", all_what="中心应到岗"),
            ),
            Question("stations", "有多少个村级便民服务站？", Number("村级站", "个")),
            Question(
                "staffed",
                "其中配备了专（兼）职人员的有多少个？",
                Number("已配备人员", "个", all_of="stations", all_what="村级站"),
            ),
            Question(
                "without",
                "哪些村没有配备专（兼）职人员？",
                Lacking("未配备专（兼）职人员的村", "stations", "staffed"),
            ),
        ),
        evidence=(Demand(Proof.COPY, "人员名单和考勤记录", at_least=2),),
    ),
    says="{unit}便民服务人员未到岗到位（{reason}），不符合评估要点第6项“乡镇便民服务体系建设”的要求",
    says_unsure=UNSURE,
    advice="请落实人员到岗，逐村配备专（兼）职人员，报送名册和考勤。",
    answers=Answers.TOWNSHIP,
    modes=(Mode.FORM,),
    same_fact="township-staff",
)

FIRES = (
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "c06-staff",
                "values": {"due": "8", "present": "7", "stations": "12", "staffed": "12", "without": "无"},
                "files": [{"sort": "复印件", "name": "名单.xlsx"}, {"sort": "复印件", "name": "考勤.xlsx"}],
            }
        ]
    },
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "c06-staff",
                "values": {"due": "8", "present": "8", "stations": "12", "staffed": "11", "without": "张村"},
                "files": [{"sort": "复印件", "name": "名单.xlsx"}, {"sort": "复印件", "name": "考勤.xlsx"}],
            }
        ]
    },
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "c06-staff",
                "values": {"due": "8", "present": "8", "stations": "12", "staffed": "12", "without": "张村"},
                "files": [{"sort": "复印件", "name": "名单.xlsx"}, {"sort": "复印件", "name": "考勤.xlsx"}],
            }
        ]
    },
)

PASSES = (
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "c06-staff",
                "values": {"due": "8", "present": "8", "stations": "12", "staffed": "12", "without": "无"},
                "files": [{"sort": "复印件", "name": "名单.xlsx"}, {"sort": "复印件", "name": "考勤.xlsx"}],
            }
        ]
    },
)
