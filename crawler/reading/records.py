"""A guide from a record (JSON) whose keys carry the names of the national service model."""

from __future__ import annotations

import html
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from checks.evidence import Attachment, Guide, Material, Section
from checks.text.durations import parse_limit
from crawler.reading.columns import meaning_of
from crawler.reading.items import items_of
from crawler.reading.labels import label_of
from crawler.reading.reading import Visit
from crawler.reading.steps import steps_in
from crawler.reading.text import is_chinese, is_placeholder, tidy, visible
from crawler.reading.values import limit_of, looks_like_hours, looks_like_length, star_of, visits_of

CONFIG: dict[str, Any] = tomllib.loads((Path(__file__).parent / "keys.toml").read_text(encoding="utf-8"))
TAG = re.compile(r"<(?:br|/?p|/?div|/?li|/?tr|/?ul|/?ol|/?h\d)\b[^<>]*>", re.IGNORECASE)
OTHER_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
ENTITY = re.compile(r"&(?:#?\w{1,8});")


def plain_key(key: str) -> str:
    """Keys are written in many ways: TASK_NAME, taskName and task_name are one."""
    return key.replace("_", "").replace("-", "").lower()


def table_of(name: str) -> dict[str, str]:
    return {plain_key(key): field for field, keys in CONFIG[name].items() for key in keys}


GUIDE_KEYS = table_of("guide")
MATERIAL_KEYS = table_of("material")
TITLES: dict[str, str] = {plain_key(key): title for key, title in CONFIG["titles"].items()}
CODES: dict[str, dict[str, str]] = CONFIG["codes"]
LIST_KEYS = {
    name: {plain_key(key) for key in CONFIG["lists"][name]}
    for name in ("materials", "process", "legal_basis")
}
UNITS: dict[str, str] = CONFIG["units"]


def cleaned(value: object) -> str:
    """A value as text: entities decoded however often they were encoded, tags gone, lines kept."""
    if value is None or isinstance(value, dict | list):
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    for _ in range(4):
        if not ENTITY.search(text):
            break
        text = html.unescape(text)
    text = OTHER_TAG.sub("", TAG.sub("\n", text.replace("<\\/", "</"))).replace("\\n", "\n")
    lines = (tidy(line) for line in visible(text).splitlines())
    return "\n".join(line for line in lines if line)


def named(code_list: str, text: str) -> str:
    """The name of a code; several codes are separated by ^ or a comma. Text that is no code stays."""
    names = CODES.get(code_list, {})
    codes = re.split(r"[\^,，;；]", text)
    if len(codes) == 1 and code_list == "online_depth":
        # A lone 4 is 受理 in the code list and Ⅳ级 (全程网办) in other systems: it stays as published.
        return text
    return (
        "、".join(names.get(code.strip(), code.strip()) for code in codes)
        if any(code.strip() in names for code in codes)
        else text
    )


