"""Which files of a folder may be saved pages; the pictures and styles beside a page are none."""

from __future__ import annotations

from collections.abc import Iterable

ENDINGS = (".html", ".htm", ".shtml", ".xhtml", ".mht", ".mhtml", ".har", ".json", ".jsonl", ".zip")
# “网页_files”, “网页.files” and “网页_文件” hold what belongs to one saved page.
BESIDE = ("_files", ".files", "_文件", "-files")
LEFT_BY_SYSTEMS = ("__MACOSX",)


def is_wanted(folders: Iterable[str], name: str) -> bool:
    """May this file of a folder or zip be a saved page?"""
    inside = any(folder.endswith(BESIDE) or folder in LEFT_BY_SYSTEMS for folder in folders)
    return not inside and not name.startswith((".", "~$")) and name.lower().endswith(ENDINGS)
