"""The pages of the desk, one module for each part of it; each names the roles that may come in."""

from __future__ import annotations

from web.pages import (
    accounts,
    answering,
    evidence,
    findings,
    forms,
    home,
    nights,
    onsite,
    packages,
    papers,
    replies,
    review,
    rounds,
    rulebook,
    signing_in,
    trying,
    units,
)

BLUEPRINTS = (
    accounts.page,
    answering.page,
    evidence.page,
    findings.page,
    forms.page,
    home.page,
    nights.page,
    onsite.page,
    packages.page,
    papers.page,
    replies.page,
    review.page,
    rounds.page,
    rulebook.page,
    signing_in.page,
    trying.page,
    units.page,
)
"""Every part, in no particular order."""
