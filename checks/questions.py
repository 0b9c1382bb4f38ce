"""The questions of a self-check form: what each takes as an answer, and what the answer comes to.

Every sort of question tells how it is to be filled in (`shown`), why a text cannot be read (`problem`) and
what a readable one comes to (`weigh`). The numbers and names that a rule demands stand in its check, where
a profile can set them, and reach the question as a Bar.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

YES = frozenset({"是", "有", "已", "对", "√", "✓", "✔", "y", "yes"})
NO = frozenset({"否", "无", "未", "没有", "×", "✗", "✘", "x", "n", "no"})
NONE = frozenset({"无", "没有", "/", "—", "-", "零"})
"""How people write that there is nothing to name."""

# Matches "150", "1,200.5", "１５０"; must not match "约150", "150-160" or "-3".
NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
# Parts "代办、一次告知；首问负责" in three; must not part "市场监管（工商、食药监）".
BETWEEN = re.compile(r"[、，,；;\n]+(?![^（(]*[）)])")
# Matches "（工商、食药监）" at the end of a name; must not match "（" alone.
IN_BRACKETS = re.compile(r"\([^()]*\)$")
# Matches the numbers of "1.代办 2、一次告知" and "（3）首问负责"; must not match in "12345热线" or "2022年".
LIST_NUMBER = re.compile(r"(?:^|(?<=[\s、，,；;]))(?:[(（]\d{1,2}[)）]|\d{1,2}[.．、)）](?!\d)|[①-⑳])\s*")
# Matches the space of "代办 一次告知"; must not match that of "AB 岗".
SPACED = re.compile(r"[\u4e00-\u9fff] +[\u4e00-\u9fff]")
# Matches "首问负责等", "首问负责等10项制度"; must not match "等候区", "男女平等".
AND_OTHERS = re.compile(
    r"(?<![平高同中初对])等(?:\d{1,3}|[一二三四五六七八九十]{1,3})?(?:[项个篇种类]\w{0,4})?$"
)
# Matches "2022-4-11", "2022年4月11日", "2022.04.11", "2022/4/11"; must not match "2022年4月".
DAY = re.compile(r"(\d{4})[-年./](\d{1,2})[-月./](\d{1,2})日?")


@dataclass(frozen=True, slots=True)
class Bar:
    """What a rule demands: a number, names, and whether the number is to be met exactly."""

    limit: float | None = None
    required: tuple[str, ...] = ()
    exactly: bool = False


@dataclass(frozen=True, slots=True)
class Weighed:
    """What one answer comes to: why it fails, or why a person must look; neither when it is good.

    `slight` marks a failure that is only a hint (S4), `contradicts` an answer that goes against another.
    """

    fails: str = ""
    unclear: str = ""
    slight: bool = False
    contradicts: bool = False


GOOD = Weighed()
UNITS = {
    "㎡": ("平方米", "平米", "m2"),
    "人": ("名", "位"),
    "个": ("处", "所"),
    "项": ("个", "种"),
    "篇": ("个", "件"),
}
"""How people write a unit of measure otherwise."""
Given = Callable[[str], str]
"""What was written under the key of another question of the same rule."""


class Takes(Protocol):
    """A sort of answer. `what` is the noun that reasons use."""

    @property
    def what(self) -> str: ...

    def shown(self, bar: Bar) -> str:
        """How it is to be filled in, with the threshold, for the form."""

    def problem(self, text: str, bar: Bar) -> str:
        """Why the text cannot be read (Chinese); "" when it can."""

    def weigh(self, text: str, bar: Bar, given: Given) -> Weighed:
        """What a readable text comes to."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a rule. `only_if` names a question: where that says 否 or 无 this is not asked."""

    key: str
    asks: str
    takes: Takes
    only_if: str = ""


@dataclass(frozen=True, slots=True)
class YesNo:
    """是 or 否; `lacking` says what 否 means."""

    what: str
    lacking: str

    def shown(self, bar: Bar) -> str:
        return "填“是”或“否”；应为“是”"

    def problem(self, text: str, bar: Bar) -> str:
        return "" if yes_or_no(text) is not None else f"“{text}”应为“是”或“否”"

    def weigh(self, text: str, bar: Bar, given: Given) -> Weighed:
        return GOOD if yes_or_no(text) else Weighed(fails=self.lacking)


