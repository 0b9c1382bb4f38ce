"""
办事指南公布的咨询、投诉电话应当能够拨通：号码格式正确，咨询与投诉电话不同。

Fails when a number cannot be dialled: too few or too many digits behind an area code, a mobile number that
has not eleven digits. Landlines of seven or eight digits (eight behind 010 and 02x), mobile numbers,
hotlines (12345, 95598), 400 numbers, extensions, several numbers and remarks beside them are all right;
digits that may be a room, a post code or a time are left alone. A complaint that goes to the very number for
enquiries is a hint (S4), unless it is a hotline. Whether anybody answers is not judged; a missing number is
g-section-missing's business.
"""

from checks.evidence import Guide
from checks.kinds.dialled import CanBeDialled
from checks.outcome import Severity
from checks.rule import Rule
from rules.documents import HENAN_GUIDE

RULE = Rule(
    id="g-phone-invalid",
    criterion="附加",
    title="咨询、投诉电话有误",
    severity=Severity.S3,
    looks_at=Guide,
    check=CanBeDialled(),
    says="{unit}在{channel}发布的“{item}”办事指南中，{field}为“{quote}”，{reason}",
    advice="请核实并更正为能够拨通的电话；投诉电话与咨询电话应当分设，或公布12345政务服务热线。",
    basis=(HENAN_GUIDE,),
)

FIRES = (
    {"item_name": "临时救助", "phone": "0377-6533000000"},
    {"item_name": "临时救助", "complaint_phone": "民政股电话：1380000000"},
    {"item_name": "临时救助", "phone": "0377-65330000", "complaint_phone": "（0377）65330000"},
)

PASSES = (
    {"item_name": "临时救助", "phone": "0377-65330000转801、65330001", "complaint_phone": "12345"},
    {"item_name": "临时救助", "phone": "12345", "complaint_phone": "12345"},
    {"item_name": "临时救助", "phone": "县政务大厅3楼12号窗口（邮编474350），工作日8:30—12:00"},
    {"item_name": "临时救助", "phone": "见备注"},
)
