"""A desk with something on every page, served to a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from crawler.chromium import browser_available
from reports.build import build_report
from reports.gather import gather
from reports.write import write_report
from rules import all_rules
from storage import chain, claims, decisions, issuing, people, pictures, settings, uploads
from storage.claims import Answer
from storage.database import connect
from storage.decisions import Scope
from storage.models import Coverage, Run, Todo
from storage.pictures import Taken
from storage.roles import Role
from tests.storage.factories import COUNTY, finding_row, make_run
from tests.web.conftest import HASHED, MINE, NOW, OTHER, PAGE, PASSWORD, TOWN, WrittenDown, county_profile
from web import access
from web.app import create_app
from web.desk import Desk, JobView, Rechecked

Words = Callable[[str], str]
"""Gives the text for a place where people or pages may write anything, from what usually stands there."""

OPEN_RULE = "c12-open-ended-material"
FORM = "t01-premises"
MATTERS = "m-report-late"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
JPG = b"\xff\xd8\xff\xe0 photo"
STATES: tuple[dict[str, Any], ...] = (
    {}, {"verdict": "review", "severity": "S1"}, {"severity": "S3"}, {"severity": "S4", "unit": OTHER}, {"unit": ""},
    {"decided": "confirmed"}, {"decided": "confirmed", "reopened": 1, "unit": OTHER},
    {"observed": "unknown", "observed_reason": "连接超时"}, {"observed": "absent", "cause": "withdrawn"},
    {"observed": "absent", "cause": "fixed", "decided": "confirmed"}, {"observed": "gone"},
    {"decided": "dismissed", "decided_reason": "引用法规原文", "decided_by": "审核员乙"},
    {"decided": "escalated", "decided_reason": "上级统一字段", "decided_by": "审核员乙"},
)  # fmt: skip
"""What makes a finding stand in each status that there is."""


NO_PAGES = {
    "static": "styles and scripts",
    "home.trend": "a picture, seen in the overview",
    "evidence.upload": "a file that somebody handed in",
    "findings.picture": "a picture, seen on the finding's page",
    "packages.download": "a file to keep",
    "papers.of_unit": "a file to keep",
    "papers.of_county": "a file to keep",
}
Arguments = dict[str, Any]


@dataclass(frozen=True)
class Furnished:
    """The desk with the numbers of what stands on it."""

    desk: Desk
    waiting: str
    issued: str
    disputed: str
    list_: int
    upload: int
    suspect: int


def plain(usual: str) -> str:
    return usual


def furnish(filled: Path, folder: Path, words: Words = plain) -> Furnished:
    """A copy of the filled database with findings in every status and something of everything else."""
    database = folder / "zwaudit.db"
    database.write_bytes(filled.read_bytes())
    engine = connect(f"sqlite:///{database}")
    desk = Desk(engine, county_profile(folder), all_rules(), folder, WrittenDown(), "k" * 64, lambda: NOW)
    with desk.changing() as session:
        numbers = [put(session, words, number, **state) for number, state in enumerate(STATES)]
        disputed = [put(session, words, 50 + number, decided="confirmed") for number in range(3)]
        issuing.issue(
            session, COUNTY, "第一轮", due=date(2025, 6, 4), on=date(2025, 5, 5), who="管理员甲", at=NOW,
            document_number=words("示政〔2025〕3号"), units=[MINE],
        )  # fmt: skip
        put(session, words, 60, decided="confirmed"), put(session, words, 61, decided="confirmed", unit=OTHER)
        show(session, numbers[0], words), show(session, numbers[5], words)
        upload = answer(session, disputed[0], Answer.DISPUTED, words)
        answer(session, disputed[1], Answer.FIXED, words)
        propose(session, numbers[1], words)
        settings.put(
            session, COUNTY, OPEN_RULE, {"never": [words("其他有关材料")]}, who="管理员甲", at=NOW,
            reason=words("上级统一表述"),
        )  # fmt: skip
        people.add(
            session,
            COUNTY,
            "extra",
            name=words("某甲")[:60],
            role=Role.UNIT,
            password=HASHED,
            at=NOW,
            unit=OTHER,
        )
        suspect = nights(session, words)
    jobs(desk, numbers[5], words)
    fill_in(desk, words)
    with desk.asking() as session:
        write_report(
            build_report(gather(session, desk.profile, desk.rules, session.get_one(Run, suspect))), folder
        )
    return Furnished(
        desk, number_of(numbers[0]), number_of(numbers[5]), number_of(disputed[0]), 1, upload, suspect
    )


def show(session: Any, finding: int, words: Words) -> None:
    """A screenshot of the finding, and one of its place afterwards."""
    for text, note in ((words("其他有关材料"), ""), ("", "原文已不在此处")):
        pictures.put(
            session,
            Taken(
                finding, sha256(PAGE.encode()).hexdigest(), words("http://site/a"), NOW, pictures.PAGE, text,
                bool(text), words(note), PNG,
            ),
        )  # fmt: skip


def number_of(row: int) -> str:
    return f"F{row:06d}"


def put(session: Any, words: Words, number: int, **more: Any) -> int:
    """A finding with its first event; the texts of people and pages are the given ones."""
    row = finding_row(
        **{
            "quote": words("其他有关材料"), "text": f"其他有关材料{number}", "reason": words("兜底条款"), "item_name": words("老年人优待证办理"),
            "message": words("有兜底条款"), "advice": words("请删除"), "url": words("http://site/a"),
            "snapshot": sha256(PAGE.encode()).hexdigest(), "fingerprint": sha256(f"{number}".encode()).hexdigest(), **more,
        }
    )  # fmt: skip
    session.add(row)
    session.flush()
    event = chain.append(
        session, COUNTY, chain.Entry(row.id, NOW, "自动核查", "appeared", reason=words("首次发现"), run_id=1)
    )
    row.last_event = event.number
    return row.id


def answer(session: Any, row: int, kind: Answer, words: Words) -> int:
    """A unit's answer with a file; gives the file's number."""
    file = uploads.hand_in(
        session, COUNTY, PNG + str(row).encode(), file=words("截图.png"), unit=MINE, who="经办人丁", at=NOW, finding_id=row
    )  # fmt: skip
    claims.answer(session, row, kind, who="经办人丁", at=NOW, note=words("上级统一字段"), files=[file.hash])
    return file.id


def propose(session: Any, row: int, words: Words) -> None:
    """A dismissal that waits for a second person."""
    decisions.decide(
        session, row, "dismissed", who="审核员丙", at=NOW, reason=words("引用法规原文"), scope=Scope.ITEM
    )


def nights(session: Any, words: Words) -> int:
    """What the first night read, and a second one that is doubted; gives the second one's number."""
    session.get_one(Run, 1).finished_at = NOW
    later = make_run(
        session, state="suspect", day=date(2025, 6, 3), at=NOW + timedelta(hours=1), note=words("指南减少")
    )
    for run, doubt in ((1, ""), (later.id, words("只有上次的 40%"))):
        session.add(Coverage(run_id=run, source="门户", unit="", guides=40, fields=0.9, suspect=doubt))
        for number, (state, reason) in enumerate((("fetched", ""), ("failed", "timeout"))):
            session.add(
                Todo(
                    run_id=run, source="门户", key=f"{run}-{number}", url="http://site/1", meta={}, state=state,
                    reason=reason, detail=words("连接超时"),
                )
            )  # fmt: skip
    return later.id


