"""A real PostgreSQL of the tests' own: started once, reached over a socket in a temporary folder only."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

PLACES = ("/usr/lib/postgresql", "/usr/pgsql", "/opt/homebrew/opt/postgresql")
# No test outlives the machine: what a power cut would lose need not be forced to the disk.
SETTINGS = ("fsync=off", "full_page_writes=off", "listen_addresses=", "max_connections=40")


def binaries() -> Path | None:
    """The folder with PostgreSQL's own programs, which Debian keeps out of the path; None without one."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    places = (folder for place in PLACES for folder in sorted(Path(place).glob("*/bin"), reverse=True))
    return next((folder for folder in places if (folder / "initdb").exists()), None)


class Server:
    """A running server; every database is made from a migrated template."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.made = 0

    def url(self, name: str) -> str:
        return f"postgresql+psycopg://postgres@/{name}?host={self.folder}"

    def create(self, name: str, template: str = "template0") -> str:
        """A new database; its address."""
        with psycopg.connect(
            host=str(self.folder), user="postgres", dbname="postgres", autocommit=True
        ) as own:
            own.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                    sql.Identifier(name), sql.Identifier(template)
                )
            )
        return self.url(name)

    def copy(self, template: str) -> str:
        """A database of one test's own."""
        self.made += 1
        return self.create(f"test_{self.made}", template)


@contextmanager
def serving() -> Iterator[Server]:
    """A server that ends with the block. PostgreSQL refuses to run as root and is given another user then."""
    programs = binaries()
    if programs is None:
        raise FileNotFoundError("PostgreSQL is not installed")
    user = "postgres" if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="zwpg-"))
    if user:
        shutil.chown(folder, user)
    data = folder / "data"
    run = {"user": user, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder}
    try:
        init = [programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"]
        subprocess.run([*map(str, init), "--locale=C"], check=True, **run)  # type: ignore[call-overload]
        options = " ".join(f"-c {setting}" for setting in SETTINGS)
        control = [str(programs / "pg_ctl"), "-D", str(data), "-w"]
        start = [*control, "-o", f"-k {folder} {options}", "-l", str(folder / "log"), "start"]
        subprocess.run(start, check=True, **run)  # type: ignore[call-overload]
        try:
            yield Server(folder)
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], check=False, **run)  # type: ignore[call-overload]
    finally:
        shutil.rmtree(folder, ignore_errors=True)
