"""How well names of proofs are told apart: labelled pairs, and what the matching answers for each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from checks.text.names import matched

PAIRS = Path(__file__).parent.parent / "tests" / "checks"
DEVELOPED, HELD = PAIRS / "proof_pairs.txt", PAIRS / "proof_pairs_held.txt"

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


def table() -> str:
    """The measured accuracy of names as Markdown."""
    titles = (
        "对照集",
        "对数",
        "判定为同一的准确率",
        "同一证明的查全率",
        "其中直接判定",
        "应交人工而交人工",
        "不同证明不报",
    )
    head = f"| {' | '.join(titles)} |"
    rows = [head, "|---|---|---|---|---|---|---|"]
    for title, path in (("开发用", DEVELOPED), ("留出", HELD)):
        found = score(path)
        shares = (found.precision, found.recall, found.sure, found.looked_at, found.quiet)
        cells = " | ".join(f"{share:.3f}" for share in shares)
        rows.append(f"| {title} | {found.counts.total()} | {cells} |")
    return "\n".join(rows)


def mistakes(path: Path) -> Iterator[str]:
    """Each pair that was answered otherwise than labelled."""
    for pair in pairs(path):
        if pair.answer != pair.label:
            yield f"{pair.label}→{pair.answer} {pair.listed} | {pair.asked}"


if __name__ == "__main__":
    print(score(DEVELOPED))
    print("\n".join(mistakes(DEVELOPED)))
