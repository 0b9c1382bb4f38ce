"""Pages to evidence: HTML, and the interface of the service network."""

from crawler.pages.page import read_page

__all__ = ["read_page"]
