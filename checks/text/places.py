"""Addresses as guides print them: the street and the number that tell two places apart."""

from __future__ import annotations

import re

from checks.text.normal import plain

# Matches "范蠡大街45号" of "示例县范蠡大街45号县政务大厅"; must not match "12号窗口", which has no street.
STREET = re.compile(
    r"(?P<street>[一-鿿]{2,12}?(?:大道|大街|路|街|巷|胡同))(?P<side>[东南西北中]段?|[一二三四五六七八九十]段)?"
    r"(?P<number>\d{1,5}|[一二三四五六七八九十百]{1,5})(?:-\d+)?号(?!窗|柜|楼|厅|线)"
)
# Matches what stands before a street in "河南省内乡县城关镇范蠡大街"; must not cut "县前街".
AREA = re.compile(r"^.*?(?:省|市|县|区|镇|乡|街道|办事处|位于|地址|地点|在)(?=[一-鿿]{2})")


def houses_in(text: str) -> frozenset[tuple[str, str]]:
    """The houses that a text names, each as street and number."""
    return frozenset((street_of(found["street"]), found["number"]) for found in STREET.finditer(plain(text)))


def street_of(printed: str) -> str:
    """A street without the places that it lies in."""
    street, before = printed, ""
    while street != before:
        before, street = street, AREA.sub("", street)
    return street


def places_differ(one: str, other: str) -> bool:
    """Do both name houses, and none the same? What names no street and number is not compared."""
    here, there = houses_in(one), houses_in(other)
    return bool(here and there) and not any(
        number == another and (street.endswith(road) or road.endswith(street))
        for street, number in here
        for road, another in there
    )
