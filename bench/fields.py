"""`python -m bench.fields`: how many fields of the fixtures are read right, wrong, not at all, or invented.

Every fixture is a page with the truth beside it as a person wrote it from the printed page. The counts go
into docs/reading.md, between markers.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum
from pathlib import Path
from typing import Any

from checks.evidence import Channel, Guide
from checks.records import guide_to_json
from crawler.documents import UnreadableDocument, read_document
from crawler.pages import read_page
from crawler.pages.hnzwfw import read_service
from crawler.reading.reading import Reading, Visit

ROOT = Path(__file__).parents[1]
FOLDERS = (ROOT / "tests/crawler/reading/fixtures", ROOT / "tests/crawler/pages/fixtures")
KNOWN_WRONG = ROOT / "tests/crawler/reading/known_wrong.toml"
DOCUMENT = ROOT / "docs/reading.md"
URL = "http://www.example.gov.cn/bsfw/bszn/page.html"

FIELDS = {
    "item_name": "事项名称", "item_code": "事项编码", "unit": "实施单位", "item_type": "事项类型",
    "handling_type": "办件类型", "legal_days": "法定时限（天）", "legal_text": "法定时限（原文）",
    "legal_unit": "法定时限（单位）", "promised_days": "承诺时限（天）", "promised_text": "承诺时限（原文）",
    "promised_unit": "承诺时限（单位）", "star": "星级", "online_depth": "网办深度", "visits": "跑动次数",
    "conditions": "受理条件（逐条）", "materials": "申请材料（名称，逐件）", "form": "　材料形式",
    "source": "　材料来源", "necessity": "　必要性", "copies": "　份数", "commitment": "　告知承诺",
    "deferrable": "　容缺", "note": "　材料备注", "process": "办理流程（逐步）",
    "legal_basis": "设定依据（逐条）",
    "fees": "收费", "location": "办理地点", "office_hours": "办理时间", "phone": "咨询电话",
    "complaint_phone": "监督投诉电话", "result": "办理结果", "evaluation_entry": "好差评入口",
    "sections": "其他栏目", "kind": "页面类型", "needs_browser": "须用浏览器打开",
    "unreadable": "读不出的说明",
}  # fmt: skip
LISTS = ("conditions", "process", "legal_basis")
CELLS = ("form", "source", "necessity", "copies", "commitment", "deferrable", "note")


class Verdict(StrEnum):
    """How one value was read."""

    RIGHT = "对"
    WRONG = "错"
    MISSING = "漏"
    INVENTED = "多"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One value: `expected` is what is printed, `found` what was read."""

    field: str
    verdict: Verdict
    expected: object = None
    found: object = None


def folders() -> list[Path]:
    """All fixtures, the older ones last."""
    return [path.parent for folder in FOLDERS for path in sorted(folder.glob("*/expected.json"))]


def outcomes(folder: Path) -> list[Outcome]:
    """How every value of one fixture was read."""
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    return list(compared(expected, read(folder, expected.get("visit", {}), expected.get("file_name", ""))))


def read(folder: Path, told: Mapping[str, Any], file_name: str = "") -> Reading | None:
    """What the reader makes of a fixture; None where it says that the file cannot be read."""
    page = next(folder.glob("page.*"))
    channel = Channel(told.get("channel", Channel.PORTAL))
    visit = Visit(**{"url": URL, "seen_on": date(2022, 4, 20), **told, "channel": channel})
    if page.suffix == ".html":
        return read_page(page.read_bytes(), visit)
    if page.suffix == ".json":
        return read_service(page.read_bytes(), visit)
    try:
        return read_document(page.read_bytes(), name=file_name or page.name, visit=visit)
    except UnreadableDocument:
        return None


def compared(expected: Mapping[str, Any], reading: Reading | None) -> Iterator[Outcome]:
    """Compare all that the truth names."""
    if "kind" in expected:
        yield scalar("kind", expected["kind"], reading.kind.value if reading else "unreadable")
    if "needs_browser" in expected:
        yield scalar(
            "needs_browser", expected["needs_browser"], reading is not None and reading.needs_browser
        )
    pieces = expected.get("guides", [])
    if "guides" not in expected:
        pieces = [piece for piece in expected.get("evidence", []) if piece.get("kind", "guide") == "guide"]
        if not pieces:
            return
    found = [
        guide_to_json(piece) for piece in (reading.evidence if reading else ()) if isinstance(piece, Guide)
    ]
    for truth, guide in paired(pieces, found):
        yield from guide_compared(truth, guide)


