"""
网站栏目应当有内容，不得空白。

Fails when a column says itself that it is empty (栏目建设中, 暂无信息); a column that shows nothing at all
may be filled by a script that was not read, and is for a person.
"""

from checks.evidence import Page
from checks.kinds.columns import NotBlank, is_column
from checks.outcome import Severity
from checks.rule import Rule

RULE = Rule(
    id="s-column-blank",
    criterion="附加",
    title="空白栏目",
    severity=Severity.S4,
    looks_at=Page,
    applies=is_column,
    check=NotBlank(),
    says="{channel}“{item}”栏目空白：{reason}",
    says_unsure="{channel}“{item}”栏目可能空白：{reason}",
    advice="请补充该栏目的内容；不再使用的栏目应当归并或撤除。",
)

COLUMN = {"kind": "page", "page_kind": "list", "title": "表格下载", "seen_on": "2022-07-01"}

FIRES = (
    {**COLUMN, "blank": "栏目建设中"},
    COLUMN,
)

PASSES = (
    {**COLUMN, "entries": 1},
    {**COLUMN, "page_kind": "landing", "entries": 30},
)
