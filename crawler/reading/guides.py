"""Parts to guides: one page may hold one guide or several, in text or as rows of a table."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from checks.evidence import Attachment, Guide
from crawler.reading.blocks import Block, Cell, Line, Picture, Table, distinct, texts
from crawler.reading.chapters import MODE, SENTENCE
from crawler.reading.columns import material_columns, meaning_of
from crawler.reading.fields import Fields
from crawler.reading.label_tables import label_columns
from crawler.reading.labels import label_of, printed
from crawler.reading.names import is_guide_title, item_name_of
from crawler.reading.numbering import unmarked
from crawler.reading.parts import Part, parts_of
from crawler.reading.reading import Visit
from crawler.reading.text import squeeze

MOST_GUIDES = 400
"""On one page; more are written by a loop."""

ANCHORS = frozenset(
    {"item_name", "materials", "conditions", "process", "promised", "legal_basis", "location"}
)
EMPTY_SHELL = "页面只有栏目名称，没有内容（内容由脚本生成）"
ONLY_PICTURES = "内容是图片，无法读取文字"


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of the page around its guides."""

    title: str
    visit: Visit
    attachments: tuple[Attachment, ...] = ()
    evaluation_entry: bool | None = None


def guides_of(parts: list[Part], setting: Setting) -> list[Guide]:
    """All guides of a page that was recognised as one or several guides."""
    groups = split_guides(parts)
    if len(groups) == 1 or len(groups) > MOST_GUIDES:
        return [build(parts, setting, setting.title)]
    return [build(group, setting, title) for group, title in zip(groups, titles_of(groups), strict=True)]


def guides_of_chapters(chapters: list[tuple[str, list[Block]]], setting: Setting) -> list[Guide]:
    """One guide for each chapter of a page (or more, if a chapter holds several)."""
    found = []
    for title, blocks in chapters[:MOST_GUIDES]:
        found.extend(guides_of(parts_of(blocks), replace(setting, title=title)))
    return found


def build(parts: list[Part], setting: Setting, title: str) -> Guide:
    """One guide from its parts."""
    visit = setting.visit
    guide = Fields(parts).guide()
    unit = guide.unit or visit.unit_hint or publisher_of(parts)
    own = item_name_of(title, (unit, visit.unit_hint))
    name = guide.item_name or (own if is_guide_title(title) else visit.item_hint or own)
    entry = guide.evaluation_entry if guide.evaluation_entry is not None else setting.evaluation_entry
    return replace(
        guide,
        item_name=name,
        title=title,
        unit=unit,
        channel=visit.channel,
        attachments=setting.attachments,
        evaluation_entry=entry,
        unreadable=why_unreadable(parts, guide),
        origin=visit.origin,
    )


# “来源：县民政局 发布时间：…”, “发布机构：示例县城关镇人民政府”; not “来源：示例县人民政府网”.
PUBLISHER = re.compile(
    r"(?:来源|发布机构|发布单位|发布机关|来源单位)\s*[:：|｜]\s*"
    r"([\u4e00-\u9fff]{1,24}?(?:局|委|委员会|办公室|中心|政府|街道|办事处|联合会|总工会|大队|管委会|[镇乡办]))(?![\u4e00-\u9fff])"
)


def publisher_of(parts: list[Part]) -> str:
    """The unit that the byline names as the source of the page."""
    for part in parts[:12]:
        if not part.label or (part.meaning and part.meaning.is_meta):
            lines = "\n".join(line for line in texts(part.blocks) if len(line) < 120)
            found = PUBLISHER.search(f"{part.label}：{lines}")
            if found:
                return found[1]
    return ""


def why_unreadable(parts: list[Part], guide: Guide) -> str:
    """Why what matters could not be read; "" when it was."""
    if is_shell(parts):
        return EMPTY_SHELL
    for field, shown in (("materials", "申请材料"), ("conditions", "受理条件")):
        own = [part for part in parts if field in part.fields]
        if not getattr(guide, field) and any(
            isinstance(block, Picture) for part in own for block in part.blocks
        ):
            return f"{shown}{ONLY_PICTURES}"
    return ""


def is_shell(parts: list[Part]) -> bool:
    """Are there labels and (nearly) no values, as in a page that a script fills?"""
    own = [part for part in parts if part.meaning and not part.meaning.is_meta and part.label]
    filled = [part for part in own if not part.empty]
    return len(own) >= 3 and len(filled) * 5 <= len(own)


def split_guides(parts: list[Part]) -> list[list[Part]]:
    """Cut where the labels begin again; one group if they do not."""
    names = Counter(key for part in parts if (key := anchor(part)))
    if any(MODE.search(unmarked(part.label)) for part in parts):
        return [parts]
    repeated = {key for key, times in names.items() if times > 1}
    others = Counter(squeeze(part.label) for part in parts if part.meaning and not part.meaning.weak)
    if len(repeated) == 1 and sum(times > 1 for times in others.values()) >= 3:
        # “服务对象”, “所需材料”, “办理时间” three times each are three guides.
        return cut_at(parts, next(key for part in parts if others[key := squeeze(part.label)] > 1))
    if len(repeated) < 2 and not any(names_item(key) for key in repeated):
        return [parts]
    first = next(anchor(part) for part in parts if anchor(part) in repeated)
    return cut_at(parts, first)


def cut_at(parts: list[Part], first: str) -> list[list[Part]]:
    """Groups that each begin with this label; what stands before the first group goes with it."""
    begins = [at for at, part in enumerate(parts) if squeeze(part.label) == first and not part.empty]
    begins = [back_to_title(parts, at) for at in begins]
    if not begins:
        return [parts]
    edges = [*begins, len(parts)]
    groups = [parts[left:right] for left, right in itertools.pairwise(edges)]
    lead = [part for part in parts[: begins[0]] if part.label or part.blocks]
    return [lead + groups[0], *groups[1:]] if lead else groups


