"""The real command line without the wait: forked from a process that has imported the program already.

Each command still runs in a process of its own, with its own folder, input, output and exit code. What it
starts itself (the crawl, the readers) begins from nothing, as always.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).parents[1]
# The command line first: it chooses the language before anything else is imported.
PROGRAM = (
    *("audit.cli", "audit.accounts", "audit.custody", "audit.exporting", "audit.exports", "audit.forms"),
    *("audit.importing", "audit.lint", "audit.night", "audit.recheck"),
)


class Server:
    """Runs one command at a time."""

    def __init__(self, line: socket.socket) -> None:
        self._line = line

    def run(
        self, words: Sequence[str], *, cwd: Path, given: str = "", timeout: float = 120
    ) -> subprocess.CompletedProcess[str]:
        """Run `zwaudit` with these words; raises subprocess.TimeoutExpired when it takes longer."""
        with (
            tempfile.TemporaryFile() as stdin, tempfile.TemporaryFile() as stdout,
            tempfile.TemporaryFile() as stderr,
        ):  # fmt: skip
            stdin.write(given.encode())
            stdin.seek(0)
            asked = json.dumps({"words": list(words), "cwd": str(cwd), "env": dict(os.environ)}).encode()
            files = [stdin.fileno(), stdout.fileno(), stderr.fileno()]
            socket.send_fds(self._line, [len(asked).to_bytes(8, "big")], files)
            self._line.sendall(asked)
            pid = int(received(self._line, 8))
            self._line.settimeout(timeout)
            try:
                code = int(received(self._line, 8))
            except TimeoutError as late:
                os.kill(pid, signal.SIGKILL)
                self._line.settimeout(None)
                received(self._line, 8)
                raise subprocess.TimeoutExpired(list(words), timeout) from late
            finally:
                self._line.settimeout(None)
            told = []
            for file in (stdout, stderr):
                file.seek(0)
                told.append(file.read().decode())
        return subprocess.CompletedProcess(["zwaudit", *words], code, *told)


def received(line: socket.socket, size: int) -> bytes:
    """Exactly so many bytes. Raises EOFError when the other side is gone."""
    got = b""
    while len(got) < size:
        more = line.recv(size - len(got))
        if not more:
            raise EOFError("the other side is gone")
        got += more
    return got


@contextmanager
def serving() -> Iterator[Server]:
    """A process that waits for commands, until the end of the block."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        command = [sys.executable, "-c", f"from tests.forks import serve; serve({theirs.fileno()})"]
        child = subprocess.Popen(command, cwd=ROOT, pass_fds=[theirs.fileno()])
        theirs.close()
        try:
            yield Server(ours)
        finally:
            ours.close()
            child.wait(timeout=20)


def serve(number: int) -> None:
    """Fork a child for every command that comes over the line, and say how it ended."""
    for name in PROGRAM:
        import_module(name)
    import_module("rules").all_rules()
    line = socket.socket(fileno=number)
    while True:
        size, files, _, _ = socket.recv_fds(line, 8, 3)
        if not size:
            return
        asked = json.loads(received(line, int.from_bytes(size, "big")))
        pid = os.fork()
        if pid == 0:
            line.close()
            become(asked, files)
        for file in files:
            os.close(file)
        line.sendall(b"%08d" % pid)
        _, status = os.waitpid(pid, 0)
        line.sendall(b"%08d" % os.waitstatus_to_exitcode(status))


def become(asked: dict[str, object], files: Sequence[int]) -> None:
    """Be the command: never returns."""
    from audit.cli import main

    code = 70
    try:
        for number, file in enumerate(files):
            os.dup2(file, number)
            os.close(file)
        os.chdir(str(asked["cwd"]))
        chosen = os.environ["LANGUAGE"]
        os.environ.clear()
        os.environ.update({**asked["env"], "LANGUAGE": chosen})  # type: ignore[dict-item]
        sys.argv = ["zwaudit", *asked["words"]]  # type: ignore[misc]
        sys.path[:] = [each for each in sys.path if each]
        main()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except Exception:  # noqa: BLE001 - as the interpreter itself would tell it
        import traceback

        traceback.print_exc()
        code = 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
