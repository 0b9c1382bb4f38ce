"""Uploads: taken by what their bytes are, never by what they are called."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from storage import uploads, visits
from storage.database import transaction
from storage.uploads import LARGEST, NotTaken, hand_in, kind_of
from tests.storage.factories import COUNTY, NOW

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20


def packed(*names: str) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w") as file:
        for name in names:
            file.writestr(name, "x")
    return made.getvalue()


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        pytest.param(PNG, "image/png", id="png"),
        pytest.param(b"\xff\xd8\xff\xe0..", "image/jpeg", id="jpeg"),
        pytest.param(b"%PDF-1.7", "application/pdf", id="pdf"),
        pytest.param(packed("[Content_Types].xml", "word/document.xml"), uploads.PACKAGES[0][1], id="docx"),
        pytest.param(packed("[Content_Types].xml", "xl/workbook.xml"), uploads.PACKAGES[1][1], id="xlsx"),
        pytest.param(packed("a.exe"), "", id="any other archive"),
        pytest.param(b"PK\x03\x04 broken", "", id="a broken archive"),
        pytest.param(b"<svg onload=alert(1)>", "", id="svg can run script"),
        pytest.param(b"<html><script>", "", id="a page"),
        pytest.param(b"GIF89a<script>", "", id="gif is not asked for"),
        pytest.param(b"MZ\x90", "", id="a program"),
        pytest.param(b"", "", id="nothing"),
    ],
)
def test_the_bytes_say_what_it_is(body: bytes, kind: str) -> None:
    assert kind_of(body) == kind


@given(st.binary(max_size=200))
def test_whatever_follows_the_first_bytes_of_an_archive_is_read_without_a_crash(rest: bytes) -> None:
    assert kind_of(uploads.PACKED + rest) == ""
    whole = packed("word/document.xml")
    kind_of(whole[: len(rest)] + rest + whole[len(rest) :])


@pytest.mark.parametrize(
    ("body", "said"),
    [(b"", "是空的"), (b"text", "不是图片"), (PNG + b"\0" * LARGEST, "超过 20 MB")],
)
def test_what_is_not_taken_is_said_with_the_name_of_the_file(engine: Engine, body: bytes, said: str) -> None:
    with transaction(engine) as session, pytest.raises(NotTaken, match="截图.png.*" + said):
        hand_in(session, COUNTY, body, file="截图.png", unit="县民政局", who="丁", at=NOW)


def test_names_are_kept_as_text_without_signs_that_steer(engine: Engine) -> None:
    with transaction(engine) as session:
        kept = hand_in(session, COUNTY, PNG, file="a\u202egnp.\0\r\nexe", unit="甲", who="丁", at=NOW)
        assert kept.file == "agnp.exe" and kept.kind == "image/png"
        assert visits.body(session, kept.hash) == PNG
        nameless = hand_in(session, COUNTY, PNG, file="\r\n", unit="甲", who="丁", at=NOW)
        assert nameless.file == "附件"