def anchor(part: Part) -> str:
    """The printed label of a part that a guide has once."""
    return squeeze(part.label) if part.label and ANCHORS & set(part.fields) and not part.empty else ""


def names_item(key: str) -> bool:
    found = label_of(key)
    return found is not None and "item_name" in found.fields


def back_to_title(parts: list[Part], at: int) -> int:
    """Begin a group at the empty, unknown heading right before it: “二、事实无人抚养儿童”."""
    while at and parts[at - 1].empty and parts[at - 1].label and parts[at - 1].meaning is None:
        at -= 1
    return at


def titles_of(groups: list[list[Part]]) -> list[str]:
    """The heading above each group; taken out of the part that it stood in."""
    titles = []
    before: list[Part] = []
    for group in groups:
        head = group[0]
        if head.meaning is None and head.label and head.empty:
            titles.append(head.label)
        else:
            unlabelled = itertools.takewhile(lambda part: not part.label, group)
            above = [part for part in unlabelled if not part.empty] or before
            titles.append(take_heading(above[-1] if above else None))
        before = group
    return titles


def take_heading(part: Part | None) -> str:
    lines = [block for block in part.blocks if isinstance(block, Line)] if part else []
    if part is None or not lines or part.blocks[-1] is not lines[-1]:
        return ""
    text = lines[-1].text
    if len(text) > 40 or SENTENCE.search(text) or (part.label and len(lines) < 2):
        return ""
    part.blocks.pop()
    return unmarked(text)


def item_tables(blocks: list[Block]) -> list[tuple[Table, int]]:
    """Tables with one item a row (or a column), and the place of the row that holds the labels of guides."""
    found = [(block, item_header(block)) for block in blocks if isinstance(block, Table)]
    turned = [(upright(table), 0) if head < 0 else (table, head) for table, head in found]
    return [(table, head) for table, head in turned if table is not None]


def upright(table: Table) -> Table | None:
    """A table with one item a column, its labels at the left, turned so that each item is a row."""
    if not table.rows or len(table.rows[0]) < 3 or label_columns(table) != {0}:
        return None
    turned = Table(tuple(zip(*table.rows, strict=True)), where=table.where)
    names = next((row for row in table.rows if names_item(row[0].text)), None)
    items = distinct(names[1:]) if names else []
    return turned if len(items) == len(table.rows[0]) - 1 and item_header(turned) == 0 else None


# What a table of items must have beside the names, lest a published list is taken for guides.
OF_GUIDES = frozenset(
    {"materials", "conditions", "process", "promised", "legal", "location", "phone", "office_hours", "fees"}
)


def item_header(table: Table) -> int:
    """The header row of a table with one item a row; -1 if it is none."""
    for at, row in enumerate(table.rows[:4]):
        found = [label_of(cell.text) for cell in distinct(row) if cell.text]
        fields = {field for label in found if label for field in label.fields}
        known = sum(label is not None for label in found)
        if (
            "item_name" in fields
            and len(fields & OF_GUIDES) >= 2
            and known * 2 >= len(found)
            and at + 1 < len(table.rows)
        ):
            return at
    return -1


def guides_of_rows(table: Table, head: int, setting: Setting) -> list[Guide]:
    """One guide for each item below the header; an item may take several rows, with a material in each."""
    heads, first = headings_of(table, head)
    upper = table.rows[head]
    name_at = next((at for at, cell in enumerate(heads) if names_item(cell.text)), 0)
    guides = []
    for _, group in itertools.groupby(table.rows[first:], key=lambda row: id(row[name_at])):
        rows = list(group)
        if len(distinct(rows[0])) < 3:
            continue
        guide = build(list(parts_of_rows(upper, heads, rows)), setting, "")
        if guide.item_name:
            guides.append(replace(guide, title=setting.title))
    return guides


def parts_of_rows(
    upper: tuple[Cell, ...], heads: tuple[Cell, ...], rows: list[tuple[Cell, ...]]
) -> Iterator[Part]:
    """The parts of one item: a column each, or a table of the columns under one heading (申请材料)."""
    for above, columns in itertools.groupby(range(len(heads)), key=lambda at: upper[at]):
        places = list(columns)
        names = tuple(heads[at] for at in places)
        if len(places) > 1 and material_columns(names):
            table = Table((names, *(tuple(row[at] for at in places) for row in rows)))
            yield Part(printed(above.text), label_of(above.text) or label_of("申请材料"), [table])
            continue
        for at in places:
            label = heads[at].text.replace("\n", "")
            if label and meaning_of(label, "materials") != "number":
                cells = {id(row[at]): row[at] for row in rows}.values()
                yield Part(
                    printed(label), label_of(label), [block for cell in cells for block in cell.blocks]
                )


def headings_of(table: Table, head: int) -> tuple[tuple[Cell, ...], int]:
    """The headings of a table of items, the lower ones where there are two rows, and its first item."""
    upper, lower = table.rows[head], table.rows[head + 1]
    pairs = list(zip(upper, lower, strict=True))
    divided = [below for above, below in pairs if below is not above and below.text]
    if (
        divided
        and (all(label_of(cell.text) for cell in divided) or material_columns(tuple(divided)))
        and any(above is below for above, below in pairs)
    ):
        return tuple(below if below.text else above for above, below in pairs), head + 2
    return upper, head + 1
