"""Does a township publish a telephone for enquiries and another for complaints, and can both be dialled?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checks.evidence import Article, Channel, Guide, UnitEvidence
from checks.exports import UnitRecords
from checks.outcome import Outcome
from checks.text.normal import plain
from checks.text.phones import Phone, PhoneKind, phones_in

ENQUIRY, COMPLAINT = "咨询", "投诉"
# Matches "咨询电话:0377-65330000", "监督投诉热线 12345"; must not match "电话会议", "投诉处理制度".
LABELLED = {
    ENQUIRY: re.compile(r"(?:咨询|服务|联系|便民|办公|值班|窗口)(?:服务)?(?:电话|热线|方式)"),
    COMPLAINT: re.compile(r"(?:投诉|监督|举报)(?:[^,，。;；\n]{0,6})(?:电话|热线|方式|渠道)|12345"),
}
# Matches "监督投诉电话0377-65330001" among the numbers for enquiries: there every number has its own label.
FOR_COMPLAINTS = re.compile(r"投诉|监督|举报")
LENGTH = 40
"""So far behind its label stands a number."""


@dataclass(frozen=True, slots=True)
class Published:
    """A telephone that a township publishes: for what, and in which text."""

    kind: str
    phone: Phone
    where: str


@dataclass(frozen=True, slots=True)
class PhonesOfHall:
    """Are a telephone for enquiries and one for complaints published, well formed and not the same?

    Fails when all that are published of one kind cannot be dialled. One number for both, and none found,
    is for a person: what hangs in the hall is seen there, and told on the form.
    """

    def grounds(self, records: UnitRecords) -> bool:
        """A township, on a night on which the portal was searched or a guide of it was read."""
        county = records.county
        read = any(one.unit == records.unit.name for one in county.guides)
        return records.unit.kind == "township" and (read or county.search_of(Channel.PORTAL).pages > 0)

    def __call__(self, evidence: UnitEvidence) -> Iterator[Outcome]:
        found = list(published(evidence))
        good = {
            kind: {one.phone.number for one in found if one.kind == kind and not one.phone.fault}
            for kind in LABELLED
        }
        for kind in LABELLED:
            faulty = next((one for one in found if one.kind == kind and one.phone.fault), None)
            if not good[kind] and faulty:
                number = faulty.phone.printed.strip()
                reason = f"{faulty.where}公布的{kind}电话“{number}”有误：{faulty.phone.fault}"
                yield Outcome.fail("phone", number, reason)
            elif not good[kind]:
                yield Outcome.review("", "", f"未检索到公布的{kind}电话（{searched(evidence)}）")
        hotline = any(one.phone.kind is PhoneKind.HOTLINE for one in found if one.kind == COMPLAINT)
        if good[COMPLAINT] and good[COMPLAINT] <= good[ENQUIRY] and not hotline:
            number = sorted(good[COMPLAINT])[0]
            yield Outcome.review("complaint_phone", number, f"投诉电话“{number}”与咨询电话相同")


def published(evidence: UnitEvidence) -> Iterator[Published]:
    """The telephones in a township's guides and articles."""
    for guide in evidence.guides:
        yield from in_guide(guide)
    county = evidence.county
    for article in county.articles if county else ():
        if article.unit == evidence.unit.name:
            yield from in_article(article)


def in_guide(guide: Guide) -> Iterator[Published]:
    """Those of the two fields, and those under a label elsewhere."""
    where = f"“{guide.item_name or guide.title}”办事指南"
    for phone in phones_in(guide.phone) if not FOR_COMPLAINTS.search(plain(guide.phone)) else ():
        yield Published(ENQUIRY, phone, where)
    for phone in phones_in(guide.complaint_phone):
        yield Published(COMPLAINT, phone, where)
    texts = [guide.location, guide.phone, *(f"{one.label}:{one.text}" for one in guide.sections)]
    yield from labelled("\n".join(texts), where)


def in_article(article: Article) -> Iterator[Published]:
    yield from labelled(article.text, f"“{article.title}”")


def labelled(text: str, where: str) -> Iterator[Published]:
    """The numbers behind a label that says what they are for."""
    said = plain(text)
    for kind, words in LABELLED.items():
        for found in words.finditer(said):
            rest = re.split(r"[。;；\n]", said[found.start() : found.end() + LENGTH], maxsplit=1)[0]
            end = next(
                (
                    each.start()
                    for other, more in LABELLED.items()
                    if other != kind
                    for each in more.finditer(rest)
                ),
                len(rest),
            )
            yield from (Published(kind, phone, where) for phone in phones_in(rest[:end]))


def searched(evidence: UnitEvidence) -> str:
    """What was looked at for them."""
    articles = evidence.county.articles if evidence.county else ()
    own = sum(article.unit == evidence.unit.name for article in articles)
    return f"办事指南{len(evidence.guides)}份、文章{own}篇"
