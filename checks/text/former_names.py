"""Names of bodies that reforms have abolished, where a text still uses them as names of today."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from checks.text.normal import normal


@dataclass(frozen=True, slots=True)
class Former:
    """An abolished name, the body that took over, and the day from which the name is outdated."""

    old: str
    new: str
    since: date
    not_after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Use:
    """A use of an abolished name: the text exactly as it stands."""

    former: Former
    quote: str


# Matches "原国土资源局", "（原县工商局）", "时任质监局"; must not match "原件送国土资源局".
ONCE = re.compile(r"(?:原(?!件|则|价|因|始|有)|前身为?|曾用名|时任|老)[^,，。;；:：、()（）]{0,8}$")
# Matches what is told of the reform itself: "工商局、质监局合并为市场监督管理局", "国土局（现自然资源局）".
TOLD = re.compile(
    r"更名|改名|改为|改称|划入|划归|整合|合并|撤销|并入|组建|不再保留|职责由|现为?[^,，。;；在场有]{0,12}(?:局|委)"
)
NEAR = 20
"""How far around the name the reform may be told."""
# Matches the place-name "国土局对面", "老工商局院内", "环保局家属院"; must not match "国土局办公室".
PLACE = re.compile(
    r"(?:\d+号)?(?:对面|旁|隔壁|院[内里]|老院|家属|小区|大?门口|附近|(?:以|路)?[东南西北](?:侧|边|面|\d|\s|邻|行)|旧址|原址|站)"
)
# Matches the document "工商局令第5号", "国土资源局公告", "环保局〔2015〕3号"; must not match "工商局窗口".
DOCUMENT = re.compile(r"(?:令|公告|通告|文件|通知|[〔\[【(（]\s*(?:19|20)\d\d|第\d+号)")
QUOTED = re.compile(r"《[^》]*》|〈[^〉]*〉|“[^”]*”")


@cache
def former_names() -> tuple[Former, ...]:
    """All abolished names, the longest first."""
    table = tomllib.loads(files("checks.text.words").joinpath("former_names.toml").read_text("utf-8"))
    rows = (
        Former(old, row["new"], row["since"], tuple(row.get("not_after", ())))
        for row in table["name"]
        for old in row["old"]
    )
    return tuple(sorted(rows, key=lambda one: (-len(one.old), one.old)))


@cache
def any_name() -> re.Pattern[str]:
    names = [former.old for former in former_names()]
    # Where none of the first characters stands, no name is tried: that makes it several times as fast.
    first = "".join(sorted({name[0] for name in names}))
    return re.compile(f"(?=[{first}])(?:{'|'.join(names)})")


def former_named(name: str) -> Former | None:
    """The abolished name that a unit's printed name ends in, if any."""
    found = [former for former in former_names() if name.endswith(former.old)]
    return next((one for one in found if not name.removesuffix(one.old).endswith(one.not_after)), None)


def may_name_former(texts: Iterable[str]) -> bool:
    """Does any of these texts hold such a name at all? Most guides hold none and are read no further.

    Blanks inside a name do not hide it; the whole normalising, which takes longest, is left for the few.
    """
    return any_name().search("".join("\n".join(texts).split())) is not None


def former_names_in(text: str) -> Iterator[Use]:
    """The abolished names that a text uses as if they were of today, in order.

    Titles of laws and documents, quotations, 原…局, the story of the reform itself and places that bear
    an old name (国土局对面) are no such uses.
    """
    place = normal(text)
    said = QUOTED.sub(lambda found: "　" * len(found[0]), place.text)
    by_name = {former.old: former for former in former_names()}
    for found in any_name().finditer(said):
        former = by_name[found[0]]
        if not spared(said, found.start(), found.end(), former):
            yield Use(former, place.quote(found.start(), found.end()))


def spared(said: str, start: int, end: int, former: Former) -> bool:
    """Is the name another's, told as history, or part of a document's name or of a place?"""
    before, after = said[max(0, start - NEAR) : start], said[end : end + NEAR]
    return bool(
        (former.not_after and before.endswith(former.not_after))
        or ONCE.search(before)
        or TOLD.search(before + after)
        or PLACE.match(after)
        or DOCUMENT.match(after)
    )
