"""
政务服务股应当整体进驻政务服务大厅。

Fails when fewer of the section's staff work in the hall, at its windows or behind them, than the section
has. Without the list of staff or a photo, or when more are in the hall than there are, a person must look.
"""

from checks.answers import Answer, Proof
from checks.kinds.by_hand import ByHand, Demand
from checks.outcome import Severity
from checks.questions import Number, Question
from checks.rule import Answers, Mode, Rule
from rules.self_check import UNSURE

RULE = Rule(
    id="c05-section-not-moved-in",
    criterion="附件1-5",
    title="政务服务股未整体进驻大厅",
    severity=Severity.S2,
    looks_at=Answer,
    check=ByHand(
        topic="政务服务股进驻",
        questions=(
            Question("staff", "政务服务股共有多少人？", Number("股内人员", "人")),
            Question(
                "in_hall",
                "其中在政务服务大厅窗口或后台办公的有多少人？",
                Number("进驻大厅", "人", all_of="staff", all_what="股内人员"),
            ),
        ),
        evidence=(
            Demand(Proof.COPY, "人员名单和排班表"),
            Demand(Proof.PHOTO, "大厅窗口"),
        ),
    ),
    says="{unit}政务服务股未整体进驻政务服务大厅（{reason}），不符合评估要点第5项“三集中三到位”的要求",
    says_unsure=UNSURE,
    advice="请落实政务服务股整体进驻政务服务大厅，报送人员名单、排班和照片。",
    answers=Answers.UNIT,
    modes=(Mode.FORM,),
)

FIRES = (
    {
        "answers": [
            {
                "unit": "民政局",
                "rule": "c05-section-not-moved-in",
                "values": {"staff": "5", "in_hall": "4"},
                "files": [
                    {"sort": "复印件", "name": "名单.xlsx"},
                    {"sort": "照片", "name": "1.jpg", "label": "", "hash": "p1"},
                ],
            }
        ]
    },
    {
        "answers": [
            {
                "unit": "民政局",
                "rule": "c05-section-not-moved-in",
                "values": {"staff": "5", "in_hall": "6"},
                "files": [
                    {"sort": "复印件", "name": "名单.xlsx"},
                    {"sort": "照片", "name": "1.jpg", "label": "", "hash": "p1"},
                ],
            }
        ]
    },
    {
        "answers": [
            {"unit": "民政局", "rule": "c05-section-not-moved-in", "values": {"staff": "5", "in_hall": "5"}}
        ]
    },
)

PASSES = (
    {
        "answers": [
            {
                "unit": "民政局",
                "rule": "c05-section-not-moved-in",
                "values": {"staff": "5", "in_hall": "5人"},
                "files": [
                    {"sort": "复印件", "name": "名单.xlsx"},
                    {"sort": "照片", "name": "1.jpg", "label": "", "hash": "p1"},
                ],
            }
        ]
    },
)
