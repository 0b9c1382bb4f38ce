"""
县级取消和保留的证明事项清单应当以政府或政府办名义印发并在门户网站公布。

Fails when the portal was read completely and one of the two lists is not there (S2), when the document
carries the number of another body (S2), or when columns are missing (S3): 证明名称 and 索要单位 in
both, 设定依据 and 开具单位 in the list of kept proofs. A list without any number, one that could not be
read, and a title that announces a list which was not found are for a person. Lists of the state, the
province or the city that the portal shows are not the county's.
"""

from checks.evidence import CountyEvidence, ListKind, Meaning
from checks.kinds.published import ListPublished
from checks.outcome import Severity
from checks.rule import Answers, Rule
from rules.documents import HENAN_PROOFS, PROOF_CLEARING, STATE_PROOFS

RULE = Rule(
    id="c02-list-missing",
    criterion="附件1-2",
    title="县级取消、保留证明事项清单未印发或未公布",
    severity=Severity.S2,
    looks_at=CountyEvidence,
    check=ListPublished(
        kinds=(ListKind.CANCELLED_PROOFS, ListKind.KEPT_PROOFS),
        criterion="c02",
        columns=(
            (ListKind.CANCELLED_PROOFS, (Meaning.PROOF, Meaning.UNIT)),
            (ListKind.KEPT_PROOFS, (Meaning.PROOF, Meaning.UNIT, Meaning.BASIS, Meaning.ISSUER)),
        ),
        by_government=True,
        own=True,
    ),
    says="县级取消和保留证明事项清单：{reason}，不符合评估要点第2项的要求",
    says_unsure="县级取消和保留证明事项清单：{reason}",
    advice="请司法局按程序提请以政府或政府办名义印发取消和保留证明事项清单，列明证明名称、索要单位、设定依据、开具单位，在县人民政府网公示并报送网址、截图。",
    basis=(STATE_PROOFS, HENAN_PROOFS, PROOF_CLEARING),
    answers=Answers.LEAD,
)

FIRES = (
    {"searched": [{"channel": "portal", "pages": 120, "attachments": 8}]},
    {"searched": [{"channel": "portal", "pages": 120, "missed": ["附件2打不开"]}]},
)

PASSES = (
    {
        "pieces": [
            {
                "kind": "publication",
                "list_kind": "证明事项取消清单",
                "document_number": "内政〔2022〕3号",
                "columns": [
                    {"heading": "证明名称", "meaning": "证明名称"},
                    {"heading": "索要单位", "meaning": "索要单位"},
                ],
                "entries": [{"number": 1, "cells": ["居住证明", "教体局"]}],
            },
            {
                "kind": "publication",
                "list_kind": "证明事项保留清单",
                "document_number": "内政〔2022〕3号",
                "columns": [
                    {"heading": "证明名称", "meaning": "证明名称"},
                    {"heading": "索要单位", "meaning": "索要单位"},
                    {"heading": "设定依据", "meaning": "设定依据"},
                    {"heading": "开具单位", "meaning": "开具单位"},
                ],
                "entries": [
                    {"number": 1, "cells": ["验资报告", "民政局", "《社会团体登记管理条例》", "会计师事务所"]}
                ],
            },
        ],
        "searched": [{"channel": "portal", "pages": 120}],
    },
)
