"""The `[report]` table of a profile: who the report is from and what it is called."""

from __future__ import annotations

from dataclasses import dataclass

from counties.loading import FILE_NAME
from counties.profile import Profile
from counties.tables import Table


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands at the head and foot of every page; what is unknown stays empty."""

    office: str = ""
    project: str = ""
    assessor: str = ""
    contact: str = ""


def letterhead_of(profile: Profile) -> Letterhead:
    """The letterhead that a profile asks for; a wrong key or type is a ProfileError."""
    table = Table(profile.folder / FILE_NAME, profile.report, "report")
    table.only("office", "project", "assessor", "contact")
    return Letterhead(
        office=table.text("office"),
        project=table.text("project"),
        assessor=table.text("assessor"),
        contact=table.text("contact"),
    )
