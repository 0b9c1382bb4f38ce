"""What has been done to the sandbox: a JSON file that any process may change, read at each request."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

FILE_NAME = "state.json"
DESIGNS = ("classic", "modern")


@dataclass(frozen=True, slots=True)
class Breakage:
    """How a page or a whole server misbehaves."""

    how: str
    seconds: float = 20.0


@dataclass(frozen=True, slots=True)
class State:
    """Everything that differs from the sandbox's first night; `touched` says when a page last changed."""

    fixed: dict[str, float] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    gone: dict[str, int] = field(default_factory=dict)
    broken: dict[str, Breakage] = field(default_factory=dict)
    stopped: tuple[str, ...] = ()
    design: str = "classic"
    touched: float = 0.0
    ports: dict[str, int] = field(default_factory=dict)
    records: str = ""
    opened: str = ""
    """The day on which the sandbox was opened last, from which news that must be fresh is dated."""


class StateFile:
    """The state of one sandbox folder."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE_NAME
        self._seen: tuple[int, int, int] | None = None
        self._state = State()

    def read(self) -> State:
        """The current state; the file is parsed only when it has changed."""
        try:
            stat = self.path.stat()
        except FileNotFoundError:
            return State()
        seen = (stat.st_ino, stat.st_mtime_ns, stat.st_size)
        if seen != self._seen:
            self._state = from_json(json.loads(self.path.read_text(encoding="utf-8")))
            self._seen = seen
        return self._state

    def change(self, edit: Callable[[State], State]) -> State:
        """Apply an edit under a lock and write the file in one piece."""
        with self._locked():
            changed = edit(self.read())
            if unplaced(changed) != unplaced(self.read()):
                changed = replace(changed, touched=time.time())
            text = json.dumps(asdict(changed), ensure_ascii=False, indent=1)
            draft = self.path.with_suffix(f".{os.getpid()}.new")
            draft.write_text(text, encoding="utf-8")
            draft.replace(self.path)
        return self.read()

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def unplaced(state: State) -> State:
    """What the pages show of a state, wherever and whenever it is served."""
    return replace(state, ports={}, records="", opened="")


def from_json(table: dict[str, Any]) -> State:
    """The state that a file describes."""
    broken = {page: Breakage(**how) for page, how in table["broken"].items()}
    return State(**{**table, "broken": broken, "stopped": tuple(table["stopped"])})
