"""A county that issued a list: pages, documents, an interface's answer, screenshots behind its findings.

The order number 000 is given to nobody, so that no number in here is a person's.
"""

from __future__ import annotations

from base64 import b64encode
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from counties.profile import Profile, Source, UnitProfile
from storage import chain, issuing, visits
from storage.database import connect, migrate, transaction
from storage.models import EvidenceRow, FindingRow, Picture, Todo, Visit
from tests.storage.factories import COUNTY, NOW, finding_row, make_fetch, make_run

ROUND, MINE, OTHER = "第一轮", "县民政局", "县公安局"
NUMBER = "41132519000101000X"
PAGE = "<html><meta charset=utf-8><h1>老年人优待证办理</h1><p>2.其他有关材料</p></html>".encode()
MENDED = "<html><meta charset=utf-8><h1>老年人优待证办理</h1><p>1.身份证</p></html>".encode()
PEOPLE = f"<html><meta charset=utf-8><p>公示：张某 {NUMBER}</p></html>".encode()
DOCUMENT = b"PK\x03\x04\0\0" + "窗口指南：其他材料".encode()
WRAPPED = b"Content-Transfer-Encoding: base64\r\n\r\n" + b64encode(NUMBER.encode())
ROLL = b"%PDF-1.4\0" + "名单".encode()
ANSWER = '{"result": {"serviceName": "养犬登记"}}'.encode()
PICTURE = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
POSTED = '{"areaCode": "419900000000"}'
PAGE_AT, PEOPLE_AT = "http://site.example/guide/1.html", "http://site.example/notice/2.html"
DOCUMENT_AT, ROLL_AT = "file:///window/%E6%B0%91%E6%94%BF%E5%B1%80/a.docx", "file:///window/b.pdf"
WRAPPED_AT = "http://site.example/saved.mht"
INTERFACE = "http://site.example/matter/list"
FETCHED = NOW - timedelta(hours=2)


def profile(folder: Path) -> Profile:
    return Profile(
        folder=folder, name=COUNTY, code="419900",
        sources=(Source(name="门户", channel="portal", start_urls=("http://site.example/",)),),
        units=(UnitProfile(MINE, "department"), UnitProfile(OTHER, "department")),
    )  # fmt: skip


def issued_county(path: Path) -> Engine:
    """The county's database after the first round's list, and one more night in which a page was mended."""
    engine = connect(f"sqlite:///{path}")
    migrate(engine)
    with transaction(engine) as session:
        night = make_run(session, state="complete", at=FETCHED).id
        page = fetched(session, night, PAGE_AT, PAGE, headers=HEADERS)
        people = fetched(session, night, PEOPLE_AT, PEOPLE)
        document = fetched(session, night, DOCUMENT_AT, DOCUMENT, content_type="")
        roll = fetched(session, night, ROLL_AT, ROLL, content_type="")
        session.add(evidence_of(roll, f"李某 {NUMBER}"))
        wrapped = fetched(session, night, WRAPPED_AT, WRAPPED)
        session.add(evidence_of(wrapped, f"李某 {NUMBER}"))
        answer = posted(session, night)
        again = make_run(session, state="complete", at=FETCHED + timedelta(hours=1)).id
        unchanged(session, again, page)
        fetched(session, again, PEOPLE_AT, PEOPLE, at=timedelta(hours=1))
        for row in (
            finding_row(text="a", url=PAGE_AT, fetched_url=PAGE_AT, snapshot=page.snapshot),
            finding_row(text="b", url=PAGE_AT, fetched_url=PAGE_AT, snapshot=page.snapshot, observed="absent", cause="fixed"),
            finding_row(text="c", quote=f"张某 {NUMBER}", fetched_url=PEOPLE_AT, snapshot=people.snapshot),
            finding_row(text="d", channel="window", fetched_url=DOCUMENT_AT, snapshot=document.snapshot),
            finding_row(text="e", channel="window", fetched_url=ROLL_AT, snapshot=roll.snapshot),
            finding_row(text="f", fetched_url=answer.url, snapshot=answer.snapshot),
            finding_row(text="g", rule="c01-policy-list-missing", fetched_url="", snapshot=""),
            finding_row(text="i", fetched_url=WRAPPED_AT, snapshot=wrapped.snapshot),
            finding_row(text="h", unit=OTHER, fetched_url=PAGE_AT, snapshot=page.snapshot),
        ):  # fmt: skip
            confirmed(session, row)
        pictures(session, night)
        issuing.issue(
            session, COUNTY, ROUND, due=date(2025, 7, 1), on=date(2025, 6, 2), who="管理员甲", at=NOW,
            document_number="示政〔2025〕3号",
        )  # fmt: skip
        later = make_run(session, state="complete", at=NOW + timedelta(days=1)).id
        fetched(session, later, PAGE_AT, MENDED, at=timedelta(days=1))
        session.get_one(FindingRow, 2).observed = "absent"
    return engine


