"""Does the list of kept proofs say for each who issues it and how to get it?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from checks.evidence import Channel, CountyEvidence, ListKind, Meaning, Publication
from checks.kinds.published import list_duty
from checks.outcome import Outcome

# Matches "无", "/", "—", "待补充"; must not match "无需开具,部门核查".
EMPTY = re.compile(r"^\s*(?:无|/|／|-+|—+|－+|待补充|待定|略|空|暂无|见备注)?\s*$")
# Matches the title "证明事项开具指南", "保留证明办理指南汇编"; must not match "办事指南".
GUIDE_TO_PROOFS = re.compile(r"证明.{0,12}(?:指南|怎么开|开具流程|办理流程)|(?:指南|流程).{0,8}证明")
SHOWN = 10


@dataclass(frozen=True, slots=True)
class KeptProofExplained:
    """Has every entry of the kept list 开具单位 and 办理指南? One finding a list, with the numbers.

    A missing column 开具单位 is for the rule on the list itself. Where the list has no column 办理指南
    but something on the site is called a guide to proofs, a person must look.
    """

    criterion: str
    kind: ListKind = ListKind.KEPT_PROOFS

    def __call__(self, county: CountyEvidence) -> Iterator[Outcome]:
        for found in county.lists(self.kind):
            if found.entries and found.channel is Channel.PORTAL:
                yield from self.shortcomings(county, found)

    def shortcomings(self, county: CountyEvidence, found: Publication) -> Iterator[Outcome]:
        subject = list_duty(county, self.criterion, self.kind, found)
        said = []
        for meaning in (Meaning.ISSUER, Meaning.HOW_TO):
            numbers = lacking(found, meaning)
            if found.has(meaning) and numbers:
                said.append(f"第{listed(numbers)}项未列明{meaning.value}")
        if not found.has(Meaning.HOW_TO):
            guide = guide_to_proofs(county)
            lacks = "清单没有“办理指南”栏，各项均未列明办理指南"
            if guide:
                reason = f"{lacks}；另见“{guide}”，请核对是否逐项对应"
                yield Outcome.review("columns", headings(found), reason, subject=subject)
            else:
                yield Outcome.fail("columns", headings(found), lacks, subject=subject)
        if said:
            yield Outcome.fail("entries", found.title, "；".join(said), subject=subject)


def lacking(found: Publication, meaning: Meaning) -> list[int]:
    """The numbers of the entries whose cell of this meaning says nothing."""
    numbers = (entry.number for entry in found.entries if EMPTY.match(entry.get(meaning)))
    return list(dict.fromkeys(numbers))


def listed(numbers: Iterable[int]) -> str:
    """1、2、5, the first ten of many."""
    said = [str(number) for number in numbers]
    return "、".join(said[:SHOWN]) + (f"等{len(said)}" if len(said) > SHOWN else "")


def headings(found: Publication) -> str:
    return "、".join(column.heading for column in found.columns)


def guide_to_proofs(county: CountyEvidence) -> str:
    """The title of something on the site that may tell how to get proofs; "" when there is nothing."""
    titles = (
        *(article.title for article in county.articles),
        *(file.name for article in county.articles for file in article.attachments),
        *(page.title for page in county.pages),
    )
    return next((title for title in titles if GUIDE_TO_PROOFS.search(title)), "")
