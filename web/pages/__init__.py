"""The pages of the desk, one module for each part of it; each names the roles that may come in."""

from __future__ import annotations

from web.pages import accounts, evidence, findings, home, nights, review, rounds, rulebook, signing_in

BLUEPRINTS = (
    signing_in.page, home.page, review.page, findings.page, evidence.page, rulebook.page, nights.page,
    accounts.page, rounds.page,
)  # fmt: skip
"""Every part, in no particular order."""
