"""
应当有正式文件成立领导小组，明确分管领导和组成人员。

Fails when there is no formal document, or when it does not name the leader in charge and the members.
Without the document itself a person must look.
"""

from checks.answers import Answer, Proof
from checks.kinds.by_hand import ByHand, Demand
from checks.outcome import Severity
from checks.questions import Question, Text, YesNo
from checks.rule import Answers, Mode, Rule
from rules.self_check import UNSURE

RULE = Rule(
    id="t02-leading-group",
    criterion="附件2-2",
    title="未成立领导小组或未明确人员",
    severity=Severity.S2,
    looks_at=Answer,
    check=ByHand(
        topic="领导小组",
        questions=(
            Question(
                "founded",
                "是否有成立领导小组的正式文件？",
                YesNo("领导小组文件", "未见成立领导小组的正式文件"),
            ),
            Question(
                "members",
                "文件是否明确分管领导和组成人员？",
                YesNo("分管领导和组成人员", "领导小组文件未明确分管领导和组成人员"),
                only_if="founded",
            ),
            Question("number", "文件的文号", Text("文号"), only_if="founded"),
        ),
        evidence=(Demand(Proof.COPY, "领导小组文件", or_published=True),),
    ),
    says="{unit}{reason}，不符合评估要点（附件2）第2项“有领导小组”的要求",
    says_unsure=UNSURE,
    advice="请印发文件成立领导小组，明确分管领导和组成人员。",
    answers=Answers.TOWNSHIP,
    modes=(Mode.FORM,),
    same_fact="township-leader",
)

FIRES = (
    {"answers": [{"unit": "灌涨镇", "rule": "t02-leading-group", "values": {"founded": "否"}}]},
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t02-leading-group",
                "values": {"founded": "是", "members": "否", "number": "灌政〔2022〕2号"},
                "files": [{"sort": "复印件", "name": "文件.pdf"}],
            }
        ]
    },
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t02-leading-group",
                "values": {"founded": "否", "members": "是"},
                "files": [{"sort": "复印件", "name": "文件.pdf"}],
            }
        ]
    },
)

PASSES = (
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t02-leading-group",
                "values": {"founded": "是", "members": "是", "number": "灌政〔2022〕2号"},
                "files": [{"sort": "复印件", "name": "文件.pdf"}],
            }
        ]
    },
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "t02-leading-group",
                "values": {"founded": "是", "members": "是", "number": "灌政〔2022〕2号"},
                "files": [{"sort": "截图", "name": "网页.png"}],
                "urls": ["https://www.example.invalid/1.html"],
            }
        ]
    },
)
