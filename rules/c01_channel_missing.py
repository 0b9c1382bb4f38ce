"""
惠企“免申即享”政策应当在县政府门户网站和云上内乡两个渠道上传。

Fails when such policies are shown on one of the two channels and the other was searched completely without
finding any. Where the other was not searched, or has no pages that can be searched, a person looks and takes
a picture of the screen (S4). On neither: c01-policy-list-missing speaks.
"""

from checks.evidence import CountyEvidence, ListKind
from checks.kinds.both_channels import OnBothChannels
from checks.outcome import Severity
from checks.rule import Answers, Mode, Rule
from rules.documents import STATE_POLICIES

RULE = Rule(
    id="c01-channel-missing",
    criterion="附件1-1",
    title="惠企政策未在两个渠道上传",
    severity=Severity.S2,
    looks_at=CountyEvidence,
    check=OnBothChannels(kinds=(ListKind.NO_APPLICATION, ListKind.POLICIES), criterion="c01"),
    says="“免申即享”政策仅在{there}发布，{absent}未检索到（{reason}），不符合评估要点第1项“在内乡县人民政府网、云上内乡上传惠企政策”的要求",
    says_unsure="“免申即享”政策见于{there}，{absent}是否上传无法自动核验：{reason}",
    advice="请在未上传的渠道同步上传惠企政策，两处内容保持一致，报送网址和截图。",
    basis=(STATE_POLICIES,),
    answers=Answers.LEAD,
    modes=(Mode.PAGES, Mode.FORM),
)

ON_PORTAL = {
    "kind": "publication",
    "list_kind": "免申即享清单",
    "title": "免申即享政策清单",
    "columns": [{"heading": "政策名称", "meaning": "政策名称"}],
    "entries": [{"number": 1, "cells": ["稳岗返还"]}],
}
ON_APP = {"kind": "article", "title": "免申即享政策清单来了", "channel": "app"}

FIRES = (
    {
        "pieces": [ON_PORTAL],
        "searched": [{"channel": "portal", "pages": 90}, {"channel": "app", "pages": 30}],
    },
    {"pieces": [ON_PORTAL], "searched": [{"channel": "portal", "pages": 90}]},
    {
        "pieces": [ON_APP],
        "searched": [{"channel": "portal", "pages": 90}, {"channel": "app", "pages": 30}],
    },
)

PASSES = (
    {
        "pieces": [ON_PORTAL, ON_APP],
        "searched": [{"channel": "portal", "pages": 90}, {"channel": "app", "pages": 30}],
    },
)
