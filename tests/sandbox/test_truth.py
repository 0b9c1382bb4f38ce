"""What the truth names is really there, and gone once it is repaired."""

import json
from collections import Counter
from pathlib import Path

from checks.rule import Mode
from rules import all_rules
from sandbox import Sandbox, truth
from sandbox.plants import plants

from .conftest import seen, squeezed

# What the first night cannot show: it takes an earlier reading of a page, or an office's export.
LATER = {
    "c03-procedure-unchanged",
    "s-dead-link",
    "c09-catalogue-not-followed",
    "c11-collected-still-on-paper",
}
RULES = {rule.id for rule in all_rules() if Mode.PAGES in rule.modes} - LATER
KEYS = {"rule", "verdict", "unit", "item_name", "item_code", "channel", "field", "quote"}


def test_enough_is_planted_of_every_rule() -> None:
    rows = truth()
    assert {row["rule"] for row in rows["plants"]} == RULES
    assert len({row["id"] for row in rows["plants"]}) > 2 * len(RULES)
    assert len({row["id"] for row in rows["lookalikes"]}) > 2 * len(RULES)
    assert all(row.keys() >= KEYS for row in rows["plants"])
    assert all((row["quote"] or row["field"] == "attachments") and row["why"] for row in rows["lookalikes"])


def test_each_id_is_used_once() -> None:
    for kind in truth().values():
        placed = Counter((row["id"], row.get("rule"), row["channel"]) for row in kind)
        assert max(placed.values()) == 1


def test_every_planted_quote_stands_where_the_truth_says(county: Sandbox) -> None:
    absent = [
        (row["id"], row["channel"], row["quote"])
        for row in (*county.truth["plants"], *county.truth["lookalikes"])
        if row["channel"] and squeezed(row["quote"]) not in seen(row, county.service_url)
    ]
    assert absent == []


def test_repaired_plants_are_gone_and_look_alikes_stay(sandbox: Sandbox) -> None:
    before = [row for row in sandbox.truth["plants"] if row["channel"]]
    texts = [seen(row, sandbox.service_url) for row in before]
    changed = {plant.id: plant.change.field for plant in plants()}
    sandbox.fix(*{row["id"] for row in sandbox.truth["plants"]})
    assert sandbox.truth["plants"] == []
    for row, text in zip(before, texts, strict=True):
        now = seen(row, sandbox.service_url)
        assert now != text, row
        # What was asked for twice is still asked for once.
        once = row["rule"] != "c04-material-repeated"
        if once and changed[row["id"]] in ("condition", "remark", "material", "process"):
            assert squeezed(row["quote"]) not in now, row
    for row in sandbox.truth["lookalikes"]:
        assert squeezed(row["quote"]) in seen(row, sandbox.service_url), row


def test_an_unmarked_commitment_is_marked_after_the_repair(sandbox: Sandbox) -> None:
    rows = [row for row in sandbox.truth["plants"] if row["rule"] == "c03-commitment-unmarked"]
    counts = [seen(row, sandbox.service_url).count("承诺") for row in rows]
    sandbox.fix(*{row["id"] for row in rows})
    for row, count in zip(rows, counts, strict=True):
        assert seen(row, sandbox.service_url).count("承诺") > count or "是" in seen(row, sandbox.service_url)


def test_the_truth_is_written_beside_the_profile(sandbox: Sandbox) -> None:
    written = json.loads((sandbox.folder / "truth.json").read_text(encoding="utf-8"))
    assert written == sandbox.truth
    sandbox.fix("om-05")
    written = json.loads((sandbox.folder / "truth.json").read_text(encoding="utf-8"))
    assert "om-05" not in {row["id"] for row in written["plants"]}


def test_a_repair_rewrites_the_window_document(sandbox: Sandbox) -> None:
    rows = [row for row in sandbox.truth["plants"] if row["id"] == "om-05" and row["channel"] == "window"]
    file = Path(sandbox.profile, "window-guides", "市场监督管理局", "公司设立登记.docx")
    first = file.read_bytes()
    sandbox.fix("om-05")
    assert file.read_bytes() != first
    sandbox.unfix("om-05")
    assert file.read_bytes() == first and rows


def test_a_redesign_keeps_every_text(sandbox: Sandbox) -> None:
    shown = (*sandbox.truth["plants"], *sandbox.truth["lookalikes"])
    rows = [row for row in shown if row["channel"] == "portal"]
    before = seen(rows[0], sandbox.service_url)
    sandbox.redesign()
    assert seen(rows[0], sandbox.service_url) != before
    absent = [row["id"] for row in rows if squeezed(row["quote"]) not in seen(row, sandbox.service_url)]
    assert absent == []
