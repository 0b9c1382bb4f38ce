"""What is peculiar to 公众号 articles: where their text stands, and the pages that stand in for one."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from lxml import etree

from checks.evidence import Channel, PageKind
from crawler.pages.html import tree_of
from crawler.pages.sections import simplified
from crawler.reading.reading import Reading, Visit
from crawler.reading.text import tidy

HOST = "mp.weixin.qq.com"
BEIJING = timezone(timedelta(hours=8))
LITTLE = 400
"""Characters; a page with more text is an article, whatever words are in it."""

NAMING = ("__biz", "mid", "idx", "sn")
"""The parameters that name an article; the others tell who shared it and how."""

CHALLENGE = "平台提示：环境异常，需要人工验证"
GONE = re.compile(
    r"该?内容已被发布者删除|因违规无法查看|被投诉且经审核涉嫌侵权|(?:公众号|帐号|账号)已(?:停止使用|注销|被封)"
    r"|(?:帐号|账号)被屏蔽|已停止访问该网页"
)
ELSEWHERE = re.compile(r"链接已过期|(?:公众号|帐号|账号)已迁移")
FAILED = re.compile(r"未知错误|系统出错|系统繁忙|参数错误|请在微信客户端打开链接")
BLOCKED = re.compile(r"环境异常|完成验证后即可继续访问")
PUBLISHED = (
    re.compile(r"""\bct\s*[=:]\s*["']?(1\d{9})\b"""),
    re.compile(r"""\b(?:createTime|create_time)\s*[=:]\s*["'](\d{4}-\d\d?-\d\d?)"""),
    re.compile(r"""\b(?:svr_time|oriCreateTime|ori_create_time)\s*[=:]\s*["']?(1\d{9})\b"""),
)
ACCOUNT = re.compile(r"""\bnickname\s*=\s*(?:htmlDecode\()?["']([^"']{1,60})["']""")
TITLE = re.compile(r"""\bmsg_title\s*=\s*["']([^"']{1,200})["']""")
MORE = re.compile(r"""\bmsg_source_url\s*=\s*["'](https?:[^"'\s]{5,1000})["']""")
CONTENT = re.compile(r"""\bid\s*=\s*["']?js_content\b""")


@dataclass(frozen=True, slots=True)
class Post:
    """An article as plain HTML, with what stands around it; `problem` says why there is none."""

    html: str = ""
    title: str = ""
    account: str = ""
    published: date | None = None
    read_more: str = ""
    pictures: int = 0
    words: int = 0
    problem: str = ""
    kind: PageKind = PageKind.ARTICLE

    @property
    def as_reading(self) -> Reading:
        """The answer for a page that is no article."""
        return Reading(self.kind, self.title, problem=self.problem)


def without_sharing(url: str) -> str:
    """The lasting address of an article; any other address as it is."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    if parts.hostname != HOST:
        return url
    kept = [(name, value) for name, value in parse_qsl(parts.query) if name in NAMING]
    query = urlencode(kept) if parts.path == "/s" else ""
    return urlunsplit(("https", parts.netloc, parts.path, query, ""))


def is_challenge_address(url: str) -> bool:
    """Does the platform send us to prove that we are a person?"""
    return "wappoc_appmsgcaptcha" in url


def post_in(text: str, visit: Visit) -> Post | None:
    """The article of a page, or why there is none; None for a page that is not the platform's."""
    if "js_content" not in text or CONTENT.search(text) is None:
        return state_of(text, visit)
    root = tree_of(text)
    content = root.find(".//*[@id='js_content']") if root is not None else None
    return None if root is None or content is None else article(root, content, scripts_of(root))


def article(root: etree._Element, content: etree._Element, scripts: str) -> Post:
    """An article from its parts."""
    title = text_at(root, "activity-name") or meta(root, "og:title") or first(TITLE, scripts)
    more = first(MORE, scripts)
    body = simplified(content)
    return Post(
        html=page_of(title, body.html),
        title=title,
        account=text_at(root, "js_name") or first(ACCOUNT, scripts),
        published=published_in(scripts) or day_in(text_at(root, "publish_time")),
        read_more=html.unescape(more.replace("\\x26", "&")),
        pictures=body.pictures,
        words=body.words,
    )


def page_of(title: str, body: str) -> str:
    """A page that holds nothing but the article."""
    head = f'<meta charset="utf-8"><title>{html.escape(title)}</title>'
    named = f'<meta name="articletitle" content="{html.escape(title)}">'
    return f"<html><head>{head}{named}</head><body><h1>{html.escape(title)}</h1>{body}</body></html>"


def state_of(text: str, visit: Visit) -> Post | None:
    """The platform's own page in place of an article: deleted, blocked, moved, or a challenge."""
    if visit.channel is not Channel.WECHAT and urlsplit(visit.url).hostname != HOST:
        return None
    root = tree_of(text)
    if root is None:
        return None
    etree.strip_elements(root, "script", "style", with_tail=False)
    said = tidy(" ".join(map(str, root.itertext())))
    if len(said) > LITTLE:
        return None
    for pattern, kind, problem in (
        (BLOCKED, PageKind.CHALLENGE, CHALLENGE),
        (GONE, PageKind.ERROR, "文章已取消：{}"),
        (ELSEWHERE, PageKind.ERROR, "平台提示：{}，请换成文章现在的网址"),
        (FAILED, PageKind.ERROR, "平台提示：{}"),
    ):
        found = pattern.search(said)
        if found:
            return Post(problem=problem.format(found[0]), kind=kind)
    return None


def published_in(scripts: str) -> date | None:
    """The Beijing day of publication, as the page's scripts name it."""
    for pattern in PUBLISHED:
        found = pattern.search(scripts)
        if found and (day := day_in(found[1])):
            return day
    return None


def day_in(text: str) -> date | None:
    """A day from seconds since 1970 or from “2022-04-15 10:30”."""
    if re.fullmatch(r"[12][0-9]{9}", text):
        return datetime.fromtimestamp(int(text), UTC).astimezone(BEIJING).date()
    found = re.match(r"(\d{4})[-年](\d\d?)[-月](\d\d?)", text.strip())
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def scripts_of(root: etree._Element) -> str:
    """The texts of a page's scripts."""
    return "\n".join(script.text for script in root.iter("script") if script.text)


def first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return tidy(html.unescape(found[1])) if found else ""


def text_at(root: etree._Element, name: str) -> str:
    found = root.find(f".//*[@id='{name}']")
    return tidy("".join(map(str, found.itertext()))) if found is not None else ""


def meta(root: etree._Element, name: str) -> str:
    return next(values(root, name), "")


def values(root: etree._Element, name: str) -> Iterator[str]:
    for tag in root.iter("meta"):
        if name in (tag.get("property"), tag.get("name")) and tag.get("content"):
            yield tidy(str(tag.get("content")))
