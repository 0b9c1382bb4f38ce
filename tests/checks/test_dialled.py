"""Numbers of a guide that cannot be dialled, and one number for enquiries and complaints."""

from __future__ import annotations

import pytest

from checks.evidence import Guide
from checks.kinds.dialled import CanBeDialled
from checks.outcome import Severity


@pytest.mark.parametrize(
    ("phone", "complaint", "said"),
    [
        ("0377-65330000", "12345", []),
        ("0377-65330000", "0377-65330001", []),
        ("12345", "12345", []),
        ("0377-65330000、12345", "0377-65330000、12345", []),
        ("0377-65330000转1", "0377-65330000转2", []),
        ("0377-65330000、65330001", "65330001", []),
        ("无", "无", []),
        ("", "", []),
        ("见备注", "同上", []),
        ("0377-653300001", "12345", [("phone", "0377-653300001", None)]),
        ("咨询电话：０３７７—６５３３０（周一至周五）", "12345", [("phone", "０３７７—６５３３０", None)]),
        ("0377-65330000", "（0377）65330000", [("complaint_phone", "（0377）65330000", Severity.S4)]),
        (
            "65330000；1380000000",
            "65330000",
            [("phone", "1380000000", None)],
        ),
    ],
)
def test_numbers(phone: str, complaint: str, said: list[tuple[str, str, Severity | None]]) -> None:
    found = list(CanBeDialled()(Guide(phone=phone, complaint_phone=complaint)))
    assert [(one.field, one.quote, one.severity) for one in found] == said


def test_one_number_for_both_may_be_accepted() -> None:
    guide = Guide(phone="65330000", complaint_phone="65330000")
    assert list(CanBeDialled()(guide)) and not list(CanBeDialled(same=False)(guide))
