"""
标为已公开的，应当提供网址和截图。

Fails when an answer is ticked as published and has no address or no screenshot. An address on an answer that
is ticked as not published contradicts it: a person must look. Whether the page can be opened and says what it
should is seen from the page itself.
"""

from checks.answers import AnswerInCounty
from checks.kinds.handed_in import PublishedProven
from checks.outcome import Severity
from checks.rule import Answers, Mode, Rule
from rules.self_check import UNSURE

RULE = Rule(
    id="m-published-without-url-or-screenshot",
    criterion="附加",
    title="标为已公开但未提供网址或截图",
    severity=Severity.S3,
    looks_at=AnswerInCounty,
    check=PublishedProven(not_of=("m-report-late",)),
    says="{unit}“{item}”一项{reason}，不符合方案四（四）“已经公开的提供网址链接、截图等”的要求",
    says_unsure=UNSURE,
    advice="请补齐已公开内容的网址和截图。",
    answers=Answers.UNIT,
    modes=(Mode.FORM,),
)

FIRES = (
    {"answers": [{"unit": "民政局", "rule": "c03-case-missing", "published": True}]},
    {
        "answers": [
            {
                "unit": "民政局",
                "rule": "c03-case-missing",
                "published": True,
                "urls": ["https://www.example.invalid/1.html"],
            }
        ]
    },
    {
        "answers": [
            {
                "unit": "民政局",
                "rule": "c03-case-missing",
                "published": False,
                "urls": ["https://www.example.invalid/1.html"],
            }
        ]
    },
)

PASSES = (
    {
        "answers": [
            {
                "unit": "民政局",
                "rule": "c03-case-missing",
                "published": True,
                "urls": ["https://www.example.invalid/1.html"],
                "files": [{"sort": "截图", "name": "1.png"}],
            }
        ]
    },
    {"answers": [{"unit": "民政局", "rule": "c03-case-missing", "published": False}]},
    {"answers": [{"unit": "民政局", "rule": "m-report-late", "published": True}]},
)
