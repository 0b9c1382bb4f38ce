"""
同一张照片、截图不应由多个单位重复用作佐证。

Review, never a failure: a photo of one unit is the same as another's, or so nearly that their difference
hashes differ in at most `distance` of 64 bits; or a screenshot is the very same file while the addresses
differ. Copies are left alone: many units rightly hand in the same document of the county. Not scored.
"""

from checks.answers import AnswerInCounty
from checks.kinds.reused import Reused
from checks.outcome import Severity
from checks.rule import Answers, Mode, Rule

RULE = Rule(
    id="m-evidence-reused",
    criterion="附加",
    title="佐证图片与其他单位重复",
    severity=Severity.S4,
    looks_at=AnswerInCounty,
    check=Reused(distance=4),
    says="{unit}“{item}”一项的{reason}，请核实佐证是否真实",
    advice="请核实佐证，换成本单位实际拍摄或截取的图片。",
    answers=Answers.UNIT,
    modes=(Mode.FORM,),
)

HALL = {"sort": "照片", "name": "大厅.jpg", "hash": "a1", "look": "00ff13579bdf2468"}
NEARLY = {**HALL, "hash": "b2", "look": "00ff13579bdf2467"}
OTHER = {**HALL, "hash": "c3", "look": "00ff13579bdf2797"}
SCREEN = {"sort": "截图", "name": "网页.png", "hash": "d4"}
COUNTY_DOCUMENT = {"sort": "复印件", "name": "县文件.pdf", "hash": "e5"}
ONE = {"unit": "灌涨镇", "rule": "t03-zones-missing", "urls": ["https://www.example.invalid/1"]}
TWO = {"unit": "马山口镇", "rule": "t03-zones-missing", "urls": ["https://www.example.invalid/2"]}

FIRES = (
    {"answers": [{**ONE, "files": [HALL]}, {**TWO, "files": [HALL]}]},
    {"answers": [{**ONE, "files": [HALL]}, {**TWO, "files": [NEARLY]}]},
    {"answers": [{**ONE, "files": [SCREEN]}, {**TWO, "files": [SCREEN]}]},
)

PASSES = (
    {"answers": [{**ONE, "files": [HALL]}, {**TWO, "files": [OTHER]}]},
    {"answers": [{**ONE, "files": [COUNTY_DOCUMENT]}, {**TWO, "files": [COUNTY_DOCUMENT]}]},
    {"answers": [{**ONE, "files": [SCREEN]}, {**TWO, "files": [SCREEN], "urls": ONE["urls"]}]},
    {"answers": [{**ONE, "files": [HALL, {**HALL, "label": "等候区"}]}]},
)
