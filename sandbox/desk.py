"""The verbs of the sandbox: they change the state file and the written documents, from any process."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sandbox.breakage import HOWS
from sandbox.state import DESIGNS, Breakage, State, StateFile

if TYPE_CHECKING:
    from sandbox.model import County
    from sandbox.portal import Portal
    from sandbox.service import ServiceNetwork
    from sandbox.witness import Truth

SERVERS = ("portal", "service")
Value = TypeVar("Value")


class Desk:
    """A sandbox folder and what can be done to it; `Sandbox` serves it as well."""

    def __init__(self, folder: Path, *, records: Path | None = None) -> None:
        self.folder = Path(folder).absolute()
        self.records = records
        self.states = StateFile(self.folder)

    @property
    def profile(self) -> Path:
        """The folder of the county profile."""
        return self.folder / "county"

    @property
    def portal_url(self) -> str:
        """The address of the portal; empty in records mode."""
        return "" if self.records else f"http://127.0.0.1:{self.states.read().ports.get('portal', 0)}/"

    @property
    def service_url(self) -> str:
        """The address of the service network."""
        return f"http://127.0.0.1:{self.states.read().ports.get('service', 0)}/"

    @cached_property
    def county(self) -> County:
        """The county of the data files, or of the records."""
        from sandbox.load import county
        from sandbox.records import county_of_records

        return county_of_records(self.records) if self.records else county()

    @cached_property
    def portal(self) -> Portal:
        """The portal, which knows its map."""
        from sandbox.portal import Portal

        return Portal(self.county, lambda: self.service_url.rstrip("/"))

    @cached_property
    def network(self) -> ServiceNetwork:
        """The service network."""
        from sandbox.service import ServiceNetwork

        return ServiceNetwork(self.county, plain=bool(self.records))

    @property
    def truth(self) -> Truth:
        """What is planted, fixed or not, and where it stands at present; records carry no truth."""
        from sandbox.witness import Truth, Witness

        if self.records:
            return Truth((), (), ())
        urls = {"portal": self.portal_url, "service": self.service_url}
        site = self.portal.site(self.states.read())
        return Witness(self.county, site, urls, self.profile / "window-guides").truth()

    def fix(self, *plant_ids: str, channel: str = "") -> None:
        """Repair planted violations, on one channel or on all."""
        import time

        from sandbox.plants import on_channel

        now = time.time()
        self._known(plant_ids)
        keys = [on_channel(one, channel) if channel else one for one in plant_ids]
        self._change(lambda state: replace(state, fixed={**state.fixed, **dict.fromkeys(keys, now)}))

    def unfix(self, *plant_ids: str) -> None:
        """Plant violations again."""
        self._known(plant_ids)
        self._change(lambda state: replace(state, fixed=without(state.fixed, plant_ids)))

    def move(self, page: str) -> str:
        """Give a portal page a new address; the old one answers 404. The new path is returned."""
        old = self._portal_path(page)
        number = old.rpartition("/")[2]
        new = old.rpartition("/")[0].rpartition("/")[0] + f"/2022-04-02/9{number}"

        def edit(state: State) -> State:
            first = next((first for first, now in state.moved.items() if now == old), old)
            return replace(state, moved={**state.moved, first: new})

        self._change(edit)
        return new

    def break_(self, page: str, how: str = "500", *, seconds: float = 20.0) -> None:
        """Make a page, or all of "portal" or "service", misbehave; see HOWS."""
        if how not in HOWS:
            raise ValueError(f"no such breakage: {how}; one of {', '.join(HOWS)}")
        key = page if page in SERVERS else self.key(page)
        self._change(lambda state: replace(state, broken={**state.broken, key: Breakage(how, seconds)}))

    def mend(self, page: str) -> None:
        """Undo `break_` and `take_down`."""
        key = page if page in SERVERS else self.key(page)
        self._change(
            lambda state: replace(state, broken=without(state.broken, [key]), gone=without(state.gone, [key]))
        )

    def redesign(self, template: str = "modern") -> None:
        """Switch the whole portal to another markup."""
        if template not in DESIGNS:
            raise ValueError(f"no such design: {template}; one of {', '.join(DESIGNS)}")
        self._change(lambda state: replace(state, design=template))

    def take_down(self, page: str, status: int = 404) -> None:
        """Remove a page (a published list with its attachments); its address answers 404 or 410."""
        keys = [self.key(page), *self._attachments(page)]
        self._change(lambda state: replace(state, gone={**state.gone, **dict.fromkeys(keys, status)}))

    def stop(self, server: str = "service") -> None:
        """Have the serving process refuse connections on a port."""
        self._server(server)
        self._change(
            lambda state: replace(state, stopped=(*without(dict.fromkeys(state.stopped), [server]), server))
        )

    def start(self, server: str = "service") -> None:
        """Have the serving process accept connections again."""
        self._server(server)
        self._change(
            lambda state: replace(state, stopped=tuple(without(dict.fromkeys(state.stopped), [server])))
        )

    def restore(self) -> None:
        """Back to the first night; the ports stay."""
        self._change(lambda state: State(ports=state.ports, records=state.records, opened=state.opened))

    def write(self) -> None:
        """Write the profile, the window guides and the truth as things stand."""
        from sandbox.documents.window import write_window_guides
        from sandbox.profile import write_profile

        write_profile(self.county, self.profile, portal_url=self.portal_url, service_url=self.service_url)
        if self.records:
            return
        state = self.states.read()
        write_window_guides(self.county, self.profile / "window-guides", state.fixed, gone_documents(state))
        self._write_truth()

    def key(self, page: str) -> str:
        """The state's name of a page: an address, path, item name or code, or the key of a list or article.

        "service:" or "window:" before an item's name or code means that channel instead of the portal.
        """
        from sandbox.naming import key_of_page

        return key_of_page(page, self.county, self.portal.site(self.states.read()), self.service_url)

    def _portal_path(self, page: str) -> str:
        key = self.key(page)
        if not key.startswith("portal:/"):
            raise ValueError(f"only a portal page can be moved: {page}")
        return key.removeprefix("portal:")

    def _attachments(self, page: str) -> list[str]:
        site = self.portal.site(self.states.read())
        path = self.key(page).removeprefix("portal:")
        found = site.pages.get(path)
        return [f"portal:{link.path}" for link in found.values.get("files", ())] if found else []

    def _change(self, edit: Callable[[State], State]) -> None:
        """Change the state; the documents are written anew only if the change can concern them."""
        before = self.states.read()
        after = self.states.change(edit)
        if (before.fixed, gone_documents(before)) != (after.fixed, gone_documents(after)):
            self.write()
        else:
            self._write_truth()

    def _write_truth(self) -> None:
        if not self.records:
            (self.folder / "truth.json").write_text(self.truth.to_json(), encoding="utf-8")

    def _known(self, plant_ids: tuple[str, ...]) -> None:
        from sandbox.plants import plants

        for unknown in set(plant_ids) - {plant.id for plant in plants()}:
            raise ValueError(f"no such plant: {unknown}")

    def _server(self, server: str) -> None:
        if server not in SERVERS:
            raise ValueError(f"no such server: {server}; one of {', '.join(SERVERS)}")


def desk_of(folder: Path) -> Desk:
    """The desk of a folder that is or was served, with the records that it serves."""
    served = Desk(folder)
    if not served.states.path.exists():
        raise ValueError(f"no sandbox has been served in {folder}")
    records = served.states.read().records
    return Desk(folder, records=Path(records)) if records else served


def gone_documents(state: State) -> list[str]:
    """The window guides that were taken down."""
    return [key.removeprefix("window:") for key in state.gone if key.startswith("window:")]


def without(table: dict[str, Value], keys: Collection[str]) -> dict[str, Value]:
    """The table without some keys."""
    return {key: value for key, value in table.items() if key not in keys}
