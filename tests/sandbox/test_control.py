"""The verbs that play later nights, from the serving process and from another one."""

import http.client
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup

from sandbox import Sandbox
from sandbox.desk import Desk
from tests.sandbox.conftest import fetch

ITEM = "临时救助对象认定、给付"
PLANTED = "县级民政部门规定的其他必要申请材料"


def page_of(sandbox: Sandbox, item: str = ITEM) -> str:
    return urljoin(sandbox.portal_url, sandbox.key(item).removeprefix("portal:"))


def refused(url: str) -> bool:
    with socket.socket() as caller:
        return caller.connect_ex(("127.0.0.1", urlsplit(url).port or 0)) != 0


def verb(sandbox: Sandbox, *words: str) -> subprocess.CompletedProcess[str]:
    """One verb in a process of its own."""
    name, *rest = words
    command = [sys.executable, "-m", "sandbox", name, str(sandbox.folder), *rest]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_a_moved_page_has_a_new_address_and_the_lists_know_it(sandbox: Sandbox) -> None:
    old = page_of(sandbox)
    new = urljoin(sandbox.portal_url, sandbox.move(ITEM))
    assert fetch(old).status == 404
    assert PLANTED in fetch(new).text and page_of(sandbox) == new
    assert urlsplit(new).path in fetch(urljoin(sandbox.portal_url, "/zwfw/")).text
    again = urljoin(sandbox.portal_url, sandbox.move(ITEM))
    assert fetch(new).status == 404 and PLANTED in fetch(again).text
    place = next(
        row for row in sandbox.truth["plants"] if row["id"] == "om-01" and row["channel"] == "portal"
    )
    assert place["url"] == again


@pytest.mark.parametrize(
    ("how", "status", "sign"),
    [
        ("500", 500, "服务器内部错误"),
        ("503", 503, "服务暂时不可用"),
        ("403", 403, "拦截"),
        ("412", 412, "$_ts"),
        ("521", 521, "document.cookie"),
        ("maintenance", 200, "维护"),
        ("shell", 200, '<div id="app"></div>'),
        ("login", 200, "用户登录"),
    ],
)
def test_a_page_breaks_and_is_mended(sandbox: Sandbox, how: str, status: int, sign: str) -> None:
    url = page_of(sandbox)
    sandbox.break_(ITEM, how)
    broken = fetch(url)
    assert broken.status == status and sign in broken.text and PLANTED not in broken.text
    assert fetch(sandbox.portal_url).status == 200
    sandbox.mend(ITEM)
    assert PLANTED in fetch(url).text


def test_half_a_page_comes_with_and_without_notice(sandbox: Sandbox) -> None:
    url = page_of(sandbox)
    whole = len(fetch(url).body)
    sandbox.break_(url, "cut")
    assert len(fetch(url).body) == whole // 2
    sandbox.break_(url, "truncated")
    with pytest.raises(http.client.IncompleteRead):
        fetch(url)
    sandbox.break_(url, "empty")
    assert fetch(url).body == b""


def test_silence_is_bounded_and_ends_with_the_sandbox(tmp_path: Path) -> None:
    with Sandbox(tmp_path / "s") as sandbox:
        sandbox.break_("service", "hang", seconds=0.3)
        began = time.monotonic()
        assert fetch(sandbox.service_url).status == 504
        assert 0.3 <= time.monotonic() - began < 5
        sandbox.break_("service", "hang", seconds=60)
        with (
            pytest.raises(TimeoutError),
            socket.create_connection(("127.0.0.1", urlsplit(sandbox.service_url).port or 0)) as line,
        ):
            line.settimeout(0.3)
            line.sendall(b"GET / HTTP/1.0\r\n\r\n")
            line.recv(10)
        began = time.monotonic()
    assert time.monotonic() - began < 10


def test_a_whole_server_breaks(sandbox: Sandbox) -> None:
    sandbox.break_("portal", "maintenance")
    assert "维护" in fetch(page_of(sandbox)).text and "维护" in fetch(sandbox.portal_url).text
    assert fetch(sandbox.service_url).status == 200


def test_data_and_page_of_a_service_break_together(sandbox: Sandbox) -> None:
    key = sandbox.key(f"service:{ITEM}")
    unid = key.removeprefix("service:")
    sandbox.break_(key, "403")
    assert fetch(f"{sandbox.service_url}hnzwfw/matter/service?serviceUnid={unid}").status == 403
    assert fetch(f"{sandbox.service_url}portal/guide/{unid}?region=419900000000").status == 403


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_is_taken_down(sandbox: Sandbox, status: int) -> None:
    sandbox.take_down(ITEM, status)
    assert fetch(page_of(sandbox)).status == status


