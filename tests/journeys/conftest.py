"""Nights against the sandbox, played through the real command line."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from sandbox import Sandbox

ZWAUDIT = Path(sys.executable).with_name("zwaudit")
LONGEST = 300


@dataclass
class County:
    """The sandbox together with the auditor's folder."""

    sandbox: Sandbox
    out: Path

    def zwaudit(self, *words: str, code: int = 0) -> str:
        """Run a job on this county; its output, after checking the exit code."""
        command = [str(ZWAUDIT), words[0], "--county", str(self.sandbox.profile), "--out", str(self.out), *words[1:]]
        done = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST, check=False)
        assert done.returncode == code, f"{done.returncode}\n{done.stdout}\n{done.stderr}"
        assert "Traceback" not in done.stdout + done.stderr
        return done.stdout + done.stderr

    def findings(self, *, status: str = "") -> list[dict[str, Any]]:
        """The findings as `export` gives them."""
        command = [str(ZWAUDIT), "export", "--db", f"sqlite:///{self.out / 'zwaudit.db'}", "--format", "jsonl"]
        done = subprocess.run(
            [*command, *(["--status", status] if status else [])], capture_output=True, text=True, check=True
        )
        return [json.loads(line) for line in done.stdout.splitlines()]

    def statuses(self) -> Counter[str]:
        return Counter(finding["status"] for finding in self.findings())


@pytest.fixture
def county(tmp_path: Path) -> Iterator[County]:
    """A fresh sandbox and an empty output folder."""
    with Sandbox(tmp_path / "sandbox") as sandbox:
        yield County(sandbox, tmp_path / "out")
