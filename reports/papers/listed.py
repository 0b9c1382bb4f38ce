"""Every paper of a round, in the order in which the office uses them."""

from __future__ import annotations

from reports.papers import assessment, assignment, circular, issue_list, notice, rectification, self_report
from reports.papers.paper import Paper

PAPERS: tuple[Paper, ...] = (
    self_report.PAPER,
    issue_list.UNIT_PAPER,
    issue_list.COUNTY_PAPER,
    notice.PAPER,
    assignment.PAPER,
    rectification.PAPER,
    rectification.COUNTY_PAPER,
    assessment.PAPER,
    circular.PAPER,
)
