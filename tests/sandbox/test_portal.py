"""The portal behaves like the real ones: paging, validators, robots, traps for crawlers."""

import re
from datetime import date
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup

from sandbox import Sandbox
from sandbox.load import county as clean_county
from sandbox.model import PORTAL
from tests.sandbox.conftest import Fetched, fetch


def links(county: Sandbox, url: str) -> dict[str, str]:
    soup = BeautifulSoup(fetch(url).text, "lxml")
    return {a.get_text(strip=True): urljoin(url, str(a["href"])) for a in soup.select("a[href]")}


def test_an_unchanged_page_is_not_sent_again(county: Sandbox) -> None:
    first = fetch(county.portal_url)
    again = fetch(county.portal_url, If_None_Match=first.headers["ETag"])
    since = fetch(county.portal_url, If_Modified_Since=first.headers["Last-Modified"])
    assert (first.status, again.status, since.status) == (200, 304, 304)
    assert again.body == since.body == b""


def test_a_repaired_page_is_sent_again(sandbox: Sandbox) -> None:
    place = next(place for plant in sandbox.truth.violations if plant.id == "om-01" for place in plant.places)
    first = fetch(place.url)
    sandbox.fix("om-01")
    validators = {"If_None_Match": first.headers["ETag"], "If_Modified_Since": first.headers["Last-Modified"]}
    assert fetch(place.url, **validators).status == 200
    assert fetch(place.url, If_Modified_Since=first.headers["Last-Modified"]).status == 200


def test_every_guide_is_reached_by_following_links_and_next_page(county: Sandbox) -> None:
    wanted = sum(PORTAL in item.channels for item in clean_county().items())
    seen: set[str] = set()
    waiting = [county.portal_url]
    while waiting:
        url = waiting.pop()
        path = urlsplit(url).path
        if url in seen or path.startswith(("/calendar/", "/search/", "/admin/", "/files/")):
            continue
        if urlsplit(url).netloc != urlsplit(county.portal_url).netloc:
            continue
        seen.add(url)
        waiting += links(county, url).values()
    assert len([url for url in seen if "/bszn/20" in url]) == wanted


def test_lists_have_pages_that_end(county: Sandbox) -> None:
    url = urljoin(county.portal_url, "/bmzd/mzj/bszn/")
    second = links(county, url)["下一页"]
    assert second.endswith("/bmzd/mzj/bszn/index_2.html")
    assert "下一页" not in links(county, second)
    assert links(county, second)["上一页"] == url


def test_robots_forbid_what_leads_astray(county: Sandbox) -> None:
    robots = fetch(urljoin(county.portal_url, "/robots.txt")).text
    assert re.findall(r"Disallow: (\S+)", robots) == ["/search/", "/admin/"]
    searched = links(county, urljoin(county.portal_url, "/search/?q=x"))
    assert searched["下一页"].endswith("/search/?q=x&p=2")
    assert "下一篇草稿" in links(county, urljoin(county.portal_url, "/admin/draft/7.html"))
    assert fetch(urljoin(county.portal_url, "/admin/login.html")).status == 200


def test_the_calendar_never_ends(county: Sandbox) -> None:
    url = urljoin(county.portal_url, "/calendar/2022/12")
    assert links(county, url)["下一月"].endswith("/calendar/2023/01")
    assert links(county, url)["上一月"].endswith("/calendar/2022/11")
    assert fetch(urljoin(county.portal_url, "/calendar/9999/12")).status == 200


def test_missing_pages_are_honest_but_for_one_column(county: Sandbox) -> None:
    assert fetch(urljoin(county.portal_url, "/xwzx/2020-01-01/1.html")).status == 404
    soft = fetch(urljoin(county.portal_url, "/bmfw/2020-01-01/1.html"))
    assert soft.status == 200 and "页面不存在" in soft.text


def test_one_department_writes_gb18030_and_calls_it_gb2312(county: Sandbox) -> None:
    row = next(row for row in county.truth["lookalikes"] if row["id"] == "la-61")
    page = fetch(row["url"])
    assert b'charset="gb2312"' in page.body and page.headers["Content-Type"] == "text/html"
    assert "喆源路" in page.body.decode("gb18030")
    assert "喆".encode("gb18030") in page.body


def test_menus_and_footer_are_printed_by_scripts(county: Sandbox) -> None:
    page = fetch(urljoin(county.portal_url, "/tzgg/")).text
    assert "网站标识码" not in page and "/static/js/top.js" in page
    assert "document.write" in fetch(urljoin(county.portal_url, "/static/js/top.js")).text
    assert "网站标识码" in fetch(urljoin(county.portal_url, "/static/js/footer.js")).text


