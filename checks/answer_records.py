"""Answers as JSON objects: the form that storage keeps and that rules' examples use."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from checks.answers import Answer, Asked, HandIn, OnSite, OnSiteRuling, Proof, ProofFile
from checks.evidence import Origin
from checks.records import BadRecord, Json, Keys


def answer_to_json(answer: Answer) -> Json:
    """An answer as a JSON object."""
    return {
        "kind": "answer",
        "unit": answer.unit,
        "rule": answer.rule,
        "title": answer.title,
        "values": dict(answer.values),
        "published": answer.published,
        "urls": list(answer.urls),
        "reason": answer.reason,
        "files": [file_to_json(file) for file in answer.files],
        "paper": answer.paper,
        "electronic": answer.electronic,
        "answered_on": printed(answer.answered_on),
        "role": answer.role,
        "on_site": ruling_to_json(answer.on_site) if answer.on_site else None,
        "fetched_url": answer.origin.fetched_url,
        "source": answer.origin.source,
        "snapshot": answer.origin.snapshot,
        "seen_on": printed(answer.origin.seen_on),
    }


def file_to_json(file: ProofFile) -> Json:
    return {
        "sort": file.sort.value,
        "name": file.name,
        "label": file.label,
        "hash": file.hash,
        "look": file.look,
    }


def ruling_to_json(ruling: OnSiteRuling) -> Json:
    """A ruling; what the assessor did not fill in is left out, as in records from before it was asked."""
    said: Json = {
        "verdict": ruling.verdict.value,
        "remark": ruling.remark,
        "made_on": printed(ruling.made_on),
    }
    if ruling.values:
        said["values"] = dict(ruling.values)
    if ruling.files:
        said["files"] = [file_to_json(file) for file in ruling.files]
    return said


def printed(day: date | None) -> str | None:
    return day.isoformat() if day else None


def answer_from_json(record: Mapping[str, Any]) -> Answer:
    """An answer from a JSON object. Raises BadRecord."""
    keys = Keys(record)
    on_site = record.get("on_site")
    return Answer(
        unit=keys.text("unit"),
        rule=keys.text("rule"),
        title=keys.text("title"),
        values=values_from(record.get("values"), "values"),
        published=keys.flag("published"),
        urls=keys.texts("urls"),
        reason=keys.text("reason"),
        files=tuple(file_from(file) for file in keys.objects("files")),
        paper=keys.flag("paper"),
        electronic=keys.flag("electronic"),
        answered_on=keys.day("answered_on"),
        role=keys.text("role"),
        on_site=ruling_from(on_site) if on_site is not None else None,
        origin=Origin(
            fetched_url=keys.text("fetched_url"),
            source=keys.text("source"),
            snapshot=keys.text("snapshot"),
            seen_on=keys.day("seen_on"),
        ),
    )


def values_from(values: object, path: str) -> dict[str, str]:
    """Texts by the key of their question. Raises BadRecord."""
    if values is None:
        return {}
    if not isinstance(values, Mapping) or not all(isinstance(one, str) for one in values.values()):
        raise BadRecord(path, "应为“问题：答案”的对象")
    return dict(values)


def file_from(keys: Keys) -> ProofFile:
    return ProofFile(
        sort=keys.choice("sort", Proof, Proof.COPY),
        name=keys.text("name"),
        label=keys.text("label"),
        hash=keys.text("hash"),
        look=keys.text("look"),
    )


def ruling_from(record: Mapping[str, Any]) -> OnSiteRuling:
    keys = Keys(record, "on_site.")
    verdict = keys.choice("verdict", OnSite, None)
    if verdict is None:
        raise BadRecord("on_site.verdict", "应为 达标 或 不达标")
    return OnSiteRuling(
        verdict,
        keys.text("remark"),
        keys.day("made_on"),
        values_from(record.get("values"), "on_site.values"),
        tuple(file_from(file) for file in keys.objects("files")),
    )


def hand_in_from_json(record: Mapping[str, Any]) -> HandIn:
    """By when forms were due, from a JSON object: "day", "due", and "asked" by unit. Raises BadRecord."""
    keys = Keys(record)
    day, due, asked = keys.day("day"), keys.day("due"), record.get("asked") or {}
    if day is None or due is None:
        raise BadRecord("due" if day else "day", "必须填写")
    return HandIn(day, due, {unit: tuple(Asked(rule) for rule in rules) for unit, rules in asked.items()})
