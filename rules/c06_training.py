"""
应当开展便民服务业务培训。

Fails when there was no training at all. Without the notice, the list of those who came and a photo a person
must look.
"""

from checks.answers import Answer, Proof
from checks.kinds.by_hand import ByHand, Demand
from checks.outcome import Severity
from checks.questions import Number, Question
from checks.rule import Answers, Mode, Rule
from rules.self_check import UNSURE

RULE = Rule(
    id="c06-training",
    criterion="附件1-6",
    title="未开展业务培训",
    severity=Severity.S3,
    looks_at=Answer,
    check=ByHand(
        topic="业务培训",
        questions=(
            Question("times", "本年度开展业务培训多少次？", Number("开展业务培训", "次", reaches_bar=True)),
        ),
        evidence=(
            Demand(Proof.COPY, "培训通知和签到表", at_least=2),
            Demand(Proof.PHOTO, "培训"),
        ),
        limit=1,
    ),
    says="{unit}{reason}，不符合评估要点第6项“乡镇便民服务体系建设”的要求",
    says_unsure=UNSURE,
    advice="请组织业务培训，报送通知、签到表和图片。",
    answers=Answers.TOWNSHIP,
    modes=(Mode.FORM,),
)

FIRES = (
    {"answers": [{"unit": "灌涨镇", "rule": "c06-training", "values": {"times": "0"}}]},
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "c06-training",
                "values": {"times": "1"},
                "files": [{"sort": "复印件", "name": "通知.docx"}],
            }
        ]
    },
)

PASSES = (
    {
        "answers": [
            {
                "unit": "灌涨镇",
                "rule": "c06-training",
                "values": {"times": "1"},
                "files": [
                    {"sort": "复印件", "name": "通知.docx"},
                    {"sort": "复印件", "name": "签到.pdf"},
                    {"sort": "照片", "name": "1.jpg", "label": "", "hash": "p1"},
                ],
            }
        ]
    },
)
