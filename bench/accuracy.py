"""How often the rules on 兜底条款 are right, measured on labelled texts and on real names: docs/accuracy.md.

Run `python -m bench.accuracy LABELLED RECORDS > docs/accuracy.md`, both files as JSON lines: guides with
`expect` (violation or ok), and real guides. Every real name that fails is listed with our own judgement of
it, from accuracy_judged.toml; one that nobody has judged yet says so.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from checks.engine import judge
from checks.evidence import Evidence, Guide, Material
from checks.gather import gathered
from checks.outcome import Judgement, Verdict
from checks.records import from_json
from rules import all_rules

JUDGED = Path(__file__).with_name("accuracy_judged.toml")
TRIES = Path(__file__).parents[1] / "tests/checks/open_ended_first_tries.json"
RULES = tuple(rule for rule in all_rules() if rule.id.startswith("c12-"))
Record = Mapping[str, Any]

HEAD = """# How often the rules are right

Printed by `python -m bench.accuracy`; not to be changed by hand. A *hit* on a violation is a fail or a
review, a *false alarm* is a fail on a line that is fine. Lines and names are quoted as they stand.
"""


def said(piece: Evidence) -> list[Judgement]:
    """What the c12 rules say of one piece of evidence."""
    return [one for ruling in judge(gathered("", (), [piece]), RULES) for one in ruling.judgements]


def worst(judgements: Iterable[Judgement]) -> Verdict:
    """The gravest verdict; PASS for none."""
    verdicts = {one.verdict for one in judgements}
    return next((one for one in (Verdict.FAIL, Verdict.REVIEW) if one in verdicts), Verdict.PASS)


def share(part: int, whole: int) -> str:
    return f"{part}/{whole} = {part / whole:.3f}" if whole else f"{part}/0"


def labelled(cases: Sequence[Record]) -> Iterator[str]:
    """The labelled set: as a whole, and rule by rule."""
    judged = [(case["expect"], said(from_json(case))) for case in cases]
    whole = Counter((expect, worst(found)) for expect, found in judged)
    failed, false = whole["violation", Verdict.FAIL], whole["ok", Verdict.FAIL]
    bad = sum(count for (expect, _), count in whole.items() if expect == "violation")
    fine = sum(whole.values()) - bad
    yield f"## The labelled lines ({len(cases)})\n"
    yield f"- precision of fails: {share(failed, failed + false)}"
    yield f"- violations found (fail or review): {share(failed + whole['violation', Verdict.REVIEW], bad)}"
    yield f"- fine lines sent to review: {share(whole['ok', Verdict.REVIEW], fine)}\n"
    yield "| rule | fails on violations | fails on fine lines | precision | reviews on violations / fine |"
    yield "| --- | --- | --- | --- | --- |"
    counts: dict[str, Counter[tuple[str, Verdict]]] = defaultdict(Counter)
    for expect, found in judged:
        for name, verdict in {(one.rule, one.verdict) for one in found}:
            counts[name][expect, verdict] += 1
    for rule in RULES:
        own = counts[rule.id]
        right, wrong = own["violation", Verdict.FAIL], own["ok", Verdict.FAIL]
        reviews = f"{own['violation', Verdict.REVIEW]} / {own['ok', Verdict.REVIEW]}"
        ratio = f"{right / (right + wrong):.3f}" if right + wrong else "—"
        yield f"| {rule.id} | {right} | {wrong} | {ratio} | {reviews} |"
    yield "\nA line is counted for each rule that speaks of it. The labels name no rule, so that recall is"
    yield "known for the rules together only.\n"


def first_tries() -> Iterator[str]:
    """Batches written by people who had not seen the code, and the first result on each."""
    yield "## Fresh batches, first try\n"
    yield "Each batch was written without a look at the code and judged once before anything was changed for"
    yield "it; afterwards its lines became tests, so that later figures on them say nothing.\n"
    yield "| batch | lines | precision of fails | violations found | fine lines in review |"
    yield "| --- | --- | --- | --- | --- |"
    for one in json.loads(TRIES.read_text("utf-8")):
        if "failed" not in one:
            yield f"| {one['batch']} ({one['written']}) | | {one['precision']} | {one['recall']} | |"
            continue
        lines = one["violations"] + one["fine"]
        right = share(one["failed"], one["failed"] + one["false"])
        found = share(one["failed"] + one["reviewed"], one["violations"])
        yield f"| {one['batch']} | {lines} | {right} | {found} | {share(one['fine_reviewed'], one['fine'])} |"
    yield ""


def real_names(records: Sequence[Record]) -> Iterator[str]:
    """Every distinct material name of real guides that fails, with what we think of it."""
    names = sorted({one["name"] for record in records for one in record.get("materials", ())})
    verdicts = {name: said(Guide(item_name="示例事项", materials=(Material(name),))) for name in names}
    failed = [name for name in names if worst(verdicts[name]) is Verdict.FAIL]
    reviewed = [name for name in names if worst(verdicts[name]) is Verdict.REVIEW]
    judged: dict[str, list[str]] = tomllib.loads(JUDGED.read_text("utf-8"))["name"]
    wrong = sum(judged.get(name, ["", ""])[0] == "wrong" for name in failed)
    yield f"## Real names ({len(records)} guides, {len(names)} distinct names of materials)\n"
    yield f"{len(failed)} fail, {wrong} of them wrongly ({1000 * wrong / len(names):.1f} in a thousand names)"
    yield f"by our own judgement; {len(reviewed)} are for a person.\n"
    yield "| name | rule | our judgement | why |"
    yield "| --- | --- | --- | --- |"
    for name in failed:
        rule = next(one.rule for one in verdicts[name] if one.verdict is Verdict.FAIL)
        verdict, why = judged.get(name, ["not judged yet", ""])
        yield f"| {name} | {rule} | {verdict} | {why} |"
    yield "\nFor a person: " + "；".join(f"“{name}”" for name in reviewed) + "\n"


def main(cases: Path, records: Path) -> None:
    """Print the whole page."""
    read = [
        [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]
        for path in (cases, records)
    ]
    for part in ((HEAD,), labelled(read[0]), first_tries(), real_names(read[1]), (TAIL,)):
        print("\n".join(part))


TAIL = """## Names of proofs, marks of commitment, items

`python -m bench.proofs` prints the figures on pairs of names (the same proof under another name, different
proofs with similar names), on sentences that mark a commitment, and on items of lists against items of
guides, with the first tries beside them."""

if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
