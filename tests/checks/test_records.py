"""Evidence as JSON and back."""

from __future__ import annotations

import pytest

from checks.evidence import Guide
from checks.records import from_json, to_json


@pytest.mark.parametrize("former", ["", "国土资源局"])
def test_a_former_name_of_the_unit_is_kept(former: str) -> None:
    guide = Guide("临时用地审批", unit="自然资源局", former_unit=former)
    assert from_json(to_json(guide)) == guide
    assert ("former_unit" in to_json(guide)) is bool(former), "what was stored before says the same"
