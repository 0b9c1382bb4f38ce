"""Does a guide call a body by a name that a reform has abolished?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checks.evidence import Guide
from checks.outcome import Outcome
from checks.text.former_names import Former, Use, former_named, former_names_in, may_name_former

HISTORY = ("materials", "conditions")
"""Where a body may be named as it was when it issued a paper."""

UNDATED = "不知道该指南的日期，请核对是否仍在使用"


@dataclass(frozen=True, slots=True)
class NamesOfToday:
    """Which abolished names does a guide use, that was seen after the reform?

    Each name is told of once, where it stands first. The quoted 设定依据 keeps the names of its time and
    is not read. `never` lists names that the county still uses.
    """

    never: tuple[str, ...] = ()

    def __call__(self, guide: Guide) -> Iterator[Outcome]:
        told: set[str] = set(self.never)
        if guide.former_unit and guide.former_unit not in told:
            told.add(guide.former_unit)
            yield from own_name(guide)
        read = list(texts(guide))
        if not may_name_former(text for _, text in read):
            return
        for field, text in read:
            for use in former_names_in(text):
                if use.former.old not in told and not guide.former_unit.endswith(use.former.old):
                    told.add(use.former.old)
                    yield from used(guide, field, use)


def own_name(guide: Guide) -> Iterator[Outcome]:
    """The guide's own unit under its former name; what the county alone calls former is for a person."""
    former = former_named(guide.former_unit)
    if former is None:
        reason = f"现名称为“{guide.unit}”，请核对是简称还是改革前的名称"
        yield Outcome.review("former_unit", guide.former_unit, reason)
    elif in_use_after(guide, former):
        yield answer(guide, "former_unit", Use(former, guide.former_unit), guide.unit or former.new)


def used(guide: Guide, field: str, use: Use) -> Iterator[Outcome]:
    """A use anywhere else."""
    if in_use_after(guide, use.former):
        yield answer(guide, field, use, use.former.new)


def in_use_after(guide: Guide, former: Former) -> bool:
    """Was the guide seen after the reform, or on no day that is known?"""
    seen = guide.origin.seen_on
    return seen is None or seen >= former.since


def answer(guide: Guide, field: str, use: Use, new: str) -> Outcome:
    since = f"{use.former.since.year}年"
    reason = f"该名称{since}机构改革后已不再使用，现为{new}"
    doubt = UNDATED if guide.origin.seen_on is None else ""
    if field.startswith(HISTORY):
        doubt = "可能指当时出具文件的机构，请核对"
    if doubt:
        return Outcome.review(field, use.quote, f"{reason}；{doubt}")
    return Outcome.fail(field, use.quote, reason)


def texts(guide: Guide) -> Iterator[tuple[str, str]]:
    """The texts in which a guide names bodies, each with its path."""
    for field in (
        "title",
        "item_name",
        "location",
        "office_hours",
        "phone",
        "complaint_phone",
        "fees",
        "result",
    ):
        yield field, getattr(guide, field)
    for name in ("process", "conditions"):
        yield from ((f"{name}[{place}]", text) for place, text in enumerate(getattr(guide, name)))
    for place, material in enumerate(guide.materials):
        yield from ((f"materials[{place}].{key}", text) for key, text in material.cells())
    for section in guide.sections:
        if "依据" not in section.label:
            yield f"sections.{section.label}", section.text
