"""Every paper of a round, in the order in which the office uses them."""

from __future__ import annotations

from reports.papers import notice
from reports.papers.paper import Paper

PAPERS: tuple[Paper, ...] = (notice.PAPER,)
