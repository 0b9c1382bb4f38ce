"""Tabs: a row of labels, and panels in the same order; each panel gets its label as a heading."""

from __future__ import annotations

import re

from lxml import etree

from crawler.reading.labels import label_of
from crawler.reading.text import tidy

# Names of what holds tabs: "tab-hd", "tabTitle", "anchor-nav"; not "table", "data-table".
TABS = re.compile(r"tab(?!le)|\bhd\b|nav|menu|anchor", re.IGNORECASE)
FEWEST = 2
MOST = 30
SHORTEST_PART = re.compile(r"^#([\w\-:.]+)$")


def panels_of(tabs: etree._Element) -> dict[etree._Element, str]:
    """The panels that belong to these tabs, each with its heading; they come later in the page."""
    labels = labels_of(tabs)
    if len(labels) < FEWEST:
        return {}
    return by_anchor(tabs.getroottree().getroot(), labels) or by_order(tabs, [text for text, _ in labels])


def labels_of(tabs: etree._Element) -> list[tuple[str, str]]:
    """The texts of the tabs with the anchors that they link to; [] unless nearly all are labels of guides."""
    found: list[tuple[str, str]] = []
    if len(tabs) > MOST:
        return []
    for child in tabs:
        text = short_text(child)
        if not text or len(text) > 16:
            return []
        link = child if child.tag == "a" else child.find(".//a")
        found.append((text, link.get("href") or "" if link is not None else ""))
    known = sum(label_of(text) is not None for text, _ in found)
    return found if known >= FEWEST and known * 2 >= len(found) else []


def short_text(element: etree._Element) -> str:
    """The text of an element if it is short, else ""."""
    pieces: list[str] = []
    for piece in element.itertext():
        pieces.append(str(piece))
        if sum(map(len, pieces)) > 200:
            return ""
    return tidy("".join(pieces))


def by_anchor(root: etree._Element, labels: list[tuple[str, str]]) -> dict[etree._Element, str]:
    found = {}
    for text, href in labels:
        match = SHORTEST_PART.match(href)
        panel = root.find(f".//*[@id='{match[1]}']") if match else None
        if panel is not None:
            found[panel] = text
    return found


def by_order(tabs: etree._Element, labels: list[str]) -> dict[etree._Element, str]:
    """The panels are the next elements after the tabs: as many of them, or one that holds as many."""
    place: etree._Element | None = tabs
    for _ in range(3):
        if place is None:
            return {}
        siblings = [
            after
            for after in place.itersiblings()
            if isinstance(after.tag, str) and after.tag not in ("script", "style")
        ]
        for candidates in (siblings[: len(labels)], list(siblings[0]) if siblings else []):
            panels = [
                element
                for element in candidates
                if isinstance(element.tag, str)
                and element.tag in ("div", "section", "ul", "dd", "li", "table", "article")
            ]
            if len(panels) == len(labels):
                return dict(zip(panels, labels, strict=True))
        place = place.getparent()
    return {}
