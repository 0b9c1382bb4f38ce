"""Small counties with exports, for the tests of rules that judge by them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from checks.engine import judge
from checks.evidence import CountyEvidence, Guide, Unit
from checks.export_records import export_from_json
from checks.gather import gathered
from checks.outcome import Ruling
from rules import modules

Export = Mapping[str, Any]
QUARTER = {"since": "2022-04-01", "until": "2022-06-30", "exported_on": "2022-07-01"}


def export(kind: str, *lines: list[Any], **more: Any) -> Export:
    """An export of the second quarter of 2022: a line of field names, then the rows."""
    return {"export_kind": kind, **QUARTER, "table": list(lines), **more}


def county(*exports: Export, guides: Iterable[Guide] = (), searched: Iterable[Any] = ()) -> CountyEvidence:
    units = (Unit("民政局"), Unit("水利局"), Unit("灌涨镇", "township"))
    return gathered("示例县", units, guides, searched, (export_from_json(one) for one in exports))


def rulings(rule: str, seen: CountyEvidence) -> list[Ruling]:
    return list(judge(seen, (modules()[rule].RULE,)))


def said(rule: str, *exports: Export, **more: Any) -> dict[str, str]:
    """The verdict on each unit that the rule spoke of."""
    return {one.subject.unit: one.verdict.value for one in rulings(rule, county(*exports, **more))}


def messages(rule: str, *exports: Export, **more: Any) -> list[str]:
    found = rulings(rule, county(*exports, **more))
    return [judgement.message for one in found for judgement in one.judgements]
