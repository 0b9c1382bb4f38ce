"""A helper process for heavy or dangerous work, so that a crash cannot take the crawl with it.

A spawned child holds only its own end of the pipe: when the parent is killed, the child reads the end
of the file and leaves. Nothing stays behind.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, TypeVar

Result = TypeVar("Result")


class HelperDied(RuntimeError):
    """The helper crashed at this work; its last words are in the log."""


class HelperStuck(RuntimeError):
    """The helper took too long and was ended."""


class Helper:
    """One child process that answers one call at a time."""

    def __init__(self, *, log_file: Path | None = None) -> None:
        self._log_file = log_file
        self._start()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=_answer, args=(theirs, self._log_file), daemon=True)
        self._process.start()
        theirs.close()

    def ask(self, timeout: float, function: Callable[..., Result], *args: object) -> Result:
        """Call the function in the child; blocks, and starts a new child if this one is lost."""
        try:
            self._connection.send((function, args))
            if not self._connection.poll(timeout):
                self._restart()
                raise HelperStuck(f"no answer after {timeout:.0f} seconds")
            answer: Result = self._connection.recv()
        except (EOFError, BrokenPipeError, ConnectionResetError) as lost:
            self._restart()
            raise HelperDied("the helper process ended") from lost
        return answer

    def _restart(self) -> None:
        self.close()
        self._start()

    def close(self) -> None:
        """End the child at once; it holds nothing that could be lost."""
        self._connection.close()
        self._process.kill()
        self._process.join()


class Helpers:
    """A few helpers that share the work of one event loop."""

    def __init__(self, count: int, *, timeout: float, log_file: Path | None = None) -> None:
        self._all = [Helper(log_file=log_file) for _ in range(count)]
        self._timeout = timeout
        self._free: asyncio.Queue[Helper] = asyncio.Queue()
        for helper in self._all:
            self._free.put_nowait(helper)

    async def ask(self, function: Callable[..., Result], *args: object) -> Result:
        """Call the function in whichever helper is free; raises HelperDied or HelperStuck."""
        helper = await self._free.get()
        try:
            return await asyncio.to_thread(helper.ask, self._timeout, function, *args)
        finally:
            self._free.put_nowait(helper)

    def close(self) -> None:
        """End all helpers."""
        for helper in self._all:
            helper.close()


def _answer(connection: Connection[Any, Any], log_file: Path | None) -> None:
    # Ctrl-C reaches the whole group; the parent decides when to stop.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    quiet(log_file)
    while True:
        try:
            function, args = connection.recv()
        except EOFError:
            return
        connection.send(function(*args))


def quiet(log_file: Path | None) -> None:
    """Send what libraries print to the log file, or nowhere: the terminal belongs to the command line."""
    target = os.open(log_file or os.devnull, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    sys.stdout.flush()
    sys.stderr.flush()
    os.dup2(target, 1)
    os.dup2(target, 2)
    os.close(target)
