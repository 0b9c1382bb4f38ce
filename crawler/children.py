"""Child processes with a line to their parent, which end when the parent does, however it ends.

multiprocessing's own way of starting a fresh process runs the caller's main module once more; a child of
ours begins with nothing but the parent's search path. It holds only its own end of the line: when the
parent is gone, even by kill -9, the line is at its end.
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, TypeAlias

from crawler.log_lines import mask_log

Line: TypeAlias = "Connection[Any, Any]"

BEGIN = """
import sys
from importlib import import_module
from multiprocessing.connection import Connection
line = Connection(int(sys.argv[1]))
sys.path[:] = line.recv()
import_module(sys.argv[2]).main(line)
"""


def start_child(module: str) -> tuple[subprocess.Popen[bytes], Line]:
    """Start a process that calls main(line) of a module; gives the process and our end of the line."""
    ours, theirs = Pipe()
    number = theirs.fileno()
    command = [sys.executable, "-c", BEGIN, str(number), module]
    process = subprocess.Popen(command, pass_fds=(number,), stdin=subprocess.DEVNULL)
    theirs.close()
    ours.send(sys.path)
    return process, ours


def end_child(process: subprocess.Popen[bytes], line: Line) -> None:
    """End a child at once; what it was doing is done again by whoever needs it."""
    line.close()
    process.kill()
    process.wait()


def die_with_parent() -> None:
    """Have the kernel end this process with its parent, even in the middle of a loop that never looks up."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PARENT_DEATH_SIGNAL, signal.SIGKILL)


PARENT_DEATH_SIGNAL = 1


def settle_in(log_file: Path | None) -> None:
    """What a child does first: tie its life to the parent's, leave Ctrl-C to it, and the terminal alone.

    The key reaches the whole group; what libraries print goes to the log file, or nowhere; what is logged
    names no private person.
    """
    die_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    target = os.open(log_file or os.devnull, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    os.dup2(target, 1)
    os.dup2(target, 2)
    os.close(target)
    mask_log()
