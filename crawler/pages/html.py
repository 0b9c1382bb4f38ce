"""HTML to blocks: one parse, one walk over the tree."""

from __future__ import annotations

import re

from lxml import etree

from crawler.pages.links import absolute
from crawler.pages.parsed import Document, Found
from crawler.pages.walker import Walker
from crawler.reading.text import tidy


def parse(text: str, base: str) -> Document:
    """The blocks of a page; `base` makes its links absolute."""
    document = Document()
    root = tree_of(text)
    if root is None:
        return document
    named = next((tag.get("href") for tag in root.iter("base") if tag.get("href") is not None), None)
    base = absolute(base, named or "") or base
    read_head(root, document)
    take_scripts(root, document)
    take_frames(root, document, base)
    show_inputs(root)
    Walker(document, base).walk(root)
    return document


def tree_of(text: str) -> etree._Element | None:
    """The tree; None if nothing is in it. Entities are not expanded from elsewhere, nothing is fetched."""
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True
    )
    data = mended(text.replace("\x00", "")).encode("utf-8", errors="replace")
    try:
        return etree.fromstring(data, parser) if data.strip() else None
    except etree.XMLSyntaxError:
        return None


# “{{ item.taskName }}”, “<%= name %>”: what a script would fill in; not “{{” in a style without its end.
TEMPLATE = re.compile(r"\{\{[^{}<>]{0,120}\}\}|<%[^<>]{0,200}%>")
# “&amp;nbsp;”, “&amp;lt;”: encoded twice; not “A&amp;B”.
TWICE = re.compile(r"&amp;((?:amp;)*(?:lt|gt|amp|nbsp|quot|ensp|emsp|#\d{1,6}|#x[0-9a-fA-F]{1,5});)")
# “&lt;br/&gt;”, “&lt;/p&gt;”: a tag shown as text; not “&lt;关于…的通知&gt;”.
SHOWN_TAG = re.compile(
    r"&lt;(/?(?:br|p|div|span|strong|b|font|table|tbody|tr|td|th|ul|ol|li)\b[^&<>]{0,200})&gt;"
)
# Quick looks for the three above; a pattern that begins with a plain character beats `in` on long texts.
OPENED = re.compile(r"\{\{")
CLOSED = re.compile(r"%>")
ENCODED = re.compile(r"&(?:amp|lt);")


def mended(text: str) -> str:
    """A page without the places that its script has not filled in, its entities decoded however often."""
    if OPENED.search(text) or CLOSED.search(text):
        text = TEMPLATE.sub("", text)
    if not ENCODED.search(text):
        return text
    for _ in range(3):
        if not TWICE.search(text):
            break
        text = TWICE.sub(r"&\1", text)
    return SHOWN_TAG.sub(r"<\1>", text)


def read_head(root: etree._Element, document: Document) -> None:
    title = next(root.iter("title"), None)
    document.title = tidy("".join(map(str, title.itertext()))) if title is not None else ""
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or "").lower()
        if name and meta.get("content"):
            document.meta.setdefault(name, tidy(str(meta.get("content"))))


def take_scripts(root: etree._Element, document: Document) -> None:
    """Move the scripts out of the tree, so that their text is never taken for the page's."""
    for script in root.iter("script"):
        if script.get("src"):
            document.script_files += 1
        elif script.text:
            document.scripts.append(script.text)
    etree.strip_elements(root, "script", "style", "noscript", "template", with_tail=False)


def take_frames(root: etree._Element, document: Document, base: str) -> None:
    """What a frame shows is a page of its own: its address is a link."""
    for frame in root.iter("iframe", "frame"):
        url = absolute(base, frame.get("src") or "")
        if url:
            document.has_frames = True
            document.links.append(Found(url, tidy(frame.get("title") or frame.get("name") or "")))


def show_inputs(root: etree._Element) -> None:
    """The values that a form only shows (readonly, disabled) become text."""
    for field in list(root.iter("input", "textarea")):
        if field.get("readonly") is None and field.get("disabled") is None:
            continue
        lines = (field.get("value") or field.text or "").splitlines()
        if field.tag == "textarea":
            field.tag = "div"
            field.text = lines[0] if lines else ""
            for line in lines[1:]:
                etree.SubElement(field, "br").tail = line
        elif field.get("type", "text").lower() == "text":
            field.tail = f"{' '.join(lines)}{field.tail or ''}"
