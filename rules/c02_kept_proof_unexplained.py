"""
保留的证明事项应当逐项列明开具单位和办理指南。

Fails when entries of the county's list of kept proofs have an empty 开具单位 or 办理指南 (“无” and “/”
count as empty), and when the list has no column 办理指南 at all: one finding a list, with the numbers.
Where the site holds something else that is called a guide to proofs, a person must look. A missing
column 开具单位 is told by the rule on the list itself.
"""

from checks.evidence import CountyEvidence, ListKind
from checks.kinds.kept_explained import KeptProofExplained
from checks.kinds.published import ListOnPortal
from checks.outcome import Severity
from checks.rule import Answers, Rule
from rules.documents import HENAN_PROOFS, STATE_PROOFS

RULE = Rule(
    id="c02-kept-proof-unexplained",
    criterion="附件1-2",
    title="保留证明未列明开具单位和办理指南",
    severity=Severity.S3,
    looks_at=CountyEvidence,
    applies=ListOnPortal((ListKind.KEPT_PROOFS,)),
    check=KeptProofExplained(criterion="c02"),
    says="县级保留证明事项清单：{reason}，不符合评估要点第2项及列明索要单位、开具单位、办理指南的要求",
    says_unsure="县级保留证明事项清单：{reason}",
    advice="请逐项补充开具单位和办理指南（到哪里开、带什么、多长时间），更新清单后报送网址、截图。",
    basis=(STATE_PROOFS, HENAN_PROOFS),
    answers=Answers.LEAD,
)

COLUMNS = [
    {"heading": "证明名称", "meaning": "证明名称"},
    {"heading": "开具单位", "meaning": "开具单位"},
    {"heading": "办理指南", "meaning": "办理指南"},
]
KEPT = {
    "kind": "publication",
    "list_kind": "证明事项保留清单",
    "title": "保留证明事项清单",
    "columns": COLUMNS,
}
SEARCHED = [{"channel": "portal", "pages": 120}]

FIRES = (
    {
        "pieces": [
            KEPT
            | {
                "entries": [
                    {"number": 1, "cells": ["死亡证明", "医疗机构", "到就诊医院开具"]},
                    {"number": 2, "cells": ["体检证明", "", "/"]},
                ]
            }
        ],
        "searched": SEARCHED,
    },
    {
        "pieces": [
            KEPT | {"columns": COLUMNS[:2], "entries": [{"number": 1, "cells": ["死亡证明", "医疗机构"]}]},
            {"kind": "article", "title": "保留证明事项办理指南", "text": "一、死亡证明怎么开"},
        ],
        "searched": SEARCHED,
    },
)

PASSES = (
    {
        "pieces": [KEPT | {"entries": [{"number": 1, "cells": ["死亡证明", "医疗机构", "到就诊医院开具"]}]}],
        "searched": SEARCHED,
    },
    {"pieces": [{"kind": "article", "title": "保留证明工作动态", "text": "正文"}], "searched": SEARCHED},
)
