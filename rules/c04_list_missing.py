"""
各单位应当梳理并公布本行业“一件事”事项清单，第二轮逐步扩充。

From the published pages this is always for a person: no list was found in what was searched, a list shows no
entries, or some departments stand on none of the published lists; each of these is said once, for the lead
unit of the criterion where the profile names one. A unit that keeps its list elsewhere hands it in on its
form. Whether the second round's list is longer than the first's is not judged here: the lists of an earlier
round are no evidence of the night, so the form is asked.
"""

from checks.evidence import CountyEvidence
from checks.kinds.one_thing_lists import OneThingListed
from checks.outcome import Severity
from checks.rule import Mode, Rule
from rules.documents import HENAN_HALL

RULE = Rule(
    id="c04-list-missing",
    criterion="附件1-4",
    title="未梳理“一件事”事项清单",
    severity=Severity.S3,
    looks_at=CountyEvidence,
    check=OneThingListed(),
    says="“一件事”事项清单：{reason}，请人工核对{units}是否已梳理并公布本行业清单（评估要点第4项）",
    advice="请梳理本行业“一件事”事项清单并对外公布，逐步扩充，报送网址和截图。",
    basis=(HENAN_HALL,),
    modes=(Mode.PAGES, Mode.FORM),
)

LIST = {
    "kind": "publication",
    "list_kind": "一件事一次办清单",
    "title": "“一件事一次办”事项清单",
    "columns": [
        {"heading": "一件事名称", "meaning": "事项名称"},
        {"heading": "牵头单位", "meaning": "索要单位"},
    ],
    "entries": [{"number": 1, "cells": ["公民身后一件事", "民政局"]}],
}

FIRES = (
    {"units": ["民政局"], "searched": [{"channel": "portal", "pages": 120}]},
    {"units": ["民政局"], "searched": [{"channel": "portal", "pages": 9, "missed": ["附件打不开"]}]},
    {"units": ["民政局", "公安局"], "pieces": [LIST], "searched": [{"channel": "portal", "pages": 120}]},
    {
        "units": ["民政局"],
        "pieces": [{**LIST, "entries": []}],
        "searched": [{"channel": "portal", "pages": 120}],
    },
)

PASSES = ({"units": ["民政局"], "pieces": [LIST], "searched": [{"channel": "portal", "pages": 120}]},)
