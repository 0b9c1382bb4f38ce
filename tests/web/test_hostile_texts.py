"""What strangers write is shown as it was written and does nothing: asked of a real browser.

Every text of hostile.txt stands wherever people or pages may write. Each page is opened as the desk sends it,
and again without any header that would keep a script from running, so that the escaping alone is proven.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page
from sqlalchemy.orm import Session

from checks.answers import Answer, OnSite, OnSiteRuling
from checks.asking import asked_of
from checks.evidence import Channel, Guide, Material, Origin, Section
from crawler.chromium import browser_available
from reports.wording import safe
from storage import answers, claims, evidence, issuing, people, settings, uploads, visits
from storage.evidence import subject_of
from storage.roles import Role
from tests.storage.factories import COUNTY, make_fetch
from tests.web.conftest import HASHED, MINE, NOW, TOWN, WrittenDown
from tests.web.furnished import (
    OPEN_RULE,
    PNG,
    Furnished,
    addresses,
    furnish,
    number_of,
    put,
    served,
    signed_in,
    started_chromium,
)
from web.app import create_app
from web.desk import ReadAs, Said, Tried
from web.filling import asked_by

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(browser_available() is None, reason="no Chromium is installed"),
]
LONG = "长" * 5000
GUARDS = {
    "content-security-policy",
    "x-frame-options",
    "x-content-type-options",
    "cross-origin-opener-policy",
}
"""Headers that would stop a script which escaping let through."""
AT_ONCE = 8
PAGES = (
    "<html><head><meta charset=gbk></head><body><p title=\"{cut}\">甲</p><img src=x onerror=hit()></body></html>".replace("{cut}", "\udce5").encode("utf-8", "surrogateescape"),
    "\ufeff<html><body><svg onload=hit()><p>甲</p></body></html>".encode("utf-16"),
    b"<html><head><meta http-equiv=Content-Type content='text/html; charset=utf-7'></head>+ADw-script+AD4-hit()+ADw-/script+AD4-</html>",
    b'{"a": "<script>hit()</script>", "b": "</pre><img src=x onerror=hit()>"}',
    b"[<script>hit()</script>]",
    b"<frameset onload=hit()><frame src=/hit></frameset>",
    b"<html><body><p>\xe4\xb8<script>hit()</script></p><script>hit()",
    b"<p><![CDATA[<script>hit()</script>]]><?php hit() ?><!ELEMENT x><x:script xmlns:x='http://www.w3.org/1999/xhtml'>hit()</x:script></p>",
)  # fmt: skip
"""Stored pages that are broken in ways of their own: bytes and declared encodings that do not agree."""


def texts() -> tuple[str, ...]:
    """The corpus, with the signs that no line can hold put in."""
    lines = (Path(__file__).parent / "hostile.txt").read_text("utf-8").splitlines()
    return tuple(real(line) for line in lines if not line.startswith("# "))


def real(line: str) -> str:
    spelt = re.sub(r"\{u\+([0-9a-f]{4})\}", lambda found: chr(int(found[1], 16)), line)
    return spelt.replace("{long}", LONG)


TEXTS = texts()


@dataclass(frozen=True)
class Planted:
    """The furnished desk with the findings that hold one text each, and those of the broken pages."""

    on: Furnished
    rows: tuple[int, ...]
    broken: tuple[int, ...]


def plant(filled: Path, folder: Path) -> Planted:
    """Every text of the corpus in every place where somebody may write."""
    turn = cycle(TEXTS)
    on = furnish(filled, folder, lambda usual: next(turn))
    with on.desk.changing() as session:
        rows = [finding_of(session, place, text, page_with(text)) for place, text in enumerate(TEXTS)]
        broken = [finding_of(session, 500 + place, "甲", body) for place, body in enumerate(PAGES)]
        issue(session, MINE, "示政〔2025〕4号")
        for place, (row, text) in enumerate(zip(rows, TEXTS, strict=True)):
            answer(session, row, text, claims.Answer.DISPUTED)
            answer(session, row, text, claims.Answer.FIXED)
            put(session, lambda _, text=text: text, 1000 + place, unit=text, decided="confirmed")
            issue(session, text, text)
            put(
                session,
                lambda _, text=text: text,
                2000 + place,
                decided="dismissed",
                decided_reason=text,
                decided_by=text,
            )
            people.add(
                session,
                COUNTY,
                f"h{place}",
                name=text[:60].strip() or "甲",
                role=Role.LEADER,
                password=HASHED,
                at=NOW,
            )
            settings.put(session, COUNTY, OPEN_RULE, {"never": [text]}, who=text, at=NOW, reason=f"{text}。")
        fill_in(session, on)
    talk(on)
    return Planted(on, tuple(rows), tuple(broken))


def page_with(text: str) -> bytes:
    """A page of others that brings the text as it is, as markup and in an attribute."""
    return (
        f'<html><head><title>{text}</title></head><body><h1>办事指南</h1>{text}<p title="{text}">其他</p>'
        f'<a href="{text}">办理</a></body></html>'
    ).encode()


def finding_of(session: Session, place: int, text: str, body: bytes) -> int:
    """A finding of the text on a stored page, with what was read there."""
    visit = visits.record(session, 1, make_fetch(f"h{place}", body=body, content_type="text/html"))
    guide = Guide(
        item_name=text, item_code=f"9{place}", unit=MINE, channel=Channel.PORTAL,
        materials=(Material(text, form=text), Material("其他有关材料")), conditions=text, sections=(Section(text[:40], text),),
        origin=Origin(url=text, fetched_url=f"h{place}", source="门户", snapshot=visit.snapshot or ""),
    )  # fmt: skip
    evidence.store(session, 1, visit, [guide], "1")
    return put(
        session, lambda _: text, 100 + place, snapshot=visit.snapshot, subject=subject_of(guide), basis=text,
        decided="confirmed", decided_reason=text, decided_by=text, observed_reason=text, item_code=text[:60],
    )  # fmt: skip


def issue(session: Session, unit: str, number: str) -> None:
    issuing.issue(
        session, COUNTY, "第一轮", due=date(2025, 6, 4), on=date(2025, 5, 5), who=number, at=NOW,
        document_number=number, units=[unit],
    )  # fmt: skip


def answer(session: Session, row: int, text: str, kind: claims.Answer) -> None:
    """A unit's answer with a picture that is a page as well, under a hostile name."""
    body = PNG + f"{row}<script>hit()</script>".encode()
    file = uploads.hand_in(
        session, COUNTY, body, file=f"{text}.html", unit=MINE, who=text, at=NOW, finding_id=row
    )
    claims.answer(session, row, kind, who=text, at=NOW, note=text, files=[file.hash])


