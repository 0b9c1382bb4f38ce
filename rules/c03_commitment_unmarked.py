"""
列入告知承诺清单的证明，应当在办事指南的该项材料上标注。

Fails when the county's list names this proof for this item and the row of the material carries no mark
(S2), or only 容缺 (S3). 承诺时限, 承诺件 and declarations of truth (诚信承诺书) are no marks. A mark
elsewhere in the guide, a list without items, and names that are only wider or narrower are for a
person. Judged only where the list has been read.
"""

from checks.evidence import GuideInCounty, ListKind
from checks.kinds.listed import ListRead
from checks.kinds.promised import CommitmentMarked
from checks.outcome import Severity
from checks.rule import Rule
from rules.documents import COMMITMENT_HENAN, COMMITMENT_STATE, HENAN_COMMITMENT

RULE = Rule(
    id="c03-commitment-unmarked",
    criterion="附件1-3",
    title="可告知承诺的材料未标注",
    severity=Severity.S2,
    looks_at=GuideInCounty,
    applies=ListRead((ListKind.COMMITMENTS,)),
    check=CommitmentMarked(),
    says="“{listed}”已列入《{list_title}》第{number}项实行告知承诺制，但{unit}在{channel}发布的“{item}”办事指南{field}“{quote}”仍列为应提交材料（{reason}），不符合评估要点第3项“在事项办事指南中对承诺可延迟或免交材料进行标注”的要求",
    says_unsure="{unit}在{channel}发布的“{item}”办事指南{field}“{quote}”可能是《{list_title}》第{number}项“{listed}”，未见告知承诺标注：{reason}，请人工核对",
    advice="请在该材料后标注“可告知承诺（承诺后可免交）”或“承诺后可延期至××前补交”，上传告知承诺书格式文本，并同步调整环节和承诺时限。",
    basis=(COMMITMENT_STATE, COMMITMENT_HENAN, HENAN_COMMITMENT),
)

FIRES = (
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
            },
            {"item_name": "教师资格认定", "unit": "教体局", "materials": [{"name": "无犯罪记录证明"}]},
        ]
    },
)

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
            },
            {
                "item_name": "教师资格认定",
                "unit": "教体局",
                "materials": [{"name": "无犯罪记录证明（可告知承诺，承诺后免交）"}],
            },
            {"item_name": "保安员证核发", "unit": "公安局", "materials": [{"name": "无犯罪记录证明"}]},
        ]
    },
)
