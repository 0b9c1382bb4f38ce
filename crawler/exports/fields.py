"""What each column of an export becomes: the field of the row, and how its cell is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from checks.exports import ExportKind
from checks.text.masking import without_numbers
from crawler.exports.cells import (
    Value,
    code_of,
    count_of,
    day_of,
    done_of,
    level_of,
    online_of,
    star_of,
    text_of,
    yes_of,
)

Reader = Callable[[Value], object]


@dataclass(frozen=True, slots=True)
class Field:
    """The field of a row that a column fills; several columns may fill one. `key` must be filled."""

    name: str
    read: Reader
    key: bool = False


def free_text(value: Value) -> str:
    """Running text, without any number that may be a person's."""
    return without_numbers(text_of(value))


UNIT = Field("unit", free_text)
CODE, NAME = Field("item_code", code_of), Field("item_name", free_text)

FIELDS: Mapping[ExportKind, Mapping[str, Field]] = {
    ExportKind.PROJECTS: {
        "项目编号": Field("number", code_of),
        "项目名称": Field("name", free_text),
        "项目业主": UNIT,
        "服务类型": Field("service", free_text),
        "发布时间": Field("published_on", day_of),
        "选取时间": Field("chosen_on", day_of),
        "成交时间": Field("dealt_on", day_of),
        "中选机构": Field("agency", free_text),
        "状态": Field("status", free_text),
    },
    ExportKind.RATINGS: {
        "评价编号": Field("number", code_of),
        "办件编号": Field("case", code_of),
        "事项编码": CODE,
        "事项名称": NAME,
        "实施部门": UNIT,
        "评价时间": Field("rated_on", day_of),
        "评价等级": Field("level", level_of, key=True),
        "是否默认评价": Field("default", yes_of),
        "整改状态": Field("mended", done_of),
        "整改结果": Field("mended", done_of),
        "整改时间": Field("mended_on", day_of),
        "回访时间": Field("followed_on", day_of),
        "回访结果": Field("followed", done_of),
        "是否回访": Field("followed", done_of),
    },
    ExportKind.LICENCES: {
        "单位": UNIT,
        "证照名称": Field("licence", free_text, key=True),
        "模板编号": Field("template", code_of),
        "应归集量": Field("due", count_of),
        "已归集量": Field("collected", count_of),
        "最近推送时间": Field("pushed_on", day_of),
        "系统来源": Field("system", free_text),
    },
    ExportKind.CASES: {
        "办件编号": Field("number", code_of, key=True),
        "事项编码": CODE,
        "事项名称": NAME,
        "实施部门": UNIT,
        "受理渠道": Field("online", online_of),
        "受理时间": Field("accepted_on", day_of),
        "办结时间": Field("finished_on", day_of),
        "是否邀请评价": Field("invited", yes_of),
    },
    ExportKind.CATALOGUE: {
        "事项编码": CODE,
        "事项名称": Field("item_name", free_text, key=True),
        "事项类型": Field("item_type", free_text),
        "实施主体": UNIT,
        "办件类型": Field("handling_type", free_text),
        "法定时限": Field("legal", free_text),
        "法定时限单位": Field("legal_unit", free_text),
        "承诺时限": Field("promised", free_text),
        "承诺时限单位": Field("promised_unit", free_text),
        "星级": Field("star", star_of),
        "事项状态": Field("status", free_text),
        "要素来源层级": Field("level", free_text),
    },
    ExportKind.HALL: {
        "单位": UNIT,
        "事项编码": CODE,
        "事项名称": Field("item_name", free_text, key=True),
        "是否进驻": Field("moved_in", yes_of),
        "豁免依据": Field("exempt", free_text),
    },
    ExportKind.AGENCIES: {
        "机构名称": Field("agency", free_text, key=True),
        "统一社会信用代码": Field("code", code_of),
    },
    ExportKind.LISTED: {
        "单位": UNIT,
        "机构名称": Field("agency", free_text, key=True),
        "统一社会信用代码": Field("code", code_of),
        "中介服务事项": Field("service", free_text),
    },
    ExportKind.QUEUE: {
        "单位": UNIT,
        "日期": Field("day", day_of),
        "叫号数": Field("called", count_of, key=True),
        "评价数": Field("rated", count_of),
    },
    ExportKind.WINDOWS: {
        "单位": UNIT,
        "窗口": Field("window", free_text, key=True),
        "评价器": Field("device", yes_of),
        "二维码": Field("code", yes_of),
    },
    ExportKind.TEMPLATES: {
        "单位": UNIT,
        "证照名称": Field("licence", free_text, key=True),
        "模板编号": Field("template", code_of),
    },
}

SAME: Mapping[ExportKind, tuple[str, ...]] = {
    ExportKind.PROJECTS: ("number",),
    ExportKind.RATINGS: ("number",),
    ExportKind.CASES: ("number",),
    ExportKind.LICENCES: ("unit", "template", "licence", "system"),
    ExportKind.CATALOGUE: ("unit", "item_code"),
}
"""By what two rows are the same one, where anything of it but the unit is filled; the later stands."""
