"""
事项编码应当与国家编码规则相符：实施编码31位、业务办理项编码33位，统一社会信用代码校验位正确。

Fails when a code of the national length cannot exist: a check character that does not fit (GB 32100,
GB 11714), a letter that no credit code uses, a level or a catalogue number that is none. A code that is a
sign or two too long or too short, one that a spreadsheet has turned into a number, a local code whose
organisation code is wrong, or two codes of different units side by side are for a person. Numbers of a
site's own, blanks and small letters are not judged, nor the area in which a unit is registered.
"""

from checks.evidence import Guide
from checks.kinds.sound_codes import SoundCode
from checks.outcome import Severity
from checks.rule import Rule
from rules.documents import HENAN_GUIDE

RULE = Rule(
    id="g-code-invalid",
    criterion="附加",
    title="事项编码校验不通过",
    severity=Severity.S3,
    looks_at=Guide,
    check=SoundCode(),
    says="{unit}在{channel}发布的“{item}”办事指南中，事项编码“{quote}”有误：{reason}",
    advice="请与政务服务事项库核对后更正编码，各渠道保持一致。",
    basis=(HENAN_GUIDE,),
)

FIRES = (
    {"item_name": "取水许可", "item_code": "1141132500600000174000117018000"},
    {"item_name": "取水许可", "item_code": "1141132500600000168000117018000"},
    {"item_name": "取水许可", "item_code": "11411325006000001640001170180"},
)

PASSES = (
    {"item_name": "取水许可", "item_code": "1141132500600000164000117018000"},
    {"item_name": "取水许可", "item_code": "114113250060000016400011701800001"},
    {"item_name": "取水许可", "item_code": "MZ-2021-07"},
    {"item_name": "取水许可", "item_code": "无"},
)
