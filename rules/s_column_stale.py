"""
动态要闻类栏目两周内、通知政策类栏目六个月内应当有更新。

Fails when the newest entry of such a column is older. Which sort a column is follows from its name; others,
columns without dates and later pages of a list are left alone. A profile sets the days and the names.
"""

from checks.evidence import Page
from checks.kinds.columns import Recent, is_column
from checks.outcome import Severity
from checks.rule import Rule

RULE = Rule(
    id="s-column-stale",
    criterion="附加",
    title="栏目超期未更新",
    severity=Severity.S4,
    looks_at=Page,
    applies=is_column,
    check=Recent(),
    says="{channel}“{item}”栏目超期未更新：{reason}",
    advice="请及时更新该栏目；不再使用的栏目应当归并或撤除，并对原有内容作出说明。",
)

COLUMN = {"kind": "page", "page_kind": "list", "title": "部门动态", "entries": 20, "seen_on": "2022-07-01"}

FIRES = (
    {**COLUMN, "newest": "2022-06-16"},
    {**COLUMN, "title": "通知公告", "newest": "2021-12-29"},
)

PASSES = (
    {**COLUMN, "newest": "2022-06-17"},
    {**COLUMN, "title": "通知公告", "newest": "2022-01-01"},
    {**COLUMN, "title": "机构设置", "newest": "2019-01-01"},
    COLUMN,
)
