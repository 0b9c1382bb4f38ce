"""Writes the packaged Word templates from their descriptions: python -m reports.papers.make_templates."""

from __future__ import annotations

from importlib import import_module
from io import BytesIO
from pkgutil import iter_modules
from zipfile import ZipFile

from reports.papers import described
from reports.papers.layout import Description, built
from reports.papers.word import PACKAGED


def descriptions() -> dict[str, Description]:
    """Every packaged template's description by its file name."""
    modules = [import_module(f"{described.__name__}.{one.name}") for one in iter_modules(described.__path__)]
    return {module.NAME: module.DESCRIPTION for module in modules if hasattr(module, "NAME")}


def main() -> None:
    """Write them all."""
    PACKAGED.mkdir(exist_ok=True)
    for name, description in descriptions().items():
        file, made = PACKAGED / name, built(description)
        if not file.exists() or parts(file.read_bytes()) != parts(made):
            file.write_bytes(made)


def parts(docx: bytes) -> dict[str, bytes]:
    """What is in a Word file; when it was packed does not matter."""
    with ZipFile(BytesIO(docx)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


if __name__ == "__main__":
    main()
