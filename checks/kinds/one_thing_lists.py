"""Is a list of joint services (“一件事”) published, and does each list that is published name any?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checks.evidence import CountyEvidence, ListKind, Publication
from checks.kinds.one_thing_guides import lead_in
from checks.kinds.published import list_duty, not_found
from checks.outcome import Outcome, Verdict
from checks.subject import publication_subject


@dataclass(frozen=True, slots=True)
class OneThingListed:
    """Is there a list with at least one entry, by the county or by any unit?

    Always for a person: a unit may keep its list where no search leads, and hands it in on a form. Without
    any list one answer speaks for the whole county; where there are some, the departments that none of
    them names are named together.
    """

    criterion: str = "c04"

    def __call__(self, county: CountyEvidence) -> Iterator[Outcome]:
        lists = county.lists(ListKind.ONE_THING)
        subject = list_duty(county, self.criterion, ListKind.ONE_THING)
        for one in lists:
            if not one.entries:
                reason = f"见到“{one.title}”，但未能读出事项"
                values = {"units": one.unit or "发布单位"}
                yield Outcome.review(
                    "entries", one.title, reason, values=values, subject=publication_subject(one)
                )
        filled = [one for one in lists if one.entries]
        if not lists:
            found = not_found(county, "“一件事”事项清单", subject)
            values = {"units": "各单位"}
            yield Outcome.review("", "", found.reason, values=values, subject=subject)
        elif filled:
            yield self.left_out(county, filled) or Outcome(Verdict.PASS, subject=subject)

    def left_out(self, county: CountyEvidence, filled: list[Publication]) -> Outcome | None:
        """The departments that no list names, all in one answer."""
        named = {publication.unit for publication in filled} | {
            lead_in(entry, publication, county) for publication in filled for entry in publication.entries
        }
        without = [unit.name for unit in county.units if unit.kind == "department" and unit.name not in named]
        known = named & {unit.name for unit in county.units}
        if not without or not known:
            return None
        units = "、".join(without)
        reason = f"已公布的“一件事”清单未见{units}（共{len(without)}个单位）的事项"
        subject = list_duty(county, self.criterion, ListKind.ONE_THING)
        return Outcome.review("", "", reason, values={"units": units}, subject=subject)
