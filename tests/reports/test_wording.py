"""Safe text, addresses, days and file names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.file_names import file_names
from reports.wording import (
    address_shown,
    channel_title,
    criterion_in_words,
    criterion_order,
    link,
    moment,
    percent,
    safe,
    severity_label,
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("身份证\n户口簿", "身份证 户口簿"),
        ("\x00\x1b[31m红", "[31m红"),
        ("\u202e反\u202c\u200b", "反"),
        ("\ud800", "\ufffd"),
        ("<b>", "<b>"),
    ],
)
def test_text_is_made_safe_and_left_alone_otherwise(text: str, shown: str) -> None:
    assert safe(text) == shown


def test_an_endless_text_is_cut_and_says_so() -> None:
    assert safe("长" * 5000, 10) == "长" * 10 + "……（共 5000 字，此处从略）"


@pytest.mark.parametrize(
    ("address", "followed"),
    [
        ("https://www.example.gov.cn/a?b=1&c=%E4%B8%AD#d", "https://www.example.gov.cn/a?b=1&c=%E4%B8%AD#d"),
        ("http://x.cn/附件 1.pdf", "http://x.cn/%E9%99%84%E4%BB%B6%201.pdf"),
        ('https://x.cn/"><script>', "https://x.cn/%22%3E%3Cscript%3E"),
        ("javascript:alert(1)", ""),
        ("  JavaScript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
        ("https://[broken", ""),
        ("//x.cn/a", ""),
        ("", ""),
    ],
)
def test_only_web_pages_are_links(address: str, followed: str) -> None:
    assert link(address) == followed


def test_addresses_are_readable() -> None:
    assert address_shown("file:///srv/guides/%E6%B0%91%E6%94%BF%E5%B1%80/结婚.docx") == "民政局/结婚.docx"
    assert address_shown("http://x.cn/%E9%99%84%E4%BB%B6.pdf") == "http://x.cn/附件.pdf"
    assert len(address_shown("http://x.cn/" + "a" * 900)) < 220


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2022-04-15T18:31:00+00:00", "2022-04-16 02:31"),
        ("2022-04-15T18:31:00Z", "2022-04-16 02:31"),
        ("2022-04-16T02:31:00", "2022-04-16 02:31"),
        ("2022-04-16", "2022-04-16"),
        ("昨天", "昨天"),
        ("", ""),
    ],
)
def test_times_are_beijing_times(text: str, shown: str) -> None:
    assert moment(text) == shown


def test_labels_and_unknown_values() -> None:
    assert (channel_title("window"), channel_title("电台")) == ("窗口办事指南", "电台")
    assert (severity_label("S1"), severity_label("S9")) == ("严重", "S9")
    assert criterion_in_words("附件1-12") == "附件1第12项"
    criteria = ["附加", "附件2-1", "附件1-12", "附件1-9"]
    assert sorted(criteria, key=criterion_order) == ["附件1-9", "附件1-12", "附件2-1", "附加"]


def test_only_all_is_a_hundred_percent() -> None:
    assert [percent(999, 1000), percent(1000, 1000), percent(0, 5), percent(0, 0)] == [
        "99%",
        "100%",
        "0%",
        "—",
    ]


def test_file_names_are_readable_and_never_alike() -> None:
    names = ["民政局", "民政局 ", "../../etc/passwd", "a/b", "a_b", "A B", "CON", "", "。" * 9, "长" * 300]
    found = file_names(names)
    assert found["民政局"] == "民政局.html"
    assert found["民政局 "] == "民政局-2.html"
    assert found["CON"] == "_CON.html"
    assert found["../../etc/passwd"] == "etc_passwd.html"
    assert len({file.casefold() for file in found.values()}) == len(names)
    assert all(len(file.encode()) < 255 for file in found.values())


@given(st.lists(st.text(max_size=80)))
def test_any_names_give_safe_files(names: list[str]) -> None:
    for file in file_names(names).values():
        assert file == file.strip() and not set(file) & set('/\\:*?"<>|\0') and not file.startswith(".")
