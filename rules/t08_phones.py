"""
便民服务中心大厅应当有咨询电话和投诉电话；网上公布的，号码应当正确、两者不同。

From the published pages of a township, its guides and articles: fails when all numbers that it publishes for
enquiries, or for complaints, cannot be dialled. One and the same number for both and a number that was not
found are for a person: what hangs in the hall is seen there and told on the form. A hotline such as 12345
serves for complaints. Whether anybody answers is tried by hand.
"""

from checks.evidence import UnitEvidence
from checks.kinds.hall_phones import PhonesOfHall
from checks.outcome import Severity
from checks.rule import Answers, Mode, Rule
from rules.documents import HENAN_GUIDE

RULE = Rule(
    id="t08-phones",
    criterion="附件2-8",
    title="未公布咨询、投诉电话或号码有误",
    severity=Severity.S2,
    looks_at=UnitEvidence,
    check=PhonesOfHall(),
    says="{unit}便民服务中心{reason}，不符合评估要点（附件2）第8项的要求",
    says_unsure="{unit}便民服务中心{reason}，请结合自查表和现场核验核对（附件2第8项）",
    advice="请在大厅设置并在网上公布咨询电话和投诉电话，更正有误的号码，报送网址、截图和照片。",
    basis=(HENAN_GUIDE,),
    answers=Answers.TOWNSHIP,
    modes=(Mode.PAGES, Mode.FORM),
)

TOWN = {"name": "灌涨镇", "kind": "township"}
GUIDE = {
    "item_name": "低保初审",
    "unit": "灌涨镇",
    "phone": "0377-65330000",
    "complaint_phone": "0377-65330001",
}

FIRES = (
    {"units": [TOWN], "pieces": [{**GUIDE, "complaint_phone": "0377-653300"}]},
    {"units": [TOWN], "pieces": [{**GUIDE, "complaint_phone": "0377-65330000"}]},
    {"units": [TOWN], "searched": [{"channel": "portal", "pages": 120}]},
)

PASSES = (
    {"units": [TOWN], "pieces": [GUIDE]},
    {"units": [TOWN], "pieces": [{**GUIDE, "complaint_phone": "12345"}]},
    {
        "units": [TOWN],
        "pieces": [
            {
                "kind": "article",
                "unit": "灌涨镇",
                "title": "灌涨镇便民服务中心公告",
                "text": "咨询电话：0377-65330000，投诉电话：0377-65330001。",
            }
        ],
        "searched": [{"channel": "portal", "pages": 120}],
    },
)
