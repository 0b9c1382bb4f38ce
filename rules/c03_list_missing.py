"""
应当公布实行告知承诺制的证明事项清单。

Fails when the portal was read completely and shows no such list (S2), or when it lacks 事项名称,
证明名称 or 索要单位 (S3). When part of the portal could not be read, or a title announces a list that was
not found, a person must look. A list of the province or the city is not the county's.
"""

from checks.evidence import CountyEvidence, ListKind, Meaning
from checks.kinds.published import ListPublished
from checks.outcome import Severity
from checks.rule import Answers, Rule
from rules.documents import COMMITMENT_HENAN, COMMITMENT_STATE

RULE = Rule(
    id="c03-list-missing",
    criterion="附件1-3",
    title="告知承诺事项清单未公布",
    severity=Severity.S2,
    looks_at=CountyEvidence,
    check=ListPublished(
        kinds=(ListKind.COMMITMENTS,),
        criterion="c03",
        columns=((ListKind.COMMITMENTS, (Meaning.ITEM, Meaning.PROOF, Meaning.UNIT)),),
        own=True,
    ),
    says="告知承诺事项清单：{reason}，不符合评估要点第3项“落实证明事项告知承诺工作机制”的要求",
    says_unsure="告知承诺事项清单：{reason}",
    advice="请梳理并公布告知承诺事项清单，列明事项、证明、索要单位、设定依据、核查方式。",
    basis=(COMMITMENT_STATE, COMMITMENT_HENAN),
    answers=Answers.LEAD,
)

FIRES = ({"searched": [{"channel": "portal", "pages": 120, "attachments": 8}]},)

PASSES = (
    {
        "pieces": [
            {
                "kind": "publication",
                "list_kind": "告知承诺事项清单",
                "title": "告知承诺制证明事项清单",
                "document_number": "内政〔2022〕3号",
                "columns": [
                    {"heading": "事项名称", "meaning": "事项名称"},
                    {"heading": "证明名称", "meaning": "证明名称"},
                    {"heading": "索要单位", "meaning": "索要单位"},
                    {"heading": "开具单位", "meaning": "开具单位"},
                ],
                "entries": [
                    {"number": 1, "cells": ["教师资格认定", "无犯罪记录证明", "民政局", "村（居）委会"]}
                ],
            }
        ],
        "searched": [{"channel": "portal", "pages": 120}],
    },
)
