"""What the files of a package are called."""

from __future__ import annotations

from importlib.metadata import version

from reports.file_names import stem_of

FORMAT = "zwaudit-package/1"
PROGRAM = f"zwaudit {version('zwaudit')}"
MANIFEST = "manifest.json"
SUMS = "sha256sum.txt"
"""The checksums of all files in the form that `sha256sum -c` reads: they can be checked without us."""
NOTES_PAGE = "说明.html"
NOTES_TEXT = "说明.txt"
LIST_SHEET = "问题清单.xlsx"
LIST_PAGE = "问题清单.html"
LIST_LINES = "问题清单.jsonl"
WARC = "warc/pages.warc.gz"
PICTURES = "截图"
NOBODY = "归属待定"


def package_name(round_name: str, unit: str) -> str:
    """The file name of a unit's package."""
    return f"{stem_of(round_name)}-{stem_of(unit or NOBODY)}.zip"
