"""Does a mark of 告知承诺 say whether the paper is waived, or until when it may follow?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checks.evidence import Guide, Material
from checks.kinds.marking_placed import statements
from checks.kinds.promised import is_letter, row_mark
from checks.outcome import Outcome
from checks.text.commitments import DUE, Concept, Effect, marking
from checks.text.normal import plain

# Matches the labels "补正时限", "承诺补交期限", "容缺补正时限"; must not match "承诺办结时限".
LABEL_OF_DUE = re.compile(r"(?:补正|补交|补齐|后补).{0,4}(?:时限|期限|时间)")


@dataclass(frozen=True, slots=True)
class EffectStated:
    """Is it said of every marked row whether the paper is waived, or until when it may follow?

    A statement about the whole guide counts for every row. Permits given on a promise are another
    matter.
    """

    def __call__(self, guide: Guide) -> Iterator[Outcome]:
        general = [one.mark for one in statements(guide)]
        if any(mark.states_effect for mark in general):
            return
        due = any(
            LABEL_OF_DUE.search(plain(part.label)) and DUE.search(plain(part.text)) for part in guide.sections
        )
        for place, material in enumerate(guide.materials):
            mark = row_mark(material)
            if mark.concept is not Concept.PROOF or is_letter(material) or mark.states_effect:
                continue
            if mark.effect is Effect.LATER and due:
                continue
            key, quote = where_marked(material)
            reason = "延期提交未写明期限" if mark.effect is Effect.LATER else "未说明免交或延期提交"
            yield Outcome.fail(f"materials[{place}].{key}", quote, reason, values={"material": material.name})


def where_marked(material: Material) -> tuple[str, str]:
    """The cell that holds the mark."""
    marked = ((key, text) for key, text in material.cells() if marking(text).promises)
    return next(marked, ("commitment", material.commitment or ""))
