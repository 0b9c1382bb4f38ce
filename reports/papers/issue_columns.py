"""The columns of the issue list (评估问题清单): the ones the office writes, the ones a unit fills in.

Whoever writes the list and whoever reads it back names its columns by this module alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from storage.claims import ANSWER_TITLES, CHECKED

SHEET = "评估问题清单"
"""The name of the worksheet in which the lines stand."""
HEADER_ROW = 3
"""The row of the headings, counted from 0; above it stand the title, the list's version and a note."""

BOTH_KINDS = ("纸质件和电子件均已交", "只交电子件", "只交纸质件", "未交")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its lasting key, its heading, its width in signs, and what may be chosen in it.

    `is_filled_in` when the unit writes it; `hint` is shown to whoever fills it in.
    """

    key: str
    title: str
    width: int
    is_filled_in: bool = False
    choices: tuple[str, ...] = ()
    hint: str = ""


NUMBER = Column("number", "问题编号", 20)
"""By this a line that comes back is matched; it stays with the problem through all versions."""

TOLD = (
    Column("position", "序号", 6),
    NUMBER,
    Column("unit", "责任单位", 14),
    Column("indicator", "指标序号", 10),
    Column("criterion", "评估指标", 18),
    Column("item", "事项名称（编码）", 24),
    Column("channel", "渠道", 12),
    Column("message", "问题描述", 44),
    Column("quote", "问题原文摘录", 28),
    Column("address", "页面网址", 30),
    Column("picture", "截图编号", 11),
    Column("seen", "采集时间", 16),
    Column("basis", "评估依据", 34),
    Column("severity", "问题类别/严重程度", 18),
    Column("advice", "整改建议", 34),
    Column("due", "整改时限", 12),
    Column("lead", "牵头单位", 12),
    Column("mode", "核验方式", 12),
    Column("remark", "备注", 16),
)
"""What the office writes."""

FILLED_IN = (
    Column(
        "agreed", "是否认可", 11, True, tuple(ANSWER_TITLES[one] for one in CHECKED),
        "请选择：属实、部分属实或不属实。",
    ),
    Column("objection", "不认可理由及佐证", 26, True, hint="部分属实或不属实的，写明理由和佐证。"),
    Column("measures", "整改措施", 26, True, hint="已经做了什么。写明并填写完成时间的，视为报告整改完成。"),
    Column("person", "责任人", 10, True),
    Column("phone", "联系电话", 14, True, hint="填写办公电话。"),
    Column("done", "完成时间", 12, True, hint="按 2022-07-29 的形式填写。"),
    Column("new_address", "整改后网址", 26, True),
    Column("new_picture", "整改后截图", 14, True, hint="填写截图的文件名，图片随表一并报送。"),
    Column("handed_in", "纸质件/电子件", 14, True, BOTH_KINDS, "请选择材料报送的情况。"),
)  # fmt: skip
"""What the unit fills in: 核对 and 整改."""

COLUMNS = (*TOLD, *FILLED_IN)
BY_KEY = {column.key: column for column in COLUMNS}
