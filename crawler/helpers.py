"""A helper process for heavy or dangerous work, so that a crash or a loop cannot take the crawl with it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from crawler.children import Line, end_child, settle_in, start_child

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
        self._process, self._line = start_child(__name__)
        self._line.send(self._log_file)

    def ask(self, timeout: float, function: Callable[..., Result], *args: object) -> Result:
        """Call the function in the child; blocks, and starts a new child if this one is lost."""
        try:
            self._line.send((function, args))
            if not self._line.poll(timeout):
                self._restart()
                raise HelperStuck(f"{timeout:.0f} 秒内没有读完")
            answer: Result = self._line.recv()
        except (EOFError, BrokenPipeError, ConnectionResetError) as lost:
            self._restart()
            raise HelperDied("读取进程退出，详见日志") from lost
        return answer

    def _restart(self) -> None:
        self.close()
        self._start()

    def close(self) -> None:
        """End the child at once; it holds nothing that could be lost."""
        end_child(self._process, self._line)


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


def main(line: Line) -> None:
    """The child: answers until the parent is gone."""
    try:
        settle_in(line.recv())
        while True:
            function, args = line.recv()
            line.send(function(*args))
    except (EOFError, ConnectionError):
        return
