"""How the benchmarks take a time."""

from __future__ import annotations

import time
from collections.abc import Callable

ROUNDS = 5


def best(work: Callable[[], object]) -> float:
    """The shortest of several rounds, in seconds of one core: what else the machine does counts little."""
    times = []
    for _ in range(ROUNDS):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return min(times)
