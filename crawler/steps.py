"""Steps as to-dos and back: what of a visit survives in the database."""

from __future__ import annotations

from crawler.frontier import Rank, Step
from storage.evidence import KnownPage
from storage.models import Todo
from storage.todo import Planned


def planned(step: Step, *, parent: str = "") -> Planned:
    """A step as a to-do."""
    return Planned(
        key=step.key,
        url=step.url,
        kind=step.rank.name.lower(),
        unit=step.unit_hint,
        depth=step.depth,
        parent=parent,
        priority=step.rank,
        meta={
            "page": step.page_of_list,
            "body": step.body.decode(),
            "item": step.item_hint,
            "called": step.called,
        },
    )


def step_of(row: Todo | Planned) -> Step:
    """A to-do as a step."""
    meta = row.meta or {}
    return Step(
        row.url,
        Rank(row.priority) if row.priority in set(Rank) else Rank.PLAIN,
        row.depth,
        int(meta.get("page", 0)),
        row.unit,
        str(meta.get("body", "")).encode(),
        str(meta.get("item", "")),
        str(meta.get("called", "")),
    )


def step_known(page: KnownPage) -> Step:
    """A page of the last accepted run: early, unless it was plain news."""
    rank = Rank.NEWS if page.kind == Rank.NEWS.name.lower() else Rank.KNOWN
    asked = Planned(page.key, page.url, unit=page.unit, depth=page.depth, priority=rank, meta=dict(page.meta))
    return step_of(asked)
