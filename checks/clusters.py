"""Guides grouped step by step: equal keys join, contradicting codes keep apart, the rest is a doubt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from checks.evidence import Channel, Guide
from checks.text.codes import CodeKind, codes_in
from checks.text.item_names import ItemName, clashing

Trait = tuple[str, str]
"""A kind of code and its text: ("handling", "1141…01")."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Guides of one unit that are the same item, by their places, each with the reason ("" while alone)."""

    guides: tuple[int, ...]
    reasons: tuple[str, ...]
    codes: frozenset[Trait]
    suspected: frozenset[Trait]
    names: frozenset[ItemName]
    channels: frozenset[Channel]

    def of(self, kind: str) -> frozenset[str]:
        """The codes of one kind."""
        return frozenset(text for known, text in self.codes if known == kind)

    @property
    def verbs(self) -> frozenset[str]:
        """The kinds of verbs in its names."""
        return frozenset(verb for name in self.names for verb in name.verbs)


@dataclass(frozen=True, slots=True)
class Doubt:
    """That two guides, by their places, may be of the same item, and why."""

    one: int
    other: int
    reason: str


@dataclass(frozen=True, slots=True)
class Round:
    """One step of joining: clusters that share a key are the same item for this reason."""

    reason: str
    keys: Callable[[Cluster], Iterable[Hashable]]
    doubt: str
    by_wording: bool = False
    """Names differ here: verbs that clash and two names on one channel keep them apart."""


def single(place: int, guide: Guide, name: ItemName) -> Cluster:
    """A guide alone."""
    codes = codes_in(guide.item_code)
    sound = frozenset(trait for code in codes if code.valid for trait in traits(code.text))
    meant = frozenset(trait for code in codes for trait in traits(code.suspected))
    names = frozenset({name} if name.full else ())
    return Cluster((place,), ("",), sound, meant, names, frozenset({guide.channel}))


def traits(text: str) -> Iterator[Trait]:
    """What a valid code says, each part under its kind."""
    for code in codes_in(text):
        if code.kind is CodeKind.HANDLING:
            yield "handling", code.text
        if code.kind is CodeKind.LOCAL:
            yield "local", code.text
        if code.implementation:
            yield "implementation", code.implementation
            yield "level", code.level
        if code.catalogue:
            yield "catalogue", code.catalogue


def opposed(clusters: Iterable[Cluster]) -> bool:
    """Do the codes of these clusters contradict one another?"""
    clusters = list(clusters)
    texts = {kind: {text for one in clusters for text in one.of(kind)} for kind in ONE_ONLY}
    local = {text for one in clusters for text in one.of("local")}
    by_local_only = any(one.of("local") and not one.of("implementation") for one in clusters)
    return any(len(several) > 1 for several in texts.values()) or (len(local) > 1 and by_local_only)


ONE_ONLY = ("catalogue", "level", "handling")


def worded_apart(clusters: Sequence[Cluster]) -> bool:
    """Do the wordings speak of different items? What one channel names twice is two items."""
    channels = [channel for one in clusters for channel in one.channels]
    return clashing({verb for one in clusters for verb in one.verbs}) or len(channels) > len(set(channels))


def joined(clusters: Sequence[Cluster], step: Round) -> tuple[list[Cluster], list[Doubt]]:
    """The clusters after one step, and what it left in doubt. The order of the clusters does not matter."""
    shared = groups(clusters, step)
    refused = {key for key, members in shared.items() if against(clusters, members, step)}
    links = linked(clusters, shared, refused, step)
    # A chain of agreeing keys may end in a contradiction: then none of its keys decides.
    chained = {
        member
        for members in links.components().values()
        if against(clusters, members, step)
        for member in members
    }
    refused |= {key for key, members in shared.items() if chained.intersection(members)}
    links = linked(clusters, shared, refused, step)
    doubts = [doubt for key in refused for doubt in doubts_among([clusters[m] for m in shared[key]], step)]
    parts = links.components().values()
    return [merged([clusters[m] for m in members], step.reason) for members in parts], doubts


def against(clusters: Sequence[Cluster], members: Iterable[int], step: Round) -> bool:
    """Do the members contradict one another?"""
    those = [clusters[member] for member in members]
    return opposed(those) or (step.by_wording and len(those) > 1 and worded_apart(those))


def linked(
    clusters: Sequence[Cluster], shared: Mapping[Hashable, list[int]], refused: Set[Hashable], step: Round
) -> Links:
    """Everything under a key belongs together; under a refused one only what has equal codes and names."""
    links = Links(len(clusters))
    for key, members in shared.items():
        if key not in refused:
            links.join(members)
        elif not step.by_wording:
            for several in alike(clusters, members):
                links.join(several)
    return links


def groups(clusters: Sequence[Cluster], step: Round) -> dict[Hashable, list[int]]:
    """The places of the clusters under each key that several share."""
    found: dict[Hashable, list[int]] = defaultdict(list)
    for place, cluster in enumerate(clusters):
        for key in set(step.keys(cluster)):
            found[key].append(place)
    return {key: members for key, members in found.items() if len(members) > 1}


def alike(clusters: Sequence[Cluster], members: Iterable[int]) -> list[list[int]]:
    """The members parted by what their codes say: equals may join even among contradictions."""
    found: dict[Hashable, list[int]] = defaultdict(list)
    for member in members:
        found[clusters[member].codes].append(member)
    return list(found.values())


def doubts_among(members: Sequence[Cluster], step: Round) -> Iterator[Doubt]:
    """One doubt for each two of a group that neither contradict one another nor stand on one channel."""
    firsts = (
        [members[same[0]] for same in alike(members, range(len(members)))] if not step.by_wording else members
    )
    for place, one in enumerate(firsts):
        for other in firsts[place + 1 :]:
            if not opposed((one, other)) and not (step.by_wording and one.channels & other.channels):
                yield Doubt(one.guides[0], other.guides[0], step.doubt)


def merged(clusters: Sequence[Cluster], reason: str) -> Cluster:
    """One cluster of several; who stood alone before is here for this reason."""
    if len(clusters) == 1:
        return clusters[0]
    both = sorted(
        (guide, why or reason) for one in clusters for guide, why in zip(one.guides, one.reasons, strict=True)
    )
    return replace(
        clusters[0],
        guides=tuple(guide for guide, _ in both),
        reasons=tuple(why for _, why in both),
        codes=frozenset().union(*(one.codes for one in clusters)),
        suspected=frozenset().union(*(one.suspected for one in clusters)),
        names=frozenset().union(*(one.names for one in clusters)),
        channels=frozenset().union(*(one.channels for one in clusters)),
    )


class Links:
    """Which places belong together (union–find)."""

    def __init__(self, size: int) -> None:
        self._above = list(range(size))

    def root(self, place: int) -> int:
        while self._above[place] != place:
            self._above[place] = place = self._above[self._above[place]]
        return place

    def join(self, places: Sequence[int]) -> None:
        for place in places[1:]:
            one, other = sorted((self.root(places[0]), self.root(place)))
            self._above[other] = one

    def components(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for place in range(len(self._above)):
            found[self.root(place)].append(place)
        return found
