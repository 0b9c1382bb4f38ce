"""Is a unit that a list names the unit of a guide: 县民政局 and 民政局 are, 卫生局 and 卫健委 may be."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from checks.text.fit import Fit
from checks.text.normal import plain
from checks.text.unit_words import insides, reforms

BETWEEN = re.compile(r"[、,，;；/\s]+|以及|(?<=[局委办部关会府院门])[和及与](?=[一-鿿])")
# Matches "各有关单位", "全县各级各部门", "各乡镇(街道)"; must not match "相关单位".
EVERY_UNIT = re.compile(r"^(?:全县)?(?:各|所有|全部|全县)(?:级|有关|相关|行政|行业|职能)*.{0,12}$")
# Matches "有关部门", "行业主管部门", "相关单位等"; must not match "民政部门".
UNNAMED_UNIT = re.compile(r"^(?:相?有?关|相应|行业|业务|上级|原)*(?:主管|行政|审批|职能)*(?:部门|单位|机关)$")
# Matches "各乡镇(街道)", "乡镇人民政府", "街道办事处"; must not match "灌涨镇人民政府".
TOWNSHIPS = re.compile(
    r"^(?:全县)?各?(?:乡镇|乡、镇|街道|乡)(?:街道|街|镇)*(?:人民政府|办事处|党政便民服务中心|便民服务中心|政府)?$"
)
TOWNSHIP = re.compile(r"(?:乡|镇|街道)(?:人民政府|办事处|党政便民服务中心|便民服务中心|政府)?$")
# Matches "内乡" + "县", "南阳市内乡县"; must not match "城市" in "城市管理局".
PLACE = re.compile(r"^(?:[一-鿿]{1,6}?(?:省|市|县|区|州|旗|盟))*?(?:本|我|该)?(?:省|市|县|区)?$")
# The ends by which bodies are called in general: 民政部门, 公安机关 for 民政局, 公安局.
GENERAL_END = re.compile(r"(?:行政)?(?:主管)?(?:管理)?(?:部门|机关|机构|单位)$")
END = re.compile(r"(?:管理局|委员会|办公室|中心|局|委|办|部|厅|会|处|署|院|队|站|所)$")


@lru_cache(maxsize=8192)
def unit_fit(named: str, own: str) -> Fit:
    """Does a cell that names units speak of this one? `own` is the unit as the county calls it."""
    said = re.sub(r"[()（）].*?[)）]", "", plain(named)).strip()
    if not said or not own:
        return Fit.UNNAMED
    parts = [part for part in BETWEEN.split(said) if part]
    fits = [one_fit(part.removesuffix("等"), own) for part in parts]
    best = min(fits, default=Fit.UNNAMED)
    open_ended = best is Fit.NO and (said.endswith("等") or any(UNNAMED_UNIT.match(part) for part in parts))
    return Fit.UNSURE if open_ended else best


def one_fit(named: str, own: str) -> Fit:
    """Does one name mean this unit?"""
    if TOWNSHIPS.search(named):
        return Fit.YES if TOWNSHIP.search(own) else Fit.NO
    if EVERY_UNIT.match(named):
        return Fit.YES
    for one, other in ((named, own), (own, named)):
        if one == other or (one.endswith(other) and PLACE.match(one[: -len(other)])):
            return Fit.YES
    mine, theirs = without_place(named), without_place(own)
    if mine == theirs or short_for(mine, theirs) or short_for(theirs, mine) or called_generally(mine, theirs):
        return Fit.YES
    if reformed(mine, theirs) or belongs(mine, theirs) or widened(mine, theirs) or widened(theirs, mine):
        return Fit.UNSURE
    return Fit.NO


TOWNSHIP_END = re.compile(r"(?<=[乡镇道])(?:人民政府|办事处|政府)$")


def without_place(name: str) -> str:
    """内乡县民政局 as 民政局; 城市管理局 stays."""
    name = name.removeprefix("国家税务总局")
    found = re.match(
        r"^(?:[一-鿿]{2,6}?(?:省|市|县|自治县|旗))+(?=[一-鿿]{3,})|^(?:本|我)?县(?=[一-鿿]{3,})", name
    )
    rest = name[found.end() :] if found else name
    rest = TOWNSHIP_END.sub("", rest)
    kept = END.search(rest) or GENERAL_END.search(rest) or TOWNSHIP.search(rest)
    return rest if kept else name


def short_for(short: str, long: str) -> bool:
    """Is it an abbreviation: 卫健委 for 卫生健康委员会, 人社局 for 人力资源和社会保障局?

    Old names are none (农业局 is not 农业农村局 for sure): where the long name begins with the whole stem
    of the short one, letters were added, not left out.
    """
    if len(short) >= len(long) or short[0] != long[0]:
        return False
    end = END.search(short)
    stem, tail = (short[: end.start()], end[0]) if end else (short, "")
    if len(stem) < 2 or long.startswith(stem) or (tail and tail[0] not in long[len(stem) :]):
        return False
    rest = iter(long)
    return all(letter in rest for letter in stem + tail[:1])


def widened(short: str, long: str) -> bool:
    """Were words added to a name: 自然资源局, 自然资源和规划局? Perhaps a later name of the same body."""
    ends = END.search(short), END.search(long)
    if not (ends[0] and ends[1]) or ends[0][0] != ends[1][0]:
        return False
    stem = short[: ends[0].start()]
    return len(stem) >= 2 and len(short) < len(long) and long.startswith(stem)


def called_generally(one: str, other: str) -> bool:
    """Is one the general word for the other: 民政部门 for 民政局, 市场监管部门 for 市场监督管理局?"""
    for general, name in ((one, other), (other, one)):
        found = GENERAL_END.search(general)
        stem = general[: found.start()] if found else ""
        bare_stem = END.sub("", name)
        if len(stem) >= 2 and (stem == bare_stem or short_for(stem + "局", name)):
            return True
    return False


def reformed(one: str, other: str) -> bool:
    """Did a reform turn one into the other, or is one a part of the other's former names?"""
    return any(pair in former_names() for pair in ((one, other), (other, one)))


@cache
def former_names() -> frozenset[tuple[str, str]]:
    return frozenset((old, new) for reform in reforms() for old in reform.old for new in reform.new)


def belongs(one: str, other: str) -> bool:
    """Is one a body inside the other: 交警大队 in 公安局?"""
    for inside in insides():
        of = set(inside.of)
        bodies = (*inside.bodies, *inside.branches)
        for body, unit in ((one, other), (other, one)):
            if unit in of and any(body.endswith(name) for name in bodies):
                return True
    return False
