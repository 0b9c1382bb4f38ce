"""Two loopback servers that answer from the state file, record requests and misbehave on demand."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from sandbox import breakage
from sandbox.portal import Answer, Portal
from sandbox.service import ServiceNetwork
from sandbox.state import State, StateFile

if TYPE_CHECKING:
    from werkzeug.serving import BaseWSGIServer
    from werkzeug.wrappers import Request, Response

PORTAL_SERVER = "portal"
SERVICE_SERVER = "service"
HEADERS_KEPT = ("Accept", "From", "If-Modified-Since", "If-None-Match", "Referer", "Cookie")
LONGEST_BODY = 1_000_000


@dataclass(frozen=True, slots=True)
class Hit:
    """One request as a server saw it; `server` is portal or service."""

    server: str
    host: str
    method: str
    path: str
    status: int
    user_agent: str
    time: str
    headers: dict[str, str]
    body: str = ""


class Log:
    """Every request of this run, in memory and as JSON lines in the folder."""

    def __init__(self, file: Path) -> None:
        self.hits: list[Hit] = []
        self._file = file
        self._lock = threading.Lock()

    def add(self, hit: Hit) -> None:
        """Record a request."""
        with self._lock:
            self.hits.append(hit)
            with self._file.open("a", encoding="utf-8") as lines:
                lines.write(json.dumps(asdict(hit), ensure_ascii=False) + "\n")


class App:
    """A WSGI application around the portal or the service network."""

    def __init__(
        self,
        name: str,
        answer: Callable[[Request, State], Answer],
        states: StateFile,
        *,
        log: Log,
        leaving: threading.Event,
    ) -> None:
        self.name = name
        self._answer = answer
        self._states = states
        self._log = log
        self._leaving = leaving

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        from werkzeug.wrappers import Request

        request = Request(environ)
        request.max_content_length = LONGEST_BODY
        response = self._respond(request)
        self._log.add(self._hit(request, response.status_code))
        return response(environ, start_response)

    def _respond(self, request: Request) -> Response:
        state = self._states.read()
        if gone := state.gone.get(breakage.key_of(self.name, request.path, request.args)):
            return made(Answer(breakage.gone_page(gone), status=gone), request)
        how = breakage.of(self.name, request.path, request.args, state)
        if how is not None:
            return breakage.respond(how, lambda: made(self._answer(request, state), request), self._leaving)
        return made(self._answer(request, state), request)

    def _hit(self, request: Request, status: int) -> Hit:
        kept = {name: request.headers[name] for name in HEADERS_KEPT if name in request.headers}
        path = request.full_path if request.query_string else request.path
        body = request.get_data(as_text=True) if request.method == "POST" else ""
        agent = request.headers.get("User-Agent", "")
        now = datetime.now(UTC).isoformat()
        return Hit(self.name, request.host, request.method, path, status, agent, now, kept, body)


def made(answer: Answer, request: Request) -> Response:
    """The answer with its validators; 304 when the client already has it."""
    from werkzeug.wrappers import Response

    response = Response(answer.body, status=answer.status, content_type=answer.kind)
    # A browser may keep a page but has to ask again, else a change would stay unseen.
    response.headers["Cache-Control"] = "no-cache"
    if answer.status == 200 and request.method in ("GET", "HEAD"):
        response.set_etag(hashlib.sha256(answer.body).hexdigest()[:24])
        response.last_modified = answer.modified
        response.make_conditional(request.environ)
    return response


def portal_app(portal: Portal, **common: Any) -> App:
    """The portal as an application."""

    def answer(request: Request, state: State) -> Answer:
        return portal.answer(request.path, state, words=request.args.get("q", ""))

    return App(PORTAL_SERVER, answer, **common)


def service_app(network: ServiceNetwork, **common: Any) -> App:
    """The service network as an application."""

    def answer(request: Request, state: State) -> Answer:
        return network.answer(request.path, query_of(request.args), request.get_data(), state)

    return App(SERVICE_SERVER, answer, **common)


def query_of(arguments: Mapping[str, str]) -> dict[str, str]:
    """The first value of each argument."""
    return {key: arguments[key] for key in arguments}


class Listener:
    """One server on a fixed port that can be stopped and started again."""

    def __init__(self, app: App, port: int) -> None:
        self.app = app
        self.port = port
        self._server: BaseWSGIServer | None = None
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()

    @property
    def running(self) -> bool:
        """Does the port accept connections?"""
        return self._server is not None

    def start(self) -> None:
        """Listen; port 0 is replaced by the port that the system gave."""
        from werkzeug.serving import make_server

        with self._lock:
            if self._server is None:
                self._server = make_server(
                    "127.0.0.1", self.port, self.app, threaded=True, request_handler=quiet()
                )
                self.port = self._server.server_port
                self._thread = threading.Thread(
                    target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
                )
                self._thread.start()

    def stop(self) -> None:
        """Close the port: connections are refused from now on."""
        with self._lock:
            if self._server is not None and self._thread is not None:
                self._server.shutdown()
                self._thread.join()
                self._server.server_close()
                self._server = None


def quiet() -> Any:
    """A request handler that logs nothing to the terminal and does not wait for a slow client for ever."""
    from werkzeug.serving import WSGIRequestHandler

    class QuietHandler(WSGIRequestHandler):
        timeout = 30

        def version_string(self) -> str:
            """What such sites usually say."""
            return "nginx"

        def log(self, type: str, message: str, *args: Any) -> None:
            """Say nothing."""

    return QuietHandler


def url_of(listener: Listener) -> str:
    """The address of a server, with a slash."""
    return f"http://127.0.0.1:{listener.port}/"


def path_in(url: str) -> str:
    """The path of an address; a path stays as it is."""
    return urlsplit(url).path if "://" in url else url
