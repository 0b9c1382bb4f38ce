"""Writes the packaged Word templates from their descriptions: python -m reports.papers.make_templates."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from reports.papers import described
from reports.papers.layout import Description, built
from reports.papers.word import PACKAGED


def descriptions() -> dict[str, Description]:
    """Every packaged template's description by its file name."""
    modules = [import_module(f"{described.__name__}.{one.name}") for one in iter_modules(described.__path__)]
    return {module.NAME: module.DESCRIPTION for module in modules}


def main() -> None:
    """Write them all."""
    PACKAGED.mkdir(exist_ok=True)
    for name, description in descriptions().items():
        (PACKAGED / name).write_bytes(built(description))


if __name__ == "__main__":
    main()
