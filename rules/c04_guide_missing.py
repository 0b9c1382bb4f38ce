"""
每个“一件事”应当编制办事指南并对外公布。

Fails for a joint service of the profile ([[one_thing]]), or of a published “一件事” list with its lead unit,
when portal and service network were read completely and no guide of that name was found on any channel; a
guide is found by its name alone or within a longer one, and a guide that cannot be read counts as published.
An incomplete search, a page that speaks of it without a readable guide, and a list that leaves open what it
names or who leads are for a person. Nothing is asked where neither profile nor list names any.
"""

from checks.evidence import CountyEvidence
from checks.kinds.one_thing_guides import GuidesOfOneThings
from checks.outcome import Severity
from checks.rule import Answers, Rule
from rules.documents import HENAN_HALL

RULE = Rule(
    id="c04-guide-missing",
    criterion="附件1-4",
    title="“一件事”未公布办事指南",
    severity=Severity.S2,
    looks_at=CountyEvidence,
    check=GuidesOfOneThings(),
    says="{unit}牵头的“{thing}”{reason}，不符合评估要点第4项“编制办事指南并对外公布”的要求",
    says_unsure="{unit}牵头的“{thing}”疑未公布办事指南，请人工核对：{reason}",
    advice="请牵头编制“一件事一次办”办事指南（涉及事项及部门、一张申请表、一套材料、联办流程、总时限、受理窗口），在县人民政府网和河南政务服务网公布，报送网址和截图。",
    basis=(HENAN_HALL,),
    answers=Answers.LEAD,
)

SEARCHED = [
    {"channel": "portal", "pages": 120, "attachments": 8},
    {"channel": "service-network", "pages": 300},
]
THING = {"name": "开办餐饮店一件事", "lead": "市场监督管理局"}

FIRES = (
    {"units": ["市场监督管理局"], "one_things": [THING], "searched": SEARCHED},
    {
        "units": ["市场监督管理局"],
        "one_things": [THING],
        "pieces": [{"item_name": "食品经营许可", "unit": "市场监督管理局", "title": "餐饮店食品经营许可"}],
        "searched": [{"channel": "portal", "pages": 120, "missed": ["附件打不开"]}],
    },
    {
        "units": ["民政局"],
        "pieces": [
            {
                "kind": "publication",
                "list_kind": "一件事一次办清单",
                "title": "“一件事一次办”事项清单",
                "columns": [
                    {"heading": "一件事名称", "meaning": "事项名称"},
                    {"heading": "牵头单位", "meaning": "索要单位"},
                ],
                "entries": [{"number": 1, "cells": ["公民身后一件事", "县民政局"]}],
            }
        ],
        "searched": SEARCHED,
    },
)

PASSES = (
    {
        "units": ["市场监督管理局"],
        "one_things": [THING],
        "pieces": [{"item_name": "开办餐饮店", "title": "示例县开办餐饮店“一件事一次办”办事指南"}],
        "searched": SEARCHED,
    },
    {
        "units": ["市场监督管理局"],
        "one_things": [THING],
        "pieces": [{"item_name": "开办餐饮店", "unreadable": "页面为图片"}],
        "searched": SEARCHED,
    },
)
