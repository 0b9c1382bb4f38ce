"""Do links open? Files of guides, and pages of the site."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checks.evidence import CountyEvidence
from checks.links import Answer, GuideFiles, Link
from checks.outcome import Outcome
from checks.subject import link_subject


@dataclass(frozen=True, slots=True)
class FilesOpen:
    """Does every file of a guide open?

    It fails when the server denied it on two different days. The first day, an error page in its place and
    a damaged file are for a person; a timeout or a block says nothing of a file that opened before.
    """

    def __call__(self, evidence: GuideFiles) -> Iterator[Outcome]:
        for link in evidence.links:
            place, name = f"links[{position(evidence, link)}]", link.called or link.address
            if link.answer is Answer.GONE and link.is_lasting:
                yield Outcome.fail(place, name, days_in_words(link))
            elif link.answer is not Answer.UNKNOWN:
                yield Outcome.review(place, name, f"{link.why}，请人工打开核对")
            elif link.gone_on:
                yield Outcome.review(place, name, f"此前打不开，本次未能核实（{link.why}）")


def position(evidence: GuideFiles, link: Link) -> int:
    addresses = [one.url for one in evidence.guide.attachments]
    return addresses.index(link.address)


@dataclass(frozen=True, slots=True)
class PagesOpen:
    """Does every page that the site leads to open? A page is told only when it failed on two days."""

    def __call__(self, county: CountyEvidence) -> Iterator[Outcome]:
        for link in county.links.failed if county.links else ():
            if link.is_file or not link.is_lasting:
                continue
            subject = link_subject(link)
            if link.answer is Answer.GONE:
                yield Outcome.fail("links", link.address, days_in_words(link), subject=subject)
            else:
                yield Outcome.review("links", link.address, f"{link.why}，请人工打开核对", subject=subject)

    def grounds(self, county: CountyEvidence) -> bool:
        """Were links followed at all, without an outage?"""
        return county.links is not None and bool(county.links.followed)


def days_in_words(link: Link) -> str:
    """Since when it does not open."""
    first = min(link.gone_on)
    return f"自{first.year}年{first.month}月{first.day}日起{len(link.gone_on)}天打不开，{link.why}"
