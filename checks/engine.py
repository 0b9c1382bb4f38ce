"""The engine: every rule over all the evidence it speaks of, each answer dressed for the office."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from checks.doubt import softened
from checks.evidence import CountyEvidence
from checks.looking import beside, looked_at
from checks.outcome import Judgement, Outcome, Ruling, Severity, Subject, Verdict
from checks.rule import Rule


def judge(county: CountyEvidence, rules: Sequence[Rule]) -> Iterator[Ruling]:
    """Judge all that was seen of a county, in a stable order.

    A rule that needs a list which was not read gives no ruling at all: that is unknown, not passed.
    """
    for rule in rules:
        for evidence, subject in looked_at(rule, county):
            yield from rule_on(rule, evidence, subject, beside=beside(evidence))


def rule_on(
    rule: Rule, evidence: Any, subject: Subject, *, beside: tuple[Subject, ...] = ()
) -> tuple[Ruling, ...]:
    """Ask one rule about one piece of evidence; a crash of the check becomes a review.

    Subjects `beside` the first pass as well unless an outcome names them, or nothing could be said.
    """
    try:
        if rule.applies is not None and not rule.applies(evidence):
            return tuple(Ruling(rule.id, about, Verdict.NOT_APPLICABLE) for about in (subject, *beside))
        found = list(rule.check(evidence))
        if not found and not beside:
            return (Ruling(rule.id, subject, Verdict.PASS),)
        outcomes = softened(rule.check, evidence, found)
    except Exception as error:  # noqa: BLE001 - a bug in one rule must not end the night
        outcomes = [Outcome.review("", "", f"规则运行出错（{type(error).__name__}：{error}），请人工核查")]
        beside = ()
    return tuple(rulings(rule, subject, outcomes, beside))


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
        measured=measured(outcome),
    )


def measured(outcome: Outcome) -> tuple[str, str] | None:
    """The share that was reached and the least that is required, as checks of shares name them."""
    found = outcome.values.get("share"), outcome.values.get("limit")
    return (found[0], found[1]) if found[0] and found[1] else None


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
    "phone": "咨询电话",
    "complaint_phone": "监督投诉电话",
    "item_code": "事项编码",
    "former_unit": "单位名称",
    "result": "办理结果",
    "handling_type": "办件类型",
    "item_name": "事项名称",
    "title": "标题",
    "text": "正文",
    "entries": "清单内容",
    "columns": "清单栏目",
    "exports": "数据导出",
    "answer": "自查填报",
    "day": "报送日期",
    "unanswered": "未填报项目",
    "links": "链接",
    "newest": "更新日期",
    "entries_listed": "栏目内容",
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
