"""What a unit answers to a finding, with files; all or nothing, and only to what was issued to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from sqlalchemy import Engine, select

from storage import uploads
from storage.database import transaction
from storage.models import Claim, FindingRow, Upload
from tests.web.conftest import OTHER, Browser, Clock, WrittenDown
from web.pages.answering import LONGEST
from web.pages.findings import MOST_FILES

Put = Callable[..., str]
Read = Callable[[str], FindingRow]
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
HOSTILE = '"><script>alert(1)</script>.png'


@pytest.fixture
def issued(put: Put) -> Put:
    def write(**more: object) -> str:
        return put(**{"decided": "confirmed", "round": "第一轮", "due": date(2025, 6, 20), **more})

    return write


def file(name: str = "截图.png", body: bytes = PNG) -> tuple[BytesIO, str]:
    return BytesIO(body), name


def said(engine: Engine) -> list[Claim]:
    with transaction(engine) as session:
        return list(session.scalars(select(Claim).order_by(Claim.id)))


def kept(engine: Engine) -> list[Upload]:
    with transaction(engine) as session:
        return list(session.scalars(select(Upload).order_by(Upload.id)))


@pytest.mark.parametrize(
    ("kind", "note", "status", "told"),
    [
        ("agreed", "", 303, "属实"),
        ("partly", "第二处不是", 303, "部分属实"),
        ("disputed", "上级统一字段", 303, "不属实"),
        ("partly", " ", 400, "须写明理由"),
        ("disputed", "", 400, "须写明理由"),
        ("fixed", "改了", 400, "请选择"),
        ("", "改了", 400, "请选择"),
        ("agreed", "字" * (LONGEST + 1), 400, "超过"),
    ],
)
def test_checking(
    browser: Browser, issued: Put, engine: Engine, kind: str, note: str, status: int, told: str
) -> None:
    number, client = issued(), browser("unit")
    done = client.post(f"/findings/{number}/check", data={"check": kind, "note": note, "after": 0})
    assert done.status_code == status
    assert told in (client.get(f"/findings/{number}").text if status == 303 else done.text)
    assert [one.kind for one in said(engine)] == ([kind] if status == 303 else [])


def test_what_was_typed_comes_again_with_what_was_wrong(
    browser: Browser, issued: Put, engine: Engine
) -> None:
    number = issued()
    done = browser("unit").post(
        f"/findings/{number}/check",
        data={"check": "disputed", "note": "窗口<b>已停</b>", "after": 0, "files": [file("坏.txt", b"text")]},
    )
    assert done.status_code == 400 and "坏.txt" in done.text
    assert "窗口&lt;b&gt;已停&lt;/b&gt;" in done.text and 'value="disputed" checked' in done.text
    assert said(engine) == [] and kept(engine) == []


def test_one_bad_file_keeps_all_from_being_stored(browser: Browser, issued: Put, engine: Engine) -> None:
    number = issued()
    done = browser("unit").post(
        f"/findings/{number}/fixed",
        data={"done": "已改", "after": 0, "files": [file(), file("空.pdf", b"")]},
    )
    assert done.status_code == 400 and "空.pdf" in done.text
    assert said(engine) == [] and kept(engine) == []


def test_reporting_as_put_right_with_several_files(
    browser: Browser, issued: Put, engine: Engine, seen: Read
) -> None:
    number, client = issued(), browser("unit")
    page = client.post(
        f"/findings/{number}/fixed",
        data={"done": "已删除“其他材料”", "after": 0, "files": [file(), file("说明.pdf", b"%PDF-1.7")]},
        follow_redirects=True,
    ).text
    assert "现在复查" in page and "说明.pdf" in page and "已删除“其他材料”" in page
    assert [len(one.files) for one in said(engine)] == [2]
    assert [one.finding_id for one in kept(engine)] == [int(number[1:])] * 2
    # Only a re-check makes it 已整改.
    assert seen(number).observed == "present"


def test_what_was_done_must_be_said(browser: Browser, issued: Put, engine: Engine) -> None:
    done = browser("unit").post(f"/findings/{issued()}/fixed", data={"done": "  ", "after": 0})
    assert done.status_code == 400 and "请写明" in done.text and said(engine) == []


def test_the_same_file_for_two_answers_is_shown_once_with_each(
    browser: Browser, issued: Put, clock: Clock
) -> None:
    number, client = issued(), browser("unit")
    for after, done in enumerate(("第一次", "第二次")):
        client.post(f"/findings/{number}/fixed", data={"done": done, "after": after, "files": [file()]})
        clock.pass_(minutes=1)
    assert client.get(f"/findings/{number}").text.count(">截图.png</a>") == 2


def test_too_many_files_at_once(browser: Browser, issued: Put, engine: Engine) -> None:
    sent = [file(f"{number}.png") for number in range(MOST_FILES + 1)]
    done = browser("unit").post(
        f"/findings/{issued()}/fixed", data={"done": "已改", "after": 0, "files": sent}
    )
    assert done.status_code == 400 and "最多上传" in done.text and kept(engine) == []


def test_a_file_that_is_too_large(browser: Browser, issued: Put, engine: Engine) -> None:
    large = PNG + b"\0" * uploads.LARGEST
    done = browser("unit").post(
        f"/findings/{issued()}/fixed", data={"done": "已改", "after": 0, "files": [file(body=large)]}
    )
    assert done.status_code == 400 and "20 MB" in done.text and kept(engine) == []


def test_a_request_that_is_too_large_is_refused_before_it_is_read(browser: Browser, issued: Put) -> None:
    large = PNG + b"\0" * (25 * 1024 * 1024)
    done = browser("unit").post(
        f"/findings/{issued()}/fixed", data={"done": "已改", "after": 0, "files": [file(body=large)]}
    )
    assert done.status_code == 413 and "文件太大" in done.text


def test_an_answer_to_what_has_changed_since_is_not_taken(
    browser: Browser, issued: Put, engine: Engine
) -> None:
    number, client = issued(), browser("unit")
    client.post(f"/findings/{number}/check", data={"check": "agreed", "after": 0})
    for after in ({"after": 0}, {}):
        late = client.post(f"/findings/{number}/fixed", data={"done": "已改", **after})
        assert late.status_code == 400 and "有了变化" in late.text and "已改</textarea>" in late.text
    assert [one.kind for one in said(engine)] == ["agreed"]


@pytest.mark.parametrize("action", ["check", "fixed", "recheck"])
@pytest.mark.parametrize(
    ("login", "given", "status"),
    [
        ("other", {}, 404), ("unit", {"unit": OTHER}, 404), ("unit", {"round": ""}, 404),
        ("assessor", {}, 403), ("leader", {}, 403),
    ],
)  # fmt: skip
def test_who_may_not_answer(
    browser: Browser,
    issued: Put,
    engine: Engine,
    jobs: WrittenDown,
    action: str,
    login: str,
    given: dict[str, str],
    status: int,
) -> None:
    number = issued(**given)
    sent = {"check": "agreed", "done": "已改", "after": 0}
    assert browser(login).post(f"/findings/{number}/{action}", data=sent).status_code == status
    assert said(engine) == [] and jobs.asked == []


@pytest.mark.parametrize("action", ["check", "fixed"])
def test_the_office_answers_for_nobody(browser: Browser, issued: Put, action: str) -> None:
    done = browser("reviewer").post(f"/findings/{issued()}/{action}", data={"check": "agreed", "done": "a"})
    assert done.status_code == 403


def test_the_forms_are_on_the_page_of_the_unit_only(browser: Browser, issued: Put) -> None:
    number = issued()
    assert "/check#answer" in browser("unit").get(f"/findings/{number}").text
    office = browser("reviewer").get(f"/findings/{number}").text
    assert "/check" not in office and "现在复查" in office
    assert "现在复查" not in browser("leader").get(f"/findings/{number}").text


def as_browsers_send_it(name: str, after: int) -> dict[str, object]:
    """A form with one file whose name stands in its header as a browser writes it."""
    field = 'Content-Disposition: form-data; name="{}"'
    parts = [f"{field.format('done')}\r\n\r\n{HOSTILE}", f"{field.format('after')}\r\n\r\n{after}"]
    head = f'{field.format("files")}; filename="{name}"\r\nContent-Type: text/html\r\n\r\n'
    body = "".join(f"--B\r\n{part}\r\n" for part in parts).encode() + f"--B\r\n{head}".encode()
    return {"data": body + PNG + b"\r\n--B--\r\n", "content_type": "multipart/form-data; boundary=B"}


def test_hostile_names_are_text_and_lead_nowhere(browser: Browser, issued: Put, engine: Engine) -> None:
    number, client = issued(), browser("unit")
    names = ("%22><script>alert(1)</script>.png", "..\\..\\evil.exe", "../../x", "a;b=c.html", "截" * 500)
    for after, name in enumerate(names):
        done = client.post(f"/findings/{number}/fixed", **as_browsers_send_it(name, after))
        assert done.status_code == 303, name
    page = client.get(f"/findings/{number}").text
    assert "<script>alert" not in page
    assert len(kept(engine)) == len(names)
    for one in kept(engine):
        got = client.get(f"/evidence/upload/{one.id}")
        name = got.headers["Content-Disposition"]
        assert got.data == PNG and got.headers["Content-Type"] == "image/png"
        assert name.encode("latin-1") and name.endswith(".png") and "<" not in name and "\\" not in name
        assert (
            got.headers["X-Content-Type-Options"] == "nosniff"
            and "sandbox" in got.headers["Content-Security-Policy"]
        )


@pytest.mark.parametrize(
    ("login", "status"),
    [("unit", 200), ("other", 404), ("reviewer", 200), ("leader", 200), ("assessor", 404), ("", 302)],
)
def test_who_sees_a_file_that_was_handed_in(browser: Browser, issued: Put, login: str, status: int) -> None:
    number = issued()
    browser("unit").post(
        f"/findings/{number}/fixed",
        data={"done": "已改", "after": 0, "files": [file("说明.pdf", b"%PDF-1.7")]},
    )
    got = browser(login).get("/evidence/upload/1")
    assert got.status_code == status
    if status == 200:
        assert got.headers["Content-Disposition"].startswith("attachment;")


def test_looking_at_one_finding_again(browser: Browser, issued: Put, jobs: WrittenDown) -> None:
    number = issued()
    done = browser("unit").post(f"/findings/{number}/recheck")
    assert done.status_code == 303 and done.location == "/units/job/1"
    assert jobs.asked[0]["finding"] == number and jobs.asked[0]["issued"] == "yes"
    browser("reviewer").post(f"/findings/{number}/recheck")
    assert jobs.asked[1]["issued"] == "" and jobs.asked[1]["who"] == "审核员乙"


def test_a_wish_that_joined_another_is_said_to_have(
    browser: Browser, issued: Put, jobs: WrittenDown, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = issued(), issued(item_code="2", subject="2")
    running = jobs.recheck(who="经办人丁", unit="县民政局", finding=first, issued=True)
    monkeypatch.setattr(jobs, "recheck", lambda **_: running)
    page = browser("unit").post(f"/findings/{second}/recheck", follow_redirects=True).text
    assert "已有一次复查正在进行" in page


@pytest.mark.parametrize("given", [{"decided": "dismissed"}, {"observed": "absent", "cause": "withdrawn"}])
def test_what_is_over_is_not_looked_at_again(
    browser: Browser, issued: Put, jobs: WrittenDown, given: dict[str, str]
) -> None:
    number = issued(**given)
    page = browser("unit").post(f"/findings/{number}/recheck", follow_redirects=True).text
    assert "不需要复查" in page and jobs.asked == []


def test_drafts_are_kept_until_they_were_taken(browser: Browser, issued: Put) -> None:
    number, client = issued(), browser("unit")
    assert f'data-draft="fixed-{number}-0"' in client.get(f"/findings/{number}").text
    client.post(f"/findings/{number}/fixed", data={"done": "已改", "after": 0})
    page = client.get(f"/findings/{number}").text
    assert f'data-drop-draft="fixed-{number}-0"' in page and f'data-draft="fixed-{number}-1"' in page
    assert f'data-draft="answer-{number}-0"' in page
