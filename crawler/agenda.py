"""The agenda of one source: the waiting to-dos in memory, the best first, never too many for a host."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import count
from typing import Generic, Protocol, TypeVar

from crawler.addresses import host_of


class Waiting(Protocol):
    """What the agenda must know of a to-do: the lower its priority, the earlier it is done."""

    @property
    def url(self) -> str: ...

    @property
    def priority(self) -> int: ...


Todo = TypeVar("Todo", bound=Waiting)
LAST = 1_000
"""Added to the priority of what is asked again: other pages first."""


class Agenda(Generic[Todo]):
    """Hands out to-dos. The database says what is to be done; this only keeps the order."""

    def __init__(self, todos: Iterable[Todo], *, parallel: int) -> None:
        self._parallel = parallel
        self._heaps: dict[str, list[tuple[int, int, Todo]]] = {}
        self._turn = count()
        self._in_flight: Counter[str] = Counter()
        self.add(todos)

    def __len__(self) -> int:
        return sum(len(heap) for heap in self._heaps.values())

    @property
    def in_flight(self) -> int:
        """How many are being done right now."""
        return self._in_flight.total()

    def add(self, todos: Iterable[Todo], *, again: bool = False) -> None:
        """Put to-dos in; what is asked again waits until everything else is done."""
        for todo in todos:
            entry = (todo.priority + (LAST if again else 0), next(self._turn), todo)
            heapq.heappush(self._heaps.setdefault(host_of(todo.url), []), entry)

    def next(self) -> Todo | None:
        """The best to-do whose host has room; None when there is none at this moment."""
        free = [host for host, heap in self._heaps.items() if heap and self._in_flight[host] < self._parallel]
        if not free:
            return None
        host = min(free, key=lambda name: self._heaps[name][0][:2])
        self._in_flight[host] += 1
        return heapq.heappop(self._heaps[host])[2]

    def done(self, todo: Todo) -> None:
        """A to-do that was handed out is settled, or put back: its host has room again."""
        self._in_flight[host_of(todo.url)] -= 1

    def drop(self, unwanted: Callable[[Todo], bool]) -> list[Todo]:
        """Take out and return the to-dos that will not be done."""
        dropped = []
        for host, heap in self._heaps.items():
            dropped += [entry[2] for entry in heap if unwanted(entry[2])]
            self._heaps[host] = [entry for entry in heap if not unwanted(entry[2])]
            heapq.heapify(self._heaps[host])
        return dropped
