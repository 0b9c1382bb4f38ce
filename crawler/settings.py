"""Settings of Scrapy: only what differs from its defaults, each with the reason."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from crawler.politeness import Pace

MAX_BYTES = 20 * 1024 * 1024
TIMEOUT = 25.0

BOT_NAME = "zwaudit"
SPIDER_MODULES = ["crawler.spiders"]

# Scrapy ignores robots.txt unless told otherwise; a public audit has no excuse to.
ROBOTSTXT_OBEY = True

# Scrapy accepts any certificate unless told otherwise; a bad one is a finding, not something to hide.
DOWNLOAD_VERIFY_CERTIFICATES = True

# The site is asked in the language of its readers; some portals answer with an English edition otherwise.
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/json;q=0.9,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9",
}

# The to-do list in the database is the queue and the memory of what was seen; it survives kill -9.
SCHEDULER = "crawler.spiders.scheduler.TodoScheduler"

DOWNLOADER_MIDDLEWARES = {
    # Ours asks the same parser, but keeps what was asked, and knows an unreachable host from a missing file.
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "crawler.spiders.robots.Robots": 100,
    # Every redirect is a visit of its own: its target is checked against hosts, robots.txt and to-dos.
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    # A failed attempt is a stored visit too, and only its reason tells whether asking again is polite.
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    # Its heuristics serve yesterday's page without asking; conditional requests are made from stored visits.
    "scrapy.downloadermiddlewares.httpcache.HttpCacheMiddleware": None,
    # Keeps quiet where a host asks for it.
    "crawler.spiders.patience.Patience": 90,
    # Which hosts belong to a source depends on the port too (two services on one machine).
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
}
SPIDER_MIDDLEWARES = {
    # An error page is evidence too: it is stored with its reason.
    "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": None,
    # Depth and length are limited by the frontier, which stores what it leaves out.
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,
}

# Three minutes for one page would let a dying host eat the night.
DOWNLOAD_TIMEOUT = TIMEOUT
# A name that is not found in ten seconds is not found in sixty.
DNS_TIMEOUT = 10
# A published list is a few megabytes; a gigabyte is a film or an accident.
DOWNLOAD_MAXSIZE = MAX_BYTES
# The limit itself is reported page by page; a warning below it says nothing.
DOWNLOAD_WARNSIZE = 0
# The telnet console opens a port on the auditor's machine.
TELNETCONSOLE_ENABLED = False
# Lets another process run code in this one; nobody here needs it.
REMOTE_CONTROL_ENABLED = False
# Progress is shown by the command line; figures are in the database.
LOGSTATS_INTERVAL = 0
# What a run did is in its visits, not in counters at the end of a log.
STATS_DUMP = False


def settings_for(pace: Pace, *, agent: str, log_file: Path | None = None) -> dict[str, Any]:
    """The settings of one source's crawl: those of this module and what its pace asks for."""
    return {
        **{name: value for name, value in globals().items() if name.isupper()},
        "USER_AGENT": agent,
        # robots.txt groups are addressed to a product name, not to a version and a contact.
        "ROBOTSTXT_USER_AGENT": BOT_NAME,
        "CONCURRENT_REQUESTS": pace.parallel + 2,
        "CONCURRENT_REQUESTS_PER_DOMAIN": pace.parallel,
        "DOWNLOAD_DELAY": pace.delay,
        # Slower answers make for longer pauses, never shorter ones than the delay.
        "AUTOTHROTTLE_ENABLED": pace.adaptive,
        "AUTOTHROTTLE_START_DELAY": pace.delay,
        # A proxy of the shell's environment leads out of the office, never to this very machine.
        "HTTPPROXY_ENABLED": pace.adaptive,
        # The terminal belongs to the command line; a log is written where one is asked for.
        "LOG_ENABLED": log_file is not None,
        "LOG_FILE": str(log_file) if log_file else None,
        "LOG_LEVEL": "INFO",
    }
