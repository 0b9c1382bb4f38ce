"""Judging files before they are published: what the rules would say, and nothing is stored."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from audit.files import Named
from audit.sarif import sarif
from checks.engine import judge
from checks.evidence import Article, Guide, GuideInCounty, Page, Publication, Written
from checks.gather import gathered
from checks.outcome import Judgement, Verdict
from checks.rule import Rule


@dataclass(frozen=True, slots=True)
class Flagged:
    """A judgement of a named piece of evidence."""

    named: Named
    judgement: Judgement

    def to_json(self) -> dict[str, str]:
        """The object that `lint --format json` prints, one a line."""
        judgement = self.judgement
        return {
            self.named.key: self.named.name,
            "rule": judgement.rule,
            "indicator": judgement.indicator,
            "verdict": judgement.verdict.value,
            "severity": judgement.severity.value,
            "field": judgement.field,
            "quote": judgement.quote,
            "message": judgement.message,
            "advice": judgement.advice,
        }


LOOKED_AT_BY: dict[type, tuple[type, ...]] = {
    Guide: (Guide, Written),
    Publication: (Publication, Written),
    Article: (Article, Written),
    Page: (),
}


def flagged(pieces: Sequence[Named], rules: Sequence[Rule]) -> Iterator[Flagged]:
    """Judge each piece by itself, with the lists among the pieces at hand, in the order given."""
    lists = tuple(named.piece for named in pieces if isinstance(named.piece, Publication))
    alone = {kind: [rule for rule in rules if rule.looks_at in looks] for kind, looks in LOOKED_AT_BY.items()}
    beside_lists = [rule for rule in rules if rule.looks_at is GuideInCounty]
    for named in pieces:
        rulings = [*judge(gathered("", (), (named.piece,)), alone[type(named.piece)])]
        if isinstance(named.piece, Guide):
            rulings += judge(gathered("", (), (named.piece, *lists)), beside_lists)
        yield from (Flagged(named, judgement) for ruling in rulings for judgement in ruling.judgements)


def worst(found: Iterable[Flagged]) -> Verdict:
    """FAIL if anything failed, else REVIEW or PASS."""
    verdicts = {one.judgement.verdict for one in found}
    return next((v for v in (Verdict.FAIL, Verdict.REVIEW) if v in verdicts), Verdict.PASS)


def as_text(found: Sequence[Flagged]) -> str:
    """A line for each place, then what to do about it."""
    lines = []
    for one in found:
        judgement = one.judgement
        mark = "不符合" if judgement.verdict is Verdict.FAIL else "待人工核查"
        lines.append(f"{one.named.name}：[{mark}·{judgement.severity.label}] {judgement.message}")
        lines.append(f"    原文：{judgement.quote}")
        if judgement.reason:
            lines.append(f"    理由：{judgement.reason}")
        lines.append(f"    建议：{judgement.advice}（规则 {judgement.rule}，{judgement.indicator}）")
    return "\n".join(lines)


def as_json(found: Sequence[Flagged]) -> str:
    return "\n".join(json.dumps(one.to_json(), ensure_ascii=False) for one in found)


def as_sarif(found: Sequence[Flagged], rules: Sequence[Rule]) -> str:
    """SARIF 2.1.0, which editors and code hosts show beside the text."""
    return sarif(
        rules,
        [
            {"rule": f.judgement.rule, "verdict": f.judgement.verdict.value, "message": f.judgement.message,
             "severity": f.judgement.severity.value, "uri": f.named.name, "quote": f.judgement.quote}
            for f in found
        ],
    )  # fmt: skip


FORMATS = ("text", "json", "sarif")


def rendered(found: Sequence[Flagged], rules: Sequence[Rule], form: str) -> str:
    """The findings in one of FORMATS."""
    if form == "sarif":
        return as_sarif(found, rules)
    return as_json(found) if form == "json" else as_text(found)
