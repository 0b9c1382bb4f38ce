"""The pages of the desk, one module for each part of it; each names the roles that may come in."""

from __future__ import annotations

from web.pages import evidence, findings, home, review, signing_in

BLUEPRINTS = (signing_in.page, home.page, review.page, findings.page, evidence.page)
"""Every part, in no particular order."""
