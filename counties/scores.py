"""The [scores] table of a profile: whether scores are given, and how points are taken off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from checks.outcome import Severity
from checks.scores import PER_ITEM, PER_PLACE, Scheme
from counties.plan import CRITERION
from counties.tables import Table

KEYS = ("enabled", "ranking", "by_share", "per_place", "per_item", "weights", "grades", "small_sample")
METHODS = Scheme()


def scheme_from(table: Table) -> Scheme | None:
    """The scheme of a county; None unless it is switched on (`enabled = true`). Raises ProfileError."""
    table.only(*KEYS)
    small = table.whole("small_sample", least=1, most=100)
    scheme = Scheme(
        per_place=points(table, "per_place", PER_PLACE, most=100),
        per_item=points(table, "per_item", PER_ITEM, most=1),
        by_share=criteria(table, "by_share") if "by_share" in table.values else METHODS.by_share,
        weights=weights(table),
        small_sample=METHODS.small_sample if small is None else small,
        grades=grades(table.table("grades")),
        ranking=table.flag("ranking", default=False),
    )
    return scheme if table.flag("enabled", default=False) else None


def points(
    table: Table, name: str, default: Mapping[Severity, Decimal], *, most: int
) -> Mapping[Severity, Decimal]:
    """Points by severity; what is not named keeps its default."""
    given = table.table(name)
    given.only(*(severity.value for severity in Severity))
    found = {severity: given.number(severity.value, least=0, most=most) for severity in Severity}
    return {
        severity: default[severity] if value is None else Decimal(str(value))
        for severity, value in found.items()
    }


def criteria(table: Table, name: str) -> frozenset[str]:
    named = table.texts(name)
    known(table, name, named)
    return frozenset(named)


def known(table: Table, name: str, named: Iterable[str]) -> None:
    for one in named:
        if not CRITERION.fullmatch(one):
            raise table.wrong(name, f"“{one}”不是指标编号，应如 附件1-2")


def weights(table: Table) -> Mapping[str, Decimal]:
    """Weights by criterion; those of each annex add up to 1."""
    given = table.table("weights")
    known(table, "weights", given.values)
    found = {}
    for name in given.values:
        value = given.number(name, least=0, most=1)
        found[name] = Decimal(str(value or 0))
    for annex in ("附件1", "附件2"):
        own = [value for name, value in found.items() if name.startswith(annex)]
        if own and sum(own) != 1:
            raise table.wrong("weights", f"{annex}各指标的权重之和应为 1，现为 {sum(own)}")
    return found


def grades(table: Table) -> tuple[tuple[str, Decimal], ...]:
    """Grades with their least total, the best first."""
    found = {name: table.number(name, least=0, most=100) for name in table.values}
    return tuple(
        sorted(((name, Decimal(str(least or 0))) for name, least in found.items()), key=lambda one: -one[1])
    )
