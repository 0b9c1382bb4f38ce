"""What a finding is about: the lasting key of a guide, a list, a unit's duty.

A key never holds an address, a position or wording that may change while the thing stays the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date

from checks.answers import Answer
from checks.evidence import (
    Article,
    Channel,
    Guide,
    Item,
    ListKind,
    Origin,
    Page,
    Publication,
    Unit,
)
from checks.exports import Export
from checks.links import Link
from checks.outcome import Subject

# Matches the tail of "老年人优待证办理办事指南"; must not match inside "服务指南编制".
GUIDE_TAIL = re.compile(r"(办事|服务|办理|申报)?指南$")


def item_key(name: str) -> str:
    """An item's name reduced to what identifies it: width, spaces, brackets and 办事指南 dropped."""
    folded = unicodedata.normalize("NFKC", name)
    kept = "".join(c for c in folded if c.isalnum())
    return GUIDE_TAIL.sub("", kept)


def guide_subject(guide: Guide) -> Subject:
    """The item of a guide on its channel: its code, else its unit and normalised name."""
    key = guide.item_code.strip() or f"{guide.unit}|{item_key(guide.item_name or guide.title)}"
    return Subject(
        key, guide.unit, guide.channel, guide.item_name or guide.title, guide.item_code, guide.origin
    )


def item_subjects(item: Item) -> tuple[Subject, ...]:
    """An item as its guides on each channel: what is wrong with one of them is answered for there."""
    return tuple(dict.fromkeys(guide_subject(guide) for guide in item.guides))


def publication_subject(found: Publication) -> Subject:
    """A published list: its kind and the unit that answers for it."""
    return list_subject(found.kind, found.unit, found.channel, found.origin)


def list_subject(kind: ListKind, unit: str, channel: Channel, origin: Origin | None = None) -> Subject:
    """The duty of a unit to publish a list of this kind, whether or not one was found."""
    return Subject(f"list:{kind.value}:{unit}", unit, channel, kind.value, origin=origin or Origin())


def article_subject(article: Article) -> Subject:
    """An article by its title: it has no other lasting name."""
    return Subject(
        f"article:{item_key(article.title)}",
        article.unit,
        article.channel,
        article.title,
        origin=article.origin,
    )


def unit_subject(unit: Unit, channel: Channel) -> Subject:
    """All that a unit publishes on a channel, for shares and rates."""
    return Subject(f"unit:{unit.name}", unit.name, channel)


def records_subject(unit: Unit, exports: Sequence[Export]) -> Subject:
    """What exports of these kinds say of a unit: no page, and never a share of its guides."""
    made = [export.exported_on for export in exports if export.exported_on]
    origin = Origin(snapshot=exports[0].snapshot, seen_on=max(made, default=None))
    key = f"{RECORDS}{'+'.join(export.kind.value for export in exports)}:{unit.name}"
    return Subject(key, unit.name, Channel.EXPORT, origin=origin)


def link_subject(link: Link) -> Subject:
    """A link that leads nowhere: the address is what it is about, the page that holds it where it stands."""
    origin = Origin(url=link.holder_url, fetched_url=link.holder, source=link.source, seen_on=link.day)
    return Subject(f"{LINK}{link.address}", link.unit, link.channel, origin=origin)


def page_subject(page: Page) -> Subject:
    """A page as a place of its site: a column, a landing page; it is nothing but its address."""
    return Subject(f"page:{page.origin.url}", "", page.channel, page.title, origin=page.origin)


LINK = "link:"
"""How the key of an address begins."""

RECORDS = "records:"
"""How the key of what exports say begins."""


def answer_subject(answer: Answer, title: str = "") -> Subject:
    """A unit's answer to one rule, whoever asks about it."""
    key = f"{ANSWER}{answer.rule}:{answer.unit}"
    named = title or answer.title or answer.rule
    return Subject(key, answer.unit, Channel.FORM, named, origin=answer.origin)


def forms_subject(unit: Unit, day: date) -> Subject:
    """A unit's duty to hand in its report and all of its answers."""
    return Subject(f"{FORMS}{unit.name}", unit.name, Channel.FORM, "自查情况报告", origin=Origin(seen_on=day))


ANSWER, FORMS = "answer:", "forms:"
"""How the keys of answers and of the duty to hand them in begin."""


def county_subject(name: str, unit: Unit | None, channel: Channel) -> Subject:
    """A duty of the whole county, answered for by its lead unit."""
    return Subject(f"county:{name}", unit.name if unit else "", channel)
