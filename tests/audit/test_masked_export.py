"""What is exported and reported names no private person, whatever the pages said."""

from __future__ import annotations

import json
from io import BytesIO
from zipfile import ZipFile

import pytest

from audit.exporting import FORMS
from checks.text.masking import masked_record
from reports.inputs import FindingView
from storage.export import exported
from tests.storage.factories import finding_row

NUMBER, MOBILE = "41132519000101000X", "13800000000"
SAID = f"张某 {NUMBER} {MOBILE}"
CODE = "1141132500600000164000117018000"


def record(**more: str) -> dict[str, object]:
    row = finding_row(
        id=1, quote=SAID, message=f"公示了“{SAID}”", item_name=f"公示{SAID}", item_code=CODE, **more
    )
    return exported(row)


@pytest.mark.parametrize("form", sorted(FORMS))
def test_no_form_of_export_names_a_person(form: str) -> None:
    content = FORMS[form]([masked_record(record())])
    if form == "xlsx":
        content = b"".join(
            ZipFile(BytesIO(content)).read(name) for name in ZipFile(BytesIO(content)).namelist()
        )
    text = content.decode("utf-8-sig", "replace")
    assert NUMBER not in text and MOBILE not in text
    assert "411325**********0X" in text and (form == "sarif" or CODE in text)


def test_a_report_names_no_person() -> None:
    view = FindingView.from_record(record())
    assert NUMBER not in repr(view) and MOBILE not in repr(view) and view.item_code == CODE


def test_an_exported_line_keeps_the_keys_of_the_contract() -> None:
    assert list(masked_record(record())) == list(record())
    assert json.loads(FORMS["jsonl"]([masked_record(record())]))["item_code"] == CODE
