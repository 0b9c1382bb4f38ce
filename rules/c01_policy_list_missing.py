"""
县政府门户网站应当公布“免申即享”政策清单。

Fails when the portal was read completely and shows no such list (S2), or when the list lacks one of the
columns 政策名称, 适用对象, 兑现部门, 享受方式 (S3). When part of the portal could not be read, a person
must look.
"""

from checks.evidence import CountyEvidence, ListKind, Meaning
from checks.kinds.published import ListPublished
from checks.outcome import Severity
from checks.rule import Answers, Rule
from rules.documents import POLICIES_STATE, STATE_POLICIES

RULE = Rule(
    id="c01-policy-list-missing",
    criterion="附件1-1",
    title="未公布“免申即享”政策清单",
    severity=Severity.S2,
    looks_at=CountyEvidence,
    check=ListPublished(
        kinds=(ListKind.NO_APPLICATION,),
        criterion="c01",
        columns=(
            (ListKind.NO_APPLICATION, (Meaning.POLICY, Meaning.AUDIENCE, Meaning.PAYER, Meaning.ENJOY)),
        ),
    ),
    says="“免申即享”惠企政策清单：{reason}，不符合评估要点第1项“建立惠企政策库、公布政策清单”的要求",
    advice="请牵头收集各部门特别是县本级“免申即享”政策，编制清单（列明政策名称、依据文号、适用对象、兑现标准、兑现部门、享受方式、有效期、咨询电话），在县人民政府网和云上内乡同步公布，报送网址和截图。",
    basis=(STATE_POLICIES, POLICIES_STATE),
    answers=Answers.LEAD,
)

FIRES = (
    {"searched": [{"channel": "portal", "pages": 120, "attachments": 8}]},
    {
        "pieces": [
            {
                "kind": "publication",
                "list_kind": "免申即享清单",
                "title": "免申即享政策清单",
                "columns": [{"heading": "政策名称", "meaning": "政策名称"}],
                "entries": [{"number": 1, "cells": ["稳岗返还"]}],
            }
        ],
        "searched": [{"channel": "portal", "pages": 120}],
    },
)

PASSES = (
    {
        "pieces": [
            {
                "kind": "publication",
                "list_kind": "免申即享清单",
                "title": "免申即享政策清单",
                "columns": [
                    {"heading": "政策名称", "meaning": "政策名称"},
                    {"heading": "适用对象", "meaning": "适用对象"},
                    {"heading": "兑现部门", "meaning": "兑现部门"},
                    {"heading": "享受方式", "meaning": "享受方式"},
                ],
                "entries": [{"number": 1, "cells": ["稳岗返还", "参保企业", "人社局", "直接拨付"]}],
            }
        ],
        "searched": [{"channel": "portal", "pages": 120}],
    },
)
