"""Has every joint service (“一件事”) of the county a guide that can be reached?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checks.evidence import (
    Channel,
    CountyEvidence,
    Entry,
    Guide,
    ListKind,
    Meaning,
    OneThing,
    Publication,
    Searched,
)
from checks.kinds.published import extent, gaps
from checks.outcome import Outcome, Subject, Verdict
from checks.subject import item_key
from checks.text.fit import Fit
from checks.text.one_thing import core, exactly, is_joint_name, same_thing
from checks.text.same_unit import unit_fit

SEARCHED = (Channel.PORTAL, Channel.SERVICE_NETWORK)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A joint service that must have a guide; `sure` unless a list leaves open whether it is one."""

    thing: OneThing
    by: str
    sure: bool = True


@dataclass(frozen=True, slots=True)
class GuidesOfOneThings:
    """Is there a guide for each joint service that the profile or a published list names?

    Found by name on any channel, alone or within a longer name. Not found in a complete search fails; in
    an incomplete one, or where an article speaks of it or the list leaves open what it names, a person
    looks. Where neither profile nor list names any, nothing is asked.
    """

    def grounds(self, county: CountyEvidence) -> bool:
        """Is any joint service known?"""
        return bool(wanted(county))

    def __call__(self, county: CountyEvidence) -> Iterator[Outcome]:
        for one in wanted(county):
            yield self.about(county, one)

    def about(self, county: CountyEvidence, one: Wanted) -> Outcome:
        """What is found of one joint service."""
        names = (one.thing.name, *one.thing.aliases)
        subject = duty(county, one.thing)
        if any(is_of(guide, names, county.name) for guide in county.guides):
            return Outcome(Verdict.PASS, subject=subject)
        values = {"thing": one.thing.name}
        reason = f"在{where(county)}未检索到“{one.thing.name}”的办事指南"
        doubt = "；".join(filter(None, (incomplete(county), mentioned(county, names), unsure_list(one))))
        if doubt:
            return Outcome.review("", "", f"{reason}；{doubt}", values=values, subject=subject)
        return Outcome.fail("", "", reason, values=values, subject=subject)


def wanted(county: CountyEvidence) -> list[Wanted]:
    """The joint services of the profile first, then those of the published lists that it does not name."""
    found = [Wanted(thing, "") for thing in county.one_things]
    for publication in county.lists(ListKind.ONE_THING):
        for entry in publication.entries:
            name, sure = name_in(entry)
            known = [each for one in found for each in (one.thing.name, *one.thing.aliases)]
            if len(core(name)) >= 2 and not exactly(name, known, county.name):
                lead = lead_in(entry, publication, county)
                sure = sure and bool(lead) and not publication.unsure
                found.append(Wanted(OneThing(name, lead), publication.title or publication.kind.value, sure))
    return found


def name_in(entry: Entry) -> tuple[str, bool]:
    """The joint service that a row names; not sure when its column may name the items that it joins."""
    columns = [column for column in entry.columns if column.meaning is Meaning.ITEM]
    for column, text in zip(entry.columns, entry.cells, strict=True):
        if column.meaning is Meaning.ITEM and ("件事" in column.heading or "主题" in column.heading):
            return text.strip(), bool(text.strip())
    name = entry.get(Meaning.ITEM).strip()
    return name, len(columns) == 1 and is_joint_name(name)


def lead_in(entry: Entry, publication: Publication, county: CountyEvidence) -> str:
    """The unit of the county that a row, or else the whole list, makes the lead; "" when it is not one."""
    said = entry.get(Meaning.UNIT) or entry.get(Meaning.PAYER) or publication.unit
    named = [unit.name for unit in county.units if unit_fit(said, unit.name) is Fit.YES]
    return named[0] if len(named) == 1 else ""


def is_of(guide: Guide, names: tuple[str, ...], county: str) -> bool:
    """Is it the guide of this joint service? Within a longer name only where that says that it is joint."""
    own = [text for text in (guide.item_name, guide.title) if text]
    if is_joint_name(*own):
        return any(same_thing(text, names, county) for text in own)
    return any(exactly(text, names, county) for text in own)


def mentioned(county: CountyEvidence, names: tuple[str, ...]) -> str:
    """An article or page that may hold the guide, though none was read in it."""
    titles = [article.title for article in county.articles] + [page.title for page in county.pages]
    found = next((one for one in titles if is_joint_name(one) and same_thing(one, names, county.name)), "")
    return f"见到“{found}”，但未读出办事指南" if found else ""


def incomplete(county: CountyEvidence) -> str:
    """Why the search was not complete; "" when all was read."""
    missed = [search for search in searches(county) if not search.complete]
    return f"{gaps(missed[0])}，请人工核查" if missed else ""


def unsure_list(one: Wanted) -> str:
    return "" if one.sure else f"《{one.by}》未写明是否为“一件事”或由哪个单位牵头"


def searches(county: CountyEvidence) -> list[Searched]:
    """What was searched of the channels on which such guides stand."""
    return [search for search in county.searched if search.channel in SEARCHED]


def where(county: CountyEvidence) -> str:
    return "、".join(f"{search.channel.label}（{extent(search)}）" for search in searches(county))


def duty(county: CountyEvidence, thing: OneThing) -> Subject:
    """The lead unit's duty to publish this guide."""
    key = f"county:{county.name}:一件事:{item_key(core(thing.name, county.name))}"
    return Subject(key, thing.lead, Channel.PORTAL, thing.name)
