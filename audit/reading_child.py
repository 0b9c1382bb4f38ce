"""The process that reads what people hand in: it may be ended at any moment, and keeps nothing."""

from __future__ import annotations

import resource
import signal

from audit.apart import Answer, Begin, LookAt, ReadReplies, Task, TryFile, TryText
from audit.replies.sheet import read
from audit.trying import try_file, try_text
from audit.workspace import load_profile, rules_of
from checks.rule import Rule
from counties.profile import Profile
from crawler.children import Line, settle_in
from crawler.looks import look_of
from storage.database import connect

MOST_MEMORY = 3 * 1024**3
"""Of addresses, of which the libraries alone take a third."""


def main(line: Line) -> None:
    """Answer one task after the other until the parent hangs up. Anything unforeseen ends the process."""
    settle_in(None)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    begin: Begin = line.recv()
    profile = load_profile(begin.county)
    version, rules = -1, tuple[Rule, ...]()
    while True:
        try:
            task: Task = line.recv()
        except EOFError:
            return
        if isinstance(task, TryText | TryFile) and task.version != version:
            version, rules = task.version, rules_in(profile, begin.db)
        line.send(done(task, rules))


def rules_in(profile: Profile, db: str) -> tuple[Rule, ...]:
    """The rules as they are set now."""
    engine = connect(db)
    try:
        return rules_of(profile, engine)
    finally:
        engine.dispose()


def done(task: Task, rules: tuple[Rule, ...]) -> Answer:
    """What a task comes to."""
    match task:
        case TryText(text, unit):
            return try_text(text, rules, unit)
        case TryFile(name, data, unit):
            return try_file(name, data, rules, unit)
        case LookAt(picture):
            return look_of(picture)
        case ReadReplies(name, data, today):
            return read(name, data, today=today)
