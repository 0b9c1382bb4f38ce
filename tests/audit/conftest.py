"""The real command line, run as a user runs it."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Zwaudit = Callable[..., subprocess.CompletedProcess[str]]
ZWAUDIT = Path(sys.executable).with_name("zwaudit")


@pytest.fixture
def zwaudit(tmp_path: Path) -> Zwaudit:
    """Run `zwaudit` with these words in an empty folder; output that is a traceback fails the test."""

    def run(*words: str, given: str = "") -> subprocess.CompletedProcess[str]:
        command = [str(ZWAUDIT), *words]
        done = subprocess.run(
            command, input=given, capture_output=True, text=True, cwd=tmp_path, timeout=120, check=False
        )
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

[[unit]]
name = "民政局"
kind = "department"
"""
    (folder / "county.toml").write_text(profile, encoding="utf-8")
    return folder
