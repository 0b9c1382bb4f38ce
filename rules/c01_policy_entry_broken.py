"""
惠企政策清单的条目应当有效；已经到期的，应当标注失效或移出清单。

Fails when an entry's validity ended before the day of the visit and no cell of it says that it is over. The
last day itself still holds. 长期, an empty cell, and wordings without a day that can be read for sure are
left alone; 有效期三年 counts from the day in the cell or from the list's own date. Links that cannot be
opened are told by s-dead-link.
"""

from checks.evidence import CountyEvidence, ListKind
from checks.kinds.valid_entries import EntriesHold
from checks.outcome import Severity
from checks.rule import Answers, Rule
from rules.documents import STATE_POLICIES

RULE = Rule(
    id="c01-policy-entry-broken",
    criterion="附件1-1",
    title="政策条目已过期未标注",
    severity=Severity.S3,
    looks_at=CountyEvidence,
    check=EntriesHold(kinds=(ListKind.NO_APPLICATION, ListKind.POLICIES), criterion="c01"),
    says="政策清单第{number}条“{policy}”有效期至{until}（“{quote}”），仍未标注失效",
    advice="请更新政策条目，已经到期的标注“已失效”或移出清单。",
    basis=(STATE_POLICIES,),
    answers=Answers.BOTH,
)

COLUMNS = [{"heading": "政策名称", "meaning": "政策名称"}, {"heading": "有效期", "meaning": "有效期"}]
LIST = {
    "kind": "publication",
    "list_kind": "惠企政策清单",
    "title": "惠企政策清单",
    "columns": COLUMNS,
    "seen_on": "2022-07-01",
}
SEARCHED = [{"channel": "portal", "pages": 90}]

FIRES = (
    {
        "pieces": [{**LIST, "entries": [{"number": 1, "cells": ["稳岗返还", "2022年6月30日"]}]}],
        "searched": SEARCHED,
    },
    {
        "pieces": [{**LIST, "entries": [{"number": 1, "cells": ["租金减免", "2021年1月1日至2021年底"]}]}],
        "searched": SEARCHED,
    },
)

PASSES = (
    {
        "pieces": [
            {
                **LIST,
                "entries": [
                    {"number": 1, "cells": ["稳岗返还", "2022年7月1日"]},
                    {"number": 2, "cells": ["租金减免", "长期有效"]},
                    {"number": 3, "cells": ["电费补贴（已失效）", "2021-12-31"]},
                    {"number": 4, "cells": ["首贷贴息", "自2021年1月1日起施行"]},
                ],
            }
        ],
        "searched": SEARCHED,
    },
)