HEADERS = {
    "content-type": "text/html", "server": "nginx", "content-encoding": "gzip", "transfer-encoding": "chunked",
    "set-cookie": "session=1", "content-length": "7", "etag": '"a"',
}  # fmt: skip


def fetched(
    session: Session, run: int, address: str, body: bytes, at: timedelta = timedelta(), **more: object
) -> Visit:
    given = {"content_type": "text/html; charset=utf-8", "headers": {"content-type": "text/html"}, **more}
    fetch = make_fetch(address, final_url=address, body=body, fetched_at=FETCHED + at, **given)
    return visits.record(session, run, fetch)


def posted(session: Session, run: int) -> Visit:
    key = f"//site.example/matter/list#{sha256(POSTED.encode()).hexdigest()[:16]}"
    todo = Todo(run_id=run, source="门户", key=key, url=INTERFACE, meta={"body": POSTED}, state="fetched")
    session.add(todo)
    session.flush()
    fetch = make_fetch(
        key, final_url=INTERFACE, body=ANSWER, fetched_at=FETCHED, todo_id=todo.id, content_type="application/json"
    )  # fmt: skip
    return visits.record(session, run, fetch)


def unchanged(session: Session, run: int, before: Visit) -> Visit:
    fetch = make_fetch(
        PAGE_AT, final_url=PAGE_AT, body=None, status=304, same_as=before.id, headers={"etag": '"a"'},
        fetched_at=FETCHED + timedelta(hours=1),
    )  # fmt: skip
    return visits.record(session, run, fetch)


def evidence_of(visit: Visit, said: str) -> EvidenceRow:
    return EvidenceRow(
        run_id=visit.run_id, visit_id=visit.id, kind="guide", subject="s", channel="window", unit=MINE,
        reader="1", content={"title": "名单", "sections": [{"text": said}]},
    )  # fmt: skip


def confirmed(session: Session, row: FindingRow) -> None:
    # What is mended at the end must stand when the list is issued.
    row.decided, row.observed = "confirmed", "present"
    row.fingerprint = sha256(row.text.encode()).hexdigest()
    session.add(row)
    session.flush()
    row.last_event = chain.append(session, COUNTY, chain.Entry(row.id, NOW, "自动核查", "appeared")).number


def pictures(session: Session, run: int) -> None:
    """Screenshots of an honest page, of one that names a person, and one that could not be taken."""
    shown = visits.keep(session, PICTURE)
    for finding, page in ((1, PAGE), (3, PEOPLE)):
        session.add(
            picture(finding, run, shown if finding == 1 else visits.keep(session, PICTURE + b"1"), page)
        )
    session.add(picture(4, run, None, DOCUMENT))
    session.add(picture(2, run, visits.keep(session, PICTURE + b"2"), PAGE))
    session.add(picture(2, run, visits.keep(session, PICTURE + b"3"), MENDED, text=""))


def picture(finding: int, run: int, digest: str | None, page: bytes, text: str = "其他有关材料") -> Picture:
    return Picture(
        finding_id=finding, run_id=run, hash=digest, page=sha256(page).hexdigest(), address=PAGE_AT, taken_at=NOW,
        shows="page", text=text, is_marked=bool(text), note="" if digest else "没有截到",
    )  # fmt: skip