def test_a_list_goes_with_its_attachment(sandbox: Sandbox) -> None:
    url = urljoin(sandbox.portal_url, sandbox.key("commitment-list").removeprefix("portal:"))
    soup = BeautifulSoup(fetch(url).text, "lxml")
    (file,) = [urljoin(url, str(a["href"])) for a in soup.select(".file a")]
    assert fetch(file).status == 200
    sandbox.take_down("commitment-list")
    assert (fetch(url).status, fetch(file).status) == (404, 404)


def test_a_window_guide_is_taken_away_and_comes_back(sandbox: Sandbox) -> None:
    file = Path(sandbox.profile, "window-guides", "民政局", f"{ITEM}.docx")
    assert file.exists()
    sandbox.take_down(f"window:{ITEM}")
    assert not file.exists()
    sandbox.restore()
    assert file.exists()


def test_a_redesign_keeps_every_word_of_the_guides(sandbox: Sandbox) -> None:
    before = fetch(page_of(sandbox)).text
    sandbox.redesign("modern")
    after = BeautifulSoup(fetch(page_of(sandbox)).text, "lxml")
    assert after.select(".field") and "MsoNormal" not in before + str(after)
    rows = [
        row
        for row in (*sandbox.truth["plants"], *sandbox.truth["lookalikes"])
        if row["channel"] == "portal" and row["form"] != "picture"
    ]
    for row in rows:
        text = "".join(BeautifulSoup(fetch(row["url"]).text, "lxml").get_text("").split())
        assert "".join(row["quote"].split()) in text, row["id"]
    listed = BeautifulSoup(fetch(urljoin(sandbox.portal_url, "/bmzd/mzj/bszn/")).text, "lxml")
    assert [a.get_text() for a in listed.select("a") if a.get_text() == "下一页"]


def test_a_stopped_server_refuses_and_starts_on_the_same_port(sandbox: Sandbox) -> None:
    url = sandbox.service_url
    sandbox.stop("service")
    assert refused(url) and not refused(sandbox.portal_url)
    sandbox.start("service")
    assert sandbox.service_url == url and fetch(url).status == 200


def test_everything_is_undone_by_restore(sandbox: Sandbox) -> None:
    first = fetch(page_of(sandbox)).body
    url = page_of(sandbox)
    sandbox.fix("om-01")
    sandbox.move(ITEM)
    sandbox.redesign("modern")
    sandbox.break_("portal", "500")
    sandbox.stop("service")
    sandbox.restore()
    assert fetch(url).body == first
    assert fetch(sandbox.service_url).status == 200


def test_another_process_changes_what_is_served(sandbox: Sandbox) -> None:
    url = page_of(sandbox)
    assert verb(sandbox, "fix", "om-01").returncode == 0
    assert PLANTED not in fetch(url).text
    assert "om-01" not in verb(sandbox, "truth").stdout
    assert verb(sandbox, "unfix", "om-01").returncode == 0
    assert PLANTED in fetch(url).text
    moved = verb(sandbox, "move", ITEM).stdout.strip()
    assert PLANTED in fetch(urljoin(url, moved)).text
    assert verb(sandbox, "break", "portal", "403").returncode == 0
    assert fetch(url).status == 403
    assert verb(sandbox, "restore").returncode == 0
    assert PLANTED in fetch(url).text


@pytest.mark.parametrize(
    "words",
    [
        ("fix", "no-such-plant"),
        ("break", "没有这个事项"),
        ("break", "portal", "sideways"),
        ("take-down", "没有这个事项"),
    ],
)
def test_a_mistake_is_told_in_a_line(sandbox: Sandbox, words: tuple[str, ...]) -> None:
    done = verb(sandbox, *words)
    assert done.returncode == 2 and "Traceback" not in done.stderr and done.stderr


def test_a_folder_that_was_never_served_is_a_mistake(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sandbox", "fix", str(tmp_path / "none"), "om-01"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2 and "Traceback" not in done.stderr


def test_serve_ends_by_itself_and_keeps_its_ports(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sandbox", "serve", str(tmp_path / "s"), "--seconds", "0.2"]
    first, second = (
        subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout
        for _ in range(2)
    )
    assert first == second and "portal http://127.0.0.1:" in first


def test_the_state_outlives_the_servers(tmp_path: Path) -> None:
    with Sandbox(tmp_path / "s") as sandbox:
        sandbox.fix("om-01")
    with Sandbox(tmp_path / "s") as sandbox:
        assert PLANTED not in fetch(page_of(sandbox)).text


def test_the_package_is_cheap_to_import() -> None:
    script = "import sys, sandbox; print([name for name in ('werkzeug', 'docx', 'jinja2', 'reportlab') if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.strip() == "[]"


def test_unknown_words_are_refused(sandbox: Sandbox) -> None:
    desk = Desk(sandbox.folder)
    for wrong in (
        lambda: desk.redesign("baroque"),
        lambda: desk.stop("printer"),
        lambda: desk.move("service:" + ITEM),
        lambda: desk.break_("portal", "sideways"),
    ):
        with pytest.raises(ValueError):
            wrong()
