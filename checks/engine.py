"""The engine: every rule over all the evidence it speaks of, each answer dressed for the office."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from checks.doubt import softened
from checks.evidence import (
    Article,
    Channel,
    CountyEvidence,
    Guide,
    GuideInCounty,
    Item,
    Publication,
    UnitEvidence,
)
from checks.outcome import Judgement, Outcome, Ruling, Severity, Subject, Verdict
from checks.rule import Rule
from checks.subject import (
    article_subject,
    county_subject,
    guide_subject,
    item_subjects,
    publication_subject,
    unit_subject,
)

Looked = tuple[Any, Subject]


def judge(county: CountyEvidence, rules: Sequence[Rule]) -> Iterator[Ruling]:
    """Judge all that was seen of a county, in a stable order.

    A rule that needs a list which was not read gives no ruling at all: that is unknown, not passed.
    """
    for rule in rules:
        for evidence, subject in looked_at(rule, county):
            yield from rule_on(rule, evidence, subject, beside=beside(evidence))


def looked_at(rule: Rule, county: CountyEvidence) -> Iterator[Looked]:
    """Yield each piece of evidence that the rule looks at, with its subject."""
    if rule.looks_at is Guide:
        yield from ((guide, guide_subject(guide)) for guide in county.guides)
    elif rule.looks_at is GuideInCounty:
        if any(county.lists(kind) for kind in getattr(rule.check, "needs", ())):
            yield from ((GuideInCounty(guide, county), guide_subject(guide)) for guide in county.guides)
    elif rule.looks_at is Item:
        yield from ((item, item_subjects(item)[0]) for item in county.items)
    elif rule.looks_at is Publication:
        yield from ((found, publication_subject(found)) for found in county.publications)
    elif rule.looks_at is Article:
        yield from ((article, article_subject(article)) for article in county.articles)
    elif rule.looks_at is UnitEvidence:
        yield from units_with_guides(county)
    elif rule.looks_at is CountyEvidence:
        # Where nothing was searched nothing can be missing: an outage accuses nobody.
        if county.search_of(Channel.PORTAL).pages:
            lead = county.lead(criterion_key(rule.criterion))
            yield county, county_subject(county.name, lead, Channel.PORTAL)
    else:
        raise TypeError(f"{rule.id} looks at {rule.looks_at.__name__}, which is no evidence")


def beside(evidence: Any) -> tuple[Subject, ...]:
    """The further subjects of evidence that has several: an item's guides after the first."""
    return item_subjects(evidence)[1:] if isinstance(evidence, Item) else ()


def units_with_guides(county: CountyEvidence) -> Iterator[Looked]:
    """Yield each unit that published a guide, with its guides of all channels.

    The channel is the service network wherever the county has one, even on a night when it was silent:
    it is part of what a finding is.
    """
    on_network = any(search.channel is Channel.SERVICE_NETWORK for search in county.searched) or any(
        guide.channel is Channel.SERVICE_NETWORK for guide in county.guides
    )
    for unit in county.units:
        guides = tuple(guide for guide in county.guides if guide.unit == unit.name)
        if guides:
            channel = Channel.SERVICE_NETWORK if on_network else guides[0].channel
            yield UnitEvidence(unit, guides), unit_subject(unit, channel)


def rule_on(
    rule: Rule, evidence: Any, subject: Subject, *, beside: tuple[Subject, ...] = ()
) -> Iterator[Ruling]:
    """Ask one rule about one piece of evidence; a crash of the check becomes a review.

    Subjects `beside` the first pass as well unless an outcome names them, or nothing could be said.
    """
    try:
        if rule.applies is not None and not rule.applies(evidence):
            yield from (Ruling(rule.id, about, Verdict.NOT_APPLICABLE) for about in (subject, *beside))
            return
        outcomes = softened(rule.check, evidence, rule.check(evidence))
    except Exception as error:  # noqa: BLE001 - a bug in one rule must not end the night
        outcomes = [Outcome.review("", "", f"规则运行出错（{type(error).__name__}：{error}），请人工核查")]
        beside = ()
    yield from rulings(rule, subject, outcomes, beside)