def paired(
    truths: Sequence[Mapping[str, Any]], found: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """Each expected guide with the one that was read: in order, or by name where their numbers differ."""
    if len(truths) == len(found):
        yield from zip(truths, found, strict=True)
        return
    left = list(found)
    for truth in truths:
        name = truth.get("item_name")
        same = next((guide for guide in left if same_text(name, guide["item_name"])), None)
        if same is None and len(truths) == 1 and left:
            same = left[0]
        if same is not None:
            left.remove(same)
        yield truth, same or {}
    for guide in left:
        yield {}, {"item_name": guide["item_name"]}


def guide_compared(truth: Mapping[str, Any], guide: Mapping[str, Any]) -> Iterator[Outcome]:
    """Compare one guide; a guide that nothing was expected of is invented as a whole."""
    if not truth:
        yield Outcome("item_name", Verdict.INVENTED, None, guide.get("item_name"))
    for field, value in truth.items():
        found = guide.get(field)
        if field == "materials":
            yield from materials_compared(value, found or [])
        elif field in LISTS:
            yield from list_compared(field, value, found or [])
        elif field == "sections":
            read_sections = {plain(label): text for label, text in (found or {}).items()}
            for label, text in value.items():
                yield scalar("sections", text, read_sections.get(plain(label)))
        elif field == "unreadable":
            yield scalar(field, bool(value), bool(found)) if value or found else Outcome(field, Verdict.RIGHT)
        elif field in FIELDS:
            yield scalar(field, value, found)


def scalar(field: str, truth: Any, found: Any) -> Outcome:
    """One value against one value; `any_of` names several readings that are all right."""
    choices = truth["any_of"] if isinstance(truth, dict) else [truth]
    if any(same_text(choice, found) for choice in choices):
        return Outcome(field, Verdict.RIGHT, truth, found)
    if is_empty(found):
        return Outcome(field, Verdict.MISSING, truth, found)
    if all(is_empty(choice) for choice in choices):
        return Outcome(field, Verdict.INVENTED, None, found)
    return Outcome(field, Verdict.WRONG, truth, found)


def list_compared(field: str, truth: Any, found: Sequence[Any]) -> Iterator[Outcome]:
    """The entries of a list, aligned so that one lost entry does not make all after it wrong."""
    if isinstance(truth, dict):
        options = [list(list_compared(field, choice, found)) for choice in truth["any_of"]]
        yield from min(options, key=lambda option: sum(one.verdict is not Verdict.RIGHT for one in option))
        return
    for wanted, read in aligned([plain(text) for text in truth], [plain(text) for text in found]):
        yield scalar(field, wanted, read)


def materials_compared(truth: Any, found: Sequence[Mapping[str, Any]]) -> Iterator[Outcome]:
    """The materials, aligned by name, and the cells that the truth names."""
    if isinstance(truth, dict):
        options = [list(materials_compared(choice, found)) for choice in truth["any_of"]]
        yield from min(options, key=lambda option: sum(one.verdict is not Verdict.RIGHT for one in option))
        return
    read_names = [plain(row["name"]) for row in found]
    names = [key_of(row["name"], read_names) for row in truth]
    places = aligned(names, read_names, places=True)
    for wanted, read in places:
        row = truth[wanted] if isinstance(wanted, int) else {}
        cells = found[read] if isinstance(read, int) else {}
        yield scalar("materials", row.get("name"), cells.get("name"))
        for field in CELLS:
            if field in row and (cells or not is_empty(row[field])):
                yield scalar(field, row[field], cells.get(field))


def key_of(name: Any, found: Sequence[str]) -> str:
    """The name under which to look for a material: of several that are all right, the one that was read."""
    choices = [plain(choice) for choice in (name["any_of"] if isinstance(name, dict) else [name])]
    return next((choice for choice in choices if choice in found), choices[0])


def aligned(truth: Sequence[str], found: Sequence[str], *, places: bool = False) -> list[tuple[Any, Any]]:
    """Pairs of entries (or of their places), None where one side has nothing."""
    pairs: list[tuple[Any, Any]] = []
    for _, low, high, begin, end in SequenceMatcher(None, truth, found, autojunk=False).get_opcodes():
        for step in range(max(high - low, end - begin)):
            wanted = low + step if low + step < high else None
            read = begin + step if begin + step < end else None
            pairs.append((wanted, read))
    if places:
        return pairs
    return [
        (None if wanted is None else truth[wanted], None if read is None else found[read])
        for wanted, read in pairs
    ]


def is_empty(value: object) -> bool:
    return value is None or value in ("", [], {})


def same_text(truth: object, found: object) -> bool:
    """Spaces and the mark that ends an entry are no part of a value."""
    if is_empty(truth) or is_empty(found):
        return is_empty(truth) and is_empty(found)
    if isinstance(truth, str) and isinstance(found, str):
        return plain(truth) == plain(found)
    return truth == found


def plain(text: str) -> str:
    return re.sub(r"\s+", "", text).rstrip("；;。.，,、：:")


def differing(found: Iterable[Outcome]) -> list[str]:
    """The fields that are not read as printed, in the order of the table."""
    wrong = {one.field for one in found if one.verdict is not Verdict.RIGHT}
    return [field for field in FIELDS if field in wrong]


def known_wrong() -> dict[str, dict[str, Any]]:
    """Fixtures that are not yet read right: the fields that differ, and why."""
    return tomllib.loads(KNOWN_WRONG.read_text(encoding="utf-8"))


def write_known(found: Mapping[Path, Sequence[Outcome]]) -> list[str]:
    """Write the list anew, keeping the reasons; returns the names that still need one."""
    before = known_wrong()
    lines = ["# Fixtures that are not yet read as a person reads them: which fields differ, and why.", ""]
    lines[0:0] = ["# `python -m bench.fields --known` writes the fields; the reasons are written by hand."]
    unexplained = []
    for folder, seen in sorted(found.items(), key=lambda pair: pair[0].name):
        fields = differing(seen)
        if not fields or folder.parent != FOLDERS[0]:
            continue
        reason = before.get(folder.name, {}).get("reason", "")
        if not reason:
            unexplained.append(folder.name)
        lines += [
            f"[{folder.name}]",
            f"fields = {json.dumps(fields)}",
            f"reason = {json.dumps(reason, ensure_ascii=False)}",
            "",
        ]
    KNOWN_WRONG.write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")
    return unexplained


def counted(found: Iterable[Outcome]) -> Counter[tuple[str, Verdict]]:
    """Values by field and verdict; a field that is rightly empty is no value."""
    return Counter(
        (one.field, one.verdict)
        for one in found
        if one.verdict is not Verdict.RIGHT or not is_empty(one.found)
    )


def tables(found: Mapping[Path, Sequence[Outcome]]) -> str:
    """The counts as Markdown."""
    total = counted(one for seen in found.values() for one in seen)
    lines = ["| 字段 | 印出的值 | 对 | 错 | 漏 | 多出 | 对的比例 |", "|---|--:|--:|--:|--:|--:|--:|"]
    for field, name in FIELDS.items():
        row = [total[field, verdict] for verdict in Verdict]
        if any(row):
            lines.append(line(name, row))
    lines.append(line("**合计**", [sum(total[field, verdict] for field in FIELDS) for verdict in Verdict]))
    right = sum(1 for seen in found.values() if not differing(seen))
    lines += ["", f"共 {len(found)} 份样例，其中 {right} 份每一项都读对。", ""]
    lines += ["没有全部读对的样例：", "", "| 样例 | 错 | 漏 | 多出 | 不对的字段 |", "|---|--:|--:|--:|---|"]
    worst = sorted(found.items(), key=lambda pair: (-len(bad(pair[1])), pair[0].name))
    for folder, seen in worst:
        if bad(seen):
            tally = Counter(one.verdict for one in seen)
            marks = " | ".join(str(tally[v]) for v in (Verdict.WRONG, Verdict.MISSING, Verdict.INVENTED))
            names = "、".join(FIELDS[field].strip("　") for field in differing(seen))
            lines.append(f"| {folder.name} | {marks} | {names} |")
    return "\n".join(lines)


def bad(seen: Iterable[Outcome]) -> list[Outcome]:
    return [one for one in seen if one.verdict is not Verdict.RIGHT]


def line(name: str, row: Sequence[int]) -> str:
    printed = sum(row[:3])
    share = f"{row[0] / printed:.1%}" if printed else "—"
    return f"| {name} | {printed} | " + " | ".join(map(str, row)) + f" | {share} |"


def put(text: str, name: str, content: str) -> str:
    """Replace what stands between the markers of this name."""
    pattern = re.compile(rf"(<!-- {name}:begin -->\n).*?(<!-- {name}:end -->)", re.DOTALL)
    return pattern.sub(lambda found: f"{found[1]}{content}\n{found[2]}", text)


def show(found: Mapping[Path, Sequence[Outcome]], names: Sequence[str]) -> None:
    """Print what differs, of these fixtures or of all."""
    for folder, seen in found.items():
        if names and folder.name not in names:
            continue
        for one in bad(seen):
            print(f"{folder.name} {one.field} {one.verdict}: {one.expected!r} -> {one.found!r}")


def main(arguments: Sequence[str]) -> int:
    """Count; `--show [fixture…]` prints each difference, `--known` rewrites the list of known ones."""
    found = {folder: outcomes(folder) for folder in folders()}
    if "--show" in arguments:
        show(found, [name for name in arguments if not name.startswith("--")])
        return 0
    if "--known" in arguments:
        unexplained = write_known(found)
        print("needs a reason:", *unexplained or ["none"])
        return 1 if unexplained else 0
    report = tables(found)
    if DOCUMENT.exists():
        text = DOCUMENT.read_text(encoding="utf-8")
        DOCUMENT.write_text(put(text, "counts", report), encoding="utf-8")
    print(report)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
