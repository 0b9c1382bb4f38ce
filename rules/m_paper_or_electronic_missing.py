"""
全部材料应当纸质件和电子件齐备。

Fails when the paper or the file of an answer is not registered as handed in; a cell left empty is not
registered.
"""

from checks.answers import AnswerInCounty
from checks.kinds.handed_in import PaperAndElectronic
from checks.outcome import Severity
from checks.rule import Answers, Mode, Rule

RULE = Rule(
    id="m-paper-or-electronic-missing",
    criterion="附加",
    title="缺纸质件或电子件",
    severity=Severity.S3,
    looks_at=AnswerInCounty,
    check=PaperAndElectronic(),
    says="{unit}“{item}”一项{reason}，不符合方案四（四）全部材料均需纸质和电子两种的要求",
    advice="请补齐纸质件和电子件。",
    answers=Answers.UNIT,
    modes=(Mode.FORM,),
)

FIRES = (
    {"answers": [{"unit": "民政局", "rule": "c03-case-missing", "paper": True, "electronic": False}]},
    {"answers": [{"unit": "民政局", "rule": "c03-case-missing", "electronic": True}]},
)

PASSES = ({"answers": [{"unit": "民政局", "rule": "c03-case-missing", "paper": True, "electronic": True}]},)
