"""Findings as SARIF 2.1.0 (OASIS), the exchange form of checkers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from checks.rule import Rule

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {"S1": "error", "S2": "error", "S3": "warning", "S4": "note"}


def sarif(rules: Sequence[Rule], results: Iterable[Mapping[str, str]]) -> str:
    """Results with keys rule, verdict, severity, message, quote and uri, as one SARIF run."""
    listed = [
        {
            "id": rule.id,
            "shortDescription": {"text": rule.title},
            "help": {"text": rule.check.__doc__ or rule.title},
        }
        for rule in rules
    ]
    run = {
        "tool": {"driver": {"name": "zwaudit", "rules": listed}},
        "columnKind": "unicodeCodePoints",
        "results": [one_result(found) for found in results],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)


def one_result(found: Mapping[str, str]) -> dict[str, Any]:
    """A review is SARIF's kind "review"; a fail has the level of its severity."""
    failed = found["verdict"] == "fail"
    return {
        "ruleId": found["rule"],
        "kind": "fail" if failed else "review",
        "level": LEVELS[found["severity"]] if failed else "none",
        "message": {"text": found["message"]},
        "locations": [
            {
                "physicalLocation": {"artifactLocation": {"uri": quote(found["uri"], safe=":/?&=#%@")}},
                "message": {"text": found["quote"]},
            }
        ],
    }
