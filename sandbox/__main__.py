"""python -m sandbox: serve the county, or change what a running one serves."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from pathlib import Path

from sandbox import Sandbox
from sandbox.breakage import HOWS
from sandbox.desk import SERVERS, Desk, desk_of
from sandbox.state import DESIGNS


def parser() -> argparse.ArgumentParser:
    """The verbs and their words."""
    made = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
    verbs = made.add_subparsers(dest="verb", required=True)

    def verb(name: str, text: str) -> argparse.ArgumentParser:
        added = verbs.add_parser(name, help=text, description=text)
        added.add_argument("folder", type=Path)
        return added

    serve = verb("serve", "serve the county until interrupted")
    serve.add_argument("--portal-port", type=int, default=0)
    serve.add_argument("--service-port", type=int, default=0)
    serve.add_argument("--seconds", type=float, default=None, help="end by itself after so many seconds")
    serve.add_argument(
        "--records", type=Path, default=None, help="serve the guide records of a JSON-lines file"
    )
    for name, text in (("fix", "repair planted violations"), ("unfix", "plant violations again")):
        verb(name, text).add_argument("plants", nargs="+")
    verb("move", "give a portal page a new address").add_argument("page")
    broken = verb("break", "make a page, or all of portal or service, misbehave")
    broken.add_argument("page")
    broken.add_argument("how", nargs="?", default="500", choices=HOWS)
    broken.add_argument("--seconds", type=float, default=20.0, help="how long hang stays silent")
    verb("mend", "undo break and take-down").add_argument("page")
    designed = verb("redesign", "switch the portal to another markup")
    designed.add_argument("design", nargs="?", default="modern", choices=DESIGNS)
    down = verb("take-down", "remove a page")
    down.add_argument("page")
    down.add_argument("status", nargs="?", type=int, default=404, choices=(404, 410))
    for name, text in (("stop", "refuse connections"), ("start", "accept connections again")):
        verb(name, text).add_argument("server", choices=SERVERS)
    verb("restore", "back to the first night")
    verb("truth", "print what is planted, as JSON")
    return made


def main(words: list[str] | None = None) -> int:
    """Run one verb; a mistake is one line and exit code 2."""
    asked = parser().parse_args(words)
    try:
        if asked.verb == "serve":
            serve(asked)
        else:
            act(desk_of(asked.folder), asked)
    except (ValueError, OSError) as error:
        print(f"sandbox: {error}", file=sys.stderr)
        return 2
    return 0


def act(desk: Desk, asked: argparse.Namespace) -> None:
    """Every verb but serve."""
    match asked.verb:
        case "fix":
            desk.fix(*asked.plants)
        case "unfix":
            desk.unfix(*asked.plants)
        case "move":
            print(desk.move(asked.page))
        case "break":
            desk.break_(asked.page, asked.how, seconds=asked.seconds)
        case "mend":
            desk.mend(asked.page)
        case "redesign":
            desk.redesign(asked.design)
        case "take-down":
            desk.take_down(asked.page, asked.status)
        case "stop":
            desk.stop(asked.server)
        case "start":
            desk.start(asked.server)
        case "restore":
            desk.restore()
        case "truth":
            print(desk.truth.to_json())


def serve(asked: argparse.Namespace) -> None:
    """Serve until the time is over or the process is asked to end."""
    over = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: over.set())
    with Sandbox(asked.folder, asked.portal_port, asked.service_port, records=asked.records) as sandbox:
        print(f"profile {sandbox.profile}")
        for label, url in (("portal", sandbox.portal_url), ("service", sandbox.service_url)):
            if url:
                print(f"{label} {url}")
        sys.stdout.flush()
        over.wait(asked.seconds)


if __name__ == "__main__":
    sys.exit(main())
