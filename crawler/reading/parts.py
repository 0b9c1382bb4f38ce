"""Cuts blocks at their labels: a part is a label and everything printed under it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from crawler.reading.blocks import Block, Line, LinkList, Picture, Table
from crawler.reading.columns import material_header
from crawler.reading.furniture import is_foot, is_ornament, is_signature, is_tool, without_pictures
from crawler.reading.label_tables import LabelTable, is_label_table, labels_in
from crawler.reading.labels import Label, heading_label, label_of, printed
from crawler.reading.numbering import Marker, is_bare_number, marker_of
from crawler.reading.run_in import run_in, segments
from crawler.reading.steps import step_column
from crawler.reading.styles import COLON_STYLE, GLUED, SHORT, style_of, styles_of_labels

LIST_FIELDS = frozenset({"materials", "conditions", "process", "legal_basis"})
# Fields whose values often repeat a short label: “咨询方式 / 电话：…”, “办理地点 / 地址：…”.
SAME = frozenset({"phone", "complaint_phone", "location", "office_hours"})
BOXES = ("【", "〖")
"""What sets a label apart from the list above it: “【带什么】户口簿、身份证”."""


@dataclass(slots=True)
class Part:
    """A label with what stands under it; the part before the first label has no label."""

    label: str = ""
    meaning: Label | None = None
    blocks: list[Block] = field(default_factory=list)
    style: str = ""
    """How the label was set: a style of numbering, "h2", "bold", "：", "table" …"""

    @property
    def fields(self) -> tuple[str, ...]:
        return self.meaning.fields if self.meaning else ()

    @property
    def is_list(self) -> bool:
        """Is it a field that holds a list of items?"""
        return not LIST_FIELDS.isdisjoint(self.fields)

    @property
    def empty(self) -> bool:
        return not any(
            isinstance(block, Picture | Table) or (isinstance(block, Line) and block.text)
            for block in self.blocks
        )


# “第八条　申请条件：…”: an article quoted under 设定依据, whatever labels stand in it.
ARTICLE = re.compile(r"第[一二三四五六七八九十百\d]{1,5}条")


class PartReader:
    """Reads blocks in order and keeps the part that is open."""

    def __init__(self, heading_styles: frozenset[str]) -> None:
        self.parts = [Part()]
        self.styles = heading_styles
        self.numbers: set[tuple[str, int]] = set()
        """The numbers of the lines in the part that is open."""

    @property
    def current(self) -> Part:
        return self.parts[-1]

    def read(self, blocks: Iterable[Block]) -> list[Part]:
        blocks = list(blocks)
        for at, block in enumerate(blocks):
            if isinstance(block, Line):
                if is_foot(block.text):
                    break
                if not is_signature(blocks[at : at + 2]):
                    self.line(block)
            elif isinstance(block, Table):
                self.table(block)
            elif isinstance(block, LinkList):
                self.links(block)
            elif isinstance(block, Picture):
                self.current.blocks.append(block)
        return self.parts

    def open(self, label: str, meaning: Label | None, style: str) -> None:
        self.parts.append(Part(label, meaning, style=style))
        self.numbers.clear()

    def line(self, line: Line) -> None:
        if is_tool(line.text) or is_bare_number(line.text):
            return
        quoted = "legal_basis" in self.current.fields and ARTICLE.match(line.text)
        for text in [line.text] if quoted else segments(line.text):
            text = without_pictures(text)
            self.segment(replace(line, text=text) if text != line.text else line)

    def segment(self, line: Line) -> None:
        if is_ornament(line.text):
            return
        marker = marker_of(line.text)
        style = style_of(line, marker)
        if not self.belongs_to_list(marker) and (
            self.known(line, style) or self.unknown(line, marker, style)
        ):
            return
        self.append(line)

    def append(self, line: Line) -> None:
        self.current.blocks.append(line)
        marker = marker_of(line.text)
        if marker:
            self.numbers.add((marker.style, marker.value))

    def belongs_to_list(self, marker: Marker | None) -> bool:
        """Does the number continue a list of items in the open part? Then it is no label."""
        if marker is None or not self.current.is_list or self.current.style == marker.style:
            return False
        return (marker.style, marker.value - 1) in self.numbers

    def known(self, line: Line, style: str) -> bool:
        if ATTACHED.match(line.text):
            self.open("附件", label_of("附件"), style)
            self.append(line)
            return True
        heading = not self.current.is_list and (
            style in self.styles or line.text.endswith(("：", ":")) or line.level
        )
        if self.announces_materials(line.text):
            self.open(printed(line.text), label_of("申请材料"), style)
            return True
        whole = heading_label(line.text) if heading else label_of(line.text)
        if whole and (style or not whole.weak or line.text.endswith(("：", ":"))):
            if line.level == 1 and whole.is_guide_field and label_of(line.text) is None:
                return False
            self.open(printed(line.text), whole, style)
            return True
        found = run_in(line.text, loose=GLUED in self.styles and not line.linked)
        boxed = line.text.lstrip().startswith(BOXES)
        if not found or (found[1].weak and self.current.is_list and not style and not boxed):
            return False
        label, meaning, value = found
        if meaning.weak and self.waits_for_value:
            # “监督投诉渠道” on a line of its own, “电话：12345” below it.
            self.append(replace(line, text=value if SAME & set(self.current.fields) else line.text))
            return True
        self.open(printed(label), meaning, style or COLON_STYLE)
        if value:
            self.append(replace(line, text=value, level=0, strong=False))
        if meaning.is_meta:
            # “来源：县民政局” takes its own line only.
            self.open("", None, "")
        return True

    def announces_materials(self, text: str) -> bool:
        """Is it a title or a sentence that only a list of materials can follow?"""
        if len(text) > 60 or "materials" in self.current.fields or (self.current.is_list and marker_of(text)):
            return False
        if not text.endswith(ANNOUNCING):
            return False
        return MATERIAL_TITLE.search(text) is not None or MATERIAL_SENTENCE.search(text) is not None

    def unknown(self, line: Line, marker: Marker | None, style: str) -> bool:
        """A heading set like the known ones, or “受理科室：…” among labels with a colon."""
        name, colon, value = split_colon(line.text)
        if style and style in self.styles and line.level != 1:
            if not self.follows_label(marker) or len(name) > SHORT or (not colon and ends_sentence(name)):
                return False
        elif (
            self.waits_for_value
            or marker
            or style
            or not colon
            or COLON_STYLE not in self.styles
            or self.current.is_list
            or len(name) > 10
            or not name
        ):
            return False
        self.open(printed(name), None, style or COLON_STYLE)
        if value:
            self.append(replace(line, text=value, level=0, strong=False))
        return True

    @property
    def waits_for_value(self) -> bool:
        """Is the open part a label on a line of its own, with nothing below it yet?"""
        return bool(self.current.label) and self.current.meaning is not None and self.current.empty

    def follows_label(self, marker: Marker | None) -> bool:
        """Does the number go on where the last label of this style stopped? Numbers may be missing."""
        if marker is None:
            return True
        if not self.current.is_list or self.current.style == "":
            return True
        return self.current.style == marker.style and marker.value > 1

    def table(self, table: Table) -> None:
        if step_column(table) >= 0:
            if "process" not in self.current.fields:
                self.open("办理流程", label_of("办理流程"), "table")
            self.current.blocks.append(table)
            return
        if is_label_table(table):
            LabelTable(table, self).read()
            return
        if material_header(table) >= 0 and "materials" not in self.current.fields:
            self.open("申请材料", label_of("申请材料"), "table")
        elif holds_text(table):
            self.cells(table)
            return
        self.current.blocks.append(table)

    def cells(self, table: Table) -> None:
        """A table in whose cells whole guides stand: its cells are read like text."""
        for cell in {id(cell): cell for row in table.rows for cell in row}.values():
            self.read(cell.blocks)

    def links(self, block: LinkList) -> None:
        """Links right under 申请材料 are the materials themselves; others are a menu."""
        if (
            self.current.is_list
            and self.current.empty
            and not any(label_of(line.text) for line in block.entries)
        ):
            self.current.blocks.extend(block.entries)
        else:
            self.open("", END, "")


def holds_text(table: Table) -> bool:
    """Do whole guides stand in its cells, or a label with its value in each of them?"""
    cells = list({id(cell): cell for row in table.rows for cell in row}.values())
    begun = [labels_in(cell.blocks) for cell in cells]
    return max(begun, default=0) >= 3 or (
        sum(map(bool, begun)) >= 3 and sum(map(bool, begun)) * 2 > len(cells)
    )


END = Label(("meta",))

# “附件1：燃气开户申请表.doc”; not “附件齐全的”.
ATTACHED = re.compile(r"附件\s*[\d一二三四五六七八九十]{0,2}\s*[:：.．、]\s*\S")
ANNOUNCING = ("清单", "目录", "一览表", "：", ":")
"""How every title and sentence ends that announces materials."""

# “社会保障卡注销事项受理材料清单”, “申请材料目录：”; not “填写《材料清单》”, “材料清单由窗口核对。”
MATERIAL_TITLE = re.compile(r"^[^。；;，,：:]{0,24}(?:材料|资料|要件)(?:清单|目录|一览表)[:：]?$")
# “办理置换手续须提供以下要件：”, “申请人应提交下列材料:”; not “应当提交身份证明：”, “提供材料。”
MATERIAL_SENTENCE = re.compile(
    r"(?:提交|提供|携带|准备|报送|递交|带齐|出示)(?:以下|下列|如下)[^。；;：:]{0,12}?(?:材料|资料|要件|证件|手续|证明|文件)[^。；;：:]{0,6}[:：]$"
    r"|(?:提交|提供|携带|准备|报送|递交|带齐)的?[^。；;：:，,]{0,12}?(?:材料|资料|要件|证件)(?:如下|包括|有)[:：]$"
)


# A colon behind a name: “受理科室：社会救助股”; not the one in “上午8:30”, “1：500地形图”.
COLON = re.compile(r"(?<!\d)[:：]|[:：](?!\d)")


def split_colon(text: str) -> tuple[str, bool, str]:
    """“受理科室：社会救助股” → its three parts; the number stays with the name."""
    found = COLON.search(text)
    return (text[: found.start()].strip(), True, text[found.end() :].strip()) if found else (text, False, "")


def ends_sentence(text: str) -> bool:
    """Is it a sentence, or an item of a list, rather than a heading?"""
    return any(sign in text for sign in "。；;，,！!？?")


def parts_of(blocks: list[Block]) -> list[Part]:
    """All parts of a page in order; the first holds what stands before the first label."""
    return PartReader(styles_of_labels(blocks)).read(blocks)
