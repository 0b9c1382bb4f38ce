"""What each rule is asked about: the evidence of its class, each piece with the subject it is of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from checks.answers import Answer, AnswerInCounty, UnitForms
from checks.evidence import (
    Article,
    Channel,
    CountyEvidence,
    Guide,
    GuideInCounty,
    Item,
    Page,
    Publication,
    UnitEvidence,
    Written,
)
from checks.exports import UnitRecords
from checks.links import GuideFiles, guide_files
from checks.listed_items import starred
from checks.outcome import Subject
from checks.pictures import Pictures
from checks.remembered import Remembered
from checks.rule import Answers, Rule, criterion_key
from checks.subject import (
    answer_subject,
    article_subject,
    county_subject,
    forms_subject,
    guide_subject,
    item_subjects,
    page_subject,
    publication_subject,
    records_subject,
    unit_subject,
)

Looked = tuple[Any, Subject]


def looked_at(rule: Rule, county: CountyEvidence) -> Iterator[Looked]:
    """Yield each piece of evidence that the rule looks at, with its subject."""
    if rule.looks_at not in SCOPES:
        raise TypeError(f"{rule.id} looks at {rule.looks_at.__name__}, which is no evidence")
    yield from SCOPES[rule.looks_at](rule, county)


def beside(evidence: Any) -> tuple[Subject, ...]:
    """The further subjects of evidence that has several: an item's guides after the first."""
    return item_subjects(evidence)[1:] if isinstance(evidence, Item) else ()


def with_subjects(county: CountyEvidence) -> tuple[tuple[Guide, Subject], ...]:
    """Each guide of the county with its subject, which every rule on guides asks for."""
    return tuple((guide, guide_subject(guide)) for guide in county.guides)


SUBJECTS = Remembered(with_subjects)


def in_county(county: CountyEvidence) -> tuple[tuple[GuideInCounty, Subject], ...]:
    """Each guide beside the county's lists and exports, which many rules ask for."""
    return tuple((GuideInCounty(guide, county), subject) for guide, subject in SUBJECTS(county))


IN_COUNTY = Remembered(in_county)


def guides(rule: Rule, county: CountyEvidence) -> Iterator[Looked]:
    yield from SUBJECTS(county)
    if getattr(rule.check, "takes_catalogue", False):
        yield from ((item, guide_subject(item)) for item in starred(county))


def guides_in_county(rule: Rule, county: CountyEvidence) -> Iterator[Looked]:
    """Guides beside the county's lists and exports, where one of those that the check needs was read."""
    needs = getattr(rule.check, "needs", ())
    exports = getattr(rule.check, "needs_exports", ())
    if exports and not any(export.kind in exports for export in county.exports):
        return
    if not needs or any(county.lists(kind) for kind in needs):
        yield from IN_COUNTY(county)


def items(rule: Rule, county: CountyEvidence) -> Iterator[Looked]:
    yield from ((item, item_subjects(item)[0]) for item in county.items)


def publications(rule: Rule, county: CountyEvidence) -> Iterator[Looked]:
    yield from ((found, publication_subject(found)) for found in county.publications)


def articles(rule: Rule, county: CountyEvidence) -> Iterator[Looked]:
    yield from ((article, article_subject(article)) for article in county.articles)


def written(rule: Rule, county: CountyEvidence) -> Iterator[Looked]:
    """Everything that holds text: guides, lists and articles."""
    yield from ((Written(guide), subject) for guide, subject in SUBJECTS(county))
    yield from ((Written(found), publication_subject(found)) for found in county.publications)
    yield from ((Written(article), article_subject(article)) for article in county.articles)


def units_with_guides(rule: Rule, county: CountyEvidence) -> Iterator[Looked]:
    """Yield each unit that published a guide, with its guides of all channels.

    A check that has `grounds` of its own, such as an export of the unit's items, says itself which units.

    The channel is the service network wherever the county has one, even on a night when it was silent:
    it is part of what a finding is.
    """
    on_network = any(search.channel is Channel.SERVICE_NETWORK for search in county.searched) or any(
        guide.channel is Channel.SERVICE_NETWORK for guide in county.guides
    )
    grounds = getattr(rule.check, "grounds", None)
    for unit in county.units:
        own = tuple(guide for guide in county.guides if guide.unit == unit.name)
        if grounds(UnitRecords(unit, county)) if grounds else own:
            channel = Channel.SERVICE_NETWORK if on_network or not own else own[0].channel
            yield UnitEvidence(unit, own, county), unit_subject(unit, channel)


