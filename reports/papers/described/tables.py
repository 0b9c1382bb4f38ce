"""Tables and lines that several papers share."""

from __future__ import annotations

from reports.papers.layout import Cell, Line, Piece, Table

SMALL, MIDDLE = "清单文字", "清单居中"
COUNTED = (
    ("下发", "issued"), ("整改到位", "fixed"), ("部分整改", "partly"), ("未整改", "not_fixed"),
    ("反弹", "relapsed"), ("下线待核", "page_gone"), ("无法核验", "unverified"), ("不计入", "apart"),
)  # fmt: skip
NAME_WIDTH, COUNT_WIDTH, RATE_WIDTH = 40.0, 12.0, 20.0
KEY = (
    "“部分整改”是同一问题有的渠道已改、有的未改；“下线待核”是页面已删除，删除页面不算整改；"
    "“不计入”是误报撤回、上级统一要素和规则变更撤销的。"
    "整改率＝整改到位数÷（下发数－不计入数－无法核验数），没有可计的写“—”。"
)
SOURCES = Line("各数所统计的问题编号见同文件夹《数字来源》，可据以重新计数。", "表下说明")
"""Under the tables of every paper."""


def outcome_table(title: str, loop: str, last: str = "") -> tuple[Piece, ...]:
    """What became of issued problems, a line for each member of a loop; `last` names the line of sums."""
    counts = [Cell(said, COUNT_WIDTH, f"{{{{ one.{key} }}}}", MIDDLE) for said, key in COUNTED]
    sums = ["合计", *(f"{{{{ {last}.{key} }}}}" for _, key in COUNTED), f"{{{{ {last}.rate }}}}"]
    table = Table(
        [
            Cell(title, NAME_WIDTH, "{{ one.name }}", SMALL),
            *counts,
            Cell("整改率", RATE_WIDTH, "{{ one.rate }}", MIDDLE),
        ],
        loop=f"one in {loop}",
        last=sums if last else (),
        head="清单表头",
    )
    return (table,)
