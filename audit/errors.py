"""The two ways a command ends badly; each prints one Chinese line and never a traceback."""

from __future__ import annotations


class UserMistake(Exception):
    """Something the user gave is wrong (exit code 2): what, where and what to do."""

    exit_code = 2


class Incomplete(Exception):
    """The job could not be completed (exit code 3): what is missing and what was kept."""

    exit_code = 3
