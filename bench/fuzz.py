"""`python -m bench.fuzz [--minutes 10] [--reader NAME]`: damaged files for each reader.

Nothing but UnreadableDocument may come out, within bounded time. Each reader is tried for
some minutes; case N of a reader always gets the same damage.
What fails is saved, and the exit status is 1.
"""

from __future__ import annotations

import argparse
import multiprocessing
import re
import resource
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

from bench.fuzz_corpus import CORPORA
from bench.mutation import mutated
from checks.evidence import Channel
from crawler.documents import UnreadableDocument, read_document
from crawler.reading.reading import Visit

LIMIT = 20.0
"""Seconds for one file before it counts as endless."""
MEMORY = 4 << 30
NUMBER = re.compile(r"\d+")
SAVED = Path(tempfile.gettempdir()) / "zwaudit-fuzz"


@dataclass
class Tally:
    """What became of the cases of one reader."""

    reader: str
    cases: int = 0
    unreadable: int = 0
    slowest: float = 0.0
    slowest_case: int = 0
    faults: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        return (
            f"{self.reader:<5} {self.cases:>8} cases  {self.unreadable:>8} unreadable  "
            f"{self.faults.total():>4} crashes  slowest {self.slowest:.2f} s (case {self.slowest_case})"
        )


def body_of(reader: str, corpus: list[bytes], case: int) -> bytes:
    """The bytes of a case; case 0 is whole."""
    random = Random(f"{reader}{case}")
    seed = random.choice(corpus)
    return mutated(seed, random) if case else corpus[0]


def work(reader: str, corpus: list[bytes], first: int, pipe: Connection) -> None:
    """Read case after case and tell how each ended."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    visit = Visit("file:///a", Channel.WINDOW, unit_hint="民政局")
    case = first
    while True:
        started, fault, unreadable = time.perf_counter(), "", False
        try:
            read_document(body_of(reader, corpus, case), name=f"a.{reader}", visit=visit)
        except UnreadableDocument:
            unreadable = True
        except BaseException as error:  # noqa: BLE001 - whatever comes out is what is looked for
            if isinstance(error, KeyboardInterrupt):
                return
            fault = "".join(traceback.format_exception(error, limit=-4))
        pipe.send((case, time.perf_counter() - started, unreadable, fault))
        case += 1


def fuzz(reader: str, minutes: float, first: int) -> Tally:
    """Damage the files of one reader for some minutes."""
    tally, corpus, until = Tally(reader), CORPORA[reader](), time.monotonic() + 60 * minutes
    while time.monotonic() < until:
        for case, fault in faults(reader, corpus, first, until, tally):
            first = case + 1
            told = [line.strip() for line in fault.strip().splitlines() if line.strip(" ^~")]
            kind = NUMBER.sub("N", " | ".join(told[-2:]))
            tally.faults[kind] += 1
            if tally.faults[kind] <= 3:
                SAVED.mkdir(exist_ok=True)
                (SAVED / f"{reader}-{case}").write_bytes(body_of(reader, corpus, case))
                (SAVED / f"{reader}-{case}.txt").write_text(fault)
    return tally


def faults(
    reader: str, corpus: list[bytes], first: int, until: float, tally: Tally
) -> Iterator[tuple[int, str]]:
    """(case, what went wrong); ends early when the worker is gone."""
    ours, theirs = multiprocessing.Pipe(duplex=False)
    worker = multiprocessing.get_context("fork").Process(
        target=work, args=(reader, corpus, first, theirs), daemon=True
    )
    worker.start()
    theirs.close()
    case = first
    try:
        while time.monotonic() < until:
            if not ours.poll(LIMIT):
                tally.cases += 1
                yield case, f"no answer within {LIMIT:.0f} s"
                return
            done, took, unreadable, fault = ours.recv()
            tally.cases += 1
            tally.unreadable += unreadable
            if took > tally.slowest:
                tally.slowest, tally.slowest_case = took, done
            if fault:
                yield done, fault
            case = done + 1
    except EOFError:
        tally.cases += 1
        yield case, "the process died"
    finally:
        worker.kill()
        worker.join()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--minutes", type=float, default=10.0, help="for each reader")
    parser.add_argument("--reader", choices=sorted(CORPORA), action="append")
    parser.add_argument("--first", type=int, default=0, help="number of the first case")
    given = parser.parse_args()
    failed = False
    for reader in given.reader or CORPORA:
        tally = fuzz(reader, given.minutes, given.first)
        print(tally, flush=True)
        for kind, count in tally.faults.most_common():
            print(f"      {count} x {kind}", flush=True)
        failed = failed or bool(tally.faults)
    if failed:
        print(f"The inputs that failed are in {SAVED}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
