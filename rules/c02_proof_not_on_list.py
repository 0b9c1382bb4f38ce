"""
保留清单、告知承诺清单之外的证明，不得向企业和群众索要。

Never more than a review: a paper called 证明 in which another body tells a fact, that is nothing like an
entry of the county's lists (kept, cancelled, commitments). The unit has to say on what law it rests.
Left alone: licences and what they prove (学历证明, 权属证明), court and notary papers, test results,
contracts, what the applicant makes himself, and rows that waive the proof or take a promise for it.
Judged only where the list of kept proofs that was in force on the day has been read.
"""

from checks.evidence import GuideInCounty, ListKind
from checks.kinds.listed import ListRead
from checks.kinds.unlisted_proof import ProofListed
from checks.outcome import Severity
from checks.rule import Rule
from rules.documents import HENAN_PROOFS, PROOF_CLEARING, STATE_PROOFS

RULE = Rule(
    id="c02-proof-not-on-list",
    criterion="附件1-2",
    title="索要清单外证明",
    severity=Severity.S4,
    looks_at=GuideInCounty,
    applies=ListRead((ListKind.KEPT_PROOFS,)),
    check=ProofListed(),
    says="{unit}在{channel}发布的“{item}”办事指南{field}要求提供“{quote}”，未列入保留清单和告知承诺清单（待单位说明依据）",
    advice="请提供索要该证明的法律法规依据并申请纳入清单；无依据的立即取消，删除办事指南中该材料，并同步修改各渠道。",
    basis=(STATE_PROOFS, HENAN_PROOFS, PROOF_CLEARING),
)

KEPT = {
    "kind": "publication",
    "list_kind": "证明事项保留清单",
    "title": "保留证明事项清单",
    "document_number": "内政办〔2022〕3号",
    "issued_on": "2022-01-20",
    "columns": [
        {"heading": "证明名称", "meaning": "证明名称"},
        {"heading": "索要单位", "meaning": "索要单位"},
        {"heading": "开具单位", "meaning": "开具单位"},
    ],
    "entries": [{"number": 1, "cells": ["终止或者解除劳动关系证明", "人社局", "原用人单位"]}],
}

FIRES = (
    {"pieces": [KEPT, {"item_name": "养殖备案", "materials": [{"name": "村委会同意养殖证明"}]}]},
    {"pieces": [KEPT, {"item_name": "入学", "materials": [{"name": "户口簿、无违建证明（乡镇政府出具）"}]}]},
)

PASSES = (
    {"pieces": [KEPT, {"item_name": "失业登记", "materials": [{"name": "解除劳动关系证明书"}]}]},
    {
        "pieces": [
            KEPT,
            {
                "item_name": "公司登记",
                "materials": [
                    {"name": "营业执照"},
                    {"name": "学历证明"},
                    {"name": "身份证明"},
                    {"name": "产品检验合格证明"},
                    {"name": "判决书等法院证明文件", "source": "人民法院"},
                    {"name": "纳税证明"},
                    {"name": "遗失证明（本人签字）", "source": "申请人自备"},
                    {"name": "住所证明（可告知承诺）"},
                    {"name": "无违建证明", "note": "无需提交，部门核查"},
                ],
            },
        ]
    },
    {
        "pieces": [
            KEPT | {"issued_on": "2022-08-01"},
            {"item_name": "养殖备案", "seen_on": "2022-04-20", "materials": [{"name": "同意养殖证明"}]},
        ]
    },
)
