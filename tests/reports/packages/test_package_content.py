"""An evidence package holds everything behind what was issued to a unit, and says what it does not hold."""

from __future__ import annotations

import json
from datetime import timedelta
from hashlib import sha256
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from warcio.archiveiterator import ArchiveIterator

from reports.packages.making import Made, NothingIssued
from reports.packages.names import (
    LIST_LINES,
    LIST_PAGE,
    LIST_SHEET,
    MANIFEST,
    NOTES_PAGE,
    NOTES_TEXT,
    SUMS,
    WARC,
)
from reports.packages.warc import posted_address
from storage import chain
from storage.database import reading
from tests.reports.packages.conftest import AT, County
from tests.reports.packages.issued import (
    ANSWER,
    DOCUMENT,
    DOCUMENT_AT,
    INTERFACE,
    MENDED,
    NUMBER,
    OTHER,
    PAGE,
    PAGE_AT,
    PEOPLE,
    PEOPLE_AT,
    POSTED,
    ROLL,
    WRAPPED,
)
from tests.storage.factories import COUNTY


def digest(body: bytes) -> str:
    return sha256(body).hexdigest()


@pytest.fixture(scope="module")
def manifest(members: dict[str, bytes]) -> Any:
    return json.loads(members[MANIFEST])


@pytest.fixture(scope="module")
def records(members: dict[str, bytes]) -> list[tuple[str, str, dict[str, str], Any, bytes]]:
    """Type, address, headers, the server's status and headers, and payload of every record."""
    found = []
    for record in ArchiveIterator(BytesIO(members[WARC]), check_digests="raise"):
        head = dict(record.rec_headers.headers)
        found.append(
            (
                record.rec_type,
                head.get("WARC-Target-URI", ""),
                head,
                record.http_headers,
                record.content_stream().read(),
            )
        )
    return found  # fmt: skip


def test_every_file_stands_in_the_manifest_with_its_size_and_checksum(
    members: dict[str, bytes], manifest: Any
) -> None:
    listed = {one["path"]: (one["size"], one["sha256"]) for one in manifest["files"]}
    assert listed == {
        name: (len(body), digest(body)) for name, body in members.items() if name not in (MANIFEST, SUMS)
    }
    assert {
        LIST_PAGE,
        LIST_SHEET,
        LIST_LINES,
        NOTES_PAGE,
        NOTES_TEXT,
        WARC,
        *(f"截图/T00000{number}.png" for number in (1, 4, 5)),
    } == set(listed)
    lines = dict(line.split("  ")[::-1] for line in members[SUMS].decode().splitlines())
    assert lines == {name: digest(body) for name, body in members.items() if name != SUMS}


def test_the_manifest_names_the_state_of_which_it_was_made(county: County, manifest: Any) -> None:
    with reading(county.engine) as session:
        assert manifest["chain"]["head"] == chain.head(session, COUNTY)
    assert (
        manifest["lists"][0]["document_number"] == "示政〔2025〕3号" and manifest["lists"][0]["version"] == 1
    )
    assert manifest["program"] == "zwaudit 0" and manifest["ruleset"] == "r1"
    assert manifest["made_at"] == "2025-06-04T09:00:00+08:00" and "没有第三方时间戳" in manifest["time_note"]


def test_every_line_names_the_pages_behind_it(manifest: Any) -> None:
    pages = {one["finding"]: one["pages"] for one in manifest["findings"]}
    assert pages["F000001"] == [digest(PAGE)]
    assert pages["F000002"] == [digest(PAGE), digest(MENDED)], "what was put right is shown as it is now"
    assert pages["F000003"] == [digest(PEOPLE)] and pages["F000006"] == [digest(ANSWER)]
    assert pages["F000007"] == [], "a list that is missing stands on no page"
    assert "F000009" not in pages, "what is another unit's is not in the package"


def test_a_place_is_shown_before_and_after(manifest: Any) -> None:
    shown = {one["finding"]: one["pictures"] for one in manifest["findings"]}
    assert shown["F000001"] == ["T000001"] and shown["F000002"] == ["T000004", "T000005"]
    assert shown["F000003"] == shown["F000004"] == []


def test_a_page_is_the_servers_answer_as_it_came(records: Any) -> None:
    ((_, _, head, http, body), *_) = [one for one in records if one[:2] == ("response", PAGE_AT)]
    assert body == PAGE and head["WARC-Payload-Digest"] == f"sha256:{digest(PAGE)}"
    assert head["WARC-Date"] == "2025-06-01T16:10:00.000000Z" and http.statusline == "200 OK"
    names = {name.lower(): value for name, value in http.headers}
    assert names["server"] == "nginx" and names["content-length"] == str(len(PAGE))
    assert not {"content-encoding", "transfer-encoding", "set-cookie"} & set(names)


