"""Why a page was not read: every kind of trouble as one of the reasons that reports name."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from gzip import BadGzipFile
from urllib.parse import urljoin, urlsplit

from OpenSSL import SSL
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import TimeoutError as PlaywrightTimeout
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from service_identity import CertificateError, VerificationError
from twisted.internet.error import ConnectError, ConnectionClosed, TCPTimedOutError
from twisted.internet.error import TimeoutError as TwistedTimeout
from twisted.web._newclient import ParseError

from checks.evidence import Page, PageKind
from crawler.answers import REDIRECTS, Answer
from crawler.frontier import LOGIN_PATH
from crawler.health import Sign
from crawler.reading.reading import Reading
from crawler.spiders.folder import OutsideFolder
from crawler.spiders.patience import LeftAlone
from crawler.spiders.robots import ForbiddenByRobots
from storage.reasons import Reason


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a page was not read; `detail` is what a technician wants to know, `sure` is False for a guess."""

    reason: Reason
    detail: str = ""
    sure: bool = True


def trouble_of_error(error: BaseException) -> Trouble:
    """The reason behind an exception of Scrapy, Twisted, OpenSSL, the browser or the file system."""
    detail = " ".join(str(error).split())[:300] or type(error).__name__
    behind = causes(error)
    for kinds, reason in ERRORS:
        if any(isinstance(cause, kinds) for cause in behind):
            return Trouble(reason, detail)
    return Trouble(Reason.LOST, detail)


ERRORS: tuple[tuple[tuple[type[BaseException], ...], Reason], ...] = (
    ((ForbiddenByRobots,), Reason.ROBOTS),
    ((LeftAlone,), Reason.HOST_STOPPED),
    ((SSL.Error, CertificateError, VerificationError), Reason.TLS),
    ((CannotResolveHostError,), Reason.DNS),
    ((DownloadConnectionRefusedError,), Reason.REFUSED),
    ((DownloadTimeoutError, TCPTimedOutError, TwistedTimeout, PlaywrightTimeout), Reason.TIMEOUT),
    # Scrapy cancels a download, or ignores a decompressed body, for its size only.
    ((DownloadCancelledError, IgnoreRequest), Reason.TOO_LARGE),
    ((ResponseDataLossError,), Reason.TRUNCATED),
    ((FileNotFoundError,), Reason.MISSING_FILE),
    ((OutsideFolder, PermissionError, IsADirectoryError, BadGzipFile, zlib.error), Reason.UNREADABLE),
    ((ParseError,), Reason.BAD_ANSWER),
    ((ConnectionClosed,), Reason.LOST),
    ((ConnectError,), Reason.REFUSED),
    ((PlaywrightError,), Reason.BROWSER_FAILED),
    ((DownloadFailedError, UnsupportedURLSchemeError, OSError), Reason.LOST),
)
"""Read from the top: the first that fits the error or anything behind it."""

FETCH_ERRORS = tuple(kind for kinds, _ in ERRORS for kind in kinds)
"""Every way in which a fetch ends without an answer; anything else is a mistake of ours."""


def causes(error: BaseException) -> list[BaseException]:
    """The error and everything behind it."""
    found: list[BaseException] = []
    inner: BaseException | None = error
    while inner is not None:
        found.append(inner)
        # Twisted keeps what went wrong as a list of failures.
        found += [each.value for each in getattr(inner, "reasons", [])]
        inner = inner.__cause__
    return found


REFUSING = {
    401: Reason.LOGIN,
    407: Reason.LOGIN,
    403: Reason.FORBIDDEN,
    404: Reason.NOT_FOUND,
    410: Reason.GONE,
}
# 412 and 521 are what the two protection products of government sites answer first.
PROTECTING = frozenset({412, 418, 521})
THROTTLING = 429


def trouble_of_status(answer: Answer) -> Trouble | None:
    """The reason that an HTTP status gives; None when there may be something to read."""
    status = answer.status
    if answer.same_as is not None:
        return None
    if 200 <= status < 300:
        return None if answer.body.strip() else Trouble(Reason.UNREADABLE, "内容为空")
    if status in REFUSING:
        return Trouble(REFUSING[status], f"HTTP {status}")
    if status in PROTECTING:
        return Trouble(Reason.CHALLENGE, f"HTTP {status}")
    if status == THROTTLING:
        return Trouble(Reason.TOO_MANY, f"HTTP {status}")
    return Trouble(Reason.SERVER_ERROR if status >= 500 else Reason.CLIENT_ERROR, f"HTTP {status}")


def trouble_of_reading(reading: Reading) -> Trouble | None:
    """The reason that the page itself gives, whatever its status says."""
    if reading.kind is PageKind.CHALLENGE:
        # A form with a captcha looks much the same; the status of a protection product and what a platform
        # says in its own words are beyond doubt.
        return Trouble(Reason.CHALLENGE, reading.problem, sure=reading.problem.startswith(BEYOND_DOUBT))
    # A scanned guide is unreadable and evidence at once: that it is one is what a rule looks at.
    if not reading.problem or any(not isinstance(piece, Page) for piece in reading.evidence):
        return None
    for word, reason in PROBLEMS:
        if word in reading.problem:
            return Trouble(reason, reading.problem)
    wrong = Reason.ERROR_PAGE if reading.kind is PageKind.ERROR else Reason.UNREADABLE
    return Trouble(wrong, reading.problem)


BEYOND_DOUBT = "平台提示"
"""How problems begin that are the words of a platform itself."""

PROBLEMS = (
    ("已取消", Reason.REMOVED),
    ("维护", Reason.MAINTENANCE),
    ("不存在", Reason.SOFT_NOT_FOUND),
    ("登录", Reason.LOGIN),
)


def redirect_of(answer: Answer) -> str:
    """Where an answer sends its visitor, or ""."""
    location = answer.headers.get("location", "") if answer.status in REDIRECTS else ""
    return urljoin(answer.url, location) if location else ""


def is_login(url: str) -> bool:
    """Does an address lead to a log-in page?"""
    return bool(LOGIN_PATH.search(urlsplit(url).path))


SIGNS = {
    Reason.DNS: Sign.UNREACHABLE,
    Reason.REFUSED: Sign.UNREACHABLE,
    Reason.TIMEOUT: Sign.UNREACHABLE,
    Reason.LOST: Sign.UNREACHABLE,
    Reason.TLS: Sign.UNREACHABLE,
    Reason.SERVER_ERROR: Sign.TROUBLE,
    Reason.MAINTENANCE: Sign.TROUBLE,
    Reason.TOO_MANY: Sign.REFUSED,
    Reason.FORBIDDEN: Sign.REFUSED,
    Reason.CHALLENGE: Sign.CHALLENGE,
}
"""What a reason says about the host; every other one is about the page only."""

TRANSIENT = frozenset(
    {
        Reason.DNS,
        Reason.REFUSED,
        Reason.TIMEOUT,
        Reason.LOST,
        Reason.TRUNCATED,
        Reason.SERVER_ERROR,
        Reason.TOO_MANY,
    }
)
"""What may be different in a minute: worth asking again, politely."""


def sign_of(trouble: Trouble | None) -> Sign:
    """What an answer says about the health of its host."""
    if trouble is None:
        return Sign.GOOD
    return SIGNS.get(trouble.reason, Sign.NEUTRAL) if trouble.sure else Sign.REFUSED