class Record:
    """The scalar keys of a record and where the lists in it stand; remembers what was used."""

    def __init__(self, record: Mapping[str, Any]) -> None:
        self.values: dict[str, tuple[str, str]] = {}
        self.lists: dict[str, list[Mapping[str, Any]]] = {}
        self.used: set[str] = set()
        self.collect(record, "")

    def collect(self, record: Mapping[str, Any], path: str, depth: int = 0) -> None:
        for key, value in record.items():
            if isinstance(value, Mapping) and depth < 6:
                self.collect(value, f"{path}{key}.", depth + 1)
            elif isinstance(value, list):
                self.lists.setdefault(str(key), []).extend(
                    item for item in value if isinstance(item, Mapping)
                )
                texts = [cleaned(item) for item in value if isinstance(item, str | int | float)]
                if texts:
                    self.keep(str(key), "\n".join(texts))
            else:
                self.keep(str(key), cleaned(value))

    def keep(self, key: str, text: str) -> None:
        if text and plain_key(key) not in self.values:
            self.values[plain_key(key)] = (key, text)

    def keys_of(self, field: str) -> list[str]:
        """The filled keys of a field, best first: keys of the model, then those that are printed labels."""
        plain = [plain_key(key) for key in CONFIG["guide"].get(field, [])]
        labelled = [
            (label.fallback, label.rank, key)
            for key, (shown, _) in self.values.items()
            if is_chinese(shown) and (label := label_of(shown)) and field in label.fields
        ]
        return [key for key in plain if key in self.values] + [key for *_, key in sorted(labelled)]

    def of(self, field: str) -> str:
        """The best filled key of a field; a placeholder is nothing."""
        for key in self.keys_of(field):
            # A code such as 0 has a name; only then does it count as a value.
            text = named(field, self.values[key][1])
            if text and not is_placeholder(text):
                self.used.add(key)
                return text
        return ""

    def unknown(self) -> tuple[str, ...]:
        """Keys that no table names."""
        return tuple(
            key
            for plain, (key, _) in self.values.items()
            if plain not in GUIDE_KEYS and plain not in TITLES and label_of(key) is None
        )

    def sections(self) -> tuple[Section, ...]:
        """Everything that filled no field, under its title or its key."""
        return tuple(
            Section(TITLES.get(plain, key), text)
            for plain, (key, text) in self.values.items()
            if plain not in self.used and plain not in SILENT and not is_placeholder(text)
        )


SILENT = frozenset(plain_key(key) for key in CONFIG["silent"]["keys"])


def guide_of(record: Mapping[str, Any], visit: Visit, title: str = "") -> Guide:
    """The guide that a record describes; nothing of the record is lost."""
    values = Record(record)
    name = values.of("item_name")
    guide = Guide(
        id=values.of("id"),
        item_name=name,
        item_code=values.of("item_code"),
        unit=values.of("unit") or visit.unit_hint,
        channel=visit.channel,
        title=title or name,
        item_type=values.of("item_type"),
        handling_type=values.of("handling_type"),
        legal=limit_with_unit(values, "legal"),
        promised=limit_with_unit(values, "promised"),
        star=star_of(values.of("star")),
        online_depth=values.of("online_depth"),
        visits=visits_of(visits_text(values)),
        conditions=items(values.of("conditions")),
        materials=tuple(materials_of(values.lists)),
        process=(*steps_of_text(values.of("process")), *steps_of(values.lists)),
        legal_basis=(*items(values.of("legal_basis")), *basis_of(values.lists)),
        fees=values.of("fees"),
        location=values.of("location"),
        office_hours=hours if not looks_like_length(hours := values.of("office_hours")) else "",
        phone=values.of("phone"),
        complaint_phone=values.of("complaint_phone"),
        result=values.of("result"),
        evaluation_entry=flag(values.of("evaluation_entry")),
        attachments=tuple(files_of(values.lists)),
        origin=visit.origin,
    )
    return replace(guide, sections=(*values.sections(), *leftovers(values.lists)))


def items(text: str) -> tuple[str, ...]:
    return (
        tuple(item.text for item in items_of(text.split("\n")) if not is_placeholder(item.text))
        if text
        else ()
    )


def steps_of_text(text: str) -> tuple[str, ...]:
    return tuple(step for item in items(text) for step in steps_in(item))


def visits_text(values: Record) -> str:
    """“0” is a number here, not a placeholder."""
    for key in values.keys_of("visits"):
        values.used.add(key)
        return values.values[key][1]
    return ""


def limit_with_unit(values: Record, field: str) -> Any:
    """A limit whose number and unit stand under two keys."""
    text = ""
    for key in values.keys_of(field):
        text = values.values[key][1]
        # “handleTime” holds a length in some systems, opening hours in others.
        if text.strip() == "0" or not (is_placeholder(text) or says_when(text)):
            values.used.add(key)
            break
        text = ""
    if not text:
        return None
    unit = values.of(f"{field}_unit")
    if unit and re.fullmatch(r"\d+(?:\.\d+)?", text):
        return parse_limit(f"{text}{UNITS.get(unit, unit)}")
    return parse_limit(text) if text == "0" else limit_of(text)


