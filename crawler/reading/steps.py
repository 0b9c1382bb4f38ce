"""The steps of a procedure: drawn in a row with arrows, or as a table with a step a row."""

from __future__ import annotations

import re

from crawler.reading.blocks import Table
from crawler.reading.text import squeeze

# “申请→受理→审查”, “申请-->受理” draw the steps in a row.
ARROWS = re.compile(r"\s*(?:→|⇒|➔|➡|⟶|—+>|-+>|=+>|>>+)\s*")
# “申请——受理——审查”; not “办理结果——许可证，由窗口送达”.
DASHES = re.compile(r"\s*(?:—{2,}|-{2,})\s*")
# “环节名称”, “办理步骤”, “流程环节”; not “环节办理时限”.
STEP = re.compile(r"(?:办理|审批|流程|工作|业务)?(?:环节|步骤|流程|程序)(?:名称)?")
# What else the table of steps says: “办理时限”, “责任科室”, “审查标准”, “办理结果”.
ABOUT_STEP = re.compile(r".{0,6}(?:时限|人员|人|科室|部门|岗位|标准|结果|内容|要求|说明|时间|描述)")


def steps_in(line: str) -> list[str]:
    """The steps that a line draws in a row, else the line."""
    steps = ARROWS.split(line)
    dashed = DASHES.split(line)
    drawn = len(dashed) >= 3 and max(map(len, dashed)) <= 14 and not re.search(r"[。；;，,！!？?]", line)
    return dashed if drawn else steps


def step_column(table: Table) -> int:
    """The column that names the steps of a table of steps; -1 for any other table."""
    heads = [squeeze(cell.text) for cell in table.rows[0]] if len(table.rows) > 1 else []
    named = next((at for at, head in enumerate(heads) if STEP.fullmatch(head)), -1)
    about = sum(ABOUT_STEP.fullmatch(head) is not None for at, head in enumerate(heads) if at != named)
    return named if named >= 0 and about and about * 2 >= len(heads) - 1 else -1


def steps_of(table: Table) -> list[str]:
    """The names of the steps, a merged one once."""
    at = step_column(table)
    cells = {id(row[at]): row[at] for row in table.rows[1:]}
    return [text for cell in cells.values() if (text := cell.text.replace("\n", ""))]
