"""`lint` and `extract`: what a unit sees before it publishes."""

import json
from pathlib import Path

import docx
import pytest
import xlsxwriter
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from tests.audit.conftest import Zwaudit

OFFENDING = "法律法规规定的其他材料"
GUIDE = (
    ("事项名称", "养老服务机构备案"),
    ("受理条件", "依法设立的养老服务机构"),
    ("申请材料", f"1.备案申请书；2.{OFFENDING}"),
    ("办理地点", "县政务服务大厅二楼12号窗口"),
    ("承诺办结时限", "1个工作日"),
    ("受理机构", "县民政局"),
    ("设定依据", "《养老机构管理办法》第九条"),
    ("办理流程", "申请、受理、备案"),
    ("收费标准", "不收费"),
    ("咨询电话", "0377-65330000"),
    ("监督投诉电话", "12345"),
)


def as_html(path: Path) -> None:
    rows = "".join(f"<tr><th>{label}</th><td>{text}</td></tr>" for label, text in GUIDE)
    page = f"<h1>养老服务机构备案办事指南</h1><table>{rows}</table>"
    path.write_text(f"<meta charset=utf-8><body>{page}</body>", encoding="utf-8")


def as_docx(path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=0, cols=2)
    for label, text in GUIDE:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = label, text
    document.save(str(path))


def as_xlsx(path: Path) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("养老服务机构备案")
        for number, row in enumerate(GUIDE):
            sheet.write_row(number, 0, row)


def as_pdf(path: Path) -> None:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(path))
    canvas.setFont("STSong-Light", 12)
    for number, (label, text) in enumerate(GUIDE):
        canvas.drawString(60, 760 - 24 * number, f"{label}：{text}")
    canvas.save()


@pytest.mark.parametrize("write", [as_html, as_docx, as_xlsx, as_pdf])
def test_the_offending_text_of_a_file_is_named(zwaudit: Zwaudit, tmp_path: Path, write: object) -> None:
    path = tmp_path / f"指南.{write.__name__.removeprefix('as_')}"  # type: ignore[attr-defined]
    write(path)  # type: ignore[operator]
    done = zwaudit("lint", path.name, "--format", "json")
    assert done.returncode == 1, done.stderr
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(one["rule"], one["quote"]) for one in found] == [("c12-open-ended-material", OFFENDING)]
    assert found[0]["path"] == path.name


def test_records_come_from_standard_input_and_keep_their_ids(zwaudit: Zwaudit) -> None:
    records = [
        {"id": "a", "item_name": "甲", "materials": [{"name": "其他有关材料"}], "expect": "x"},
        {"id": "b", "kind": "guide", "item_name": "乙", "materials": [{"name": "居民身份证"}]},
    ]
    given = "\n".join(json.dumps(record, ensure_ascii=False) for record in records)
    done = zwaudit("lint", "--records", "--format", "json", given=given)
    assert done.returncode == 1
    assert {json.loads(line)["id"] for line in done.stdout.splitlines()} == {"a"}


def test_a_bad_line_among_records_is_named_and_the_rest_is_judged(zwaudit: Zwaudit) -> None:
    good = json.dumps({"id": "a", "materials": [{"name": "其他材料"}]}, ensure_ascii=False)
    done = zwaudit("lint", "--records", "--format", "json", given=f"{{not json\n{good}\n[1]\n")
    assert done.returncode == 1
    assert "第 1 行" in done.stderr
    assert "第 3 行" in done.stderr
    assert json.loads(done.stdout)["id"] == "a"


def test_a_clean_guide_is_said_to_be_clean(zwaudit: Zwaudit) -> None:
    record = {"id": "b", "item_name": "乙", "materials": [{"name": "居民身份证"}]}
    done = zwaudit("lint", "--records", given=json.dumps(record, ensure_ascii=False))
    assert (done.returncode, done.stdout.strip()) == (0, "没有发现问题。")


def test_sarif_names_rule_and_place(zwaudit: Zwaudit, tmp_path: Path) -> None:
    as_html(tmp_path / "a.html")
    done = zwaudit("lint", "a.html", "--format", "sarif")
    run = json.loads(done.stdout)["runs"][0]
    assert [result["ruleId"] for result in run["results"]] == ["c12-open-ended-material"]
    place = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert place == "a.html"


def test_a_cancelled_list_beside_a_guide_is_used(zwaudit: Zwaudit) -> None:
    cancelled = {
        "kind": "publication", "list_kind": "证明事项取消清单", "title": "取消的证明事项清单",
        "columns": [{"heading": "证明名称", "meaning": "证明名称"}],
        "entries": [{"number": 1, "cells": ["婚姻状况证明"]}],
    }  # fmt: skip
    guide = {"id": "g", "item_name": "甲", "materials": [{"name": "婚姻状况证明"}]}
    given = "\n".join(json.dumps(record, ensure_ascii=False) for record in (guide, cancelled))
    done = zwaudit("lint", "--records", "--format", "json", given=given)
    assert "c02-cancelled-proof-required" in {json.loads(line)["rule"] for line in done.stdout.splitlines()}


def test_extract_prints_one_object_a_line(zwaudit: Zwaudit, tmp_path: Path) -> None:
    as_html(tmp_path / "a.html")
    done = zwaudit("extract", "a.html")
    guide = json.loads(done.stdout)
    assert guide["item_name"] == "养老服务机构备案"
    assert [material["name"].rstrip("；。") for material in guide["materials"]] == ["备案申请书", OFFENDING]
    assert guide["promised_days"] == 1


def test_a_record_with_labels_as_keys_is_judged(zwaudit: Zwaudit, tmp_path: Path) -> None:
    record = {"事项名称": "临时救助", "申请材料": [{"材料名称": OFFENDING}]}
    (tmp_path / "a.json").write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    done = zwaudit("lint", "a.json")
    assert done.returncode == 1
    assert OFFENDING in done.stdout


def test_a_record_without_any_known_key_is_refused_by_name(zwaudit: Zwaudit, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"foo": 1, "\u59d3\u540d": "x"}', encoding="utf-8")
    done = zwaudit("lint", "a.json")
    assert done.returncode == 2
    assert "没有认得的办事指南栏目" in done.stderr
