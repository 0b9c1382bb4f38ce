"""Lines of the log: a page may quote numbers of persons in an error, and the log must not keep them."""

from __future__ import annotations

import logging

from checks.text.masking import masked


class MaskedRecord(logging.LogRecord):
    """A record whose message and traceback name no private person."""

    def getMessage(self) -> str:
        """The message; the traceback is worded here, for every formatter asks for the message first."""
        if self.exc_info and not self.exc_text:
            self.exc_text = masked(logging.Formatter().formatException(self.exc_info))
        return masked(super().getMessage())


def mask_log() -> None:
    """Have every line that this process logs from now on masked."""
    logging.setLogRecordFactory(MaskedRecord)
