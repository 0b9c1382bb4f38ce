"""The log of a crawl names no private person."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import pytest

from crawler.log_lines import mask_log

NUMBER = "41132519000101000X"


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What a logger of its own writes while the log is masked."""
    before = logging.getLogRecordFactory()
    text = io.StringIO()
    handler = logging.StreamHandler(text)
    logger = logging.getLogger("masked")
    logger.addHandler(handler)
    mask_log()
    yield text
    logging.setLogRecordFactory(before)
    logger.removeHandler(handler)


def test_a_line_is_masked_with_its_arguments(written: io.StringIO) -> None:
    logging.getLogger("masked").error("读不了 %s：%d 处", f"张某 {NUMBER}", 3)
    assert "张某 411325**********0X：3 处" in written.getvalue()


def test_a_traceback_is_masked(written: io.StringIO) -> None:
    try:
        raise ValueError(f"张某 {NUMBER}")
    except ValueError:
        logging.getLogger("masked").exception("读不了")
    assert "ValueError: 张某 411325**********0X" in written.getvalue() and NUMBER not in written.getvalue()
