"""
办事指南标注可告知承诺的材料，应当列入告知承诺事项清单。

Fails (a hint only, not scored) when a row is marked and the county's list names this proof for no item,
or only for another one: an entry is never carried over to another item. Where the list has other proofs
for this item, the names may mean the same, and a person must look. Judged only where a list that was in
force on the day has been read. Lead unit and unit settle together which of the two is mended.
"""

from checks.evidence import GuideInCounty, ListKind
from checks.kinds.listed import ListRead
from checks.kinds.marked_listed import MarkedListed
from checks.outcome import Severity
from checks.rule import Answers, Rule
from rules.documents import COMMITMENT_HENAN, COMMITMENT_STATE

RULE = Rule(
    id="c03-marked-not-listed",
    criterion="附件1-3",
    title="标注可承诺但不在清单",
    severity=Severity.S4,
    looks_at=GuideInCounty,
    applies=ListRead((ListKind.COMMITMENTS,)),
    check=MarkedListed(),
    says="{unit}在{channel}发布的“{item}”办事指南标注“{material}”可告知承诺（“{quote}”），但告知承诺事项清单未列（{reason}）",
    says_unsure="{unit}在{channel}发布的“{item}”办事指南标注“{material}”可告知承诺（“{quote}”），{reason}",
    advice="请补入清单或删除标注，由牵头单位会同事项单位核定。",
    basis=(COMMITMENT_STATE, COMMITMENT_HENAN),
    answers=Answers.BOTH,
)

LIST = {
    "kind": "publication",
    "list_kind": "告知承诺事项清单",
    "title": "告知承诺制证明事项清单",
    "columns": [
        {"heading": "事项名称", "meaning": "事项名称"},
        {"heading": "证明名称", "meaning": "证明名称"},
        {"heading": "索要单位", "meaning": "索要单位"},
    ],
    "entries": [{"number": 1, "cells": ["教师资格认定", "无犯罪记录证明", "教体局"]}],
}

FIRES = (
    {"pieces": [LIST, {"item_name": "公司设立登记", "materials": [{"name": "住所证明（可承诺）"}]}]},
    {"pieces": [LIST, {"item_name": "收养登记", "materials": [{"name": "无犯罪记录证明（可告知承诺）"}]}]},
    {"pieces": [LIST, {"item_name": "教师资格认定", "materials": [{"name": "学历证明（可告知承诺）"}]}]},
)

PASSES = (
    {
        "pieces": [
            LIST,
            {"item_name": "教师资格认定", "materials": [{"name": "无犯罪记录证明", "commitment": True}]},
            {"item_name": "初级中学教师资格认定", "materials": [{"name": "无违法犯罪记录证明（可承诺）"}]},
            {"item_name": "低保", "materials": [{"name": "收入证明（可容缺）"}, {"name": "真实性承诺书"}]},
        ]
    },
)
