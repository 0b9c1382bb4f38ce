"""Reads TOML tables key by key; whatever is wrong becomes a ProfileError that names the key."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from counties.errors import ProfileError, shown

MAX_BYTES = 2 * 1024 * 1024

SYNTAX = {
    "Cannot overwrite": "同一个键写了两次",
    "Cannot declare": "同一个表写了两次",
    "Unclosed": "方括号没有配对",
    "Illegal character": "字符串内有不能直接书写的字符（例如换行）",
    "Unterminated string": "引号没有配对",
    "Expected '='": "键后面缺少等号",
    "Expected ']'": "方括号没有配对",
    "Invalid value": "等号后面的值不合写法（文字要加英文引号）",
    "Invalid statement": "不是“键 = 值”的写法",
    "Unescaped": "引号内的反斜杠要写两个",
}


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a file. `only` refuses unknown keys; the other methods read one key by its type."""

    file: Path
    values: Mapping[str, object]
    path: str = ""

    def __post_init__(self) -> None:
        for name in self.values:
            if not name.isprintable():
                raise self.wrong(shown(name), "键名含有控制字符")

    def only(self, *known: str) -> None:
        """Refuse any other key, with the likely intended one."""
        for name in self.values:
            if name not in known:
                raise self.wrong(name, f"没有这个键{suggestion(name, known)}")

    def key(self, name: str) -> str:
        """The key with the table that it stands in, as messages name it."""
        return f"{self.path}.{name}" if self.path else name

    def wrong(self, name: str, reason: str) -> ProfileError:
        """The error to raise about one key."""
        return ProfileError(self.file, self.key(name), reason)

    def get(self, name: str, kind: type | tuple[type, ...], what: str) -> object | None:
        """The value of a key, None when it is absent; refuses a value of another type."""
        value = self.values.get(name)
        # True is an int to Python, never to the person who wrote the file.
        truth = isinstance(value, bool) and kind is not bool
        if value is not None and (truth or not isinstance(value, kind)):
            raise self.wrong(name, f"应为{what}，现为{shown(value)}")
        return value

    def text(self, name: str, default: str | None = "") -> str:
        """A text without white space at its ends; a key without default must be there and filled."""
        value = self.get(name, str, "文字（加英文引号）")
        stripped = str(value).strip() if value is not None else ""
        if not stripped and default is None:
            raise self.wrong(name, "必须填写" if value is not None else "缺少这一项")
        if not stripped.isprintable():
            raise self.wrong(name, f"含有换行或控制字符：{shown(stripped)}")
        return stripped or default or ""

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of filled texts, each once."""
        found = []
        for number, value in enumerate(self._items(name), start=1):
            if not isinstance(value, str):
                raise self.wrong(name, f"第 {number} 项应为文字（加英文引号），现为{shown(value)}")
            if not value.strip() or not value.strip().isprintable():
                raise self.wrong(name, f"第 {number} 项是空的或含有换行、控制字符")
            if value.strip() in found:
                raise self.wrong(name, f"{shown(value.strip())}重复")
            found.append(value.strip())
        return tuple(found)

    def _items(self, name: str) -> list[object]:
        value = self.get(name, list, '列表，例如 ["甲", "乙"]')
        return list(value) if isinstance(value, list) else []

    def flag(self, name: str, *, default: bool) -> bool:
        """true or false."""
        value = self.get(name, bool, " true 或 false")
        return default if value is None else bool(value)

    def whole(self, name: str, *, least: int, most: int) -> int | None:
        """A whole number within limits."""
        value = self.get(name, int, "整数（不加引号）")
        if isinstance(value, int) and not least <= value <= most:
            raise self.wrong(name, f"应在 {least} 到 {most} 之间，现为 {value}")
        return value if isinstance(value, int) else None

    def number(self, name: str, *, least: float, most: float) -> float | None:
        """A number within limits."""
        value = self.get(name, (int, float), "数字（不加引号）")
        if isinstance(value, int | float) and not least <= value <= most:
            raise self.wrong(name, f"应在 {least:g} 到 {most:g} 之间，现为 {value}")
        return float(value) if isinstance(value, int | float) else None

    def choice(self, name: str, choices: Iterable[str], default: str | None) -> str:
        """One of a few words."""
        value, known = self.text(name, default), list(choices)
        if value not in known:
            raise self.wrong(
                name, f"不认识{shown(value)}{suggestion(value, known)}，可用：{'、'.join(known)}"
            )
        return value

    def day(self, name: str) -> date | None:
        """A day such as 2022-04-15."""
        value = self.values.get(name)
        return None if value is None else self._as_day(name, value)

    def days(self, name: str) -> tuple[date, date] | None:
        """A closed interval: two days, the first not after the second."""
        items = self._items(name)
        if name not in self.values:
            return None
        if len(items) != 2:
            raise self.wrong(name, '应为起止两个日期，例如 ["2022-04-15", "2022-04-29"]')
        start, end = (self._as_day(name, item) for item in items)
        if start > end:
            raise self.wrong(name, f"起始日期 {start} 晚于截止日期 {end}")
        return start, end

    def _as_day(self, name: str, value: object) -> date:
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            try:
                return date.fromisoformat(value)
            except ValueError as error:
                raise self.wrong(name, f"没有{shown(value)}这一天") from error
        raise self.wrong(name, f"应为 2022-04-15 这样的日期，现为{shown(value)}")

    def table(self, name: str) -> Table:
        """The table under this name; an empty one when it is absent."""
        value = self.get(name, dict, f"一个表，写作 [{self.key(name)}]")
        return Table(self.file, dict(value) if isinstance(value, dict) else {}, self.key(name))

    def tables(self, name: str) -> Iterator[Table]:
        """The tables written as [[name]], each named by its number or its own name in messages."""
        for number, value in enumerate(self._rows(name), start=1):
            if not isinstance(value, dict):
                raise self.wrong(name, f"应写作 [[{name}]]，每项一段")
            label = value.get("name")
            named = isinstance(label, str) and label.strip()
            yield Table(self.file, value, f"{name}{shown(label)}" if named else f"{name}（第 {number} 个）")

    def _rows(self, name: str) -> list[object]:
        value = self.get(name, list, f"一段一段的表，写作 [[{name}]]")
        return list(value) if isinstance(value, list) else []


def suggestion(word: str, known: Iterable[str]) -> str:
    """ "（是否为 start_urls？）" when a known word is close, or nothing."""
    close = difflib.get_close_matches(word.lower(), list(known), n=1, cutoff=0.6)
    return f"（是否为 {close[0]}？）" if close else ""


def read_table(file: Path) -> Table:
    """The top table of a TOML file."""
    try:
        body = file.read_bytes()
    except FileNotFoundError as error:
        raise ProfileError(file, "", "文件不存在") from error
    except OSError as error:
        raise ProfileError(file, "", f"打不开（{error.strerror}）") from error
    if len(body) > MAX_BYTES:
        raise ProfileError(file, "", "文件过大，不像县级配置文件")
    try:
        return Table(file, tomllib.loads(body.decode("utf-8-sig")))
    except UnicodeDecodeError as error:
        line = body[: error.start].count(b"\n") + 1
        raise ProfileError(file, f"第 {line} 行", "不是 UTF-8 编码，请另存为 UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise syntax_error(file, body.decode("utf-8-sig"), str(error)) from error


def syntax_error(file: Path, text: str, message: str) -> ProfileError:
    """A TOML syntax error with its line, in Chinese."""
    at = re.search(r"\(at line (\d+), column (\d+)\)", message)
    line = int(at[1]) if at else max(1, len(text.splitlines()))
    reason = next((words for start, words in SYNTAX.items() if start in message), "写法有误")
    return ProfileError(file, f"第 {line} 行", f"TOML 语法错误：{reason}")