@dataclass(frozen=True, slots=True)
class Number:
    """A number of some unit.

    With `reaches_bar` it must reach the rule's limit; with `all_of` the number under that key (5人 of 5人),
    of which it cannot be more unless it `may_exceed` it. Otherwise it only has to be there.
    """

    what: str
    unit: str
    reaches_bar: bool = False
    all_of: str = ""
    all_what: str = ""
    whole: bool = True
    may_exceed: bool = False

    def shown(self, bar: Bar) -> str:
        words = f"填数字，单位：{self.unit}"
        if self.reaches_bar:
            words += f"；应{'等于' if bar.exactly else '不少于'}{plain(bar.limit or 0)}{self.unit}"
        return words + (
            f"；应{'不少于' if self.may_exceed else '等于'}“{self.all_what}”" if self.all_of else ""
        )

    def problem(self, text: str, bar: Bar) -> str:
        number = number_in(text, self.unit)
        if number is None:
            return f"“{text}”不是数字（单位：{self.unit}）"
        return f"“{text}”应为整数（单位：{self.unit}）" if self.whole and number != int(number) else ""

    def weigh(self, text: str, bar: Bar, given: Given) -> Weighed:
        number = number_in(text, self.unit)
        if number is None:
            return Weighed(unclear=self.problem(text, bar))
        if self.reaches_bar and bar.limit is not None:
            return self.against(number, bar.limit, exactly=bar.exactly)
        return self.among(number, given(self.all_of)) if self.all_of else GOOD

    def against(self, number: float, limit: float, *, exactly: bool) -> Weighed:
        said = f"{self.what}{plain(number)}{self.unit}"
        if number < limit:
            return Weighed(fails=f"{said}，不足{plain(limit)}{self.unit}")
        return Weighed(fails=f"{said}，应为{plain(limit)}{self.unit}") if exactly and number > limit else GOOD

    def among(self, number: float, whole_text: str) -> Weighed:
        """Does it reach the whole? More than the whole, or a whole of nothing, is for a person."""
        whole = number_in(whole_text, self.unit)
        if whole is None:
            return GOOD  # The question after the whole is answered for by itself.
        said = f"{self.all_what}{plain(whole)}{self.unit}，{self.what}{plain(number)}{self.unit}"
        if number > whole and not self.may_exceed:
            return Weighed(unclear=f"{said}，前后矛盾", contradicts=True)
        if whole == 0:
            return Weighed(unclear=f"{self.all_what}为0{self.unit}，无从核对")
        return Weighed(fails=said) if number < whole else GOOD


@dataclass(frozen=True, slots=True)
class Choices:
    """Which of the required names there are: all of them.

    With `some_suffice` as many as the rule's limit are enough, and the rest is only a hint.
    """

    what: str
    some_suffice: bool = False

    def shown(self, bar: Bar) -> str:
        least = f"至少{plain(bar.limit or 0)}种" if self.some_suffice else "应全部具备"
        return f"从下列名称中写出已有的，用顿号隔开，都没有写“无”：{'、'.join(bar.required)}；{least}"

    def problem(self, text: str, bar: Bar) -> str:
        strange = [name for name in names_in(text) if head(name) not in map(head, bar.required)]
        return f"“{'、'.join(strange)}”不在可填的名称内" if strange else ""

    def weigh(self, text: str, bar: Bar, given: Given) -> Weighed:
        chosen = set(map(head, names_in(text)))
        missing = [name for name in bar.required if head(name) not in chosen]
        reason = f"{self.what}缺少{'、'.join(missing)}（已有{len(chosen)}项，应有{len(bar.required)}项）"
        enough = self.some_suffice and len(chosen) >= (bar.limit or 0)
        return Weighed(fails=reason, slight=enough) if missing else GOOD


