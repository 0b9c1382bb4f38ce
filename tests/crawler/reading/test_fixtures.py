"""Every fixture is a page and what a person reads on it; what is known to be read wrong stays exactly so wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.fields import FOLDERS, bad, differing, known_wrong, outcomes

FIXTURES = sorted(path.parent for path in FOLDERS[0].glob("*/expected.json"))
KNOWN = known_wrong()


@pytest.mark.parametrize("folder", FIXTURES, ids=lambda folder: folder.name)
def test_page_is_read_as_a_person_reads_it(folder: Path) -> None:
    seen = outcomes(folder)
    wrong = [f"{one.field} {one.verdict}: {one.expected!r} -> {one.found!r}" for one in bad(seen)]
    assert differing(seen) == KNOWN.get(folder.name, {}).get("fields", []), "\n".join(wrong)


def test_every_known_difference_has_a_fixture_and_a_reason() -> None:
    names = {folder.name for folder in FIXTURES}
    assert [name for name in KNOWN if name not in names] == []
    assert [name for name, entry in KNOWN.items() if not entry["reason"]] == []
