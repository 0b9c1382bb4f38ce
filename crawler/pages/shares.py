"""Shared pages of an app (云上内乡): their text often stands as JSON in a script; some are taken down."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from checks.evidence import Channel, PageKind
from crawler.pages.html import tree_of
from crawler.pages.scripts import is_guide, objects_in
from crawler.pages.sections import simplified
from crawler.pages.weixin import Post, day_in, page_of, scripts_of
from crawler.reading.reading import Visit
from crawler.reading.text import tidy

LITTLE = 200
"""Characters; a page that shows more needs no script to say something."""

GONE = re.compile(r"(?:内容|文章|页面|稿件|新闻|信息)(?:已(?:经|被)?(?:下架|下线|删除|撤稿|移除)|不存在)")
TITLES = ("title", "newsTitle", "articleTitle", "contentTitle", "name")
TEXTS = ("content", "contentHtml", "articleContent", "newsContent", "htmlContent", "body", "detail", "text")
DAYS = ("publishTime", "publish_time", "publishDate", "pubTime", "releaseTime", "createTime", "create_time")
# The account that published it, as printed under its title.
OWNERS = ("source", "author", "accountName", "publisher", "orgName", "deptName")
PARSED = re.compile(r"""JSON\.parse\(\s*("(?:[^"\\]|\\.){20,}"|'(?:[^'\\]|\\.){20,}')""")
DEEPEST = 6


def share_in(text: str, visit: Visit) -> Post | None:
    """The article in a page's scripts, or that it was taken down; None when the page says enough itself."""
    if visit.channel is not Channel.APP:
        return None
    root = tree_of(text)
    if root is None:
        return None
    scripts = scripts_of(root)
    etree.strip_elements(root, "script", "style", "noscript", with_tail=False)
    shown = tidy(" ".join(map(str, root.itertext())))
    if len(shown) > LITTLE:
        return None
    post = next(posts_in(scripts), None)
    if post is not None:
        return post
    gone = GONE.search(shown)
    return Post(problem=f"内容已取消：{gone[0]}", kind=PageKind.ERROR) if gone else None


def posts_in(scripts: str) -> Iterator[Post]:
    """The articles that stand in scripts; a guide with keys of its own is read elsewhere."""
    for value in (*objects_in(scripts), *parsed_in(scripts)):
        if not is_guide(value):
            yield from articles_in(value)


def parsed_in(scripts: str) -> Iterator[dict[str, Any]]:
    """Objects that the page's script reads from a string."""
    for found in PARSED.finditer(scripts):
        try:
            quoted = found[1] if found[1][0] == '"' else json.dumps(found[1][1:-1].replace("\\'", "'"))
            value = json.loads(json.loads(quoted))
        except (ValueError, TypeError, RecursionError):
            continue
        if isinstance(value, dict):
            yield value


def articles_in(value: object, depth: int = 0) -> Iterator[Post]:
    """Every object inside that has a title and a text."""
    if isinstance(value, list):
        for item in value[:20]:
            yield from articles_in(item, depth + 1)
    if not isinstance(value, Mapping) or depth > DEEPEST:
        return
    title, body = text_of(value, TITLES), text_of(value, TEXTS)
    if title and len(body) > len(title):
        yield post_of(title, body, value)
    for inner in value.values():
        if isinstance(inner, Mapping | list):
            yield from articles_in(inner, depth + 1)


def post_of(title: str, body: str, value: Mapping[str, Any]) -> Post:
    """An article from its parts."""
    markup = body if "<" in body else html.unescape(body)
    lines = markup if "<" in markup else "<br>".join(html.escape(line) for line in markup.splitlines())
    root = tree_of(f"<html><body>{lines}</body></html>")
    made = simplified(root) if root is not None else None
    return Post(
        html=page_of(tidy(title), made.html if made else ""),
        title=tidy(title),
        account=tidy(text_of(value, OWNERS)),
        published=day_of(value),
        pictures=made.pictures if made else 0,
        words=made.words if made else 0,
    )


def day_of(value: Mapping[str, Any]) -> Any:
    """The Beijing day of publication; times come in seconds, milliseconds or as text."""
    for key in DAYS:
        told = value.get(key)
        if isinstance(told, int) and not isinstance(told, bool):
            return day_in(str(told // 1000 if told > 10_000_000_000 else told))
        if isinstance(told, str) and (day := day_in(told[:-3] if re.fullmatch(r"1\d{12}", told) else told)):
            return day
    return None


def text_of(value: Mapping[str, Any], keys: tuple[str, ...]) -> str:
    return next((told for key in keys if isinstance(told := value.get(key), str) and told.strip()), "")
