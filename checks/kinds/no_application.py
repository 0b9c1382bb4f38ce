"""Does an entry of a list of policies that need no application (免申即享) ask for one all the same?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checks.evidence import Channel, CountyEvidence, Entry, ListKind, Meaning, Publication
from checks.outcome import Outcome, Subject
from checks.subject import list_subject
from checks.text.applications import Applying, applying_in
from checks.text.fit import Fit
from checks.text.same_unit import unit_fit

HOW = (Meaning.ENJOY, Meaning.HOW_TO)


@dataclass(frozen=True, slots=True)
class NoApplicationAsked:
    """Does no entry make the enterprise apply or hand in anything?

    Answered for by the paying unit (兑现部门) where the county has it, else by the lead unit.
    """

    criterion: str
    kind: ListKind = ListKind.NO_APPLICATION

    def grounds(self, county: CountyEvidence) -> bool:
        """Was any such list with entries read?"""
        return any(one.entries for one in county.lists(self.kind))

    def __call__(self, county: CountyEvidence) -> Iterator[Outcome]:
        for found in county.lists(self.kind):
            if found.channel is Channel.PORTAL:
                for place, entry in enumerate(found.entries):
                    asked = asked_by(entry)
                    if asked is not None:
                        yield self.outcome(
                            f"entries[{place}]", entry, asked, self.subject(county, entry, found)
                        )

    def outcome(self, field: str, entry: Entry, asked: Applying, subject: Subject) -> Outcome:
        values = {"number": str(entry.number), "policy": entry.get(Meaning.POLICY) or f"第{entry.number}条"}
        if asked.sure:
            return Outcome.fail(field, asked.quote, "仍要求企业申请或提交", values=values, subject=subject)
        reason = "写明可以申请，请人工核对不申请能否享受"
        return Outcome.review(field, asked.quote, reason, values=values, subject=subject)

    def subject(self, county: CountyEvidence, entry: Entry, found: Publication) -> Subject:
        payer = entry.get(Meaning.PAYER)
        named = [unit.name for unit in county.units if payer and unit_fit(payer, unit.name) is Fit.YES]
        lead = county.lead(self.criterion)
        unit = named[0] if len(named) == 1 else lead.name if lead else found.unit
        return list_subject(self.kind, unit, found.channel, found.origin)


def asked_by(entry: Entry) -> Applying | None:
    """What the columns on how to enjoy a policy ask; one of materials asks by naming any."""
    found = [
        asked
        for column, text in zip(entry.columns, entry.cells, strict=True)
        if column.meaning in HOW or "材料" in column.heading
        if (asked := applying_in(text, is_material="材料" in column.heading)) is not None
    ]
    return next((one for one in found if one.sure), found[0] if found else None)
