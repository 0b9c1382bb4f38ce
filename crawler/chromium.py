"""Finds an installed Chromium."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def browser_available() -> str | None:
    """The path of an installed Chromium, or None. ZWAUDIT_CHROMIUM names another one."""
    named = os.environ.get("ZWAUDIT_CHROMIUM")
    if named:
        return named if os.access(named, os.X_OK) and Path(named).is_file() else None
    return next((found for found in map(shutil.which, NAMES) if found), None)
