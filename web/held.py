"""Files that somebody has looked through and not yet confirmed: in memory only, for a while, not too many.

A filled-in list names people and their telephones, which the system does not keep.
"""

from __future__ import annotations

import secrets
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

LONGEST = timedelta(minutes=30)
MOST_BYTES = 80 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class File:
    """A file as it was sent: by whom, for which unit, when."""

    owner: str
    unit: str
    name: str
    data: bytes
    at: datetime


@dataclass
class Held:
    """The files by their token, the oldest first."""

    files: OrderedDict[str, File] = field(default_factory=OrderedDict)
    lock: Lock = field(default_factory=Lock)

    def put(self, file: File) -> str:
        """Hold a file; the oldest give way. Gives the token by which it is taken."""
        token = secrets.token_urlsafe(16)
        with self.lock:
            self.files[token] = file
            while len(self.files) > 1 and sum(len(one.data) for one in self.files.values()) > MOST_BYTES:
                self.files.popitem(last=False)
        return token

    def take(self, token: str, *, owner: str, unit: str, now: datetime) -> File | None:
        """The file of this token, once; None when it is another's or no longer held."""
        with self.lock:
            for old in [key for key, one in self.files.items() if now - one.at > LONGEST]:
                del self.files[old]
            found = self.files.get(token)
            if found is None or (found.owner, found.unit) != (owner, unit):
                return None
            return self.files.pop(token)
