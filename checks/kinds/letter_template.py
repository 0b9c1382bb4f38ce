"""Can the letter that the applicant has to sign (告知承诺书) be had where the guide is published?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checks.evidence import Attachment, Channel, CountyEvidence, Guide, GuideInCounty
from checks.kinds.marking_placed import is_marked, statements
from checks.outcome import Outcome
from checks.text.commitments import OTHER_PROMISES
from checks.text.normal import plain

# Matches "证明事项告知承诺书（样本）.docx", "承诺书格式文本"; must not match "服务承诺".
LETTER = re.compile(r"承诺(?:书|函)|告知承诺.{0,8}(?:文本|样本|模板|范本|格式|表)")
# Matches "附件1", "空白表格", "相关表格下载.zip": it may hold the letter; must not match "申请表".
ANY_FORMS = re.compile(
    r"^附件\d*(?:\.\w+)?$|空白表|样表|表格下载|相关表格|示范文本|格式文本|范本|材料下载|\.(?:zip|rar|7z)$"
)
LETTER_TEXT = 60
"""A section of this name that is longer holds the letter itself."""


@dataclass(frozen=True, slots=True)
class LetterTemplate:
    """Does a guide that is marked for promises offer the letter?

    Fails on a web page that was read and links to no file that may be it. For a person: files with names
    that tell nothing, a letter elsewhere on the site, and a page without any file on the service network
    or on a portal where no guide shows one.
    """

    channels: tuple[Channel, ...] = (Channel.PORTAL, Channel.SERVICE_NETWORK)

    def __call__(self, evidence: GuideInCounty) -> Iterator[Outcome]:
        guide = evidence.guide
        if any(map(is_letter_file, guide.attachments)) or has_letter_text(guide):
            return
        quote, field = marked_at(guide)
        vague = next((file.name for file in guide.attachments if ANY_FORMS.search(plain(file.name))), "")
        other = letter_elsewhere(guide, evidence.county)
        if vague:
            yield Outcome.review(field, quote, f"附件中未见告知承诺书，请核对“{vague}”中是否含有")
        elif other:
            yield Outcome.review(field, quote, f"本指南未附告知承诺书，另处有“{other}”，请核对是否适用")
        elif not guide.attachments and not (
            guide.channel is Channel.PORTAL and offers_files(evidence.county, guide.channel)
        ):
            yield Outcome.review(field, quote, "未读到该页面的任何表格样表，请打开核对是否提供告知承诺书")
        else:
            yield Outcome.fail(field, quote, f"所附文件{len(guide.attachments)}个，没有告知承诺书格式文本")


@dataclass(frozen=True, slots=True)
class PromisesOnPage:
    """Passes where a guide was read from a page that can offer files, and is marked for promises."""

    channels: tuple[Channel, ...] = (Channel.PORTAL, Channel.SERVICE_NETWORK)

    def __call__(self, evidence: GuideInCounty) -> bool:
        guide = evidence.guide
        if guide.channel not in self.channels or not guide.origin.url or marked_at(guide) == ("", ""):
            return False
        return guide.channel is Channel.PORTAL or offers_files(evidence.county, guide.channel)


def offers_files(county: CountyEvidence, channel: Channel) -> bool:
    """Was any file seen beside a guide of this channel? Where none ever is, they cannot be seen."""
    return any(guide.attachments for guide in county.guides if guide.channel is channel)


def marked_at(guide: Guide) -> tuple[str, str]:
    """The text that marks the guide for promises and where it stands; two empty ones when none does."""
    for place, row in enumerate(guide.materials):
        if is_marked(row):
            return row.name, f"materials[{place}].name"
    general = next(statements(guide), None)
    return (general.text, general.field) if general else ("", "")


def is_letter_file(file: Attachment) -> bool:
    """Is it a letter of commitment, and not one about honesty or service?"""
    return LETTER.search(OTHER_PROMISES.sub("", plain(file.name))) is not None


def has_letter_text(guide: Guide) -> bool:
    """Is the letter printed in the guide?"""
    return any(LETTER.search(plain(part.label)) and len(part.text) >= LETTER_TEXT for part in guide.sections)


def letter_elsewhere(guide: Guide, county: CountyEvidence) -> str:
    """The name of a letter of commitment that something else of the same unit or the whole site offers."""
    files = [
        *(file for other in county.guides if other.unit == guide.unit for file in other.attachments),
        *(file for article in county.articles for file in article.attachments),
        *(Attachment(article.title) for article in county.articles),
    ]
    return next((file.name for file in files if "告知承诺" in file.name and is_letter_file(file)), "")
