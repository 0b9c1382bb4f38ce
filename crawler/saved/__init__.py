"""Pages that a person saved in a browser: one module for each way of saving; bytes in, pages out."""

from crawler.saved.opening import opened
from crawler.saved.pages import SavedPage, Unusable

__all__ = ["SavedPage", "Unusable", "opened"]
