"""
网站不得指向已停用的旧政务服务地址。

Fails when a column or landing page links to an address of the service network that was given up: the pages
of the first generation, the cities' own hosts, the old hosts for users and applications. A county that
knows of others adds them to `stale`.
"""

from checks.evidence import Page
from checks.kinds.columns import NoStaleAddress
from checks.outcome import Severity
from checks.rule import Rule

RULE = Rule(
    id="s-stale-service-link",
    criterion="附加",
    title="指向已停用的旧政务服务地址",
    severity=Severity.S4,
    looks_at=Page,
    check=NoStaleAddress(
        stale=(
            "www.hnzwfw.gov.cn/col/",
            "kf.hnzwfw.gov.cn/",
            "zz.hnzwfw.gov.cn/",
            "data.hnzwfw.gov.cn/odweb/",
            "puser.hnzwfw.gov.cn/",
            "was.hnzwfw.gov.cn/",
        )
    ),
    says="{channel}“{item}”页面的链接“{quote}”指向已停用的政务服务地址：{reason}",
    advice="请将链接改为河南政务服务网现行地址，并逐一试打开。",
)

PAGE = {"kind": "page", "page_kind": "landing", "title": "网上办事", "entries": 12, "seen_on": "2022-07-01"}

FIRES = (
    {**PAGE, "outward": ["http://www.hnzwfw.gov.cn/col/col33/index.html"]},
    {**PAGE, "outward": ["https://www.hnzwfw.gov.cn/", "http://puser.hnzwfw.gov.cn/login"]},
)

PASSES = (
    {**PAGE, "outward": ["https://www.hnzwfw.gov.cn/portal/index"]},
    {**PAGE, "outward": ["https://www.example.gov.cn/col/col33/index.html"]},
    PAGE,
)
