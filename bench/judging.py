"""Measures judging: guides a second, the share of each stage of the judge of 兜底表述, and a yardstick.

The yardstick runs one regular expression, a plain alternation of the trigger phrases, over the same
texts: what the least conceivable judge would take. Every round begins with empty memories.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from bench.timing import best
from checks.engine import judge
from checks.evidence import Guide, Material, Section
from checks.gather import gathered
from checks.kinds.elements import EVERYTHING, HELD_BY
from checks.kinds.open_ended import PLACES, find
from checks.passages import READ, passages
from checks.rule import Rule
from checks.text.clauses import numberless, sentences
from checks.text.normal import normal, plain
from checks.text.openness.finding import Role, Sentence
from checks.text.openness.judge import GATE, LAST, SHORT, STAGES, judged
from checks.text.segment import cut
from rules import all_rules

CASES = Path(__file__).parents[1] / "tests/checks"
TRIGGERS = re.compile(
    "其他材料|其它材料|有关材料|相关材料|相关证明|等材料|视情况|根据需要|必要时|为准|规定的其他"
)
GUIDES = 400
FINE_FOR_ONE_OPEN = 9


@dataclass(frozen=True, slots=True)
class Texts:
    """Lines of one field: nine fine ones for one that is open, as in a middling county."""

    fine: tuple[str, ...]
    open: tuple[str, ...]

    def stream(self) -> Iterator[str]:
        fine, opened = cycle(self.fine), cycle(self.open or self.fine)
        while True:
            yield from islice(fine, FINE_FOR_ONE_OPEN)
            yield next(opened)


def texts_of(read: Callable[[dict[str, Any]], Sequence[str]]) -> Texts:
    """The lines of one field among our own cases."""
    cases = [
        json.loads(line)
        for path in sorted(CASES.glob("open_ended_*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    ]
    lines = {
        label: tuple(text for case in cases if case["expect"] == label for text in read(case))
        for label in ("ok", "violation")
    }
    return Texts(lines["ok"], lines["violation"])


def guides(count: int = GUIDES) -> list[Guide]:
    """Guides as long as real ones, of the lines of our own cases."""
    materials = texts_of(lambda case: [one["name"] for one in case.get("materials", [])]).stream()
    conditions = texts_of(lambda case: case.get("conditions", [])).stream()
    process = texts_of(lambda case: case.get("process", [])).stream()
    notes = texts_of(
        lambda case: [one["note"] for one in case.get("materials", []) if one.get("note")]
    ).stream()
    return [
        Guide(
            id=str(number),
            item_name=f"示例事项{number}",
            conditions=tuple(islice(conditions, 3)),
            materials=tuple(Material(name) for name in islice(materials, 7)),
            process=tuple(islice(process, 4)),
            legal_basis=("第十二条 申请人应当提交下列材料：（五）法律、法规规定的其他材料",),
            fees="不收费",
            sections=(Section("温馨提示", next(notes)), Section("咨询方式", "0377-65330000")),
        )
        for number in range(count)
    ]


def forget() -> None:
    """Empty every memory, so that no round lives on the one before."""
    for memory in (PLACES, READ, EVERYTHING, HELD_BY):
        memory.forget()
    judged.cache_clear()
    normal.cache_clear()
    cut.cache_clear()


def fresh(work: Callable[[], object]) -> Callable[[], object]:
    def cold() -> object:
        forget()
        return work()

    return cold


def frames(many: Sequence[Guide]) -> list[Sentence]:
    """All sentences that pass the gate, with their surroundings."""
    found = []
    for guide in many:
        for passage in passages(guide):
            if passage.role in (Role.BASIS, Role.META):
                continue
            around = plain(passage.before), plain(passage.after)
            frame = Sentence("", passage.role, passage.asks, *around, True)
            for span in sentences(plain(passage.text)):
                if passage.role in SHORT or GATE.search(span.text):
                    found.append(replace(frame, text=numberless(span.text)))
    return found


def stages(many: Sequence[Guide]) -> list[tuple[str, float]]:
    """Seconds spent in each part of the judge, each measured alone."""
    texts = [passage.text for guide in many for passage in passages(guide)]
    gated = frames(many)
    parts: list[tuple[str, Callable[[], object]]] = [
        ("取字段", lambda: [list(passages(guide)) for guide in many]),
        ("归一化", lambda: [normal(text) for text in texts]),
        ("断句和初筛", lambda: [GATE.search(span.text) for text in texts for span in sentences(plain(text))]),
    ]
    parts += [(TITLES[stage.__name__], partial(run_stage, stage, gated)) for stage in (*STAGES, LAST)]
    return [(name, best(fresh(work))) for name, work in parts]


def run_stage(stage: Callable[[Sentence], Iterable[object]], gated: Sequence[Sentence]) -> None:
    """One stage of the judge over all sentences that reach it."""
    for one in gated:
        list(stage(one))


TITLES = {
    "other": "其他",
    "related": "有关、相关",
    "etcetera": "等",
    "bare": "只写用途",
    "condition": "条件",
    "phrases": "固定说法",
    "unstated": "时限收费无数",
    "doubtful": "存疑复看",
}


def speed(rules: Sequence[Rule], many: Sequence[Guide]) -> float:
    """Guides a second for these rules."""
    county = gathered("", (), many)
    return len(many) / best(fresh(lambda: sum(1 for _ in judge(county, rules))))


def measured() -> list[tuple[str, str, str]]:
    """The rows of `make bench` on judging."""
    many = guides()
    texts = ["\n".join(passage.text for passage in passages(guide)) for guide in many]
    plain_speed = len(many) / best(lambda: [TRIGGERS.findall(text) for text in texts])
    c12 = [rule for rule in all_rules() if rule.id.startswith("c12-")]
    shares = stages(many)
    whole = sum(seconds for _, seconds in shares)
    each = f"{speed(all_rules(), many):,.0f}"
    opened = len(many) / best(fresh(lambda: [list(find(guide)) for guide in many]))
    return [
        ("判断全部规则（份/秒）", each, f"{len(all_rules())}条规则"),
        ("判断兜底表述各规则（份/秒）", f"{speed(c12, many):,.0f}", f"{len(c12)}条规则"),
        (
            "兜底表述判断本身（份/秒）",
            f"{opened:,.0f}",
            f"只查词 {plain_speed:,.0f}，{plain_speed / opened:.0f} 倍",
        ),
        *((f"　{name}", f"{seconds / whole:.0%}", "") for name, seconds in shares),
    ]


if __name__ == "__main__":
    for row in measured():
        print(*row, sep="\t")
