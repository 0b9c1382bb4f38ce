"""
县政府门户网站应当建立惠企政策库（专栏），并有政策条目。

Fails when the portal was read completely and shows no column or page named 惠企政策 with at least one
entry, nor a list of policies. When part of the portal could not be read, a person must look.
"""

from checks.evidence import CountyEvidence, ListKind
from checks.kinds.published import ColumnOnSite
from checks.outcome import Severity
from checks.rule import Answers, Rule
from rules.documents import STATE_POLICIES

RULE = Rule(
    id="c01-policy-library-missing",
    criterion="附件1-1",
    title="未建立惠企政策库",
    severity=Severity.S2,
    looks_at=CountyEvidence,
    check=ColumnOnSite(words=("惠企政策",), instead=ListKind.POLICIES, criterion="c01"),
    says="县人民政府网未设置惠企政策库（专栏）或专栏无内容：{reason}，不符合评估要点第1项“建立惠企政策库、公布政策清单”的要求",
    advice="请牵头建立惠企政策库，按部门、行业、政策类型分类上传，报送网址和截图。",
    basis=(STATE_POLICIES,),
    answers=Answers.LEAD,
)

FIRES = (
    {"searched": [{"channel": "portal", "pages": 120, "attachments": 8}]},
    {
        "pieces": [{"kind": "page", "page_kind": "list", "title": "惠企政策", "entries": 0}],
        "searched": [{"channel": "portal", "pages": 120}],
    },
)

PASSES = (
    {
        "pieces": [{"kind": "page", "page_kind": "list", "title": "惠企政策", "entries": 12}],
        "searched": [{"channel": "portal", "pages": 120}],
    },
)