def test_an_unchanged_page_is_a_revisit_of_it(records: Any) -> None:
    ((_, _, head, _, body),) = [one for one in records if one[:2] == ("revisit", PAGE_AT)]
    first = next(one for one in records if one[:2] == ("response", PAGE_AT))
    assert (
        head["WARC-Refers-To"] == first[2]["WARC-Record-ID"] and head["WARC-Refers-To-Target-URI"] == PAGE_AT
    )
    assert head["WARC-Profile"].endswith("server-not-modified")
    assert body == b"" and head["WARC-Payload-Digest"] == f"sha256:{digest(PAGE)}"


def test_the_same_bytes_sent_once_more_are_a_revisit(records: Any) -> None:
    ((_, _, head, http, body),) = [one for one in records if one[:2] == ("revisit", PEOPLE_AT)]
    assert head["WARC-Profile"].endswith("identical-payload-digest") and http.statusline == "200 OK"
    assert body == b"" and head["Zwaudit-Original-Digest"] == f"sha256:{digest(PEOPLE)}"


def test_a_document_of_a_folder_is_a_resource(records: Any) -> None:
    ((_, _, _, _, body),) = [one for one in records if one[:2] == ("resource", DOCUMENT_AT)]
    assert body == DOCUMENT


def test_an_answer_to_a_post_has_an_address_of_its_own(records: Any) -> None:
    wanted = posted_address(INTERFACE, POSTED)
    ((_, _, _, _, body),) = [one for one in records if one[:2] == ("response", wanted)]
    assert body == ANSWER and wanted != posted_address(INTERFACE, POSTED + " ")
    assert any(POSTED.encode() in one[4] for one in records if one[0] == "metadata")


def test_findings_stand_beside_their_pages(records: Any) -> None:
    said = {one[1]: one[4].decode() for one in records if one[0] == "metadata"}
    own = said["urn:zwaudit:finding:F000001"]
    assert "field: materials[2].name" in own and "quote: 其他有关材料" in own and digest(PAGE) in own
    assert "number: 2025-第一轮-县民政局-附件1-12-" in own


def test_numbers_of_persons_are_masked_and_it_is_said_where(
    records: Any, manifest: Any, members: dict[str, bytes]
) -> None:
    ((_, _, head, _, body),) = [one for one in records if one[:2] == ("response", PEOPLE_AT)]
    assert body == PEOPLE.replace(NUMBER.encode(), b"411325**********0X")
    assert head["Zwaudit-Original-Digest"] == f"sha256:{digest(PEOPLE)}"
    assert manifest["masked"] == [
        {"address": PEOPLE_AT, "original": digest(PEOPLE), "packed": digest(body), "signs": 10}
    ]
    everything = [*(one[4] for one in records), *(body for name, body in members.items() if name != WARC)]
    assert not any(NUMBER.encode() in one for one in everything)  # fmt: skip


def test_what_cannot_be_masked_is_left_out_and_named(records: Any, manifest: Any) -> None:
    left = {(one["what"], one["original"]) for one in manifest["left_out"]}
    assert {("文件", digest(ROLL)), ("文件", digest(WRAPPED))} < left
    assert not any(one[4] in (ROLL, WRAPPED) for one in records)
    shown = [one for one in manifest["left_out"] if one["what"] == "截图"]
    assert [one["address"] for one in shown] == ["T000002"] and "个人信息" in shown[0]["reason"]


def test_the_frozen_lines_are_those_of_the_list(members: dict[str, bytes], manifest: Any) -> None:
    lines = [json.loads(line) for line in members[LIST_LINES].splitlines()]
    assert [line["number"] for line in lines] == [one["number"] for one in manifest["findings"]]
    assert {line["unit"] for line in lines} == {"县民政局"} and lines[0]["issued_due"] == "2025-07-01"


def test_the_notes_say_what_is_proved_and_what_not(members: dict[str, bytes]) -> None:
    page, text = members[NOTES_PAGE].decode(), members[NOTES_TEXT].decode("utf-8-sig")
    for said in (
        "能证明什么",
        "不能单独证明网页当时由该网站发出",
        "没有第三方时间戳",
        "sha256sum -c",
        "zwaudit verify",
    ):
        assert said in page and said in text
    assert "1 处问题不依据某一网页" in text and "3 份文件或截图没有装入" in text  # fmt: skip


def test_the_same_state_gives_the_same_bytes(county: County, made: tuple[Made, bytes]) -> None:
    assert county.package()[1] == made[1]


def test_another_time_changes_the_manifest_only(county: County, members: dict[str, bytes]) -> None:
    _, later = county.package(at=AT + timedelta(days=3))
    with ZipFile(BytesIO(later)) as package:
        changed = {name for name in package.namelist() if package.read(name) != members[name]}
    assert changed == {MANIFEST, SUMS}


def test_nothing_issued_is_said(county: County) -> None:
    with pytest.raises(NothingIssued, match="没有下发"):
        county.package(unit="县气象局")
    with pytest.raises(NothingIssued, match="没有下发"):
        county.package(round_name="第二轮")
    assert county.package(unit=OTHER)[0].findings == 1
