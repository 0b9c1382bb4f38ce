"""Nights against the sandbox, played through the real command line.

The first night is played once and copied for each test: the sandbox keeps its ports, so the copy's addresses
are still true.
"""

import json
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from sandbox import Sandbox

ZWAUDIT = Path(sys.executable).with_name("zwaudit")
LONGEST = 300
FIRST_DAY = "2026-03-02"

Finding = dict[str, Any]


@dataclass
class County:
    """The sandbox together with the auditor's folder."""

    sandbox: Sandbox
    out: Path

    @property
    def database(self) -> Path:
        return self.out / "zwaudit.db"

    def command(self, *words: str) -> list[str]:
        """A job on this county as a command line."""
        place = ["--county", str(self.sandbox.profile), "--out", str(self.out)]
        return [str(ZWAUDIT), words[0], *place, *words[1:]]

    def zwaudit(self, *words: str, code: int = 0) -> str:
        """Run a job on this county; its output, after checking the exit code."""
        done = subprocess.run(
            self.command(*words), capture_output=True, text=True, timeout=LONGEST, check=False
        )
        assert done.returncode == code, f"{done.returncode}\n{done.stdout}\n{done.stderr}"
        assert "Traceback" not in done.stdout + done.stderr
        return done.stdout + done.stderr

    def night(self, day: str, code: int = 0) -> str:
        """A whole night, counted as of this day."""
        return self.zwaudit("audit", "--as-of", day, code=code)

    def findings(self) -> list[Finding]:
        """The findings as `export` gives them."""
        command = [str(ZWAUDIT), "export", "--db", f"sqlite:///{self.database}", "--format", "jsonl"]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def by_id(self) -> dict[str, Finding]:
        return {finding["id"]: finding for finding in self.findings()}

    def statuses(self) -> Counter[str]:
        return Counter(finding["status"] for finding in self.findings())

    def ask(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """What the database holds."""
        connection = sqlite3.connect(self.database)
        try:
            return connection.execute(query, values).fetchall()
        finally:
            connection.close()


@pytest.fixture(scope="session")
def first_night(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which one night was played: `live`, and `kept`, the copy that `live` is restored from."""
    folder = tmp_path_factory.mktemp("first-night")
    with Sandbox(folder / "live" / "sandbox") as sandbox:
        County(sandbox, folder / "live" / "out").night(FIRST_DAY)
    shutil.copytree(folder / "live", folder / "kept")
    return folder


@contextmanager
def restored(first_night: Path) -> Iterator[County]:
    """The county after its first night, where it was audited: addresses of window guides are paths."""
    live = first_night / "live"
    shutil.rmtree(live)
    shutil.copytree(first_night / "kept", live)
    with Sandbox(live / "sandbox") as sandbox:
        yield County(sandbox, live / "out")


@pytest.fixture
def county(first_night: Path) -> Iterator[County]:
    """A county that has been audited once, for this test alone."""
    with restored(first_night) as made:
        yield made


@pytest.fixture
def new_county(tmp_path: Path) -> Iterator[County]:
    """A county that was never audited."""
    with Sandbox(tmp_path / "sandbox") as sandbox:
        yield County(sandbox, tmp_path / "out")
