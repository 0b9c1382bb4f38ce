"""Did a guide become lighter (时限、环节、材料) after its item came on the list of commitments?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from checks.evidence import Channel, Guide, GuideInCounty, ListKind
from checks.kinds.listed import Same, covering
from checks.kinds.promised import row_mark
from checks.kinds.proofs import waived
from checks.outcome import Outcome
from checks.subject import guide_subject


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that can be counted before and after; None where one of them was not published."""

    title: str
    before: float | None
    after: float | None

    @property
    def known(self) -> bool:
        return self.before is not None and self.after is not None

    @property
    def less(self) -> bool:
        return self.before is not None and self.after is not None and self.after < self.before

    def __str__(self) -> str:
        return f"{self.title}{number(self.before)}→{number(self.after)}"


@dataclass(frozen=True, slots=True)
class ProcedureLighter:
    """Is at least one of time limit, steps and materials less than in the version before the list?

    Fails when all three can be compared and none became less. A material that a promise or another
    office's data now replaces no longer counts. Where one of the three was not published, a person must
    look.
    """

    needs: tuple[ListKind, ...] = (ListKind.COMMITMENTS,)

    def __call__(self, evidence: GuideInCounty) -> Iterator[Outcome]:
        earlier = version_before(evidence)
        if earlier is None:
            return
        changes = compared(earlier, evidence.guide)
        if any(change.less for change in changes):
            return
        said = "、".join(str(change) for change in changes if change.known)
        unknown = "、".join(change.title for change in changes if not change.known)
        day = earlier.origin.seen_on
        reason = f"与{day:%Y年%m月%d日}采集的版本相比：{said or '没有可比的内容'}" if day else said
        quote = evidence.guide.item_name or evidence.guide.title
        if unknown:
            yield Outcome.review("item_name", quote, f"{reason}；{unknown}无法比较")
        elif earlier.unsure:
            yield Outcome.review("item_name", quote, f"{reason}；此前版本{earlier.unsure}")
        else:
            yield Outcome.fail("item_name", quote, reason)


@dataclass(frozen=True, slots=True)
class VersionBefore:
    """Passes where the item is on a list of commitments and a version from before that list is stored."""

    def __call__(self, evidence: GuideInCounty) -> bool:
        return version_before(evidence) is not None


def version_before(evidence: GuideInCounty) -> Guide | None:
    """The stored earlier version of this guide, if it was seen before its item came on the list."""
    earlier = earlier_of(evidence)
    if earlier is None or earlier.origin.seen_on is None:
        return None
    seen = earlier.origin.seen_on
    days = [one.publication.issued_on for one in covering(evidence, (ListKind.COMMITMENTS,))]
    # An undated list, or one that was there before, tells nothing of what came after what.
    since = bool(days) and all(day is not None and day > seen for day in days)
    return earlier if since else None


def earlier_of(evidence: GuideInCounty) -> Guide | None:
    """The stored version of the same subject on the same channel."""
    if not evidence.county.earlier:
        return None
    own = guide_subject(evidence.guide)
    return by_subject(Same(evidence.county.earlier)).get((own.key, own.channel))


@lru_cache(maxsize=4)
def by_subject(earlier: Same[Guide]) -> dict[tuple[str, Channel], Guide]:
    return {(guide_subject(one).key, one.channel): one for one in reversed(earlier.pieces)}


def compared(before: Guide, after: Guide) -> tuple[Change, ...]:
    return (
        Change("承诺时限（天）", days_of(before), days_of(after)),
        Change("环节", len(before.process) or None, len(after.process) or None),
        Change("材料", materials_of(before), materials_of(after)),
    )


def days_of(guide: Guide) -> float | None:
    return guide.promised.days if guide.promised else None


def materials_of(guide: Guide) -> int | None:
    """How many materials must still be handed in."""
    asked = [row for row in guide.materials if not waived(row) and not row_mark(row).promises]
    return len(asked) if guide.materials else None


def number(value: float | None) -> str:
    return "未公布" if value is None else f"{value:g}"
