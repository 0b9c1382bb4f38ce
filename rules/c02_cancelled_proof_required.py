"""
已清理取消的证明，办事指南不得再要求提供。

Fails when a material has the name of a proof on the county's list of cancelled ones, or means the same
fact from the same issuer. Synonyms without an issuer, wider and narrower names, and entries for another
item or unit are for a person. Left alone: papers that the law keeps (出生医学证明, 结婚证), proofs on
the list of kept ones, and rows that waive the proof or replace it. Judged only where the list of
cancelled proofs has been read.
"""

from checks.evidence import GuideInCounty, ListKind
from checks.kinds.listed import ListRead
from checks.kinds.proofs import CancelledProof
from checks.outcome import Severity
from checks.rule import Rule
from rules.documents import HENAN_PROOFS, STATE_PROOFS

RULE = Rule(
    id="c02-cancelled-proof-required",
    criterion="附件1-2",
    title="仍索要已取消的证明",
    severity=Severity.S1,
    looks_at=GuideInCounty,
    applies=ListRead((ListKind.CANCELLED_PROOFS,)),
    check=CancelledProof(),
    says="{unit}在{channel}发布的“{item}”办事指南{field}要求提供“{quote}”，该证明已列入《{list_title}》（{document_number}）第{number}项“{listed}”（{reason}），不符合评估要点第2项“已清理取消的证明事项，各部门不允许要求企业和群众提供”的要求",
    says_unsure="{unit}在{channel}发布的“{item}”办事指南{field}要求提供“{quote}”，可能是《{list_title}》（{document_number}）第{number}项取消的“{listed}”：{reason}，请人工核对",
    advice="请立即停止索要该证明，删除办事指南中该材料，改由部门间核查、数据共享或告知承诺方式办理；同步核对河南政务服务网、窗口纸质指南和公众号，报送修改前后对照截图。",
    basis=(STATE_PROOFS, HENAN_PROOFS),
)

FIRES = (
    {
        "pieces": [
            {
                "kind": "publication",
                "list_kind": "证明事项取消清单",
                "title": "取消证明事项清单",
                "document_number": "内政〔2022〕3号",
                "columns": [
                    {"heading": "事项名称", "meaning": "事项名称"},
                    {"heading": "证明名称", "meaning": "证明名称"},
                    {"heading": "索要单位", "meaning": "索要单位"},
                    {"heading": "开具单位", "meaning": "开具单位"},
                ],
                "entries": [{"number": 1, "cells": ["临时救助", "亲属关系证明", "民政局", "村（居）委会"]}],
            },
            {
                "item_name": "临时救助",
                "unit": "民政局",
                "materials": [{"name": "3.亲属关系证明（村委会开具）原件1份"}],
            },
        ]
    },
)

PASSES = (
    {
        "pieces": [
            {
                "kind": "publication",
                "list_kind": "证明事项取消清单",
                "title": "取消证明事项清单",
                "document_number": "内政〔2022〕3号",
                "columns": [
                    {"heading": "事项名称", "meaning": "事项名称"},
                    {"heading": "证明名称", "meaning": "证明名称"},
                    {"heading": "索要单位", "meaning": "索要单位"},
                    {"heading": "开具单位", "meaning": "开具单位"},
                ],
                "entries": [{"number": 1, "cells": ["临时救助", "亲属关系证明", "民政局", "村（居）委会"]}],
            },
            {
                "item_name": "临时救助",
                "unit": "民政局",
                "materials": [{"name": "出生医学证明"}, {"name": "户口簿"}],
            },
            {
                "item_name": "低保",
                "unit": "民政局",
                "materials": [{"name": "亲属关系证明", "note": "无需提交，由部门核查"}],
            },
        ]
    },
)
