"""Does a page publish numbers that identify a person?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checks.evidence import Article, Guide, Publication, Written
from checks.outcome import Outcome, Severity
from checks.text.personal import Personal, PersonalKind, personal_in

Placed = tuple[str, Personal]
"""A number with the path of the text that holds it."""


@dataclass(frozen=True, slots=True)
class PersonalData:
    """Which kinds of personal numbers stand in a text in full?

    One answer for each kind, with how many there are. Unlike everywhere else the quote is not the text as
    it stands but masked: what should not be published must not be kept and passed on by the finding.
    Mobile numbers count from `many` on, as a list of people, and are always for a person; so is what may
    be an invented example.
    """

    many: int = 5

    def __call__(self, evidence: Written) -> Iterator[Outcome]:
        found = [(field, one) for field, text in texts(evidence.piece) for one in personal_in(text)]
        for kind in PersonalKind:
            of_kind = [(field, one) for field, one in found if one.kind is kind]
            least = self.many if kind is PersonalKind.MOBILE else 1
            if len({one.masked for _, one in of_kind}) >= least:
                yield told(kind, of_kind)


def told(kind: PersonalKind, found: list[Placed]) -> Outcome:
    """All numbers of one kind by their first one."""
    real = [placed for placed in found if not placed[1].sample]
    field, first = (real or found)[0]
    values = {"kind": kind.value, "count": str(len(found))}
    reason = f"含{kind.value}{len(found)}处"
    if kind is PersonalKind.MOBILE:
        doubt = "请核对是否为办事群众的号码"
        return Outcome.review(field, first.masked, f"{reason}，{doubt}", severity=Severity.S4, values=values)
    if not real:
        return Outcome.review(field, first.masked, f"{reason}，可能是填写示例，请核对", values=values)
    return Outcome.fail(field, first.masked, reason, values=values)


def texts(piece: Guide | Publication | Article) -> Iterator[tuple[str, str]]:
    """The texts of a piece of evidence with their paths, each line of a list as one text."""
    if isinstance(piece, Article):
        yield "title", piece.title
        yield "text", piece.text
    elif isinstance(piece, Publication):
        yield "title", piece.title
        yield from ((f"entries[{at}]", row(one.cells)) for at, one in enumerate(piece.entries))
    else:
        yield from guide_texts(piece)


def row(cells: tuple[str, ...]) -> str:
    return " ".join(cells)


def guide_texts(guide: Guide) -> Iterator[tuple[str, str]]:
    """A guide's texts; its own telephone numbers are there to be called."""
    for field in ("title", "location", "office_hours", "fees", "result"):
        yield field, getattr(guide, field)
    for name in ("conditions", "process", "legal_basis"):
        yield from ((f"{name}[{at}]", text) for at, text in enumerate(getattr(guide, name)))
    for at, material in enumerate(guide.materials):
        yield f"materials[{at}]", row(tuple(text for _, text in material.cells()))
    yield from ((f"sections.{section.label}", section.text) for section in guide.sections)
