"""
自查情况报告和自查表应当在规定日期前（含当日）报送。

Fails when the report was handed in after the day that the county's calendar sets, or when a form was handed
in with questions left open. Where nothing is registered of a unit a person must look: the report may lie on
a desk. Nothing is said before the day is over, in a county without a calendar, or before the office has
registered a single form. How lateness counts in a ranking is not for the rule to say.
"""

from checks.answers import Proof, UnitForms
from checks.kinds.by_hand import Demand
from checks.kinds.handed_in import HAND_IN_DAY, HandedInOnTime
from checks.outcome import Severity
from checks.questions import Day, Question
from checks.rule import Answers, Mode, Rule

RULE = Rule(
    id="m-report-late",
    criterion="附加",
    title="自查情况报告未按期报送",
    severity=Severity.S2,
    looks_at=UnitForms,
    check=HandedInOnTime(
        topic="自查情况报告",
        questions=(Question(HAND_IN_DAY, "自查情况报告是哪一天报送的？", Day("报送日期")),),
        evidence=(Demand(Proof.COPY, "自查情况报告"),),
        rule="m-report-late",
    ),
    applies=lambda forms: forms.is_due,
    says="{unit}{reason}，不符合方案四（四）关于材料报送的要求（逾期未报将影响评估排名）",
    says_unsure="{unit}：{reason}",
    advice="请立即补报自查情况报告，补齐自查表，并说明原因。",
    answers=Answers.UNIT,
    modes=(Mode.FORM,),
)

FIRES = (
    {
        "units": ["民政局"],
        "answers": [{"unit": "民政局", "rule": "m-report-late", "values": {"day": "2022-04-12"}}],
        "hand_in": {"day": "2022-04-15", "due": "2022-04-11", "asked": {"民政局": ["m-report-late"]}},
    },
    {
        "units": ["民政局", "水利局"],
        "answers": [{"unit": "民政局", "rule": "m-report-late", "values": {"day": "2022-04-11"}}],
        "hand_in": {"day": "2022-04-12", "due": "2022-04-11", "asked": {"水利局": ["m-report-late"]}},
    },
    {
        "units": ["民政局"],
        "answers": [{"unit": "民政局", "rule": "m-report-late", "values": {"day": "2022-04-11"}}],
        "hand_in": {
            "day": "2022-04-12",
            "due": "2022-04-11",
            "asked": {"民政局": ["m-report-late", "c03-case-missing"]},
        },
    },
)

PASSES = (
    {
        "units": ["民政局"],
        "answers": [{"unit": "民政局", "rule": "m-report-late", "values": {"day": "2022-04-11"}}],
        "hand_in": {"day": "2022-04-12", "due": "2022-04-11", "asked": {"民政局": ["m-report-late"]}},
    },
    {
        "units": ["民政局"],
        "answers": [{"unit": "民政局", "rule": "c03-case-missing", "values": {"cases": "无"}}],
        "hand_in": {"day": "2022-04-11", "due": "2022-04-11", "asked": {"民政局": ["m-report-late"]}},
    },
)
