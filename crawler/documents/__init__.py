"""Documents to evidence: Word, Excel, PDF, text and saved pages."""

from crawler.documents.document import MAX_BYTES, read_document
from crawler.documents.errors import UnreadableDocument

__all__ = ["MAX_BYTES", "UnreadableDocument", "read_document"]
