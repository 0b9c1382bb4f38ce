"""Say the channels of one item the same: materials, time limits, fees, place, telephone?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from checks.evidence import Channel, DayUnit, Guide, Item, TimeLimit
from checks.kinds.at_most import spread
from checks.kinds.differing_lists import list_differences
from checks.outcome import Outcome, Severity, Verdict
from checks.subject import guide_subject
from checks.text.fees import fees_differ
from checks.text.phones import PhoneKind, phones_in
from checks.text.places import places_differ

AT_ONCE = 1.0
"""Whatever is done within a day is done at once: 当场, 1小时 and 1个工作日 are no difference."""


FACTS = ("materials", "promised_days", "legal_days", "fees", "location", "phone")


@dataclass(frozen=True, slots=True)
class ChannelsDiffer:
    """Which facts of an item do its channels state differently?

    `facts` names what is compared, `minor` what of it is only worth a hint (S4). A fact is compared with
    the first channel that states it, in the order of the item's guides (the service network first, for
    there its data are kept), and answered for where it departs from that. An empty side is no difference.
    """

    facts: tuple[str, ...] = FACTS
    minor: tuple[str, ...] = ("location", "phone")

    def __post_init__(self) -> None:
        """Raise ValueError for a fact that nobody can compare."""
        for fact in (*self.facts, *self.minor):
            if fact not in FACTS:
                raise ValueError(f"“{fact}”不能比较，可用的有：{'、'.join(FACTS)}")

    def __call__(self, item: Item) -> Iterator[Outcome]:
        guides = [guide for guide in item.guides if not guide.unreadable]
        if len({guide.channel for guide in guides}) < 2:
            return
        for fact in self.facts:
            severity = Severity.S4 if fact in self.minor else None
            found = list_differences(guides) if fact == "materials" else differences(fact, guides)
            yield from (outcome if outcome.severity else graded(outcome, severity) for outcome in found)


def graded(outcome: Outcome, severity: Severity | None) -> Outcome:
    return replace(outcome, severity=severity)


def differences(fact: str, guides: Sequence[Guide]) -> Iterator[Outcome]:
    """Where a fact departs from the first channel that states it; each channel once."""
    stating = [guide for guide in guides if stated(fact, guide)]
    told: set[Channel] = set()
    for guide in stating[1:]:
        first = stating[0]
        if guide.channel in {first.channel} | told:
            continue
        verdict = DIFFERS[fact](first, guide)
        if verdict is not None:
            told.add(guide.channel)
            yield departure(fact, first, guide, verdict)


def stated(fact: str, guide: Guide) -> str:
    """The text of a fact as printed, or ""."""
    limits = {"promised_days": guide.promised, "legal_days": guide.legal}
    if fact in limits:
        limit = limits[fact]
        return limit.text.strip() if limit is not None and limit.days is not None else ""
    texts = {"fees": guide.fees, "location": guide.location, "phone": guide.phone}
    return texts[fact].strip()


def departure(fact: str, first: Guide, guide: Guide, doubt: str) -> Outcome:
    """The text of this guide against that of the first."""
    here, there = stated(fact, guide), stated(fact, first)
    difference = f"{first.channel.label}为“{there}”，{guide.channel.label}为“{here}”"
    return Outcome(
        verdict=Verdict.REVIEW if doubt else Verdict.FAIL,
        field=fact,
        quote=here,
        reason="；".join(filter(None, (difference, doubt))),
        values={"difference": difference},
        subject=guide_subject(guide),
    )


def promised_differs(first: Guide, guide: Guide) -> str | None:
    """Is another time promised? What equals the other's statutory limit may only be named wrongly."""
    if first.promised is None or guide.promised is None or not limits_differ(first.promised, guide.promised):
        return None
    for one, other in ((first, guide.promised), (guide, first.promised)):
        if one.legal is not None and one.legal.days is not None and not limits_differ(one.legal, other):
            return "其中一处与法定办结时限相同，请核对是否误将法定时限作为承诺时限"
    return ""


def legal_differs(first: Guide, guide: Guide) -> str | None:
    differ = first.legal is not None and guide.legal is not None and limits_differ(first.legal, guide.legal)
    return "" if differ else None


def limits_differ(one: TimeLimit, other: TimeLimit) -> bool:
    """Are two limits different whatever their days mean? 5天 and 5个工作日 may be the same."""
    if one.days is None or other.days is None or max(one.days, other.days) <= AT_ONCE:
        return False
    if one.unit is other.unit or one.days == other.days or DayUnit.UNSTATED in (one.unit, other.unit):
        return one.days != other.days
    (shortest, longest), (least, most) = spread(one), spread(other)
    return longest + 1 <= least or most + 1 <= shortest


def fee_differs(first: Guide, guide: Guide) -> str | None:
    return "" if fees_differ(first.fees, guide.fees) else None


def place_differs(first: Guide, guide: Guide) -> str | None:
    return "" if places_differ(first.location, guide.location) else None


def phone_differs(first: Guide, guide: Guide) -> str | None:
    """Have both numbers of offices, and none in common? A hotline beside an office's number says nothing."""
    one, other = (office_numbers(text) for text in (first.phone, guide.phone))
    return "" if one and other and not one & other else None


def office_numbers(text: str) -> set[str]:
    """The numbers that can be dialled and are no hotlines, without area codes and extensions."""
    kinds = (PhoneKind.LANDLINE, PhoneKind.MOBILE)
    return {phone.number for phone in phones_in(text) if phone.kind in kinds and not phone.fault}


DIFFERS: dict[str, Callable[[Guide, Guide], str | None]] = {
    "promised_days": promised_differs,
    "legal_days": legal_differs,
    "fees": fee_differs,
    "location": place_differs,
    "phone": phone_differs,
}
"""Does a guide depart from the first? None when not, else why it may be none ("" when it surely does)."""