def fill_in(session: Session, on: Furnished) -> None:
    """Each text as the answer to some question of the town, and as what the assessor says of it."""
    for place, text in enumerate(TEXTS):
        asked = town_rules(on)
        rule = asked[place % len(asked)]
        values = {one.key: text for one in asked_by(rule)[0]}
        ruling = OnSiteRuling(OnSite.UNMET, text, NOW.date(), values)
        given = Answer(TOWN, rule.id, text, values, False, (text,), text, role=text[:60], on_site=ruling)
        answers.put(session, COUNTY, given, who=text, at=NOW, day=NOW.date())


def town_rules(on: Furnished) -> tuple[Any, ...]:
    town = on.desk.profile.unit_named(TOWN)
    assert town
    return asked_of(town.unit, on.desk.rules)


def talk(on: Furnished) -> None:
    """What jobs and a trial say: all texts at once."""
    jobs = on.desk.jobs
    assert isinstance(jobs, WrittenDown)
    jobs.views |= {
        number: replace(view, title=TEXTS[number], who=TEXTS[-number], lines=TEXTS)
        for number, view in jobs.views.items()
    }
    said = tuple(
        Said(OPEN_RULE, "附件1-12", text, True, "S1", text, text, text, text, text, 0, "materials[0].name")
        for text in TEXTS
    )
    record = {"item_name": TEXTS[0], "materials": [{"name": text, "form": text} for text in TEXTS]}
    jobs.tried = Tried(TEXTS[0], (ReadAs("办事指南", TEXTS[1], record),), said, "".join(TEXTS))


