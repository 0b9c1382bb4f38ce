"""Compares expected JSON, which lists only the keys that matter, with what was read."""

from __future__ import annotations

from typing import Any


def differences(expected: Any, found: Any, path: str = "") -> list[str]:
    """Where the found value differs: lists must have the same length, objects at least the expected keys."""
    if isinstance(expected, dict) and isinstance(found, dict):
        return [
            line
            for key, value in expected.items()
            for line in differences(value, found.get(key), f"{path}.{key}")
        ]
    if isinstance(expected, list) and isinstance(found, list):
        if len(expected) != len(found):
            return [f"{path}: {len(expected)} expected, {len(found)} found: {found}"]
        return [
            line
            for at, value in enumerate(expected)
            for line in differences(value, found[at], f"{path}[{at}]")
        ]
    return [] if expected == found else [f"{path}: {expected!r} expected, {found!r} found"]
