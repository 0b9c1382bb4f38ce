"""Real records are served through the same interface, with a profile of their own."""

import json
import tomllib
from pathlib import Path

import pytest

from sandbox import Sandbox
from sandbox.desk import desk_of
from sandbox.records import county_of_records
from tests.sandbox.test_service import fetch, unids

RECORDS = [
    {
        "id": "a1", "kind": "guide", "item_name": "燃气经营许可", "item_code": "1141", "unit": "甲县住建局",
        "item_type": "行政许可", "legal_days": 20, "promised_days": 2.5, "handling_type": None,
        "conditions": ["有固定场所"], "materials": [{"name": "申请表", "note": "一式两份"}, {"name": "其他材料"}],
        "location": "一楼", "phone": "020-1", "sections": {"备注": "无"},
    },
    {"id": "a2", "item_name": "城镇供水报装", "materials": None},
]  # fmt: skip


@pytest.fixture
def records(tmp_path: Path) -> Path:
    file = tmp_path / "records.jsonl"
    file.write_text(
        "\n".join(json.dumps(record, ensure_ascii=False) for record in RECORDS) + "\n\n", encoding="utf-8"
    )
    return file


def test_records_come_out_of_the_interface(tmp_path: Path, records: Path) -> None:
    with Sandbox(tmp_path / "s", records=records) as sandbox:
        assert sandbox.portal_url == "" and not sandbox.truth.violations
        found = unids(sandbox, areaCode="419901000000")
        assert len(found) == 2
        bodies = [
            fetch(f"{sandbox.service_url}hnzwfw/matter/service?serviceUnid={unid}").body for unid in found
        ]
        first, second = (json.loads(body)["result"] for body in bodies)
        assert first["baseInfo"]["promiseDays"] == "2.5" and first["baseInfo"]["starLevel"] is None
        assert [row["name"] for row in first["materialInfo"]["materialList"]] == ["申请表", "其他材料"]
        assert (
            second["baseInfo"]["serviceName"] == "城镇供水报装"
            and second["materialInfo"]["materialList"] == []
        )
        profile = tomllib.loads((sandbox.profile / "county.toml").read_text(encoding="utf-8"))
        assert profile["name"] == "真实样本" and len(profile["source"]) == 1
        assert [unit["name"] for unit in profile["unit"]] == ["甲县住建局", "未写明单位"]


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    file = tmp_path / "records.jsonl"
    file.write_text('{"item_name": "甲"}\n{broken\n', encoding="utf-8")
    with pytest.raises(ValueError, match="line 2"):
        county_of_records(file)


def test_another_process_knows_that_records_are_served(tmp_path: Path, records: Path) -> None:
    with Sandbox(tmp_path / "s", records=records) as sandbox:
        before = (sandbox.profile / "county.toml").read_bytes()
        desk = desk_of(tmp_path / "s")
        desk.break_("service", "503")
        assert fetch(sandbox.service_url).status == 503
        desk.restore()
        assert fetch(sandbox.service_url).status == 200
        assert (sandbox.profile / "county.toml").read_bytes() == before
        assert not (sandbox.profile / "window-guides").exists()