@pytest.fixture(scope="module")
def planted(filled_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Planted]:
    made = plant(filled_file, tmp_path_factory.mktemp("hostile"))
    yield made
    made.on.desk.engine.dispose()


@pytest.fixture(scope="module")
def app(planted: Planted) -> Flask:
    return create_app(planted.on.desk)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with started_chromium() as browser:
        yield browser


class Bare:
    """The desk without its guards, beside pages of its own: an empty one for frames and each text raw."""

    def __init__(self, app: Flask) -> None:
        self.app = app

    def __call__(self, environ: Any, start: Any) -> Any:
        path = environ["PATH_INFO"]
        if path == "/frames" or path.startswith("/raw/"):
            text = TEXTS[int(path[5:])] if path.startswith("/raw/") else ""
            start("200 OK", [("Content-Type", "text/html; charset=utf-8")])
            return [f"<!DOCTYPE html><html><body>{text}".encode()]
        return self.app(environ, partial(unguarded, start))


def unguarded(start: Any, status: str, headers: Sequence[tuple[str, str]], *more: Any) -> Any:
    return start(status, [(name, value) for name, value in headers if name.lower() not in GUARDS], *more)


@dataclass
class Watch:
    """Everything that a text may do if it runs."""

    done: list[str] = field(default_factory=list)
    statuses: dict[str, int] = field(default_factory=dict)

    def over(self, context: BrowserContext) -> Page:
        """A page whose every frame is watched."""
        context.expose_binding("hit", lambda source: self.done.append(f"ran in {source['frame'].url}"))
        page = context.new_page()
        page.on("dialog", lambda dialog: (self.done.append(f"asked {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda asked: self.sees(asked.url))
        page.on("response", lambda answer: self.statuses.update({answer.url: answer.status}))
        return page

    def sees(self, address: str) -> None:
        if urlsplit(address).path.rstrip("/").endswith("/hit"):
            self.done.append(f"asked for {address}")


ALIVE = """d => {
  const bad = [...d.querySelectorAll('script:not([src^="/static/"]), object, embed, base, frame, frameset, svg, math, ' +
    'video, audio, marquee, plaintext, xmp, noembed, template, body style, link:not([href^="/static/"]):not([rel=icon]), ' +
    'meta[http-equiv=refresh], iframe:not(.snapshot), img:not([src^="/"])')];
  for (const one of d.querySelectorAll('*'))
    for (const {name, value} of one.attributes)
      if (/^on/i.test(name) || (/^(href|src|action|formaction|xlink:href)$/i.test(name) && one.rel !== 'icon' &&
          /^(javascript|vbscript|data):/i.test(value.replace(/[\\0-\\x20]/g, '')))) bad.push(one);
  if (d.title.includes('HIT') && d.title.trim() === 'HIT') bad.push(d.head);
  return bad.map(one => one.outerHTML.slice(0, 150));
}""".replace("\\\\", "\\")
FRAMES = """async ([addresses, alive]) => {
  document.body.innerHTML = '';
  const frames = await Promise.all(addresses.map(address => new Promise(done => {
    const frame = document.createElement('iframe');
    frame.onload = () => done(frame);
    frame.src = address;
    document.body.append(frame);
  })));
  await new Promise(done => setTimeout(done, 30));
  return frames.map(frame => {
    const d = frame.contentDocument, quote = d && d.querySelector('.quote');
    return [d ? eval(alive)(d) : ['left for elsewhere'], quote ? quote.textContent : ''];
  });
}"""


def in_frames(page: Page, wanted: Sequence[str]) -> list[str]:
    """Open these pages, several at once in frames of an empty page; what each shows as its quote.

    Fails for a page that holds anything alive, answered or not.
    """
    quotes, alive = [], []
    for start in range(0, len(wanted), AT_ONCE):
        some = wanted[start : start + AT_ONCE]
        for address, (bad, shown) in zip(some, page.evaluate(FRAMES, [some, ALIVE]), strict=True):
            quotes.append(shown)
            alive += [f"{address[:80]}: {one}" for one in bad]
    assert not alive, "\n".join(alive)
    return quotes


def plainly(text: str) -> str:
    """The beginning of a text as it is shown, without white space."""
    return "".join(safe(text).split())[:40]


def test_the_corpus_is_large_and_bites(chromium: Browser, app: Flask) -> None:
    """Were the texts put into a page as they are, most of them would run: what follows is no empty proof."""
    assert len(set(TEXTS)) == len(TEXTS) >= 60
    watch = Watch()
    with served(Bare(app)) as base:
        context = chromium.new_context(base_url=base)
        page = watch.over(context)
        page.goto("/frames")
        raw = [f"/raw/{place}" for place in range(len(TEXTS))]
        for start in range(0, len(raw), AT_ONCE):
            page.evaluate(FRAMES.replace("frames.map", "[].map"), [raw[start : start + AT_ONCE], ALIVE])
        context.close()
    ran = {one for one in watch.done if one.startswith("ran in")}
    assert len(ran) >= 40 and any("asked HIT" in one for one in watch.done)
    assert any(one.startswith("asked for") for one in watch.done)


@pytest.mark.parametrize("login", ["unit", "assessor"])
def test_pages_as_the_desk_sends_them(chromium: Browser, app: Flask, planted: Planted, login: str) -> None:
    role, watch = Role(login), Watch()
    with served(app) as base:
        context = signed_in(planted.on.desk, chromium, base, login)
        page = watch.over(context)
        wanted = [
            one
            for some in addresses(app, planted.on, lambda may: may != "public" and role in may).values()
            for one in some
        ]
        # The page of a finding is one for all who may open it: each text once, here or below without a guard.
        if login == "unit":
            wanted += [f"/findings/{number_of(row)}" for row in planted.rows[::3]]
        for address in wanted:
            page.goto(address, wait_until="domcontentloaded")
            bad = page.evaluate(f"({ALIVE})(document)")
            assert not bad, f"{address}: {bad}"
        context.close()
    assert not watch.done


def test_pages_without_any_guard(chromium: Browser, app: Flask, planted: Planted) -> None:
    watch, numbers = Watch(), [number_of(row) for row in planted.rows]
    with served(Bare(app)) as base:
        context = signed_in(planted.on.desk, chromium, base, "admin")
        page = watch.over(context)
        page.goto("/frames")
        quotes = in_frames(page, [f"/findings/{number}" for number in numbers])
        assert [plainly(quote) for quote in quotes] == [plainly(text) for text in TEXTS]
        in_frames(page, [f"/findings/{number_of(row)}/stored" for row in (*planted.rows, *planted.broken)])
        in_frames(
            page,
            [
                f"/review/{number}?undo={quote(text[:200])}&text={quote(text[:200])}"
                for number, text in list(zip(numbers, TEXTS, strict=True))[::2]
            ],
        )
        in_frames(page, [f"/findings/?text={quote(text[:200])}" for text in TEXTS[1::2]])
        in_frames(page, [f"/forms/{TOWN}/{rule.id}" for rule in town_rules(planted.on)])
        every = addresses(app, planted.on, lambda may: may != "public" and Role.ADMIN in may)
        in_frames(page, [one for some in every.values() for one in some])
        page.goto("/trying/")
        page.fill("#text", "\n".join(TEXTS))
        page.click("main button.main")
        assert not page.evaluate(f"({ALIVE})(document)") and "应当改正" in page.inner_text("main")
        context.close()
    assert not watch.done
    assert {status for address, status in watch.statuses.items() if "/static/" not in address} <= {200, 302}
