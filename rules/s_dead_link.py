"""
网站的链接应当能够打开。

Fails when the server said on two different days that the page does not exist; an error page that calls
itself a good answer is for a person, and so is a page of which this night could not tell. One day alone, a
timeout, a block by the site's protection and an outage of the whole site say nothing. Files of guides are
g-attachment-broken.
"""

from checks.evidence import CountyEvidence
from checks.kinds.broken_links import PagesOpen
from checks.outcome import Severity
from checks.rule import Rule

RULE = Rule(
    id="s-dead-link",
    criterion="附加",
    title="链接打不开",
    severity=Severity.S4,
    looks_at=CountyEvidence,
    check=PagesOpen(),
    says="{channel}的链接“{quote}”打不开：{reason}",
    says_unsure="{channel}的链接“{quote}”可能打不开：{reason}",
    advice="请恢复该页面，或删除、更正指向它的链接。",
)

DEAD = {"address": "https://www.example.gov.cn/old/1.html", "holder": "https://www.example.gov.cn/"}
SEARCHED = [{"channel": "portal", "pages": 90}]
TWICE = ["2022-06-29", "2022-07-01"]

FIRES = (
    {"searched": SEARCHED, "links": {"failed": [{**DEAD, "gone_on": TWICE}]}},
    {"searched": SEARCHED, "links": {"failed": [{**DEAD, "answer": "no-file", "gone_on": TWICE}]}},
    {
        "searched": SEARCHED,
        "links": {"failed": [{**DEAD, "answer": "unknown", "why": "超时未响应", "gone_on": ["2022-06-29"]}]},
    },
)

PASSES = (
    {"searched": SEARCHED, "links": {"failed": [DEAD]}},
    {"searched": SEARCHED, "links": {"failed": [{**DEAD, "answer": "unknown", "gone_on": []}]}},
    {"searched": SEARCHED, "links": {"failed": [{**DEAD, "is_file": True, "gone_on": TWICE}]}},
)
