"""A stored page that goes out names no private person, and is otherwise the page that came."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.text.masked_pages import is_text, masked_bytes

NUMBER = "41132519000101000X"
LEFT = "411325**********0X"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_only_the_number_changes(encoding: str) -> None:
    page = f"<meta charset={encoding}><table><tr><td>张某</td><td>{NUMBER}</td><td>编码1141132500600000164000117018000</td></tr></table>"
    found = masked_bytes(page.encode(encoding))
    assert found.body.decode(encoding) == page.replace(NUMBER, LEFT) and found.count == 10


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("<p>41132519<b>000101</b>000X</p>", id="with tags in it"),
        pytest.param("<p>4113251900010100&#48;X</p>", id="with an entity in it"),
        pytest.param(f'<input value="{NUMBER}">', id="in an attribute"),
        pytest.param(f'<script>var a = "{NUMBER}"</script>', id="in a script"),
        pytest.param(f'{{"\\u8eab\\u4efd\\u8bc1": "{NUMBER}"}}', id="in an interface's answer"),
        pytest.param(f"<!-- {NUMBER} -->", id="in a comment"),
        pytest.param("<tr><td>张某</td><td>13800000000</td></tr>", id="a mobile in the cell beside a name"),
        pytest.param("<p>投诉人：张某，<span>电话：</span>13800000000</p>", id="who complained"),
        pytest.param("<p>\\u5f20\\u67d0 13800000000</p>", id="beside a name in escapes"),
    ],
)
def test_a_number_cannot_hide(page: str) -> None:
    left = masked_bytes(page.encode()).body.decode()
    assert "*" in left and NUMBER not in left and "13800000000" not in left
    assert len(left) <= len(page)


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("<p>咨询电话：13800000000</p>", id="a number to call"),
        pytest.param(
            "<p>咨询电话：<a href='tel:0377-65330000'>0377-65330000</a></p>", id="an office's telephone"
        ),
        pytest.param("<td>张某</td></tr><tr><td>13800000000</td>", id="a name in another row"),
        pytest.param("<td>1141132500600000164000117018000</td>", id="a code"),
    ],
)
def test_what_is_no_persons_number_stays(page: str) -> None:
    assert masked_bytes(page.encode()).body == page.encode()


@given(st.binary(max_size=200))
def test_any_bytes_are_taken(body: bytes) -> None:
    found = masked_bytes(body)
    assert (found.body == body) is (found.count == 0)


@given(st.text("张李0123456789X<b>/td&#; \n电话", max_size=40), st.sampled_from(["utf-8", "gb18030"]))
def test_a_page_is_masked_whatever_stands_around(around: str, encoding: str) -> None:
    page = f"{around} {NUMBER} {around}".encode(encoding)
    left = masked_bytes(page, f"text/html; charset={encoding}").body
    shown = re.sub(r"<[^<>]*>", "", left.decode(encoding))
    assert not re.search(rf"(?<![0-9A-Za-z*]){NUMBER}(?![0-9A-Za-z*])", shown)


def test_documents_and_pictures_are_no_text() -> None:
    assert not is_text(b"PK\x03\x04\0\0", "") and not is_text(b"%PDF-1.4", "application/pdf")
    assert is_text("办事指南".encode(), "text/html")
