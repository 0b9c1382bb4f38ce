"""What a link promises, what a pattern of pages is worth, whose a page is."""

import pytest

from checks.evidence import Article, Guide, Page, PageKind
from counties.units import UnitNames
from crawler.agenda import Agenda
from crawler.attribution import attributed, unit_of
from crawler.forwarding import forward_target
from crawler.frontier import (
    IDLE_PAGES,
    MAX_DEPTH,
    PAGES_PER_LIST,
    Frontier,
    Rank,
    Step,
    Territory,
    rank_of,
    steps_from,
)
from crawler.menus import menu_scripts, read_menu
from crawler.missing import NotFoundLooks, lines_of
from crawler.reading.reading import Link, LinkRole

HOME = "http://a.cn/"
CONTENT = LinkRole.CONTENT


@pytest.mark.parametrize(
    ("text", "context", "path", "page", "rank"),
    [
        pytest.param("办事指南", "", "/x/", Rank.START, Rank.WANTED, id="its own words"),
        pytest.param("要闻", "", "/zwfw/", Rank.START, Rank.NEWS, id="words before the path"),
        pytest.param("更多", "惠企政策", "/x/", Rank.START, Rank.WANTED, id="the words above it"),
        pytest.param("更多", "", "/zwfw/", Rank.START, Rank.WANTED, id="its path"),
        pytest.param("关于我们", "", "/about/", Rank.START, Rank.PLAIN, id="nothing known"),
        pytest.param("我县举行植树", "", "/1.html", Rank.NEWS, Rank.NEWS, id="an entry of a news list"),
        pytest.param("证明事项保留清单", "", "/1.html", Rank.NEWS, Rank.WANTED, id="a list among news"),
    ],
)
def test_rank(text: str, context: str, path: str, page: Rank, rank: Rank) -> None:
    assert rank_of(Link(f"http://a.cn{path}", text, CONTENT, context), f"http://a.cn{path}", page) is rank


def steps(*links: Link, here: Step | None = None) -> list[Step]:
    names = {"民政局": "民政局", "林业局": "林业局"}
    found = steps_from(
        links, here=here or Step(HOME, Rank.START), territory=Territory((HOME,), ("b.cn",)),
        unit_named=lambda text: names.get(text, ""),
    )  # fmt: skip
    return list(found)


def test_only_what_can_be_read_here_is_followed() -> None:
    addresses = (
        "/a",
        "http://b.cn:81/b",
        "http://c.cn/",
        "http://a.cn:81/",
        "/x.mp4",
        "/sso/login?to=1",
        "javascript:x",
    )
    assert [step.url for step in steps(*(Link(url, "", CONTENT) for url in addresses))] == [
        "http://a.cn/a",
        "http://b.cn:81/b",
    ]


def test_the_next_page_of_a_list_is_as_near_as_the_list() -> None:
    here = Step(f"{HOME}list/", Rank.WANTED, depth=3, page_of_list=4, unit_hint="民政局")
    (step,) = steps(Link("/list/2", "下一页", LinkRole.NEXT), here=here)
    assert (step.rank, step.depth, step.page_of_list, step.unit_hint) == (Rank.WANTED, 3, 5, "民政局")


def test_the_unit_comes_from_menus_and_headings() -> None:
    here = Step(f"{HOME}list/", Rank.WANTED, unit_hint="民政局")
    found = steps(
        Link("/1", "林业局", LinkRole.NAVIGATION),
        Link("/2", "首页", LinkRole.NAVIGATION),
        Link("/3", "采伐许可", CONTENT, "林业局"),
        Link("/4", "救助", CONTENT),
        here=here,
    )
    assert [step.unit_hint for step in found] == ["林业局", "", "林业局", "民政局"]


@pytest.mark.parametrize(
    ("step", "refused"),
    [
        (Step(f"{HOME}a", Rank.PLAIN, depth=MAX_DEPTH), False),
        (Step(f"{HOME}a", Rank.PLAIN, depth=MAX_DEPTH + 1), True),
        (Step(f"{HOME}a", Rank.PLAIN, page_of_list=PAGES_PER_LIST - 1), False),
        (Step(f"{HOME}a", Rank.PLAIN, page_of_list=PAGES_PER_LIST), True),
        (Step(f"{HOME}a/b/a/b/a/", Rank.PLAIN), True),
    ],
)
def test_too_far_is_refused(step: Step, refused: bool) -> None:
    assert Frontier().refuses(step) is refused


