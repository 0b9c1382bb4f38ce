"""Published lists printed as running text: numbered lines under units, “事项：证明”, labels with values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from checks.evidence import Column, Entry, ListKind, Meaning
from crawler.reading.columns import meaning_of, to_meaning
from crawler.reading.items import Item
from crawler.reading.material_lines import names_document
from crawler.reading.text import is_placeholder

Row = dict[Column, str]
KEY = {
    ListKind.CANCELLED_PROOFS: Meaning.PROOF, ListKind.KEPT_PROOFS: Meaning.PROOF,
    ListKind.COMMITMENTS: Meaning.ITEM, ListKind.POLICIES: Meaning.POLICY,
    ListKind.NO_APPLICATION: Meaning.POLICY,
}  # fmt: skip
UNIT, ITEM = Column("单位", Meaning.UNIT), Column("事项", Meaning.ITEM)
# “民政局”, “县教育体育局（3项）”, “示例镇”; not “教育局学籍办理”.
IS_UNIT = re.compile(
    r"[\u4e00-\u9fff]{1,20}(?:局|委|委员会|办公室|中心|政府|镇|乡|街道|大队|联合会|残联|管委会|分局|支队)(?:[（(].*[)）])?"
)
# “适用对象：参保企业”, up to the stop behind it; the label is checked by its meaning.
LABELLED = re.compile(r"([^：:。；;，,\s]{2,12})[：:]\s*([^。；;]*)")


def rows_of(items: Sequence[Item], kind: ListKind) -> list[Row]:
    """The entries of a list in order, each with the unit or item that it stands under."""
    key = Column(kind.value.removesuffix("清单").removesuffix("目录"), KEY.get(kind, Meaning.ITEM))
    above: list[tuple[int, Column, str]] = []
    rows: list[Row] = []
    for item, following in zip_longest(items, items[1:]):
        above = [group for group in above if group[0] < item.depth]
        if following is not None and heads(item, following):
            text = item.text.rstrip("：: ")
            above.append((item.depth, UNIT if IS_UNIT.fullmatch(text) else ITEM, text))
        elif not is_placeholder(item.text):
            under = {column: text for _, column, text in above}
            rows.extend({**under, **row} for row in rows_in(item.text, key))
    return rows


def heads(item: Item, following: Item) -> bool:
    """Is it the heading of the lines below it: a unit, or an item with its proofs?"""
    deeper = item.depth < following.depth < 9 or (item.depth < 9 and item.introduces)
    return deeper and len(item.text) <= 40 and not LABELLED.search(item.text)


def rows_in(text: str, key: Column) -> Iterator[Row]:
    """One line as a row, or as several: “低保申请：收入证明；失业证明” are two proofs of one item."""
    known = [(found, meaning_of(found[1], "lists")) for found in LABELLED.finditer(text)]
    labelled = [(found, meaning) for found, meaning in known if meaning]
    if labelled:
        before = text[: labelled[0][0].start()].strip(" 。；;，,：:")
        row = {Column(found[1], to_meaning(meaning)): found[2].strip() for found, meaning in labelled}
        yield {key: before, **row} if before else row
        return
    name, colon, proofs = text.partition("：") if "：" in text else text.partition(":")
    several = [proof.strip() for proof in re.split(r"[；;]", proofs) if proof.strip()]
    if colon and key.meaning is Meaning.PROOF and several and all(map(names_document, several)):
        yield from ({ITEM: name.strip(), key: proof} for proof in several)
    else:
        yield {key: text}


def entries_of_rows(rows: Sequence[Row]) -> tuple[tuple[Column, ...], tuple[Entry, ...]]:
    """The columns of all rows in the order in which they first appear, and the entries."""
    columns = tuple(dict.fromkeys(column for row in rows for column in row))
    entries = tuple(
        Entry(number, tuple(row.get(column, "") for column in columns), columns)
        for number, row in enumerate(rows, 1)
    )
    return columns, entries
