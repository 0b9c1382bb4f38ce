"""Papers to download (文书): those of a round that was issued, of one unit or of the county."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import abort
from sqlalchemy import select
from sqlalchemy.orm import Session

from reports.papers import sources
from reports.papers.figures import figures
from reports.papers.listed import PAPERS
from reports.papers.paper import PAGE, PDF, SHEET, WORD, Material, Paper
from reports.papers.round import UnitFacts, facts_of
from reports.papers.word import BrokenTemplate
from reports.papers.write import made
from storage.models import FindingRow, Issued, IssueList
from storage.watching import rounds_issued
from web.desk import the_desk

FOR_UNITS = ("自查情况报告", "评估问题清单", "整改通知", "交办单", "整改情况报告")
"""What a unit may take: papers that are handed to it, and its own report to be completed."""

KINDS = {
    WORD: ("Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    SHEET: ("Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    PAGE: ("网页", "text/html; charset=utf-8"),
    PDF: ("PDF", "application/pdf"),
}
"""What each format is called, and its media type."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A paper that may be taken, in these formats."""

    kind: str
    forms: tuple[str, ...]


def offered(*, is_for_county: bool, only: Sequence[str] = ()) -> list[Offer]:
    """The papers of a unit, or of the county, in the order in which the office uses them."""
    found = [
        Offer(paper.kind, tuple(one for one in paper.possible if one != PAGE))
        for paper in PAPERS
        if paper.is_for_county == is_for_county and (not only or paper.kind in only)
    ]
    return [*found, Offer(sources.NAME, (SHEET,))]


def rounds_of(session: Session, unit: str | None = None) -> list[str]:
    """The rounds that issued a list, the newest first; of a unit, those that issued anything to it."""
    county = the_desk().county
    known = list(reversed(rounds_issued(session, county)))
    if unit is None:
        return known
    query = (
        select(IssueList.round)
        .join(Issued, Issued.list_id == IssueList.id)
        .join(FindingRow, FindingRow.id == Issued.finding_id)
        .where(IssueList.county == county, Issued.unit == unit, FindingRow.round != "")
    )
    own = set(session.scalars(query.distinct()))
    return [name for name in known if name in own]


def sources_of(session: Session, round_name: str, unit: str | None, kinds: Sequence[str]) -> bytes:
    """Which findings the numbers of these papers count, as a workbook: 404 where there are none."""
    if round_name not in rounds_of(session):
        abort(404)
    papers = [
        paper
        for paper in PAPERS
        if paper.is_for_county == (unit is None) and (not kinds or paper.kind in kinds)
    ]
    given = material(session, round_name, unit, papers)
    lines = [
        sources.line(paper.kind, given.name, one) for paper in papers for one in figures(paper.facts(given))
    ]
    return sources.in_words(lines, given.name, given.facts.as_of)


def material(session: Session, round_name: str, unit: str | None, papers: Sequence[Paper]) -> Material:
    """What these papers of a round are made from."""
    desk = the_desk()
    facts = facts_of(session, desk.profile, desk.rules, as_of=desk.today, round_name=round_name)
    whose = next((one for one in facts.units if one.name == unit), UnitFacts(unit)) if unit else None
    verified = desk.jobs.verified() if any(paper.asks_verified for paper in papers) else None
    return Material(session, desk.profile, desk.rules, facts, whose, verified)


def file_of(session: Session, round_name: str, unit: str | None, kind: str, form: str) -> bytes:
    """A paper as a file: 404 where there is none, 503 where this machine cannot make it."""
    desk, paper = the_desk(), paper_named(kind, is_for_county=unit is None)
    if paper is None or form not in paper.possible:
        abort(404)
    if round_name not in rounds_of(session) and (round_name or not paper.before_issue):
        abort(404)
    given = material(session, round_name, unit, [paper])
    told = paper.facts(given)
    if told is None:
        abort(
            404, f"{round_name}没有{'下发给该单位的问题' if unit else '下发过问题'}" if round_name else None
        )
    try:
        files = dict(made(paper, told, given, {form}, desk.jobs))
    except BrokenTemplate as broken:
        abort(503, str(broken))
    if not files.get(form):
        abort(503, "这台机器上没有可用的浏览器，不能生成 PDF；请下载 Word 文件")
    return files[form]


def paper_named(kind: str, *, is_for_county: bool) -> Paper | None:
    """The paper of this kind for a unit or for the county."""
    return next((one for one in PAPERS if one.kind == kind and one.is_for_county == is_for_county), None)
