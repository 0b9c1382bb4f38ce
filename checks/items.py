"""The same item on all its channels: guides of a unit joined by code, then by name; guesses stay apart.

Equal codes join first, then equal names, then names that differ in verbs alone. Codes that contradict
keep guides apart whatever their names. What is only likely is told as unsure and never joined.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from itertools import groupby

from checks.clusters import Cluster, Doubt, Round, joined, opposed, single
from checks.evidence import Channel, Guide, Item, Likeness
from checks.likely import likely, unplaced
from checks.text.item_names import item_name

ORDER = (
    Channel.SERVICE_NETWORK, Channel.PORTAL, Channel.APP, Channel.WECHAT, Channel.WINDOW, Channel.EXPORT,
    Channel.FORM,
)  # fmt: skip
"""Whose name an item bears: the service network's, where its data are kept."""

ALONE = "仅此一处"


CODES = {
    "handling": "业务办理项编码",
    "local": "地方编码",
    "implementation": "实施编码",
    "catalogue": "单位和基本编码",
}
"""The codes by which guides join, the surest first."""


def coded(kind: str, title: str) -> Round:
    """Joining by one kind of code."""
    doubt = f"{title}相同，但其下有多个事项，无法确定是哪一个"
    return Round(f"{title}相同", lambda cluster: cluster.of(kind), doubt)


def cores(cluster: Cluster) -> Iterable[Hashable]:
    """What its names are about, with act and limits."""
    return ((name.core, name.acts, name.scope) for name in cluster.names if name.core)


ROUNDS = (
    *(coded(kind, title) for kind, title in CODES.items()),
    Round(
        "单位和事项名称相同",
        lambda cluster: (name.full for name in cluster.names),
        "事项名称相同，但同名事项有不同的编码，无法确定是哪一个",
    ),
    Round(
        "去掉“办理”“审批”等字样后事项名称相同",
        cores,
        "事项名称仅“办理”“认定”“给付”等字样不同，但对应的事项不止一个",
        by_wording=True,
    ),
)


def items_of(guides: Iterable[Guide], *, county: str = "") -> tuple[Item, ...]:
    """The items of all guides, in a stable order that does not depend on the order of the guides."""
    ordered = in_order(guides)
    names = [item_name(one.item_name or one.title, county=county, unit=one.unit) for one in ordered]
    alone = [single(place, one, names[place]) for place, one in enumerate(ordered)]
    blocks = by_unit(ordered, alone)
    clusters: dict[str, list[Cluster]] = {}
    doubts: list[Doubt] = []
    for unit, members in sorted(blocks.items()):
        clusters[unit], more = settled(members)
        doubts += more
        doubts += likely(clusters[unit])
    doubts += unplaced(clusters)
    return tuple(assembled(ordered, clusters, doubts))


def in_order(guides: Iterable[Guide]) -> list[Guide]:
    """Guides by channel and name; those that are equal in all of that by everything else."""

    def place(guide: Guide) -> tuple[str | int, ...]:
        title = guide.item_name or guide.title
        return guide.unit, ORDER.index(guide.channel), title, guide.item_code, guide.id, guide.origin.url

    found: list[Guide] = []
    for _, equal in groupby(sorted(guides, key=place), key=place):
        several = list(equal)
        found += sorted(several, key=repr) if len(several) > 1 else several
    return found


def by_unit(guides: Sequence[Guide], alone: Sequence[Cluster]) -> dict[str, list[Cluster]]:
    """The guides of each unit; one without a unit goes where its implementation code is at home."""
    homes: dict[str, set[str]] = defaultdict(set)
    for guide, cluster in zip(guides, alone, strict=True):
        for code in cluster.of("implementation"):
            homes[code] |= {guide.unit} - {""}
    found: dict[str, list[Cluster]] = defaultdict(list)
    for guide, cluster in zip(guides, alone, strict=True):
        named = {unit for code in cluster.of("implementation") for unit in homes[code]}
        found[guide.unit or (min(named) if len(named) == 1 else "")].append(cluster)
    return found


def settled(clusters: list[Cluster]) -> tuple[list[Cluster], list[Doubt]]:
    """The clusters of one unit after all rounds."""
    doubts: list[Doubt] = []
    for step in ROUNDS:
        clusters, more = joined(clusters, step)
        doubts += more
    return clusters, doubts


def assembled(
    guides: Sequence[Guide], clusters: dict[str, list[Cluster]], doubts: Iterable[Doubt]
) -> Iterable[Item]:
    """Items from clusters, with what may belong to each."""
    home = {place: cluster for block in clusters.values() for cluster in block for place in cluster.guides}
    others: dict[tuple[int, ...], dict[tuple[int, ...], str]] = defaultdict(dict)
    for doubt in doubts:
        one, other = home[doubt.one], home[doubt.other]
        if one is not other and not opposed((one, other)):
            others[one.guides].setdefault(other.guides, doubt.reason)
            others[other.guides].setdefault(one.guides, doubt.reason)
    for unit in sorted(clusters):
        for cluster in sorted(clusters[unit], key=lambda one: one.guides):
            yield item(guides, unit, cluster, others[cluster.guides])


def item(guides: Sequence[Guide], unit: str, cluster: Cluster, others: dict[tuple[int, ...], str]) -> Item:
    """One item; its first guide gives the name, its surest code the code."""
    first = guides[cluster.guides[0]]
    sure = (
        Likeness(guides[place], reason or ALONE)
        for place, reason in zip(cluster.guides, cluster.reasons, strict=True)
    )
    unsure = (
        Likeness(guides[place], reason, sure=False)
        for places, reason in sorted(others.items())
        for place in places
    )
    return Item(unit, first.item_name or first.title, surest_code(cluster), (*sure, *unsure))


def surest_code(cluster: Cluster) -> str:
    """The code that says most; of several the first in order."""
    kinds = ("handling", "implementation", "local", "catalogue")
    return next((min(cluster.of(kind)) for kind in kinds if cluster.of(kind)), "")