def test_a_pattern_without_news_is_left_after_so_many_pages() -> None:
    frontier = Frontier()
    ends = [
        frontier.note(f"{HOME}cal/{n}", texts=["同样"], leads_to=[f"{HOME}cal/{n + 1}"])
        for n in range(IDLE_PAGES + 3)
    ]
    # The first page says something new, and earns one page more.
    assert ends.index(True) == IDLE_PAGES + 1
    assert ends.count(True) == 1
    assert frontier.refuses(Step(f"{HOME}cal/999", Rank.PLAIN))
    assert not frontier.refuses(Step(f"{HOME}other/1", Rank.PLAIN))


def test_a_list_is_followed_as_long_as_it_leads_somewhere() -> None:
    frontier = Frontier()
    assert not any(
        frontier.note(
            f"{HOME}list/{n}", texts=[], leads_to=[f"{HOME}article/{n}.html", f"{HOME}list/{n + 1}"]
        )
        for n in range(3 * IDLE_PAGES)
    )


def test_news_ends_before_the_budget_does() -> None:
    frontier = Frontier(max_pages=10)
    for _ in range(4):
        frontier.count(Rank.NEWS)
    assert frontier.spent(Rank.NEWS)
    assert not frontier.spent(Rank.WANTED)
    for _ in range(6):
        frontier.count(Rank.WANTED)
    assert frontier.spent(Rank.WANTED)


def test_the_agenda_keeps_order_and_room() -> None:
    agenda = Agenda(
        [Step(f"{HOME}n", Rank.NEWS), Step(f"{HOME}g", Rank.WANTED), Step("http://b.cn/x", Rank.PLAIN)],
        parallel=1,
    )
    first, second = agenda.next(), agenda.next()
    assert first and second
    assert (first.url, second.url) == (f"{HOME}g", "http://b.cn/x")
    assert agenda.next() is None, "both hosts are busy"
    agenda.done(first)
    agenda.add([first], again=True)
    assert [agenda.next().url] == [f"{HOME}n"], "what is asked again comes last"  # type: ignore[union-attr]
    assert [step.url for step in agenda.drop(lambda step: step.url.startswith(HOME))] == [f"{HOME}g"]
    assert len(agenda) == 0


NAMES = UnitNames("示例县", (), {name: [name] for name in ("民政局", "林业局", "自然资源局")})


def unit_named(text: str) -> str:
    return {"示例县民政局": "民政局", "民政局": "民政局", "林业局": "林业局"}.get(text, "")


@pytest.mark.parametrize(
    ("printed", "hints", "unit"),
    [
        pytest.param("示例县民政局", ["林业局"], "民政局", id="as printed"),
        pytest.param("不动产登记中心", ["", "林业局"], "林业局", id="else from the place"),
        pytest.param("", ["首页", "林业局", "民政局"], "林业局", id="the nearest place first"),
        pytest.param("外县某局", [], "", id="else nobody's"),
    ],
)
def test_unit(printed: str, hints: list[str], unit: str) -> None:
    assert unit_of(printed, hints, unit_named) == unit


def test_a_breadcrumb_counts_before_the_link_that_led_here() -> None:
    pieces = [
        Guide(item_name="采伐"),
        Page(PageKind.GUIDE, breadcrumb="首页 > 部门 > 林业局 > 办事指南"),
        Article(unit="民政局"),
    ]
    guide, page, article = attributed(pieces, hint="民政局", look=NAMES.look_up)
    assert isinstance(guide, Guide)
    assert isinstance(article, Article)
    assert (guide.unit, article.unit) == ("林业局", "民政局")
    assert page == pieces[1]