def jobs(desk: Desk, row: int, words: Words) -> None:
    """A night that goes on, and the re-checks of a unit: one that goes on and one that is over."""
    written = desk.jobs
    assert isinstance(written, WrittenDown)
    lines = (words("正在读取"), words("读到 3 页"))
    over = (Rechecked(number_of(row), "待整改", "已整改"),)
    written.views = {
        1: JobView(1, "采集和核查", "管理员甲", NOW, lines, "running"),
        2: JobView(2, "复查", "经办人丁", NOW, lines, "done", MINE, "", True, over),
        3: JobView(3, "复查", "经办人丁", NOW, lines, "waiting", MINE, "", True),
    }


def fill_in(desk: Desk, words: Words) -> None:
    """The town's answer to a question of its form, and what the assessor found on the spot."""
    address = f"/forms/{TOWN}/{FORM}"
    town, assessor = client_of(desk, "town"), client_of(desk, "assessor")
    given = {
        "q-place": words("镇政府院内"),
        "published": "否",
        "reason": words("内部资料"),
        "role": words("负责人")[:60],
    }
    files = {"f-0": (BytesIO(JPG), words("大厅.jpg"))}
    done = town.post(address, data={"seen": seen_in(town, address, FORM), **given, **files})
    assert done.status_code == 302, done.text
    found = {"verdict": "不达标", "remark": words("没有大厅"), "q-place": words("镇政府院内")}
    place = f"/onsite/{TOWN}"
    done = assessor.post(
        f"{place}/{FORM}",
        data={
            "seen": seen_in(assessor, place, FORM),
            **found,
            "camera": (BytesIO(JPG + b"2"), words("照片.jpg")),
        },
        headers={"X-Requested-With": "sending"},
    )
    assert done.status_code == 200, done.text


