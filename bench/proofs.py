"""How well names of proofs are told apart: labelled pairs, and what the matching answers for each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from checks.text.commitments import Concept, Effect, marking
from checks.text.fit import Fit
from checks.text.names import matched
from checks.text.same_item import item_fit

PAIRS = Path(__file__).parent.parent / "tests" / "checks"
DEVELOPED, HELD = PAIRS / "proof_pairs.txt", PAIRS / "proof_pairs_held.txt"
FRESH = PAIRS / "proof_pairs_fresh.txt"

# Matches "亲属关系证明 @村委会 *入学" with its parts; must not match a comment.
SIDE = re.compile(r"^(?P<name>[^@*]+?)\s*(?:@(?P<issuer>[^*]*?))?\s*(?:\*(?P<purpose>.*))?$")


@dataclass(frozen=True, slots=True)
class Side:
    """One name with the issuer and the purpose or item that stand beside it."""

    name: str
    issuer: str = ""
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """A listed and an asked name; `label` is + same, ? for a person, - different."""

    label: str
    listed: Side
    asked: Side

    @property
    def answer(self) -> str:
        """What the matching says, in the same signs."""
        found = matched(
            self.listed.name,
            self.asked.name,
            listed_issuer=self.listed.issuer,
            asked_issuer=self.asked.issuer,
            purpose=self.listed.purpose,
            item=self.asked.purpose,
        )
        return "-" if found is None else "+" if found.sure else "?"


def pairs(path: Path) -> Iterator[Pair]:
    """The labelled pairs of a file."""
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            listed, asked = line[2:].split(" | ")
            yield Pair(line[0], side(listed), side(asked))


def side(text: str) -> Side:
    found = SIDE.match(text.strip())
    if found is None:
        raise ValueError(f"not a name: {text}")
    return Side(found["name"], (found["issuer"] or "").strip(), (found["purpose"] or "").strip())


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of (label, answer)."""

    counts: Counter[tuple[str, str]]

    def of(self, labels: str, answers: str) -> int:
        return sum(self.counts[label, answer] for label in labels for answer in answers)

    @property
    def precision(self) -> float:
        """Of what was said to be the same for sure, the share that is."""
        return self.of("+", "+") / max(1, self.of("+?-", "+"))

    @property
    def recall(self) -> float:
        """Of what is the same, the share that was said for sure or sent to a person."""
        return self.of("+", "+?") / max(1, self.of("+", "+?-"))

    @property
    def sure(self) -> float:
        """Of what is the same, the share that was said for sure."""
        return self.of("+", "+") / max(1, self.of("+", "+?-"))

    @property
    def looked_at(self) -> float:
        """Of what a person must look at, the share that was sent to one."""
        return self.of("?", "?") / max(1, self.of("?", "+?-"))

    @property
    def quiet(self) -> float:
        """Of what is different, the share of which nothing was said."""
        return self.of("-", "-") / max(1, self.of("-", "+?-"))


def score(path: Path) -> Score:
    """The counts over one file of pairs."""
    return Score(Counter((pair.label, pair.answer) for pair in pairs(path)))


MARKS = PAIRS / "promise_marks.txt"


def mark_of(text: str) -> str:
    """What a text marks, in the signs of the labels."""
    mark = marking(text)
    if mark.concept is Concept.NONE:
        return "N" if mark.denied else "-"
    if mark.concept is not Concept.PROOF:
        return "P" if mark.concept is Concept.PERMIT else "T"
    if mark.effect is Effect.LATER:
        return "L" if mark.due else "l"
    return "W" if mark.effect is Effect.WAIVED else "C"


def marks() -> list[tuple[str, str, str]]:
    """Each labelled text with its label and the answer."""
    lines = MARKS.read_text("utf-8").splitlines()
    return [(line[0], mark_of(line[2:]), line[2:]) for line in lines if line and not line.startswith("#")]


def table() -> str:
    """The measured accuracy of names and marks as Markdown."""
    titles = ("对照集", "对数", "判定准确率", "查全率", "直接判定", "应交人工而交人工", "不同证明不报")
    rows = [line(titles), line("---" for _ in titles)]
    for title, path in (("开发用", DEVELOPED), ("留出", HELD), ("定稿后新写", FRESH)):
        found = score(path)
        shares = (found.precision, found.recall, found.sure, found.looked_at, found.quiet)
        rows.append(line((title, str(found.counts.total()), *(f"{share:.3f}" for share in shares))))
    rows += [line((title, *said)) for title, said in FIRST_TRY.items()]
    answered = marks()
    right = sum(label == answer for label, answer, _ in answered)
    said = [label in PROMISING for label, answer, _ in answered if answer in PROMISING]
    seen = [answer in PROMISING for label, answer, _ in answered if label in PROMISING]
    marked = (
        f"告知承诺标注：{len(answered)} 句，概念和效果全对 {right} 句（初次 104 句）；"
        f"认作标注的准确率 {share(said):.3f}，查全率 {share(seen):.3f}（初次 1.000、0.976）。"
    )
    items = (
        f"清单事项与指南事项：{fits(PAIRS / 'item_pairs.txt')}；留出：{fits(PAIRS / 'item_pairs_held.txt')}。"
    )
    return "\n".join([*rows, "", NOTE, "", marked, "", items])


PROMISING = "WLlC"
NOTE = (
    "“判定准确率”：判为同一证明的，确为同一证明的比例；“查全率”：确为同一证明的，判定或交人工的比例；"
    "“应交人工”：仅凭文字不能确定的。“初次”是写好后第一次评分，未经调整。"
)
FIRST_TRY = {
    "开发用（旧算法）": ("234", "0.830", "0.712", "0.667", "0.383", "0.950"),
    "留出（旧算法）": ("214", "0.907", "0.689", "0.662", "0.486", "0.961"),
    "开发用（初次）": ("234", "0.983", "0.970", "0.879", "0.766", "0.975"),
    "留出（初次）": ("214", "0.942", "0.959", "0.878", "0.784", "0.990"),
    "开发用后补，长写法（初次）": ("50", "0.800", "0.526", "0.421", "0.600", "1.000"),
    "定稿后新写，第一批（初次）": ("59", "1.000", "0.818", "0.727", "0.833", "1.000"),
    "定稿后新写，第二批（初次）": ("40", "1.000", "0.889", "0.778", "1.000", "1.000"),
}
"""What each set scored when it was first asked, before anything was mended for it."""


def fits(path: Path) -> str:
    """How a list's item is held against a guide's, over labelled pairs of item names."""
    labelled = [text for text in path.read_text("utf-8").splitlines() if text[:1] in ("+", "-")]
    answers = Counter((text[0], item_fit(*text[2:].split(" | "))) for text in labelled)
    same, apart = (sum(answers[label, fit] for fit in Fit) for label in "+-")
    return (
        f"同一事项 {same} 对，认作适用 {answers['+', Fit.YES]} 对、交人工 {answers['+', Fit.UNSURE]} 对；"
        f"不同事项 {apart} 对，误认 {answers['-', Fit.YES]} 对、交人工 {answers['-', Fit.UNSURE]} 对"
    )


def line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def share(answers: Sequence[bool]) -> float:
    return sum(answers) / max(1, len(answers))


def mistakes(path: Path) -> Iterator[str]:
    """Each pair that was answered otherwise than labelled."""
    for pair in pairs(path):
        if pair.answer != pair.label:
            yield f"{pair.label}→{pair.answer} {pair.listed} | {pair.asked}"


if __name__ == "__main__":
    print(table())
