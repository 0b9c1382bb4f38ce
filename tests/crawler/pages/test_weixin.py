"""公众号 pages apart from their text: states, days, accounts and addresses."""

from __future__ import annotations

from datetime import date

import pytest

from checks.evidence import Channel, PageKind
from crawler.pages.weixin import is_challenge_address, post_in, without_sharing
from crawler.reading.reading import Visit

ADDRESS = "https://mp.weixin.qq.com/s/a"
VISIT = Visit(ADDRESS, Channel.WECHAT)


def state(said: str, more: str = "") -> str:
    return (
        '<html><head><script>var ct="1650000000";</script></head><body><div class="weui-msg">'
        f'<h2 class="weui-msg__title">{said}</h2><p>{more}</p></div></body></html>'
    )


@pytest.mark.parametrize(
    ("said", "kind", "problem"),
    [
        ("该内容已被发布者删除", PageKind.ERROR, "文章已取消"),
        ("此内容因违规无法查看", PageKind.ERROR, "文章已取消"),
        ("此内容被投诉且经审核涉嫌侵权，无法查看。", PageKind.ERROR, "文章已取消"),
        ("该公众号已停止使用", PageKind.ERROR, "文章已取消"),
        ("该帐号已注销", PageKind.ERROR, "文章已取消"),
        ("此账号已停止使用，内容无法查看", PageKind.ERROR, "文章已取消"),
        ("链接已过期", PageKind.ERROR, "平台提示"),
        ("该公众号已迁移", PageKind.ERROR, "平台提示"),
        ("未知错误，请稍后再试", PageKind.ERROR, "平台提示"),
        ("系统出错", PageKind.ERROR, "平台提示"),
        ("参数错误", PageKind.ERROR, "平台提示"),
        ("环境异常", PageKind.CHALLENGE, "平台提示"),
        ("当前环境异常，完成验证后即可继续访问。", PageKind.CHALLENGE, "平台提示"),
    ],
)
def test_what_stands_in_for_an_article(said: str, kind: PageKind, problem: str) -> None:
    post = post_in(state(said), VISIT)
    assert post is not None
    assert (post.kind, post.problem.startswith(problem), post.html) == (kind, True, "")


def test_the_same_words_elsewhere_mean_nothing() -> None:
    portal = Visit("http://www.example.gov.cn/a.html", Channel.PORTAL)
    assert post_in(state("链接已过期"), portal) is None
    assert post_in(state("通知", "各单位：" + "系统出错时请先登记。" * 50), VISIT) is None
    article = '<h1 id="activity-name">题</h1><div id="js_content"><p>该内容已被发布者删除</p></div>'
    post = post_in(f"<html><body>{article}</body></html>", VISIT)
    assert post is not None and not post.problem


def article(scripts: str = "", day: str = "", content: str = "id='js_content'") -> str:
    head = f"<script>{scripts}</script><em id='publish_time'>{day}</em>"
    return f"<html><body>{head}<div {content}><p>正文</p></div></body></html>"


@pytest.mark.parametrize(
    ("page", "day"),
    [
        # 23:59:59 and 00:00:00 in Beijing.
        pytest.param(article('var ct = "1649951999";'), date(2022, 4, 14), id="last second of a day"),
        pytest.param(article('var ct = "1649952000";'), date(2022, 4, 15), id="first second of a day"),
        pytest.param(article("var createTime = '2022-04-15 10:30';"), date(2022, 4, 15), id="as text"),
        pytest.param(article("ct: '1649952000' * 1,"), date(2022, 4, 15), id="in an object"),
        pytest.param(article("", "2022-04-15 10:30"), date(2022, 4, 15), id="only as shown"),
        pytest.param(article("", "2022年4月15日 10:30"), date(2022, 4, 15), id="shown in Chinese"),
        pytest.param(article("var createTime = '2022-13-45';"), None, id="no day"),
        pytest.param(article("", "昨天"), None, id="yesterday is no day"),
        pytest.param(article('var act = "1649952000";'), None, id="another variable"),
    ],
)
def test_the_day_is_that_of_beijing(page: str, day: date | None) -> None:
    post = post_in(page, VISIT)
    assert post is not None
    assert post.published == day


@pytest.mark.parametrize(
    "content", ["id=js_content", 'class="a" id = "js_content"', "id='js_content' style=x"]
)
def test_the_text_is_found_however_it_was_written(content: str) -> None:
    post = post_in(article(content=content), VISIT)
    assert post is not None
    assert "正文" in post.html


def test_the_account_and_the_way_on_stand_in_scripts() -> None:
    scripts = """var nickname = htmlDecode("示例县&amp;民政局"); var msg_title = '甲&quot;乙';
    var msg_source_url = 'https://www.example.gov.cn/a?x=1\\x26amp;y=2';"""
    post = post_in(article(scripts), VISIT)
    assert post is not None
    assert (post.account, post.title) == ("示例县&民政局", '甲"乙')
    assert post.read_more == "https://www.example.gov.cn/a?x=1&y=2"


@pytest.mark.parametrize(
    ("url", "lasting"),
    [
        (f"{ADDRESS}?scene=1&chksm=2#wechat_redirect", ADDRESS),
        ("http://mp.weixin.qq.com/s?sn=3&__biz=A&mid=1&idx=2&scene=9", "https://mp.weixin.qq.com/s?sn=3&__biz=A&mid=1&idx=2"),
        ("https://www.example.gov.cn/s?scene=1", "https://www.example.gov.cn/s?scene=1"),
        ("http://[broken", "http://[broken"),
    ],
)  # fmt: skip
def test_an_address_without_how_it_was_shared(url: str, lasting: str) -> None:
    assert without_sharing(url) == lasting


def test_where_one_is_asked_to_prove_oneself() -> None:
    assert is_challenge_address("https://mp.weixin.qq.com/mp/wappoc_appmsgcaptcha?poc_token=x")
    assert not is_challenge_address(ADDRESS)