def rulings(
    rule: Rule, subject: Subject, outcomes: Iterable[Outcome], beside: tuple[Subject, ...] = ()
) -> Iterator[Ruling]:
    """Group outcomes by the subject they name; without any, the subject passed."""
    grouped: dict[Subject, list[Outcome]] = {}
    for outcome in outcomes:
        grouped.setdefault(outcome.subject or subject, []).append(outcome)
    unnamed = [about for about in (subject, *beside) if about not in grouped]
    if beside or not grouped:
        yield from (Ruling(rule.id, about, Verdict.PASS) for about in unnamed)
    for about, found in grouped.items():
        judged = tuple(dress(rule, about, outcome) for outcome in found if outcome.verdict in OPEN)
        verdicts = {judgement.verdict for judgement in judged}
        worst = Verdict.FAIL if Verdict.FAIL in verdicts else Verdict.REVIEW if verdicts else Verdict.PASS
        yield Ruling(rule.id, about, worst, judged)


OPEN = (Verdict.FAIL, Verdict.REVIEW)


def dress(rule: Rule, subject: Subject, outcome: Outcome) -> Judgement:
    """Put an outcome into the office's words."""
    words = {
        "unit": subject.unit or "（归属待定单位）",
        "channel": subject.channel.label,
        "item": subject.item_name or "（未写明事项名称）",
        "field": field_title(outcome.field),
        "quote": outcome.quote,
        "reason": outcome.reason,
        **outcome.values,
    }
    # What fails on unsure evidence is told as the failure that it may be, with the doubt behind it.
    unsure = rule.says_unsure if outcome.verdict is Verdict.REVIEW and not outcome.doubt else ""
    message = (unsure or rule.says).format_map(words)
    return Judgement(
        rule=rule.id,
        indicator=rule.criterion,
        subject=subject,
        verdict=outcome.verdict,
        severity=outcome.severity or rule.severity,
        field=outcome.field,
        quote=outcome.quote,
        reason="；".join(filter(None, (outcome.reason, outcome.doubt))),
        message=f"{message}（{outcome.doubt}）" if outcome.doubt else message,
        advice=rule.advice.format_map(words),
        basis=cited(rule, subject.origin.seen_on),
    )


def cited(rule: Rule, day: date | None) -> str:
    """The criterion first, then each document that was in force on the day."""
    documents = [
        str(basis)
        for basis in rule.basis
        if basis.effective_from is None or (day is not None and basis.effective_from <= day)
    ]
    return "；".join([criterion_title(rule.criterion), *documents])


def criterion_title(criterion: str) -> str:
    """附件1-12 as it is written in a paper; 附加 for what is not scored."""
    annex, _, number = criterion.partition("-")
    return f"《评估要点》{annex}第{number}项" if number else "附加检查（不计分）"


def criterion_key(criterion: str) -> str:
    """附件1-1 as profiles write it: "c01"; 附件2-6: "t06"; "" for 附加."""
    annex, _, number = criterion.partition("-")
    return f"{'c' if annex == '附件1' else 't'}{int(number):02d}" if number else ""


FIELD_TITLES = {
    "conditions": "办理条件",
    "materials": "申请材料",
    "process": "办理流程",
    "legal_basis": "设定依据",
    "fees": "收费标准",
    "promised_days": "承诺办结时限",
    "legal_days": "法定办结时限",
    "star": "星级",
    "location": "办理地点",
    "office_hours": "办理时间",
    "result": "办理结果",
    "handling_type": "办件类型",
    "item_name": "事项名称",
    "title": "标题",
    "text": "正文",
    "entries": "清单内容",
    "columns": "清单栏目",
}


def field_title(path: str) -> str:
    """A path such as "materials[2].note" as the office would say it: 申请材料第3项."""
    head, dot, tail = path.partition(".")
    name, bracket, number = head.partition("[")
    if name == "sections" and dot:
        return tail
    title = FIELD_TITLES.get(name, name)
    return f"{title}第{int(number.rstrip(']')) + 1}项" if bracket else title


def severest(judgements: Iterable[Judgement]) -> Severity:
    """The gravest severity among judgements; S4 when there are none."""
    return min((judgement.severity for judgement in judgements), default=Severity.S4)
