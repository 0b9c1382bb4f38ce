"""
列入“免申即享”清单的政策，不得要求企业申请或者提交材料。

Fails when the columns on how a policy is enjoyed make the enterprise apply, declare or hand in, or when a
column of materials names any. Left alone: what is waived (无需申报, 免于提交), what an office does of itself
(由税务部门推送, 系统自动比对), words that only name (申报条件). That somebody may apply is for a person.
"""

from checks.evidence import CountyEvidence
from checks.kinds.no_application import NoApplicationAsked
from checks.outcome import Severity
from checks.rule import Rule
from rules.documents import STATE_POLICIES

RULE = Rule(
    id="c01-no-application-contradicted",
    criterion="附件1-1",
    title="“免申即享”仍要求申请材料",
    severity=Severity.S2,
    looks_at=CountyEvidence,
    check=NoApplicationAsked(criterion="c01"),
    says="“{policy}”列为“免申即享”（清单第{number}条），但其办理说明仍要求企业“{quote}”，与免于申报、直接享受的要求不一致",
    says_unsure="“{policy}”列为“免申即享”（清单第{number}条），其办理说明写有“{quote}”，请人工核对：{reason}",
    advice="请取消申报环节，由部门主动核对数据后直接兑现，并修改清单和办理说明。",
    basis=(STATE_POLICIES,),
)

COLUMNS = [
    {"heading": "政策名称", "meaning": "政策名称"},
    {"heading": "兑现部门", "meaning": "兑现部门"},
    {"heading": "享受方式", "meaning": "享受方式"},
]
LIST = {"kind": "publication", "list_kind": "免申即享清单", "title": "免申即享政策清单", "columns": COLUMNS}
SEARCHED = [{"channel": "portal", "pages": 90}]

FIRES = (
    {
        "units": ["税务局"],
        "pieces": [
            {
                **LIST,
                "entries": [
                    {"number": 1, "cells": ["研发奖补", "税务局", "企业提交申请表和发票，审核后拨付"]}
                ],
            }
        ],
        "searched": SEARCHED,
    },
    {
        "pieces": [{**LIST, "entries": [{"number": 1, "cells": ["租金减免", "财政局", "网上填报后兑现"]}]}],
        "searched": SEARCHED,
    },
)

PASSES = (
    {
        "pieces": [
            {
                **LIST,
                "entries": [
                    {"number": 1, "cells": ["稳岗返还", "人社局", "企业无需申请，由人社部门直接拨付"]},
                    {"number": 2, "cells": ["留抵退税", "税务局", "税务部门推送名单，系统自动退还"]},
                    {"number": 3, "cells": ["电费补贴", "发改委", "免申报，直接在电费中扣减"]},
                ],
            }
        ],
        "searched": SEARCHED,
    },
)
