"""Where each role begins."""

from __future__ import annotations

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from storage.people import Role
from web.access import EVERYONE, allow, visitor

page = Blueprint("home", __name__)

BEGINS = {
    Role.ADMIN: "review.queue",
    Role.REVIEWER: "review.queue",
    Role.LEADER: "findings.listing",
    Role.UNIT: "rulebook.listing",
    Role.ASSESSOR: "rulebook.listing",
}


@page.get("/")
@allow(*EVERYONE)
def home() -> ResponseReturnValue:
    """Lead everyone to where their work is."""
    return redirect(url_for(BEGINS[visitor().role]))
