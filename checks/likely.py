"""Which items may be the same though nothing proves it: for a reviewer, never for judging."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import combinations

from checks.clusters import Cluster, Doubt, opposed
from checks.text.item_names import ItemName, may_be_unstated, opposing

NEAR = 2 / 3
"""How much of the longer name must stand in the shorter one."""

LARGEST_UNIT = 1500
"""In a unit with more items than these names are not compared for nearness: the cost is their square."""

FEWER_WORDS = "事项名称相近：一处比另一处少几个字"

LARGEST_GROUP = 20
"""So many items under one key tell nothing of which two belong together."""


def likely(clusters: Sequence[Cluster]) -> Iterator[Doubt]:
    """Doubts between the items of one unit; on one and the same channel two guides are two items."""
    yield from misprinted(clusters)
    yield from named_more_or_less(clusters)
    if len(clusters) <= LARGEST_UNIT:
        yield from near(clusters)


def misprinted(clusters: Sequence[Cluster]) -> Iterator[Doubt]:
    """A code that is wrong as printed, but would be another guide's with digits for letters."""
    owners = {trait: one for one in clusters for trait in one.codes if trait[0] in PROVING}
    for one in clusters:
        for trait in sorted(one.suspected & owners.keys()):
            other = owners[trait]
            if other is not one:
                yield Doubt(one.guides[0], other.guides[0], f"编码疑有误，改正后与“{trait[1]}”相同")


PROVING = ("handling", "implementation", "local", "catalogue")


def named_more_or_less(clusters: Sequence[Cluster]) -> Iterator[Doubt]:
    """The same words in another order, or the same matter with an act or a limit that one leaves out."""
    groups: dict[Hashable, list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        for key in {key for name in cluster.names for key in (name.core, name.letters)}:
            groups[key].append(cluster)
    for members in groups.values():
        if len(members) <= LARGEST_GROUP:
            for one, other in combinations(members, 2):
                reason = first_reason(one, other)
                if reason and apart(one, other):
                    yield Doubt(one.guides[0], other.guides[0], reason)


def first_reason(one: Cluster, other: Cluster) -> str:
    return min(filter(None, (compared(a, b) for a in one.names for b in other.names)), default="")


def compared(one: ItemName, other: ItemName) -> str:
    """Why two names whose words agree may mean the same item; "" when they do not."""
    if one.acts == other.acts and one.letters == other.letters:
        return "事项名称用字相同，次序或括号不同"
    if one.core != other.core:
        return ""
    acts = one.acts | other.acts
    if one.scope == other.scope and bool(one.acts) != bool(other.acts) and may_be_unstated(acts):
        return f"一处写明“{'、'.join(sorted(acts))}”，另一处没有写明"
    if one.acts == other.acts and bool(one.scope) != bool(other.scope):
        return f"一处限于“{'、'.join(sorted(one.scope | other.scope))}”，另一处没有写明"
    return ""


def near(clusters: Sequence[Cluster]) -> Iterator[Doubt]:
    """One name leaves words of the other out; each is the other's nearest, on another channel."""
    scores: dict[tuple[int, int], float] = {}
    for (place, one), (second, other) in combinations(enumerate(clusters), 2):
        if apart(one, other):
            score = max((nearness(a, b) for a in one.names for b in other.names), default=0.0)
            if score >= NEAR:
                scores[place, second] = score
    best: dict[int, float] = defaultdict(float)
    for pair, score in scores.items():
        for place in pair:
            best[place] = max(best[place], score)
    for (place, second), score in scores.items():
        if score == best[place] == best[second]:
            yield Doubt(clusters[place].guides[0], clusters[second].guides[0], FEWER_WORDS)


def nearness(one: ItemName, other: ItemName) -> float:
    """How much of the longer name the shorter one has, in order, when it only leaves words out; else 0."""
    shorter, longer = sorted((one.core, other.core), key=len)
    if one.acts != other.acts or one.scope != other.scope or not shorter:
        return 0.0
    share = len(shorter) / len(longer)
    return share if share >= NEAR and left_out(shorter, longer) else 0.0


def left_out(shorter: str, longer: str) -> bool:
    """Is the shorter name the longer one without some harmless words?"""
    rest = iter(longer)
    return all(sign in rest for sign in shorter) and not opposing(shorter, longer)


def apart(one: Cluster, other: Cluster) -> bool:
    """Have two items no channel in common, and no contradicting codes?"""
    return not one.channels & other.channels and not opposed((one, other))


def unplaced(clusters: Mapping[str, Sequence[Cluster]]) -> Iterator[Doubt]:
    """Between units: the same implementation code under two, or a name that only one of them uses."""
    owners: dict[str, list[Cluster]] = defaultdict(list)
    named: dict[str, dict[str, Cluster]] = defaultdict(dict)
    for unit in sorted(clusters):
        for cluster in clusters[unit]:
            for code in cluster.of("implementation"):
                owners[code].append(cluster)
            for name in cluster.names if unit else ():
                named[name.full].setdefault(unit, cluster)
    for same in owners.values():
        for other in same[1:]:
            yield Doubt(same[0].guides[0], other.guides[0], "实施编码相同，但归属的单位不同")
    for cluster in clusters.get("", ()):
        for name in cluster.names:
            if len(named[name.full]) == 1:
                (other,) = named[name.full].values()
                yield Doubt(cluster.guides[0], other.guides[0], "归属待定，事项名称与该单位的相同")
