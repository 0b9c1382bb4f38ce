"""
乡镇应当公布河南省乡村事项目录和本地便民服务应用清单。

Fails for a township when the portal was read completely and shows neither a list of its own nor one of the
whole county. A list whose entries could not be read, a paper of that title that could not be read as a list,
and a search that was not complete, are for a person.
Whether the items can really be done online is asked on the self-check form.
"""

from checks.evidence import CountyEvidence, ListKind
from checks.kinds.township_lists import TownshipListsPublished
from checks.outcome import Severity
from checks.rule import Answers, Mode, Rule

RULE = Rule(
    id="t06-item-lists-missing",
    criterion="附件2-6",
    title="未公布乡村事项目录、便民服务应用清单",
    severity=Severity.S2,
    looks_at=CountyEvidence,
    check=TownshipListsPublished(kinds=(ListKind.VILLAGE_ITEMS, ListKind.CONVENIENCE)),
    says="{unit}：{reason}，不符合附件2第6项“公布河南省乡村事项目录和本地便民服务应用清单”的要求",
    advice="请公布两个清单，删除或整改网上不可办的事项，报送网址和截图。",
    answers=Answers.TOWNSHIP,
    modes=(Mode.PAGES, Mode.FORM),
)

TOWN = {"name": "灌涨镇", "kind": "township"}
LIST = {
    "kind": "publication",
    "list_kind": "乡村事项目录",
    "title": "乡村事项目录",
    "columns": [{"heading": "事项名称", "meaning": "事项名称"}],
    "entries": [{"number": 1, "cells": ["生育登记"]}],
}
OTHER = {**LIST, "list_kind": "便民服务应用清单", "title": "便民服务应用清单"}

FIRES = (
    {"units": [TOWN], "pieces": [LIST], "searched": [{"channel": "portal", "pages": 90}]},
    {
        "units": [TOWN],
        "pieces": [{**LIST, "entries": []}, OTHER],
        "searched": [{"channel": "portal", "pages": 90}],
    },
    {"units": [TOWN], "searched": [{"channel": "portal", "pages": 9, "missed": ["附件打不开"]}]},
)

PASSES = (
    {"units": [TOWN], "pieces": [LIST, OTHER], "searched": [{"channel": "portal", "pages": 90}]},
    {
        "units": [TOWN, {**TOWN, "name": "赤眉镇"}],
        "pieces": [LIST, {**OTHER, "unit": "灌涨镇"}, {**OTHER, "unit": "赤眉镇"}],
        "searched": [{"channel": "portal", "pages": 90}],
    },
)
