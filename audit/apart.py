"""Reading what people hand in, in processes of its own: nothing that a file does there harms the server.

A child reads one thing at a time within a time limit and a limit of memory; one that hangs, grows or dies is
ended, and the next request gets a new one.
"""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from queue import Empty, LifoQueue
from threading import Thread
from typing import TypeAlias

from audit.replies.sheet import Filled, Mistake
from crawler.children import Line, end_child, start_child
from web.desk import Tried

CHILDREN = 2
SECONDS = 45.0
"""A scanned document of several pages is read by recognising its letters."""
PATIENCE = 30.0
"""How long somebody waits for the others' files."""

TOO_LONG = "读取超过时限，没有读完；文件可能太大、太复杂或已损坏，请另存为 docx 或 xlsx，或粘贴文字"
BROKEN = "读取时出错，文件可能已损坏，或复杂得超出内存；请另存为 docx 或 xlsx 后重试，或粘贴文字"
BUSY = "正在核对别人的文件，请稍候再试"


@dataclass(frozen=True, slots=True)
class Begin:
    """What a child is told first: where the county's profile and database are."""

    county: Path
    db: str


@dataclass(frozen=True, slots=True)
class TryText:
    """Try a text. `version` counts how often the rules were set anew."""

    text: str
    unit: str
    version: int = 0


@dataclass(frozen=True, slots=True)
class TryFile:
    """Try a file."""

    name: str
    data: bytes
    unit: str
    version: int = 0


@dataclass(frozen=True, slots=True)
class LookAt:
    """Say what a picture looks like."""

    picture: bytes


@dataclass(frozen=True, slots=True)
class ReadReplies:
    """Read a filled-in issue list; `today` is the Beijing day."""

    name: str
    data: bytes
    today: date


Task: TypeAlias = TryText | TryFile | LookAt | ReadReplies
Answer: TypeAlias = Tried | Filled | str
Child: TypeAlias = tuple[subprocess.Popen[bytes], Line]


class Apart:
    """A few children that read; a place in `free` is None until its child is started."""

    def __init__(self, begin: Begin, *, children: int = CHILDREN, seconds: float = SECONDS) -> None:
        self.begin, self.seconds = begin, seconds
        self.free: LifoQueue[Child | None] = LifoQueue()
        self.children = children
        for _ in range(children):
            self.free.put(None)

    def warm(self) -> None:
        """Start a child beforehand, so that nobody waits for it; called from the server's first thread."""
        # The kernel ends a child with the thread that started it: this one lives as long as the server.
        self.free.put(self.free.get() or self.start())
        anything = TryText("申请材料：1.身份证；2.其他有关材料", "")
        Thread(target=self.ask, args=(anything,), name="warming", daemon=True).start()

    def tried(self, task: TryText | TryFile, name: str) -> Tried:
        """What came of a text or a file; a child that fails is a problem of the file."""
        answer = self.ask(task)
        return answer if isinstance(answer, Tried) else Tried(name, problem=str(answer))

    def look(self, picture: bytes) -> str:
        """What a picture looks like; "" when that cannot be told."""
        answer = self.ask(LookAt(picture))
        return answer if isinstance(answer, str) and answer not in (TOO_LONG, BROKEN, BUSY) else ""

    def filled(self, task: ReadReplies) -> Filled:
        """What a unit filled in; a child that fails is a mistake of the file."""
        answer = self.ask(task)
        if isinstance(answer, Filled):
            return answer
        return Filled(task.name, mistakes=[Mistake(task.name, str(answer))])

    def ask(self, task: Task) -> Answer:
        """What a child answers, or why none did."""
        try:
            child = self.free.get(timeout=PATIENCE)
        except Empty:
            return BUSY
        try:
            if child is not None and child[0].poll() is not None:
                end_child(*child)
                child = None
            child = child or self.start()
            answer, is_sound = self.answer(child, task)
            if not is_sound:
                end_child(*child)
                child = None
            return answer
        finally:
            self.free.put(child)

    def start(self) -> Child:
        process, line = start_child("audit.reading_child")
        line.send(self.begin)
        return process, line

    def answer(self, child: Child, task: Task) -> tuple[Answer, bool]:
        """The answer, and whether the child is fit for more."""
        _, line = child
        try:
            line.send(task)
            if not line.poll(self.seconds):
                return TOO_LONG, False
            return line.recv(), True
        except (EOFError, OSError):
            return BROKEN, False

    def stop(self) -> None:
        """End all children that wait; those at work end with this process."""
        try:
            while True:
                child = self.free.get_nowait()
                if child is not None:
                    end_child(*child)
        except Empty:
            return
