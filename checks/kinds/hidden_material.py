"""Do the conditions of a guide ask for a paper that its list of materials does not have?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checks.evidence import Guide
from checks.outcome import Outcome
from checks.passages import passages
from checks.text.demanded import demanded_in
from checks.text.normal import plain
from checks.text.openness.finding import Role
from checks.text.papers import covered, key


def lists_materials(guide: Guide) -> bool:
    """Is there a list to compare with? A guide without one is another rule's business."""
    return bool(guide.materials) and not guide.unreadable


@dataclass(frozen=True, slots=True)
class OnTheList:
    """Is every paper that the conditions demand on the list, under whatever name?

    Always for a person: the same paper may go by a name that nobody would guess. Each paper once.
    """

    def __call__(self, guide: Guide) -> Iterator[Outcome]:
        rows = [text for material in guide.materials for text in (material.name, material.note) if text]
        told: set[str] = set()
        for passage in passages(guide):
            if passage.role is not Role.CONDITIONS:
                continue
            for one in demanded_in(passage.text):
                if key(one.paper) not in told and not listed(one.paper, rows):
                    told.add(key(one.paper))
                    reason = f"材料清单中未见“{one.paper}”"
                    yield Outcome.review(passage.field, one.quote, reason, values={"paper": one.paper})


# Matches "法定身份证明文件", "有效身份证件": any paper that tells who somebody is will do.
IDENTITY = re.compile(r"身份(?:证明|证件)|主体资格")
# Matches the papers that tell it; must not match "房产证".
IDENTIFYING = re.compile(
    r"身份|护照|户口|通行证|居住证|军官证|士兵证|营业执照|法人(?:资格)?证|登记证|主体资格"
)


def listed(paper: str, rows: list[str]) -> bool:
    """Has the list this paper, or for a proof of identity any that serves as one?"""
    return covered(paper, rows) or bool(
        IDENTITY.search(paper) and any(IDENTIFYING.search(plain(row)) for row in rows)
    )
