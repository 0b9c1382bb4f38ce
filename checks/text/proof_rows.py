"""A row of a list of materials as the papers that it names, together or to choose from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from checks.text.clauses import NUMBERING
from checks.text.proof_names import BRACKETED, COPIES, ISSUED_BY, Sort, opened, sort_of


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper of a row; `choice` says that another paper of the row will do instead.

    `issuer` is whom the row names before its first paper: both of 村委会出具的收入证明、居住证明 are of the
    village.
    """

    name: str
    choice: bool = False
    issuer: str = ""


# Matches "任选其一", "提供下列材料之一"; must not match "二者缺一不可".
ONE_OF_SEVERAL = re.compile(
    r"任选(?:其)?[一1]|任意?[一1](?:种|项|份|个)|(?:材料|证明|证件|文件|下列|以下)[^,，。;；]{0,8}之一|择一|其中[一1](?:种|项|份)"
)
# Where one paper may end and the next begin.
JOINT = re.compile(rf"[、,，;；/\n]|以及|或者|[及和与或]|(?:{NUMBERING})")
OR = re.compile(r"或|/")


@lru_cache(maxsize=8192)
def papers(text: str) -> tuple[Paper, ...]:
    """The papers that a row names: “身份证明及亲属关系证明” are two, “婚姻、生育状况证明” is one."""
    said = opened(text)
    free = bool(ONE_OF_SEVERAL.search(said))
    cuts = joints(said)
    parts, start = [], 0
    for first, last in cuts:
        parts.append(said[start:first])
        start = last
    parts.append(said[start:])
    offered = {at for at, (first, last) in enumerate(cuts) if OR.search(said[first:last])}
    by = ISSUED_BY.match(parts[0].strip())
    named = [
        Paper(part.strip(), free or at in offered or at - 1 in offered, by["issuer"] if by and at else "")
        for at, part in enumerate(parts)
        if part.strip()
    ]
    return tuple(named) or (Paper(text, free),)


def joints(said: str) -> list[tuple[int, int]]:
    """The places where one paper ends and another begins, outside of brackets."""
    hidden = BRACKETED.sub(lambda found: "〇" * len(found[0]), said)
    found: list[tuple[int, int]] = []
    start = 0
    for joint in JOINT.finditer(hidden):
        left, rest = hidden[start : joint.start()], hidden[joint.end() :]
        if ends_a_paper(left) and len(rest.strip("〇 等")) > 1:
            found.append(joint.span())
            start = joint.end()
    return found


def ends_a_paper(left: str) -> bool:
    """Is what stands before the joint the whole name of a paper?"""
    name = COPIES.sub("", left).replace("〇", "").strip(' 》”"')
    return len(name) > 1 and sort_of(name, []) is not Sort.OTHER
