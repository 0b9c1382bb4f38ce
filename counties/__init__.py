"""What differs from county to county, as data: profiles, unit names and one folder for each county."""

from counties.errors import ProfileError
from counties.loading import load
from counties.profile import Profile, Source, UnitProfile

__all__ = ["Profile", "ProfileError", "Source", "UnitProfile", "load"]
