"""Words that the rules of self-check forms share."""

from __future__ import annotations

UNSURE = "{unit}自查表“{item}”一项须人工核对：{reason}"
"""What is said while an answer is incomplete, contradicts itself or waits for an assessor."""

THIRTEEN_KINDS = (
    "户籍管理",
    "自然资源管理",
    "人口计生服务",
    "社会保障",
    "劳动保障",
    "养老保障",
    "医疗保障",
    "脱贫帮扶",
    "农业农村管理和服务",
    "乡村建设管理和服务",
    "营商管理和服务",
    "服役退役服务",
    "党务管理服务",
)
"""The kinds of business that the plan lists for townships (附件1第6项), counted by its own commas."""

NINE_DEPARTMENTS = (
    "村建",
    "市场监管（工商、食药监）",
    "计生",
    "民政（残联）",
    "农业农村",
    "社保",
    "退役军人",
    "文化",
    "自然资源",
)
"""The departments whose business belongs in a township's centre (附件2第4项)."""

FOUR_ZONES = ("窗口服务区", "自助服务区", "咨询投诉区", "等候区")
FIVE_SYSTEMS = ("代办", "一次告知", "首问负责", "预约服务", "限时办结")
NO_REASON = ("无", "没有", "/", "-", "—", "略", "同上", "不详", "未公开", "暂无", "无理由", "不公开")
"""What stands in a cell for a reason and is none."""
