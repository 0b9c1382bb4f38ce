"""What the office set of rules at the desk: each a row of its own, the newest of each rule holds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import chain
from storage.decisions import NotAllowed
from storage.models import RuleSetting


def put(
    session: Session,
    county: str,
    rule: str,
    settings: Mapping[str, Any],
    *,
    who: str,
    at: datetime,
    reason: str,
) -> RuleSetting:
    """Set a rule; empty settings leave it to the profile again. Raises NotAllowed without a reason."""
    if not reason.strip():
        raise NotAllowed("调整规则须写明理由")
    made = RuleSetting(
        county=county, rule=rule, settings=dict(settings), who=who, at=at, reason=reason.strip()
    )
    session.add(made)
    said = "恢复县配置" if not settings else "、".join(settings)
    chain.append(session, county, chain.Entry(0, at, who, "rule-set", rule, said, reason.strip()))
    session.flush()
    return made


def history(session: Session, county: str, rule: str) -> list[RuleSetting]:
    """Everything that was set of a rule, oldest first."""
    query = select(RuleSetting).where(RuleSetting.county == county, RuleSetting.rule == rule)
    return list(session.scalars(query.order_by(RuleSetting.id)))


def in_force(session: Session, county: str) -> dict[str, dict[str, Any]]:
    """What is set now, by rule."""
    query = select(RuleSetting).where(RuleSetting.county == county).order_by(RuleSetting.id)
    newest = {row.rule: dict(row.settings) for row in session.scalars(query)}
    return {rule: settings for rule, settings in newest.items() if settings}
