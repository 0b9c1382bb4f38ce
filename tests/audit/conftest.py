"""The real command line, run as a user runs it."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import forks

Zwaudit = Callable[..., subprocess.CompletedProcess[str]]
ZWAUDIT = Path(sys.executable).with_name("zwaudit")


@pytest.fixture(scope="session")
def forked() -> Iterator[forks.Server]:
    """Runs commands without their start."""
    with forks.serving() as server:
        yield server


@pytest.fixture
def zwaudit(tmp_path: Path, forked: forks.Server) -> Zwaudit:
    """Run `zwaudit` with these words in an empty folder; output that is a traceback fails the test."""

    def run(*words: str, given: str = "") -> subprocess.CompletedProcess[str]:
        done = forked.run(words, cwd=tmp_path, given=given)
        assert "Traceback" not in done.stdout + done.stderr
        return done

    return run


@pytest.fixture
def county(tmp_path: Path) -> Path:
    """A county with one empty folder of window documents."""
    folder = tmp_path / "county"
    (folder / "window").mkdir(parents=True)
    profile = """
name = "示例县"
code = "419900"
contact = "test@example.invalid"

[[source]]
name = "窗口办事指南"
channel = "window"
path = "window"

[pictures]
per_night = 0

[[unit]]
name = "民政局"
kind = "department"
"""
    (folder / "county.toml").write_text(profile, encoding="utf-8")
    return folder
