"""Every fixture is a page and what a person reads on it; what is known to be read wrong stays exactly so wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bench.fields import FOLDERS, Verdict, bad, differing, guide_compared, known_wrong, outcomes, paired

FIXTURES = sorted(path.parent for path in FOLDERS[0].glob("*/expected.json"))
KNOWN = known_wrong()


@pytest.mark.parametrize("folder", FIXTURES, ids=lambda folder: folder.name)
def test_page_is_read_as_a_person_reads_it(folder: Path) -> None:
    """What is mended leaves the list of known differences: `python -m bench.fields --known`."""
    seen = outcomes(folder)
    wrong = [f"{one.field} {one.verdict}: {one.expected!r} -> {one.found!r}" for one in bad(seen)]
    assert differing(seen) == KNOWN.get(folder.name, {}).get("fields", []), "\n".join(wrong)


def test_every_known_difference_has_a_fixture_and_a_reason() -> None:
    names = {folder.name for folder in FIXTURES}
    assert [name for name in KNOWN if name not in names] == []
    assert [name for name, entry in KNOWN.items() if not entry["reason"]] == []


@pytest.mark.parametrize(
    ("expected", "found", "verdicts"),
    [
        ({"phone": "12345"}, {"phone": "12 345；"}, "对"),
        ({"phone": "12345"}, {"phone": "12345 转 1"}, "错"),
        ({"phone": "12345"}, {"phone": ""}, "漏"),
        ({"phone": None}, {"phone": "12345"}, "多"),
        ({"phone": None}, {"phone": ""}, "对"),
        ({"visits": 0}, {"visits": None}, "漏"),
        ({"visits": None}, {"visits": 0}, "多"),
        ({"fees": {"any_of": [None, "0"]}}, {"fees": "0"}, "对"),
        ({"fees": {"any_of": ["无", "0"]}}, {"fees": ""}, "漏"),
        ({"process": ["受理", "审查", "发证"]}, {"process": ["受理", "发证"]}, "对漏对"),
        ({"process": ["受理"]}, {"process": ["受理", "发证"]}, "对多"),
        ({"process": {"any_of": [["受理—发证"], ["受理", "发证"]]}}, {"process": ["受理", "发证"]}, "对对"),
        ({"sections": {"对象": "公民"}}, {"sections": {"对 象": "公民", "备注": "x"}}, "对"),
        ({"materials": [{"name": "甲"}, {"name": "乙"}]}, {"materials": [{"name": "乙"}]}, "漏对"),
        ({"materials": [{"name": "甲", "form": "原件"}]}, {"materials": [{"name": "甲"}]}, "对漏"),
        (
            {"materials": [{"name": "甲", "form": ""}]},
            {"materials": [{"name": "甲", "form": "原件"}]},
            "对多",
        ),
        ({"materials": [{"name": "甲", "form": "原件"}]}, {"materials": []}, "漏漏"),
        ({"unreadable": True}, {"unreadable": "内容是图片"}, "对"),
    ],
)
def test_verdicts(expected: dict[str, Any], found: dict[str, Any], verdicts: str) -> None:
    assert "".join(one.verdict for one in guide_compared(expected, found)) == verdicts


def test_a_guide_that_was_not_read_misses_all_and_one_too_many_is_invented() -> None:
    pairs = list(paired([{"item_name": "甲"}, {"item_name": "乙"}], [{"item_name": "乙"}]))
    assert pairs == [({"item_name": "甲"}, {}), ({"item_name": "乙"}, {"item_name": "乙"})]
    (_, invented) = paired([{"item_name": "甲"}], [{"item_name": "甲"}, {"item_name": "丙"}])
    assert [one.verdict for one in guide_compared(*invented)] == [Verdict.INVENTED]
