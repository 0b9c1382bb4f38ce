"""
实行告知承诺制后，办事指南应当减时限、减环节或减材料。

Fails when an item came on the county's list after the stored earlier version of its guide was read, and
time limit, steps and materials of the guide of today are all known and none is less than then. Materials
that a promise replaces no longer count. Where one of the three was not published, a person must look.
Not judged without an earlier version, without the day of the list, or when the list was there before.
"""

from checks.evidence import GuideInCounty
from checks.kinds.procedure_lighter import ProcedureLighter, VersionBefore
from checks.outcome import Severity
from checks.rule import Mode, Rule
from rules.documents import COMMITMENT_HENAN, COMMITMENT_STATE

RULE = Rule(
    id="c03-procedure-unchanged",
    criterion="附件1-3",
    title="未减时限、减环节、减材料",
    severity=Severity.S3,
    looks_at=GuideInCounty,
    applies=VersionBefore(),
    check=ProcedureLighter(),
    says="{unit}在{channel}发布的“{item}”办事指南，实行告知承诺后环节、时限、材料数较此前无变化（{reason}），不符合评估要点第3项“进一步减时限、减环节、减材料”的要求",
    says_unsure="{unit}在{channel}发布的“{item}”办事指南，实行告知承诺后是否减时限、减环节、减材料需人工核对（{reason}）",
    advice="请调整流程并公布新的环节、时限、材料，报送修改前后对照。",
    basis=(COMMITMENT_STATE, COMMITMENT_HENAN),
    modes=(Mode.PAGES, Mode.FORM),
)

LIST = {
    "kind": "publication",
    "list_kind": "告知承诺事项清单",
    "title": "告知承诺制证明事项清单",
    "issued_on": "2022-05-20",
    "columns": [
        {"heading": "事项名称", "meaning": "事项名称"},
        {"heading": "证明名称", "meaning": "证明名称"},
    ],
    "entries": [{"number": 1, "cells": ["教师资格认定", "无犯罪记录证明"]}],
}
BEFORE = {
    "item_name": "教师资格认定",
    "unit": "教体局",
    "seen_on": "2022-04-20",
    "promised_days": 10,
    "promised_text": "10个工作日",
    "process": ["申请", "受理", "审核", "发证"],
    "materials": [{"name": "申请表"}, {"name": "无犯罪记录证明"}],
}
NOW = BEFORE | {"seen_on": "2022-08-05"}

FIRES = (
    {"pieces": [LIST, NOW], "earlier": [BEFORE]},
    {"pieces": [LIST, NOW | {"promised_days": 12}], "earlier": [BEFORE]},
    {"pieces": [LIST, NOW | {"process": []}], "earlier": [BEFORE]},
)

PASSES = (
    {"pieces": [LIST, NOW | {"promised_days": 5}], "earlier": [BEFORE]},
    {"pieces": [LIST, NOW | {"process": ["申请", "审核", "发证"]}], "earlier": [BEFORE]},
    {
        "pieces": [LIST, NOW | {"materials": [{"name": "申请表"}, {"name": "无犯罪记录证明（可承诺）"}]}],
        "earlier": [BEFORE],
    },
    {"pieces": [LIST, NOW]},
    {"pieces": [LIST | {"issued_on": "2022-01-20"}, NOW], "earlier": [BEFORE]},
    {
        "pieces": [LIST, NOW | {"item_name": "保安员证核发"}],
        "earlier": [BEFORE | {"item_name": "保安员证核发"}],
    },
)