def client_of(desk: Desk, login: str) -> FlaskClient:
    """A client signed in as one of PEOPLE, whose forms need no token."""
    app = create_app(desk)
    app.config.update(WTF_CSRF_ENABLED=False)
    client = app.test_client()
    assert client.post("/login", data={"login": login, "password": PASSWORD}).status_code == 302
    return client


def seen_in(client: FlaskClient, address: str, rule: str) -> str:
    """What the form of a rule says that was seen."""
    found = re.search(rf'/{rule}".*?name="seen" value="(\w*)"', client.get(address).text, re.DOTALL)
    assert found, address
    return found[1]


def examples(on: Furnished) -> dict[str, tuple[Arguments, ...]]:
    """What to fill into each address that needs it, and the questions that show more of a page."""
    finding = ({"number": on.issued}, {"number": on.disputed})
    return {
        "findings.listing": ({}, {"text": "没有这样的事项"}),
        "findings.one": finding,
        "findings.stored": ({"number": on.issued},),
        "forms.unit": ({"unit": TOWN}, {"unit": MINE}),
        "forms.one": ({"unit": TOWN, "rule": FORM}, {"unit": MINE, "rule": MATTERS}),
        "home.report": tuple({"file": file} for file in ("index.html", "unverified.html", "notes.html")),
        "nights.one": ({"number": on.suspect},),
        "nights.job": ({"number": 1},),
        "onsite.township": ({"unit": TOWN},),
        "replies.look": ({"unit": MINE},),
        "review.queue": ({}, {"text": "没有这样的事项"}),
        "review.one": ({"number": on.waiting, "undo": on.disputed},),
        "rounds.preview": ({}, {"unit": MINE}),
        "rounds.one": ({"number": on.list_},),
        "rulebook.one": ({"rule": OPEN_RULE},),
        "rulebook.adjust": ({"rule": OPEN_RULE},),
        "units.one": ({"unit": MINE},),
        "units.issued": ({"unit": MINE},),
        "units.report": ({"unit": MINE},),
        "units.job": ({"number": 2}, {"number": 3}),
    }


def addresses(app: Flask, on: Furnished, may: Callable[[object], bool]) -> dict[str, list[str]]:
    """Every page behind a door that lets these in; an address without an example is a KeyError."""
    adapter, known = app.url_map.bind("localhost"), examples(on)
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    return {
        rule.endpoint: [
            adapter.build(rule.endpoint, arguments, method="GET")
            for arguments in (known[rule.endpoint] if rule.arguments else known.get(rule.endpoint, ({},)))
        ]
        for rule in rules
        if rule.endpoint not in NO_PAGES and may(access.allowed(app, rule.endpoint))
    }


class Quiet(WSGIRequestHandler):
    """Says nothing of what it serves."""

    def log(self, type: str, message: str, *args: Any) -> None:
        pass


@contextmanager
def served(app: Any) -> Iterator[str]:
    """The application on a free port of this machine; gives its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def signed_in(desk: Desk, browser: Browser, base: str, login: str, **options: Any) -> BrowserContext:
    """A browser's window of one person: signed in by the cookie of a test client, which costs no page."""
    context = browser.new_context(base_url=base, **options)
    if login:
        client = client_of(desk, login)
        cookie = client.get_cookie("zwaudit")
        assert cookie
        context.add_cookies([{"name": "zwaudit", "value": cookie.value, "url": base}])
    return context


def sign_in(page: Page, login: str) -> None:
    """Come in through the door, with the keyboard."""
    page.goto("/login")
    # On a busy machine the page gives the focus to its first field only after it has loaded.
    page.focus("#login")
    page.keyboard.type(login)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "/login" not in address)


@contextmanager
def started_chromium() -> Iterator[Browser]:
    """An installed Chromium without a window."""
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=browser_available(), args=["--no-sandbox"])
        yield browser
        browser.close()
