"""The fields of one guide from its parts: which part fills which field, and what is left for `sections`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from checks.evidence import DayUnit, Guide, Material, Section, TimeLimit
from crawler.reading.blocks import Line, Table, row_text, texts
from crawler.reading.furniture import is_ornament, without_buttons
from crawler.reading.items import items_of
from crawler.reading.materials import materials_of
from crawler.reading.parts import Part
from crawler.reading.steps import step_column, steps_in, steps_of
from crawler.reading.text import is_placeholder, squeeze, tidy
from crawler.reading.values import (
    beside_legal,
    handling_of,
    limit_of,
    limits_of,
    looks_like_hours,
    looks_like_length,
    star_of,
    visits_of,
)

# “0377-65001141”, “12345”, “110”; not “A12窗口”.
CALLED = re.compile(r"\d{3,4}[-—–－\s]?\d{5,8}|1\d{10}|12\d{3}|(?<!\d)1[12]\d(?!\d)|96\d{3,4}|400")
# An item code: “11411325MB1234567X4000117018000”, “005677264XK46177001”; not “（2021）3号”.
CODE = re.compile(r"[0-9A-Z][0-9A-Z\-]{7,40}")


class Fields:
    """Gives each field its parts and remembers which parts were used."""

    def __init__(self, parts: list[Part]) -> None:
        self.parts = [part for part in parts if not (part.meaning and part.meaning.is_meta)]
        self.filled: dict[str, list[Part]] = {}
        for part in self.parts:
            for field in () if part.empty else dict.fromkeys(part.fields):
                self.filled.setdefault(field, []).append(part)
        self.used: set[int] = set()
        self.remarks: list[Section] = []

    def guide(self) -> Guide:
        """The guide, without what only the page around it knows."""
        materials = self.materials()
        legal, promised = self.limits()
        hours = self.hours()
        return Guide(
            item_name=self.text("item_name"),
            item_code=self.code(),
            unit=self.text("unit"),
            item_type=self.text("item_type"),
            handling_type=handling_of(self.text("handling_type")),
            legal=legal,
            promised=promised,
            star=self.number("star", star_of),
            online_depth=self.text("online_depth"),
            visits=self.visits(),
            conditions=self.items("conditions"),
            materials=materials,
            process=self.items("process"),
            legal_basis=self.items("legal_basis"),
            fees=self.text("fees", keep=True),
            location=self.text("location"),
            office_hours=hours,
            phone=self.number_text("phone"),
            complaint_phone=self.number_text("complaint_phone"),
            result=self.text("result"),
            evaluation_entry=self.entry(),
            sections=self.sections(),
        )

    def of(self, field: str) -> list[Part]:
        """The filled parts of a field, best first; weaker labels only where there is no better one."""
        filled = self.filled.get(field, [])
        if len(filled) < 2:
            return filled
        better = [part for part in filled if part.meaning and not part.meaning.fallback]
        return sorted(better or filled, key=rank)

    def text(self, field: str, *, keep: bool = False, of: list[Part] | None = None) -> str:
        """The text of the best part; a placeholder counts as nothing, or is kept (收费：无)."""
        for part in of or self.of(field):
            text = text_of(part)
            if not text or (is_placeholder(text) and not (keep and squeeze(text) in ("无", "否"))):
                continue
            self.used.add(id(part))
            return text.rstrip("；;，,、 ")
        return ""

    def number_text(self, field: str) -> str:
        """The text of the best part that holds a number to call, else of the best part."""
        called = [part for part in self.of(field) if CALLED.search(text_of(part))]
        lines = self.text(field, of=called or None).split("\n")
        last = max((at for at, line in enumerate(lines) if CALLED.search(line)), default=len(lines))
        if rest := lines[last + 1 :]:
            # Below the last number stands something else: questions, articles of a law.
            self.remarks.append(Section("", "\n".join(rest)))
        return "\n".join(lines[: last + 1])

    def code(self) -> str:
        text = self.text("item_code")
        found = CODE.search(text)
        return found[0] if found else text

    def number(self, field: str, read: Callable[[str], int | None]) -> int | None:
        for part in self.of(field):
            value = read(text_of(part))
            if value is not None:
                self.used.add(id(part))
                return value
        return None

    def visits(self) -> int | None:
        """How often an applicant must come; “办理形式：只跑一次” says so too."""
        found = self.number("visits", visits_of)
        if found is not None:
            return found
        said = [text for part in self.parts if "section" in part.fields and "跑" in (text := text_of(part))]
        return next(
            (times for text in said if len(text) <= 20 and (times := visits_of(text)) is not None), None
        )

    def items(self, field: str) -> tuple[str, ...]:
        """The items of all parts of a field, in the order of the page."""
        chosen = set(map(id, self.of(field)))
        found: list[str] = []
        for part in self.parts:
            if id(part) in chosen:
                self.used.add(id(part))
                lines = self.steps(part) if field == "process" else lines_of(part)
                items = items_of(lines, fewest=2 if field == "legal_basis" else 3)
                found.extend(item.text for item in items if not is_placeholder(item.text))
        return tuple(found)

    def steps(self, part: Part) -> list[str]:
        """The lines of a procedure, a step each; what a table says of its steps is kept as a section."""
        found: list[str] = []
        for block in part.blocks:
            if isinstance(block, Table) and step_column(block) >= 0:
                found.extend(steps_of(block))
                self.remarks.append(Section(part.label, "\n".join(row_text(row) for row in block.rows)))
            else:
                lines = lines_of(Part(blocks=[block]))
                found.extend(step for line in lines for step in steps_in(line) if not is_ornament(step))
        return found

    def materials(self) -> tuple[Material, ...]:
        chosen = set(map(id, self.of("materials")))
        rows: list[Material] = []
        for part in self.parts:
            if id(part) in chosen:
                self.used.add(id(part))
                found = materials_of(part.blocks)
                rows = with_marked(rows, found.rows, mark_of(part.label)) if rows else list(found.rows)
                self.remarks.extend(Section(part.label, remark) for remark in found.remarks)
        return tuple(rows)

    def limits(self) -> tuple[TimeLimit | None, TimeLimit | None]:
        """The statutory and the promised limit, from their own labels or from one cell that names both."""
        legal = promised = None
        for part in self.of("legal"):
            text = text_of(part)
            legal = legal or with_unit(limit_in(part), part.label)
            promised = promised or limits_of(text)[1]
            self.used.add(id(part))
        for part in self.of("promised"):
            text = text_of(part)
            both = limits_of(text)
            legal = legal or both[0]
            promised = (
                promised
                or both[1]
                or with_unit(limit_in(part) if not both[0] else beside_legal(text), part.label)
            )
            self.used.add(id(part))
        if promised is None:
            promised = self.length_as_hours()
        return legal, promised

    def length_as_hours(self) -> TimeLimit | None:
        """“办理时间：5个工作日” is a limit, whatever the label says."""
        for part in self.of("office_hours"):
            text = text_of(part)
            if looks_like_length(text) and "location" not in part.fields:
                self.used.add(id(part))
                return limit_of(text)
        return None

    def hours(self) -> str:
        """Opening hours; of a label that names time and place, the lines that say when."""
        for part in self.of("office_hours"):
            text = text_of(part)
            if id(part) in self.used or is_placeholder(text):
                continue
            self.used.add(id(part))
            lines = [line for line in text.split("\n") if looks_like_hours(line)]
            return "\n".join(lines) if "location" in part.fields and lines else text
        return ""

    def entry(self) -> bool | None:
        for part in self.of("evaluation_entry"):
            self.used.add(id(part))
            return not re.match(r"(?:否|无|不支持|没有|未)", squeeze(text_of(part)))
        return None

    def sections(self) -> tuple[Section, ...]:
        """Everything printed under a label that filled no field."""
        left = [
            Section(part.label, text)
            for part in self.parts
            if part.label and id(part) not in self.used and (text := text_of(part))
        ]
        return (*left, *self.remarks)


def mark_of(label: str) -> str:
    """What a list marks its materials as: 可容缺材料 are deferrable, 可告知承诺材料 may be promised."""
    return "deferrable" if "容缺" in label else "commitment" if "告知承诺" in label else ""


def with_marked(rows: list[Material], more: tuple[Material, ...], mark: str) -> list[Material]:
    """The materials with those of another list; one that was named before is marked, not repeated."""
    if not mark:
        return [*rows, *more]
    names = {squeeze(row.name): row for row in more}
    known = [replace(row, **{mark: "是"}) if names.pop(squeeze(row.name), None) else row for row in rows]
    return [*known, *(replace(row, **{mark: "是"}) for row in names.values())]


def limit_in(part: Part) -> TimeLimit | None:
    """The limit in a part: its first line that names a length, else all of it."""
    found = [limit for line in lines_of(part) if (limit := limit_of(line)) and limit.days is not None]
    return found[0] if found else limit_of(text_of(part))


def rank(part: Part) -> int:
    return part.meaning.rank if part.meaning else 99


def text_of(part: Part) -> str:
    """All of a part as text, a block a line."""
    return "\n".join(lines_of(part))


def lines_of(part: Part) -> list[str]:
    """The lines of a part without the buttons in them; a row of a table is one line."""
    found: list[str] = []
    for block in part.blocks:
        if isinstance(block, Table):
            found.extend(tidy(row_text(row)) for row in block.rows)
        elif isinstance(block, Line):
            found.append(without_buttons(tidy(block.text)))
        else:
            found.extend(without_buttons(tidy(text)) for text in texts([block]))
    return [line for line in found if line]


def with_unit(limit: TimeLimit | None, label: str) -> TimeLimit | None:
    """“法定时限（工作日）：20”: the label names the unit of a bare number."""
    if limit and limit.unit is DayUnit.UNSTATED and "工作日" in label and squeeze(limit.text).isdigit():
        return TimeLimit(limit.text, limit.days, DayUnit.WORK)
    return limit
