"""What setting a rule otherwise would change, tried on the pages of the last accepted night."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from audit.errors import UserMistake
from audit.judging import read_by
from audit.workspace import Workspace, load_rules
from checks.engine import judge
from checks.evidence import CountyEvidence
from checks.outcome import Judgement
from checks.rule import Rule
from storage.database import reading
from storage.runs import last_accepted
from web.desk import Difference, Preview

Key = tuple[str, str, str, str]
MOST = 200


def preview(workspace: Workspace, rule: str, settings: Mapping[str, object]) -> Preview:
    """What the rule, set so, would report that it does not now, and the other way round."""
    try:
        wanted = rule_of(load_rules(workspace.profile, {rule: settings}), rule)
    except UserMistake as mistake:
        return Preview(problem=f"{mistake}".partition("：")[2] or f"{mistake}")
    with reading(workspace.engine) as session:
        run = last_accepted(session, workspace.profile.name)
        if run is None:
            return Preview(problem="还没有采集过，没有内容可供试算；保存后从下一次采集起按新设置判断")
        county = read_by(session, workspace, run).county
    before, after = said_by(rule_of(workspace.rules, rule), county), said_by(wanted, county)
    return Preview(
        added=worded(after[key] for key in after.keys() - before.keys()),
        gone=worded(before[key] for key in before.keys() - after.keys()),
        same=len(before.keys() & after.keys()),
    )


def rule_of(rules: Iterable[Rule], wanted: str) -> Rule | None:
    """The rule of this id; None where it is switched off."""
    return next((rule for rule in rules if rule.id == wanted), None)


def said_by(rule: Rule | None, county: CountyEvidence) -> dict[Key, Judgement]:
    """Everything that a rule says, each place once."""
    if rule is None:
        return {}
    return {
        (one.subject.key, one.subject.channel.value, one.quote, one.verdict.value): one
        for ruling in judge(county, (rule,))
        for one in ruling.judgements
    }


def worded(said: Iterable[Judgement]) -> tuple[Difference, ...]:
    """Judgements for the page, in a stable order."""
    found = sorted(
        said, key=lambda one: (one.subject.unit, one.subject.item_name, one.subject.channel, one.quote)
    )
    return tuple(
        Difference(
            one.subject.unit, one.subject.item_name, one.subject.channel.value, one.quote, one.message,
            one.verdict.value,
        )
        for one in found[:MOST]
    )  # fmt: skip
