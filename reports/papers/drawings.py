"""Pictures and charts in a Word file: a template's field leaves a mark, and the mark becomes the drawing.

They are put in after the template has been filled, so that an office may move such a field anywhere,
into a table's cell too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from xml.sax.saxutils import quoteattr

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm
from docx.text.run import Run

from reports.papers.charts import Bars, chart_part, workbook_of

CHART_WIDTH = 150
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture (PNG or JPEG) so many millimetres wide, and no higher than `highest`."""

    data: bytes
    width: float
    highest: float = 200
    said: str = ""
    """What it shows, for whoever cannot see it."""

    def __bool__(self) -> bool:
        return bool(self.data)


Drawing = Photo | Bars
PENDING: ContextVar[list[Drawing] | None] = ContextVar("PENDING", default=None)
# Matches the mark of the first drawing, two private signs around its number; must not match a bare number.
MARK = re.compile("\ue0f0([0-9]+)\ue0f1")


@contextmanager
def collecting() -> Iterator[list[Drawing]]:
    """While a template is being filled: the drawings whose marks were left."""
    found: list[Drawing] = []
    token = PENDING.set(found)
    try:
        yield found
    finally:
        PENDING.reset(token)


def mark_of(drawing: Drawing) -> str:
    """What stands for a drawing until it is put in; nothing outside of `collecting`."""
    pending = PENDING.get()
    if pending is None or not drawing:
        return ""
    pending.append(drawing)
    return f"\ue0f0{len(pending) - 1}\ue0f1"


def without_marks(text: str) -> str:
    """A text from elsewhere, in which nothing may look like a mark of ours."""
    return text.replace("\ue0f0", "").replace("\ue0f1", "")


def put_in(document: Any, drawings: list[Drawing]) -> None:
    """Put the drawings where their marks are."""
    if not drawings:
        return
    for text in list(document.element.body.iter(qn("w:t"))):
        found = MARK.search(text.text or "")
        if found is None or int(found[1]) >= len(drawings):
            continue
        run, drawing = Run(text.getparent(), document), drawings[int(found[1])]
        text.text = MARK.sub("", text.text)
        if isinstance(drawing, Photo):
            add_photo(run, drawing)
        else:
            add_chart(document, run, drawing, int(found[1]))


def add_photo(run: Run, photo: Photo) -> None:
    shape = run.add_picture(BytesIO(photo.data), width=Mm(photo.width))
    if shape.height > Mm(photo.highest):
        shape.width, shape.height = round(shape.width * Mm(photo.highest) / shape.height), Mm(photo.highest)
    shape._inline.docPr.set("descr", photo.said)


def add_chart(document: Any, run: Run, bars: Bars, number: int) -> None:
    """A chart with its workbook behind it."""
    package, workbook = document.part.package, workbook_of(bars)
    drawn = Part(
        PackURI(f"/word/charts/chart{number + 1}.xml"), CONTENT_TYPE.DML_CHART, chart_part(workbook), package
    )
    behind = Part(
        PackURI(f"/word/embeddings/chart{number + 1}.xlsx"), CONTENT_TYPE.SML_SHEET, workbook, package
    )
    drawn.rels.get_or_add(RELATIONSHIP_TYPE.PACKAGE, behind)
    relation = document.part.relate_to(drawn, RELATIONSHIP_TYPE.CHART)
    run._r.append(parse_xml(frame(bars, relation, 1000 + number)))


def frame(bars: Bars, relation: str, number: int) -> str:
    """The place of a chart in the text."""
    return (
        f'<w:drawing {nsdecls("w", "wp", "a", "r")}><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{Mm(CHART_WIDTH)}" cy="{Mm(bars.height)}"/>'
        f'<wp:docPr id="{number}" name={quoteattr(bars.title)} descr={quoteattr(bars.title)}/>'
        "<wp:cNvGraphicFramePr/>"
        f'<a:graphic><a:graphicData uri="{CHART}"><c:chart xmlns:c="{CHART}" r:id="{relation}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
