"""Every fixture folder is a page and what must be read from it; add a folder to add a case."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from checks.evidence import Channel
from checks.records import to_json
from crawler.pages import read_page
from crawler.reading.reading import Reading, Visit
from tests.crawler.reading.comparing import differences

FIXTURES = sorted(path.parent for path in (Path(__file__).parent / "fixtures").glob("*/page.html"))
URL = "http://www.example.gov.cn/bsfw/bszn/page.html"


@pytest.mark.parametrize("folder", FIXTURES, ids=lambda folder: folder.name)
def test_page_is_read_as_expected(folder: Path) -> None:
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    told = {"url": URL, "channel": Channel.PORTAL.value, **expected.pop("visit", {})}
    visit = Visit(**{"seen_on": date(2022, 4, 20), **told, "channel": Channel(told["channel"])})
    links = expected.pop("links", [])
    reading = read_page((folder / "page.html").read_bytes(), visit)
    assert differences(expected, shown(reading)) == []
    found = {
        link.url: {"url": link.url, "text": link.text, "role": link.role.value} for link in reading.links
    }
    for link in links:
        assert differences(link, found.get(link["url"], {})) == []


def shown(reading: Reading) -> dict[str, Any]:
    return {
        "kind": reading.kind.value,
        "title": reading.title,
        "problem": reading.problem,
        "needs_browser": reading.needs_browser,
        "evidence": [to_json(piece) for piece in reading.evidence],
    }
