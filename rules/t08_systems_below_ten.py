"""
应当建立并落实10项制度。

Fails when fewer than ten systems are named; a name written twice counts once. The plan names only five of
the ten: which the others are is the unit's own choice. Without the texts a person must look.
"""

from checks.answers import Answer, Proof
from checks.kinds.by_hand import ByHand, Demand
from checks.outcome import Severity
from checks.questions import Names, Question
from checks.rule import Answers, Mode, Rule
from rules.self_check import UNSURE

RULE = Rule(
    id="t08-systems-below-ten",
    criterion="附件2-8",
    title="制度少于10项",
    severity=Severity.S2,
    looks_at=Answer,
    check=ByHand(
        topic="10项制度",
        questions=(Question("systems", "建立并落实了哪些制度？", Names("制度", "项")),),
        evidence=(Demand(Proof.COPY, "制度文本", or_published=True),),
        limit=10,
    ),
    says="{unit}便民服务中心建立并落实{reason}，不符合评估要点（附件2）第8项“建立并落实10项制度”的要求",
    says_unsure=UNSURE,
    advice="请补齐制度并落实，报送文本。",
    answers=Answers.TOWNSHIP,
    modes=(Mode.FORM,),
)

FIRES = (
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t08-systems-below-ten",
                "values": {"systems": "代办、一次告知、首问负责、预约服务、限时办结、考勤、培训、投诉、档案"},
                "files": [{"sort": "复印件", "name": "制度.docx"}],
            }
        ]
    },
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t08-systems-below-ten",
                "values": {
                    "systems": "代办、一次告知、首问负责、预约服务、限时办结、考勤、培训、投诉、档案、代办"
                },
                "files": [{"sort": "复印件", "name": "制度.docx"}],
            }
        ]
    },
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t08-systems-below-ten",
                "values": {
                    "systems": "代办、一次告知、首问负责、预约服务、限时办结、考勤、培训、投诉、档案、保密"
                },
            }
        ]
    },
)

PASSES = (
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t08-systems-below-ten",
                "values": {
                    "systems": "代办、一次告知、首问负责、预约服务、限时办结、考勤、培训、投诉、档案、保密"
                },
                "files": [{"sort": "复印件", "name": "制度.docx"}],
            }
        ]
    },
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t08-systems-below-ten",
                "values": {
                    "systems": "代办、一次告知、首问负责、限时办结、考勤、培训、投诉、档案、保密、值班、安全"
                },
                "files": [{"sort": "复印件", "name": "制度.docx"}],
            }
        ]
    },
)