def says_when(text: str) -> bool:
    return looks_like_hours(text) and not looks_like_length(text)


def flag(text: str) -> bool | None:
    return None if not text else text not in ("否", "0", "无", "不支持", "false")


def rows_of(lists: Mapping[str, list[Mapping[str, Any]]], name: str) -> Iterator[Mapping[str, Any]]:
    for key, rows in lists.items():
        if is_list_of(name, key):
            yield from rows


def is_list_of(name: str, key: str) -> bool:
    """Does a key of a record hold this list: by the model, or as a printed label?"""
    label = label_of(key) if is_chinese(key) else None
    return plain_key(key) in LIST_KEYS[name] or (label is not None and name in label.fields)


def materials_of(lists: Mapping[str, list[Mapping[str, Any]]]) -> Iterator[Material]:
    """The materials of a record; keys that no field knows go to the note, under their titles."""
    for row in rows_of(lists, "materials"):
        cells: dict[str, list[str]] = {}
        twins = {
            plain_key(str(key)).removesuffix("text") for key in row if plain_key(str(key)).endswith("text")
        }
        for key, value in row.items():
            field, text = material_field(str(key)), cleaned(value)
            if plain_key(str(key)) in twins:
                # MATERIAL_TYPE is the code of MATERIAL_TYPE_TEXT.
                continue
            text = named(f"material_{field}", text)
            if not text or (is_placeholder(text) and field != "name") or field in ("", "silent", "file"):
                continue
            label = CONFIG["material_labels"].get(plain_key(str(key)), "")
            cells.setdefault(field, []).append(f"{label}{text}")
        joined = {field: "；".join(dict.fromkeys(texts)) for field, texts in cells.items()}
        if joined.get("name"):
            yield Material(**joined)


def material_field(key: str) -> str:
    """The cell of a material that a key names: a key of the model, or the heading of a column."""
    known = MATERIAL_KEYS.get(plain_key(key), "")
    meaning = "" if known or not is_chinese(key) else meaning_of(key, "materials")
    return known or {"number": "silent", "other": "silent"}.get(meaning, meaning)


def files_of(lists: Mapping[str, list[Mapping[str, Any]]]) -> Iterator[Attachment]:
    """Blank forms and filled examples of the materials."""
    for row in rows_of(lists, "materials"):
        name = next(
            (cleaned(value) for key, value in row.items() if material_field(str(key)) == "name"),
            "",
        )
        for key, value in row.items():
            url = cleaned(value)
            if MATERIAL_KEYS.get(plain_key(str(key))) == "file" and url and not is_placeholder(url):
                yield Attachment(
                    f"{name}（{CONFIG['material_labels'].get(plain_key(str(key)), '附件')}）", url
                )


def steps_of(lists: Mapping[str, list[Mapping[str, Any]]]) -> Iterator[str]:
    return texts_of(rows_of(lists, "process"), CONFIG["lists"]["process_keys"])


def basis_of(lists: Mapping[str, list[Mapping[str, Any]]]) -> Iterator[str]:
    return texts_of(rows_of(lists, "legal_basis"), CONFIG["lists"]["legal_basis_keys"])


def texts_of(rows: Iterator[Mapping[str, Any]], keys: list[str]) -> Iterator[str]:
    wanted = [plain_key(key) for key in keys]
    for row in rows:
        plain = {plain_key(str(key)): cleaned(value) for key, value in row.items()}
        text = " ".join(plain[key] for key in wanted if plain.get(key))
        if text:
            yield text


def leftovers(lists: Mapping[str, list[Mapping[str, Any]]]) -> Iterator[Section]:
    """Lists of records that are neither materials nor steps nor laws: one section each."""
    for key, rows in lists.items():
        lines = [" ".join(filter(None, map(cleaned, row.values()))) for row in rows]
        text = "\n".join(line for line in lines if line)
        if text and not any(is_list_of(name, key) for name in ("materials", "process", "legal_basis")):
            yield Section(TITLES.get(plain_key(key), key), text)