@pytest.mark.parametrize(
    ("printed", "unit", "former"),
    [
        pytest.param("示例县林业局造林股", "林业局", "", id="as printed"),
        pytest.param("婚姻登记处", "民政局", "", id="a body of a unit"),
        pytest.param("示例县国土资源局", "自然资源局", "国土资源局", id="a name from before a reform"),
        pytest.param("造林股", "民政局", "", id="else from the column"),
        pytest.param("林业局、民政局", "民政局", "", id="of two the one of the column"),
        pytest.param("林业局、自然资源局", "", "", id="of two neither the column's"),
        pytest.param("外地县民政局", "", "", id="another county's"),
    ],
)
def test_whose_a_guide_is(printed: str, unit: str, former: str) -> None:
    (guide,) = attributed([Guide(unit=printed)], hint="民政局", look=NAMES.look_up)
    assert isinstance(guide, Guide)
    assert (guide.unit, guide.former_unit) == (unit, former)


def test_a_reprinted_article_belongs_to_its_column() -> None:
    (article,) = attributed([Article(unit="外地县民政局")], hint="民政局", look=NAMES.look_up)
    assert isinstance(article, Article) and article.unit == "民政局"


@pytest.mark.parametrize(
    ("body", "target"),
    [
        (b'<meta http-equiv="Refresh" content="0;URL=/home/">', "/home/"),
        (b"<script>window.location.href = 'index2.html';</script>", "index2.html"),
        (b'<script>top.location.replace("/a")</script>', "/a"),
        (b"<script>location.href='/a'</script>" + "正文".encode() * 200, ""),
        (b"<p>location</p>", ""),
        (b"<script>location.reload()</script>", ""),
    ],
)
def test_forward_target(body: bytes, target: str) -> None:
    assert forward_target(body) == target


FRAME = "<html><body><p>某县政府</p><p>首页</p><div>{}</div><script>var a</script></body></html>"


@pytest.mark.parametrize(
    ("own", "alike"),
    [
        pytest.param("页面不见了", True, id="the same excuse"),
        pytest.param("暂无内容", False, id="an empty column says something else"),
        pytest.param("页面不见了</p><p>另见：办事指南</p><p>受理条件", False, id="a page that says more"),
        pytest.param("您要找的 /a/1.html 页面不见了", False, id="another sentence"),
    ],
)
def test_what_not_found_looks_like(own: str, alike: bool) -> None:
    home, probe = (FRAME.format(text).encode() for text in ("欢迎访问", "页面不见了"))
    common = lines_of(home)
    looks = NotFoundLooks(common, lines_of(probe) - common)
    assert looks.match(FRAME.format(own).encode(), "http://a.cn/a/1.html") is alike


def test_the_echoed_address_does_not_count() -> None:
    echo = FRAME.format("{} 不存在 12:30:59")
    common = lines_of(FRAME.format("欢迎").encode())
    probe = lines_of(echo.format("/q/9.html").encode(), address="http://a.cn/q/9.html")
    looks = NotFoundLooks(common, probe - common)
    assert looks.match(echo.format("/old/1.html").encode(), "http://a.cn/old/1.html")


def test_menu_scripts() -> None:
    body = b"""<script src="/static/js/top.js"></script><script src='js/nav_2020.min.js?v=1'></script>
    <script src="/js/jquery.min.js"></script><script src="/js/swiper-navigation.js"></script>"""
    assert menu_scripts(body, "http://a.cn/x/") == [
        "http://a.cn/static/js/top.js",
        "http://a.cn/x/js/nav_2020.min.js",
    ]
    links = read_menu(
        rb"""document.writeln("<a target=\"_blank\" href=\"/zwgk/\">\u653f</a>"); a('<a href="/x">X</a>')"""
    ).links
    assert [link.url for link in links] == ["/zwgk/", "/x"]


def test_attachments_go_with_the_item_of_their_page() -> None:
    links = (
        Link(f"{HOME}a.docx", "申请材料清单", role=LinkRole.ATTACHMENT),
        Link(f"{HOME}b.html", "下一事项", LinkRole.CONTENT),
    )
    found = steps_from(
        links, here=Step(HOME, Rank.START), territory=Territory((HOME,)), unit_named=lambda _: "", item="残疾人证办理"
    )  # fmt: skip
    assert [(step.item_hint, step.called) for step in found] == [("残疾人证办理", "申请材料清单"), ("", "")]
