"""
标为未公开的，应当说明理由并附文件、材料复印件。

Fails when an answer is ticked as not published and has no reason that says anything (“无” and “/” do not),
or no copy. Where neither is ticked a person must ask.
"""

from checks.answers import AnswerInCounty
from checks.kinds.handed_in import UnpublishedExplained
from checks.outcome import Severity
from checks.rule import Answers, Mode, Rule
from rules.self_check import NO_REASON, UNSURE

RULE = Rule(
    id="m-unpublished-without-reason-or-copy",
    criterion="附加",
    title="标为未公开但未说明理由或未附复印件",
    severity=Severity.S3,
    looks_at=AnswerInCounty,
    check=UnpublishedExplained(empty=NO_REASON, not_of=("m-report-late",)),
    says="{unit}“{item}”一项{reason}，不符合方案四（四）“未公开的说明理由并提供文件、材料复印件”的要求",
    says_unsure=UNSURE,
    advice="请说明未公开的理由，附文件、材料复印件。",
    answers=Answers.UNIT,
    modes=(Mode.FORM,),
)

FIRES = (
    {
        "answers": [
            {
                "unit": "民政局",
                "rule": "c03-case-missing",
                "published": False,
                "reason": "/",
                "files": [{"sort": "复印件", "name": "案例.pdf"}],
            }
        ]
    },
    {
        "answers": [
            {
                "unit": "民政局",
                "rule": "c03-case-missing",
                "published": False,
                "reason": "内部人事文件",
            }
        ]
    },
    {"answers": [{"unit": "民政局", "rule": "c03-case-missing", "values": {"cases": "无"}}]},
)

PASSES = (
    {
        "answers": [
            {
                "unit": "民政局",
                "rule": "c03-case-missing",
                "published": False,
                "reason": "内部人事文件，不属于公开范围",
                "files": [{"sort": "复印件", "name": "案例.pdf"}],
            }
        ]
    },
    {"answers": [{"unit": "民政局", "rule": "c03-case-missing", "published": True}]},
)