@dataclass(frozen=True, slots=True)
class Names:
    """A list of names, each counted once, as many as the rule's limit."""

    what: str
    unit: str

    def shown(self, bar: Bar) -> str:
        return f"逐个写出名称，用顿号隔开，没有写“无”；不少于{plain(bar.limit or 0)}{self.unit}"

    def problem(self, text: str, bar: Bar) -> str:
        names = names_in(text)
        others = [name for name in names if AND_OTHERS.search(name)]
        if others:
            return f"“{others[0]}”没有写全，请逐个写出，不要写“等”"
        if SPACED.search(LIST_NUMBER.sub("、", text)):
            return "名称之间应用顿号隔开，名称中间不要有空格"
        return "" if names or text.strip() in NONE else f"“{text}”中没有名称"

    def weigh(self, text: str, bar: Bar, given: Given) -> Weighed:
        count, limit = len(dict.fromkeys(names_in(text))), bar.limit or 0
        if count >= limit:
            return GOOD
        said = f"{self.what}{count}{self.unit}（应{plain(limit)}{self.unit}）"
        return Weighed(fails=said if count else f"未报送{self.what}（应{plain(limit)}{self.unit}）")


@dataclass(frozen=True, slots=True)
class Lacking:
    """Which of them lack it, by name: as many as the numbers under `whole` and `met` differ by."""

    what: str
    whole: str
    met: str

    def shown(self, bar: Bar) -> str:
        return "逐个写出名称，用顿号隔开；没有写“无”"

    def problem(self, text: str, bar: Bar) -> str:
        return ""

    def weigh(self, text: str, bar: Bar, given: Given) -> Weighed:
        named = list(dict.fromkeys(names_in(text)))
        whole, met = number_in(given(self.whole)), number_in(given(self.met))
        if whole is not None and met is not None and whole - met != len(named):
            said = f"{self.what}按填报的数字有{plain(whole - met)}个，写明的有{len(named)}个，前后矛盾"
            return Weighed(unclear=said, contradicts=True)
        return Weighed(fails=f"{self.what}：{'、'.join(named)}") if named else GOOD


@dataclass(frozen=True, slots=True)
class Text:
    """Some words. What is a matter of judgement (交通便利) waits for an assessor."""

    what: str
    on_site: bool = False

    def shown(self, bar: Bar) -> str:
        return "用文字说明" + ("；由评估员现场判断" if self.on_site else "")

    def problem(self, text: str, bar: Bar) -> str:
        return ""

    def weigh(self, text: str, bar: Bar, given: Given) -> Weighed:
        if text in NONE:
            return Weighed(unclear=f"{self.what}只写了“{text}”")
        return Weighed(unclear=f"{self.what}须由评估员现场判断") if self.on_site else GOOD


@dataclass(frozen=True, slots=True)
class Day:
    """A day."""

    what: str

    def shown(self, bar: Bar) -> str:
        return "填日期，如 2022-04-11"

    def problem(self, text: str, bar: Bar) -> str:
        return "" if day_in(text) else f"“{text}”不是日期，应写成 2022-04-11"

    def weigh(self, text: str, bar: Bar, given: Given) -> Weighed:
        return GOOD


def yes_or_no(text: str) -> bool | None:
    """是 or 否 in the ways in which people tick; None for anything else."""
    word = fold(text).lower()
    return True if word in YES else False if word in NO else None


def number_in(text: str, unit: str = "") -> float | None:
    """A number, with or without its unit; None for anything else."""
    digits = fold(text)
    for word in (unit, *UNITS.get(unit, ())):
        digits = digits.removesuffix(fold(word)) if word else digits
    return float(digits.replace(",", "")) if NUMBER.fullmatch(digits) else None


def names_in(text: str) -> list[str]:
    """The names in a text, folded; 无 names nothing."""
    if text.strip() in NONE:
        return []
    parts = BETWEEN.split(LIST_NUMBER.sub("、", text))
    return [name for part in parts if any(map(str.isalpha, name := fold(part).strip("。.")))]


def day_in(text: str) -> date | None:
    """A day as people write it; None for anything else."""
    found = DAY.fullmatch(fold(text))
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def fold(text: str) -> str:
    """A text in one width and without white space, book marks or quotation marks."""
    wide = unicodedata.normalize("NFKC", text)
    return "".join(sign for sign in wide if not sign.isspace() and sign not in "《》“”\"'")


def head(name: str) -> str:
    """A name without what is put in brackets behind it: 市场监管（工商、食药监） is 市场监管."""
    return IN_BRACKETS.sub("", fold(name))


def plain(number: float) -> str:
    """A number without a needless fraction: 150, 99.5, 1200000."""
    return str(int(number)) if number == int(number) else f"{number:.2f}".rstrip("0")
