"""Are the agencies on a unit's list on the market of intermediary services?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from checks.exports import Agency, ExportKind, ListedAgency, UnitRecords
from checks.outcome import Outcome
from checks.tally import Tally

# Matches the brackets and signs of "河南某某测绘（集团）有限公司"; must not match its words.
SIGNS = re.compile(r"[\s()（）\[\]【】·.,，、\-—]+")
# Matches "有限责任公司", "股份", "河南省" in a company's name; must not match the name that it trades under.
FORM = re.compile(r"有限责任公司|有限公司|股份|集团|公司|河南省?|[省市县]")
SHORTEST = 4


@dataclass(frozen=True, slots=True)
class AgenciesListed:
    """Has each agency of the unit's list joined the market? One of a similar name is for a person."""

    needs: ClassVar[tuple[ExportKind, ...]] = (ExportKind.LISTED, ExportKind.AGENCIES)

    def grounds(self, records: UnitRecords) -> bool:
        return bool(records.rows(ListedAgency)) and bool(records.all_rows(Agency))

    def __call__(self, records: UnitRecords) -> Iterator[Outcome]:
        joined = {plain(row.agency): row.agency for row in records.all_rows(Agency)}
        codes = {row.code for row in records.all_rows(Agency) if row.code}
        rows = {plain(row.agency): row for row in records.rows(ListedAgency)}
        left = {key: row for key, row in rows.items() if key not in joined and row.code not in codes}
        values = Tally(len(rows) - len(left), len(rows)).values()
        for key, row in left.items():
            near = next((name for other, name in joined.items() if is_near(key, other)), "")
            if near:
                reason = f"名录中有名称相近的“{near}”，请核对是否同一机构"
                yield Outcome.review("exports.agencies", row.agency, reason, values=values)
            else:
                yield Outcome.fail("exports.agencies", row.agency, "不在入驻名录中", values=values)


def is_near(one: str, other: str) -> bool:
    """Do the names differ only in the form of the company, or is one the head or tail of the other?"""
    short, long = sorted((FORM.sub("", one), FORM.sub("", other)), key=len)
    return short == long or (len(short) >= SHORTEST and long.startswith(short)) or long.endswith(short or "#")


def plain(name: str) -> str:
    """A company's name in one width, without brackets and signs."""
    return SIGNS.sub("", unicodedata.normalize("NFKC", name))