def test_one_guide_shows_its_content_only_in_a_browser(county: Sandbox) -> None:
    (url,) = county.truth.scripted
    page = BeautifulSoup(fetch(url).text, "lxml")
    values = [cell.get_text(strip=True) for cell in page.select("#guide td.td-r")]
    assert len(values) > 10 and not any(values)


def test_a_picture_stands_for_one_guide(county: Sandbox) -> None:
    plant = next(plant for plant in county.truth.violations if plant.id == "un-01")
    page = BeautifulSoup(fetch(plant.places[0].url).text, "lxml")
    assert plant.verdict == "review" and page.select_one(".contentBox").get_text(strip=True) == ""
    picture = fetch(urljoin(county.portal_url, page.select_one(".contentBox img")["src"]))
    assert picture.body.startswith(b"\x89PNG") and picture.headers["Content-Type"] == "image/png"


def test_six_shapes_of_guide_are_in_use(county: Sandbox) -> None:
    shapes = {item.template for item in clean_county().items()}
    assert shapes == {"headings", "matrix", "colon", "table", "word", "tabs", "script"}


def test_lists_are_published_with_their_files(county: Sandbox) -> None:
    notices = links(county, urljoin(county.portal_url, "/tzgg/")) | links(
        county, urljoin(county.portal_url, "/tzgg/index_2.html")
    )
    cancelled = next(url for title, url in notices.items() if "取消证明事项清单" in title)
    page = fetch(cancelled).text
    assert "示政办〔2021〕37号" in page and "<th>证明名称</th>" in page
    files = [url for title, url in links(county, cancelled).items() if title.startswith("附件")]
    assert [fetch(url).body[:2] for url in files] == [b"PK"]
    assert any("司法局关于公布县级保留证明事项清单" in title for title in notices)
    assert not any("惠企政策清单" in title for title in notices)
    assert "惠企政策" not in links(county, county.portal_url)


def test_a_list_shows_what_is_wrong_with_it_until_that_is_repaired(sandbox: Sandbox) -> None:
    def page(key: str) -> str:
        return fetch(
            urljoin(sandbox.portal_url, sandbox.portal.site(sandbox.states.read()).path_of(key))
        ).text

    assert "示司〔2022〕9号" in page("kept-list") and "<th>适用对象</th>" not in page("policy-list")
    assert "收养人到县人民医院体检后开具" not in page("kept-list")
    sandbox.fix("c02-list-missing", "c02-kept-proof-unexplained", "c01-policy-list-missing")
    assert "示政办〔2022〕9号" in page("kept-list") and "<th>适用对象</th>" in page("policy-list")
    assert "收养人到县人民医院体检后开具" in page("kept-list")


def test_forms_open_unless_planted_otherwise(county: Sandbox) -> None:
    def form(plant_id: str) -> Fetched:
        place = next(one for one in county.truth.violations if one.id == plant_id).places[0]
        (href,) = BeautifulSoup(fetch(place.url).text, "lxml").select("p.file a")
        return fetch(urljoin(place.url, str(href["href"])))

    assert form("ab-01").status == 404
    assert form("ab-02").status == 200 and form("ab-02").body.startswith(b"<html")
    assert form("lt-01").body.startswith(b"PK")


def test_news_that_must_be_fresh_is_dated_from_the_day_of_opening(county: Sandbox) -> None:
    opened = date.fromisoformat(county.states.read().opened)
    assert opened == date.today()


def test_what_is_missing_appears_when_it_is_repaired(sandbox: Sandbox) -> None:
    sandbox.fix("c01-policy-library-missing", "c01-policy-list-missing", "c02-list-missing")
    library = links(sandbox, sandbox.portal_url)["惠企政策"]
    assert any("免申即享" in title for title in links(sandbox, library))
    notices = " ".join(links(sandbox, urljoin(sandbox.portal_url, "/tzgg/")))
    assert "保留证明事项清单" in notices
    sandbox.unfix("c01-policy-library-missing")
    assert "免申即享" in " ".join(links(sandbox, urljoin(sandbox.portal_url, "/tzgg/")))


def test_every_request_is_recorded(sandbox: Sandbox) -> None:
    fetch(urljoin(sandbox.portal_url, "/xwzx/"), User_Agent="tester/1.0", If_None_Match='"x"')
    hit = sandbox.requests[-1]
    assert (hit.server, hit.method, hit.path, hit.status, hit.user_agent) == (
        "portal",
        "GET",
        "/xwzx/",
        200,
        "tester/1.0",
    )
    assert hit.headers["If-None-Match"] == '"x"' and hit.time
    assert (sandbox.folder / "requests.jsonl").read_text(encoding="utf-8").count("\n") == len(
        sandbox.requests
    )
