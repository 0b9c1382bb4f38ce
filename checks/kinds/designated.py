"""Does a guide send applicants to one agency instead of letting them choose?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checks.evidence import Guide
from checks.outcome import Outcome
from checks.passages import passages
from checks.text.agencies import FREE, Designation, designations
from checks.text.normal import plain
from checks.text.openness.finding import Role

NOT_ASKED = (Role.BASIS, Role.META)


@dataclass(frozen=True, slots=True)
class AgencyDesignated:
    """Is one company or institution named for a report, a test or a survey?

    Always for a person: the words may quote a contract, or name who alone can do it by law. Where the guide
    says anywhere that the applicant chooses for himself, nothing is said. Each agency is told of once.
    `allowed` are names, or parts of names, of those who in this county alone can do it by law.
    """

    allowed: tuple[str, ...] = ()

    def __call__(self, guide: Guide) -> Iterator[Outcome]:
        found = {one.agency: (path, one) for path, one in reversed(list(named_in(guide)))}
        if not found or any(FREE.search(plain(passage.text)) for passage in passages(guide)):
            return
        for path, one in reversed(found.values()):
            if any(word in one.agency for word in self.allowed):
                continue
            reason = f"疑似指定由“{one.agency}”办理中介服务"
            yield Outcome.review(path, one.quote, reason, values={"agency": one.agency})


def named_in(guide: Guide) -> Iterator[tuple[str, Designation]]:
    """Each designation with the path where it stands, materials with the cell of their source included."""
    for passage in passages(guide):
        if passage.role not in NOT_ASKED:
            yield from ((passage.field, one) for one in designations(passage.text))
    for place, material in enumerate(guide.materials):
        yield from ((f"materials[{place}].source", one) for one in designations(material.source))
