"""The sandbox as a whole: a folder, two servers, and the verbs that play later nights."""

from __future__ import annotations

import functools
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from sandbox.desk import Desk

if TYPE_CHECKING:
    from sandbox.server import Hit, Listener
    from sandbox.witness import Truth

LOOK_EVERY = 0.1
PATIENCE = 15.0


class Sandbox(Desk):
    """The artificial county, served while the context lasts; `records` serves real records instead."""

    def __init__(
        self, folder: Path, portal_port: int = 0, service_port: int = 0, *, records: Path | None = None
    ) -> None:
        super().__init__(folder, records=records)
        self._ports = {"portal": portal_port, "service": service_port}
        self._listeners: dict[str, Listener] = {}
        self._leaving = threading.Event()
        self._keeper: threading.Thread | None = None

    def __enter__(self) -> Sandbox:
        self.folder.mkdir(parents=True, exist_ok=True)
        self._leaving.clear()
        try:
            self._open()
        except BaseException:
            self._close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    @property
    def requests(self) -> list[Hit]:
        """Every request of this run, in order."""
        return list(self._log.hits)

    def stop(self, server: str = "service") -> None:
        """Refuse connections on the port of "portal" or "service"."""
        super().stop(server)
        self._settle()

    def start(self, server: str = "service") -> None:
        """Accept connections again on the same port."""
        super().start(server)
        self._settle()

    def restore(self) -> None:
        """Back to the first night."""
        super().restore()
        self._settle()

    def _open(self) -> None:
        """Listen, then write what the auditor needs to know, the ports among it."""
        from sandbox.server import Log, portal_app, service_app

        self._log = Log(self.folder / "requests.jsonl")
        common = {"states": self.states, "log": self._log, "leaving": self._leaving}
        self._listen("service", service_app(self.network, **common))
        if not self.records:
            self._listen("portal", portal_app(self.portal, **common))
        ports = {name: listener.port for name, listener in self._listeners.items()}
        records = str(self.records.absolute()) if self.records else ""
        today = date.today().isoformat()
        self.states.change(lambda state: replace(state, ports=ports, records=records, opened=today))
        self.write()
        self._keeper = threading.Thread(target=self._keep, daemon=True)
        self._keeper.start()

    def _close(self) -> None:
        self._leaving.set()
        if self._keeper:
            self._keeper.join()
            self._keeper = None
        for listener in self._listeners.values():
            listener.stop()
        self._listeners.clear()

    def _settle(self) -> None:
        """Wait until the ports are as the state wants them."""
        end = time.monotonic() + PATIENCE
        while self._listeners and not self._right() and time.monotonic() < end:
            time.sleep(LOOK_EVERY / 4)

    def _right(self) -> bool:
        stopped = self.states.read().stopped
        return all(listener.running == (name not in stopped) for name, listener in self._listeners.items())

    def _keep(self) -> None:
        """Stop and start the servers as the state file says, whoever changed it."""
        while not self._leaving.wait(LOOK_EVERY):
            stopped = self.states.read().stopped
            for name, listener in self._listeners.items():
                if listener.running == (name in stopped):
                    try_to(listener.stop if listener.running else listener.start)

    def _listen(self, name: str, app: object) -> None:
        from sandbox.server import App, Listener

        assert isinstance(app, App)
        wanted = self._ports[name] or free_again(self.states.read().ports.get(name, 0))
        self._listeners[name] = Listener(app, wanted)
        self._listeners[name].start()


def try_to(act: Callable[[], None]) -> None:
    """Act; a port that is still taken is tried again at the next look."""
    try:
        act()
    except OSError:
        return


def free_again(port: int) -> int:
    """The port of the last run if nobody has taken it meanwhile, else 0: any free one."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return 0
    return port


@functools.cache
def truth() -> Truth:
    """The truth of the county's data alone, before it is served: addresses are on port 0."""
    return Desk(Path("sandbox").absolute()).truth