def units_with_records(rule: Rule, county: CountyEvidence) -> Iterator[Looked]:
    """Yield each unit of which the exports that the check needs say anything.

    No export, and no case, licence or item in it to count, is unknown: never a pass, never a failure.
    """
    township = rule.answers is Answers.TOWNSHIP
    for unit in county.units:
        records = UnitRecords(unit, county)
        if (unit.kind == "township") is not township:
            continue
        needed = [records.export(kind) for kind in rule.check.needs]  # type: ignore[attr-defined]
        found = [export for export in needed if export is not None]
        if len(found) == len(needed) and rule.check.grounds(records):  # type: ignore[attr-defined]
            yield records, records_subject(unit, found)


def answers(rule: Rule, county: CountyEvidence) -> Iterator[Looked]:
    """The units' answers to this rule. Where there is none nothing is known: no ruling, never a pass."""
    topic = getattr(rule.check, "topic", rule.title)
    yield from (
        (answer, answer_subject(answer, topic)) for answer in county.answers if answer.rule == rule.id
    )


def answers_in_county(rule: Rule, county: CountyEvidence) -> Iterator[Looked]:
    """Every answer that a unit gave to whatever rule, beside the pictures that all units handed in."""
    pictures = Pictures.of(county.answers)
    given = (answer for answer in county.answers if answer.is_given)
    yield from ((AnswerInCounty(answer, pictures), answer_subject(answer)) for answer in given)


def units_with_forms(rule: Rule, county: CountyEvidence) -> Iterator[Looked]:
    """Yield the units that are asked, once the office has begun to register forms at all.

    A county without a single answer does not keep its forms here: that accuses nobody.
    """
    if county.hand_in is None or not county.answers:
        return
    for unit in county.units:
        if county.hand_in.asked.get(unit.name):
            own = tuple(one for one in county.answers if one.unit == unit.name and one.is_given)
            yield UnitForms(unit, own, county.hand_in), forms_subject(unit, county.hand_in.day)


def whole_county(rule: Rule, county: CountyEvidence) -> Iterator[Looked]:
    """The county, where its portal was searched: an outage accuses nobody.

    A check with `grounds` of its own says whether the county gives it anything to judge by at all.
    """
    grounds = getattr(rule.check, "grounds", None)
    if grounds and not grounds(county):
        return
    if county.search_of(Channel.PORTAL).pages:
        lead = county.lead(criterion_key(rule.criterion))
        yield county, county_subject(county.name, lead, Channel.PORTAL)


def guides_with_files(rule: Rule, county: CountyEvidence) -> Iterator[Looked]:
    """Guides whose files were followed: without links nothing is known, and nothing is passed."""
    if county.links is None:
        return
    for guide, subject in SUBJECTS(county):
        files = guide_files(guide, county.links)
        if files is not None:
            yield files, subject


def pages(rule: Rule, county: CountyEvidence) -> Iterator[Looked]:
    """Columns and landing pages of the site."""
    yield from ((page, page_subject(page)) for page in county.pages)


SCOPES: dict[type, Callable[[Rule, CountyEvidence], Iterator[Looked]]] = {
    Guide: guides,
    GuideInCounty: guides_in_county,
    Item: items,
    Publication: publications,
    Article: articles,
    Written: written,
    UnitEvidence: units_with_guides,
    UnitRecords: units_with_records,
    CountyEvidence: whole_county,
    Answer: answers,
    AnswerInCounty: answers_in_county,
    UnitForms: units_with_forms,
    GuideFiles: guides_with_files,
    Page: pages,
}
"""How the evidence of each class is found; a rule's `looks_at` names the class."""
