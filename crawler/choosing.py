"""Which of the pages in a person's files are taken into a source: the newest of each of its addresses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from counties.profile import Source
from crawler import belonging
from crawler.frontier import Step
from crawler.saved import SavedPage, Unusable, opened
from crawler.saved.folders import files_of

MOST_PAGES = 20_000
MOST_BYTES = 1024 * 1024 * 1024


@dataclass
class Choice:
    """What was found in the files given: the pages to take, and why the others are not taken."""

    pages: dict[str, tuple[Step, SavedPage]] = field(default_factory=dict)
    outside: dict[str, Counter[str]] = field(default_factory=dict)
    unusable: list[Unusable] = field(default_factory=list)
    older: int = 0
    ignored: int = 0

    @property
    def files(self) -> tuple[str, ...]:
        """The files that the pages come from."""
        return tuple(dict.fromkeys(page.file for _, page in self.pages.values()))


def chosen(paths: Sequence[Path], source: Source) -> Choice:
    """The newest page of every address of the source among the files given."""
    choice = Choice()
    lists: list[SavedPage] = []
    for page in pages_in(paths, choice.unusable):
        step = belonging.step_of(page, source)
        if isinstance(step, belonging.Outside):
            choice.outside.setdefault(page.file, Counter())[step.host] += 1
        elif isinstance(step, belonging.Nothing):
            choice.ignored += not step.why
            choice.unusable += [Unusable(page.file, step.why)] if step.why else []
        else:
            lists.append(page)
            keep_newest(choice, step, page)
    hints = belonging.hints_of(lists, source)
    for key, (step, page) in choice.pages.items():
        choice.pages[key] = replace(step, unit_hint=hints.get(key, "")), page
    return choice


def pages_in(paths: Sequence[Path], unusable: list[Unusable]) -> Iterable[SavedPage]:
    """The pages of all files, as far as one import goes; what is none is noted."""
    count = size = 0
    for file in files_of(paths):
        for page in [file] if isinstance(file, Unusable) else opened(file.body, file.name, file.at):
            if isinstance(page, Unusable):
                unusable.append(page)
                continue
            count, size = count + 1, size + len(page.body)
            if count > MOST_PAGES or size > MOST_BYTES:
                most = f"{MOST_PAGES} 页、{MOST_BYTES // 1024 // 1024} MB"
                unusable.append(Unusable(page.file, f"一次最多导入 {most}，从这里起的文件请另行导入"))
                return
            yield page


def keep_newest(choice: Choice, step: Step, page: SavedPage) -> None:
    """Keep one page of an address: data rather than what a browser made of it, else the newest."""
    before = choice.pages.get(step.key)
    if before is None or worth(page) > worth(before[1]):
        choice.pages[step.key] = step, page


def worth(page: SavedPage) -> tuple[bool, bool, float]:
    return page.status < 400, "json" in page.content_type, page.saved_at.timestamp() if page.saved_at else 0.0
