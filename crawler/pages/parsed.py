"""A page after parsing: its blocks, and what stands around them."""

from __future__ import annotations

from dataclasses import dataclass, field

from crawler.reading.blocks import Block


@dataclass(slots=True)
class Found:
    """A link as it was met; `role` is the region that it stood in: "menu", "crumb", "foot", "pager" or ""."""

    url: str
    text: str
    context: str = ""
    role: str = ""


@dataclass(slots=True)
class Document:
    """A page as blocks, with what stands around them."""

    title: str = ""
    meta: dict[str, str] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    links: list[Found] = field(default_factory=list)
    breadcrumb: str = ""
    scripts: list[str] = field(default_factory=list)
    script_files: int = 0
    has_frames: bool = False
    too_deep: bool = False
