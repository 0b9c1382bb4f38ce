"""The tables of units in 第三方评估报告 and 通报: with scores and places only where they are given."""

from __future__ import annotations

from collections.abc import Sequence

from reports.papers.described.tables import MIDDLE, SMALL
from reports.papers.layout import Cell, Line, Piece, Table

UNIT_KEY = (
    "遗留问题＝尚未整改到位的（含部分整改、反弹和下线待核）；第二轮新发现的单列，不计入整改率。"
    "材料报送“未登记”表示没有登记自查报告的收到日期，不表示逾期。"
)

GRADED = "{{ one.score }}{% if one.grade %} {{ one.grade }}{% endif %}"
SAID = "{{ one.handed_in }}{% if one.remark %}；{{ one.remark }}{% endif %}"


def unit_tables(title: str, loop: str) -> tuple[Piece, ...]:
    """The table of the units of one kind, in the form that the county's scheme of scores asks for."""
    return (
        Line(f"{{%p if {loop} %}}"),
        Line(title, "表标题"),
        Line("{%p if ranks %}"),
        table(loop, (column("名次", 11, "place"), *SCORED)),
        Line("{%p elif has_scores %}"),
        table(loop, SCORED),
        Line("{%p else %}"),
        table(loop, (column("单位", 44, "name", SMALL), *PLAIN)),
        Line("{%p endif %}"),
        Line("{%p endif %}"),
    )


def column(title: str, width: float, key: str, style: str = MIDDLE) -> Cell:
    return Cell(title, width, f"{{{{ one.{key} }}}}", style)


def table(loop: str, columns: Sequence[Cell]) -> Table:
    return Table(columns, loop=f"one in {loop}", head="清单表头")


PLAIN = (
    column("第一轮\n问题数", 15, "issued"), column("整改\n完成数", 14, "fixed"), column("整改率", 17, "rate"),
    column("遗留\n问题数", 14, "left"), column("第二轮\n新发现", 15, "new"),
    Cell("材料报送是否按期、备注", 37, SAID, SMALL),
)  # fmt: skip
SCORED = (
    column("单位", 29, "name", SMALL), Cell("得分\n等次", 14, GRADED, MIDDLE),
    column("第一轮\n问题数", 14, "issued"), column("整改\n完成数", 13, "fixed"), column("整改率", 16, "rate"),
    column("遗留\n问题数", 13, "left"), column("第二轮\n新发现", 14, "new"),
    Cell("材料报送是否按期、备注", 32, SAID, SMALL),
)  # fmt: skip
