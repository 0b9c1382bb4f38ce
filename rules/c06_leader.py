"""
应当明确一名领导分管便民服务中心和村级站。

Fails when the unit says that no document names the leader in charge with his office. Without the document
itself a person must look. Names of persons are read in the document and never asked for.
"""

from checks.answers import Answer, Proof
from checks.kinds.by_hand import ByHand, Demand
from checks.outcome import Severity
from checks.questions import Question, Text, YesNo
from checks.rule import Answers, Mode, Rule
from rules.self_check import UNSURE

RULE = Rule(
    id="c06-leader",
    criterion="附件1-6",
    title="未明确分管便民服务的领导",
    severity=Severity.S2,
    looks_at=Answer,
    check=ByHand(
        topic="分管领导",
        questions=(
            Question(
                "named",
                "文件中是否写明分管便民服务中心和村级站的领导姓名和职务？",
                YesNo("分管领导", "未明确分管便民服务中心和村级站的领导"),
            ),
            Question("number", "文件的文号", Text("文号"), only_if="named"),
        ),
        evidence=(Demand(Proof.COPY, "分工文件", or_published=True),),
    ),
    says="{unit}{reason}，不符合评估要点第6项“乡镇便民服务体系建设”的要求",
    says_unsure=UNSURE,
    advice="请印发分工文件，明确一名领导分管便民服务中心和村级站。",
    answers=Answers.TOWNSHIP,
    modes=(Mode.FORM,),
    same_fact="township-leader",
)

FIRES = (
    {"answers": [{"unit": "灌涨镇", "rule": "c06-leader", "values": {"named": "否", "number": ""}}]},
    {
        "answers": [
            {"unit": "灌涨镇", "rule": "c06-leader", "values": {"named": "是", "number": "灌政〔2022〕2号"}}
        ]
    },
)

PASSES = (
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "c06-leader",
                "values": {"named": "是", "number": "灌政〔2022〕2号"},
                "files": [{"sort": "复印件", "name": "分工.pdf"}],
            }
        ]
    },
)
