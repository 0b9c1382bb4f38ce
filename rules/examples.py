"""Runs the examples that every rule carries: what must fire, and what must not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from checks.answer_records import answer_from_json, hand_in_from_json
from checks.engine import judge
from checks.evidence import Channel, CountyEvidence, Guide, OneThing, Searched, Unit
from checks.export_records import export_from_json
from checks.gather import gathered
from checks.links import Answer, Link, Links
from checks.outcome import Verdict
from checks.records import BadRecord, from_json
from checks.rule import Rule
from rules import modules

Example = Mapping[str, Any]


def run_examples(rule: Rule) -> list[str]:
    """The problems found with a rule's own examples (Chinese); none when all hold."""
    fires, passes = examples_of(rule, "FIRES"), examples_of(rule, "PASSES")
    problems = [] if fires else ["没有应当报出的例子（FIRES）"]
    problems += [] if passes else ["没有不应报出的例子（PASSES）"]
    for name, examples, wanted in (("FIRES", fires, True), ("PASSES", passes, False)):
        for number, example in enumerate(examples, 1):
            problems += trouble(rule, example, f"{name}第{number}例", wanted)
    return problems


def examples_of(rule: Rule, name: str) -> tuple[Example, ...]:
    """A rule's examples: FIRES are those that it reports, PASSES those that it leaves alone."""
    found: tuple[Example, ...] = getattr(modules().get(rule.id), name, ())
    return found


def trouble(rule: Rule, example: Example, name: str, wanted: bool) -> list[str]:
    """What is wrong with one example."""
    try:
        county = county_of(example)
    except BadRecord as error:
        return [f"{name}读不懂：{error}"]
    rulings = list(judge(county, (rule,)))
    said = [judgement for ruling in rulings for judgement in ruling.judgements]
    if any("规则运行出错" in judgement.reason for judgement in said):
        return [f"{name}运行出错：{said[0].reason}"]
    if wanted and not said:
        return [f"{name}应当报出，却没有报出"]
    if not wanted and said:
        return [f"{name}不应报出，却报出：{said[0].message}"]
    if not wanted and not any(ruling.verdict in (Verdict.PASS, Verdict.NOT_APPLICABLE) for ruling in rulings):
        return [f"{name}没有任何判定"]
    return []


def county_of(example: Example) -> CountyEvidence:
    """An example as a small county: one guide, or "pieces" and "exports" with "units" and "searched".

    "answers" are those of units to self-check forms, "hand_in" says by when they were due; "earlier" are
    guides as they were first read, "one_things" the joint services of the profile.
    """
    if not {"pieces", "units", "searched", "exports", "answers", "links"} & set(example):
        return gathered("示例县", (), (from_json(example),))
    return gathered(
        "示例县",
        (unit_of(one) for one in example.get("units", ())),
        (from_json(piece) for piece in example.get("pieces", ())),
        (searched_of(one) for one in example.get("searched", ())),
        (export_from_json(one) for one in example.get("exports", ())),
        answers=(answer_from_json(one) for one in example.get("answers", ())),
        one_things=(OneThing(one["name"], one.get("lead", "")) for one in example.get("one_things", ())),
        links=links_of(example["links"]) if "links" in example else None,
        hand_in=hand_in_from_json(example["hand_in"]) if "hand_in" in example else None,
        earlier=(one for one in map(from_json, example.get("earlier", ())) if isinstance(one, Guide)),
    )


def links_of(record: Example) -> Links:
    """What was found of links: {"failed": [{…}], "followed": ["门户"]}; days are ISO dates."""
    failed = (
        Link(
            address=one["address"], called=one.get("called", ""), source=one.get("source", "门户"),
            channel=Channel(one.get("channel", "portal")), holder=one.get("holder", ""),
            holder_url=one.get("holder", ""), unit=one.get("unit", ""), is_file=one.get("is_file", False),
            answer=Answer(one.get("answer", "gone")), why=one.get("why", "页面不存在（404）"),
            day=date.fromisoformat(one.get("day", "2022-07-01")),
            gone_on=tuple(date.fromisoformat(day) for day in one.get("gone_on", ("2022-07-01",))),
        )
        for one in record.get("failed", ())
    )  # fmt: skip
    return Links(tuple(failed), frozenset(record.get("followed", ("门户",))))


def unit_of(record: str | Example) -> Unit:
    """A department by its name; a township as {"name": …, "kind": "township"}."""
    if isinstance(record, str):
        return Unit(record)
    return Unit(record["name"], record.get("kind", "department"))


def searched_of(record: Example) -> Searched:
    return Searched(
        Channel(record["channel"]),
        int(record.get("pages", 0)),
        int(record.get("attachments", 0)),
        tuple(record.get("missed", ())),
    )
