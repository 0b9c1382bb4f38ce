"""The guides that lie at the windows: a folder of documents, its sub-folders named after units."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from twisted.python.failure import Failure

from crawler.answers import Answer
from crawler.attribution import UnitNamed, unit_of
from crawler.failures import Trouble, trouble_of_error, trouble_of_reading
from crawler.frontier import Rank, Step
from crawler.spiders.base import SourceSpider, raised
from storage.reasons import Reason

NOT_DOCUMENTS = ("~$", ".", "Thumbs.db", "desktop.ini")
"""How files begin that editors and systems leave behind."""


def first_steps(folder: Path, unit_named: UnitNamed) -> list[Step]:
    """Every document of the folder; the folder itself when there is none, so that it is missed by name."""
    return list(document_steps(folder.absolute(), unit_named)) or [
        Step(folder.absolute().as_uri(), Rank.START)
    ]


def document_steps(folder: Path, unit_named: UnitNamed) -> Iterator[Step]:
    """The documents in a stable order; linked folders are not entered."""
    for place, folders, files in os.walk(folder, followlinks=False):
        folders.sort()
        for name in sorted(files):
            if not name.startswith(NOT_DOCUMENTS):
                file = Path(place, name)
                parts = reversed(file.relative_to(folder).parent.parts)
                yield Step(file.as_uri(), Rank.WANTED, unit_hint=unit_of("", parts, unit_named))


class WindowSpider(SourceSpider):
    """Reads every document of the folder; links in documents are not followed."""

    name = "window"

    async def unanswered(self, failure: Failure) -> None:
        trouble = trouble_of_error(raised(failure))
        step: Step = failure.request.cb_kwargs["step"]  # type: ignore[attr-defined]
        if step.rank is Rank.START:
            missing = trouble.reason is Reason.MISSING_FILE
            trouble = Trouble(Reason.MISSING_FOLDER, "" if missing else "文件夹里没有可读的文件")
        self.run.failed(step, trouble)

    async def arrived(self, step: Step, answer: Answer) -> None:
        reading = await self.reading_of(step, answer)
        trouble = reading if isinstance(reading, Trouble) else trouble_of_reading(reading)
        # Everything in this folder is a guide: a scan that nobody can read is itself what has to be told.
        told = not isinstance(reading, Trouble) and bool(reading.evidence)
        if trouble and not told:
            self.run.failed(step, trouble, answer=answer)
        elif not isinstance(reading, Trouble):
            self.run.read(step, answer, reading)
