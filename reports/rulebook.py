"""The rules in the office's words: what each asks, reports and leaves alone; docs/rules.md is made here."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from checks.asking import questions_of
from checks.engine import judge
from checks.rule import Basis, Rule
from rules import modules, settable
from rules.criteria import CRITERIA, Criterion
from rules.examples import county_of, examples_of

LOOKED_AT = {
    "Guide": "每份办事指南",
    "GuideInCounty": "每份办事指南，对照已公布的清单",
    "Item": "同一事项在各渠道的办事指南",
    "Publication": "每份已公布的清单",
    "Article": "每篇文章",
    "Written": "每份办事指南、清单和每篇文章的文字",
    "UnitEvidence": "一个单位的全部办事指南",
    "CountyEvidence": "全县公布的内容",
    "UnitRecords": "业务系统的数据导出中一个单位的记录",
    "Answer": "各单位自查表中对这一条的填报",
    "AnswerInCounty": "各单位自查表中的每一项填报",
    "UnitForms": "一个单位的自查情况报告和自查表",
    "GuideFiles": "每份办事指南所附的文件",
    "Page": "网站的栏目页和导航页",
}
"""What a rule looks at, by the class of its evidence."""

SETTINGS = {
    "allowed": "可以写明的中介机构",
    "beside": "只和其他要素一并提示的要素",
    "by_government": "必须由县政府或县政府办公室发文",
    "count_default": "系统默认好评也算评价",
    "distance": "两张照片算同一张的差异上限（0–7）",
    "empty": "不算理由的文字",
    "enough": "至少读到几个要素才判断缺项",
    "exactly": "数量必须正好相等",
    "except_systems": "上级系统（转人工核查）",
    "exempt": "不适用的单位或事项",
    "facts": "比较哪些内容（materials 材料，promised_days、legal_days 时限，fees 收费，location 地点）",
    "halls": "本县政务服务大厅的其他叫法",
    "least": "至少数量",
    "least_days": "数据导出至少覆盖的天数",
    "limit": "至少数量",
    "many": "一页内最多列出几处",
    "maybe_own": "可以由申请人自行编制的报告",
    "members_only": "不查牵头单位",
    "minor": "只作提示的内容（写法同上）",
    "nearness": "名称相近程度（0–1）",
    "never": "从不报出的文字",
    "news": "动态要闻类栏目名称中的字词",
    "news_days": "动态要闻类栏目最多几天不更新",
    "notice_days": "通知政策类栏目最多几天不更新",
    "notices": "通知政策类栏目名称中的字词",
    "not_connected": "没有接入好差评系统的单位",
    "not_of": "不查的规则",
    "of_services": "服务事项须写明的要素",
    "own": "只认本县自己的清单",
    "partial_months": "当月未过完也判断",
    "percent": "应达到的百分比",
    "prefixes": "本县文号的开头",
    "products": "中介机构出具的成果",
    "required": "须具备的内容",
    "same": "咨询电话和投诉电话相同也报出",
    "stale": "已停用的地址（主机和路径开头）",
    "windows_only": "只看窗口办件",
    "within_days": "应在几个工作日内办结",
    "words": "查找的栏目或文字",
}
"""What a profile or the desk may set of a rule, in the office's words."""

EXAMPLES_SHOWN = 3
LINE = 300


def modes_of(rule: Rule) -> str:
    return "、".join(mode.label for mode in rule.modes)


def facts(rule: Rule) -> Iterator[tuple[str, str]]:
    """What a rule is, title by title; what is empty is left out."""
    yield "要求", demand(rule)
    yield "指标", criterion_of(CRITERIA[rule.criterion])
    yield "看什么", LOOKED_AT[rule.looks_at.__name__]
    yield "核验方式", modes_of(rule)
    yield "严重程度", f"{rule.severity.label}（{rule.severity.value}）"
    yield "责任单位", rule.answers.label
    yield from asked(rule)
    yield from (("依据", cited(basis)) for basis in rule.basis)
    yield "问题表述", rule.says
    if rule.says_unsure:
        yield "存疑时的表述", rule.says_unsure
    yield "整改建议", rule.advice
    yield (
        "县配置可以调整",
        "、".join(["off（停用）", "severity（严重程度）", *map(setting(rule), settable(rule))]),
    )


def asked(rule: Rule) -> Iterator[tuple[str, str]]:
    """What a rule of the self-check form asks, how it is to be answered, and with what proof."""
    check = questions_of(rule)
    if check is not None:
        for question in check.questions:
            yield "自查问题", f"{question.asks}（{question.takes.shown(check.bar)}）"
        yield "须附佐证", "；".join(demanded.shown(check.bar.required) for demanded in check.evidence)


def demand(rule: Rule) -> str:
    """The first line of a rule's docstring, which is in Chinese."""
    return inspect.cleandoc(modules()[rule.id].__doc__ or "").partition("\n")[0]


def criterion_of(criterion: Criterion) -> str:
    said = f"：{criterion.text}" if criterion.text else ""
    return f"{criterion.id} {criterion.title}{said}"


def cited(basis: Basis) -> str:
    return f"{basis}（{basis.effective_from}起可引用）" if basis.effective_from else str(basis)


def setting(rule: Rule) -> Any:
    """How a setting of this rule's check is shown: its name and what it is now."""

    def shown(name: str) -> str:
        value = getattr(rule.check, name)
        now = f"，现为 {said_as(value)}" if said_as(value) else ""
        return f"{name}（{SETTINGS[name]}{now}）"

    return shown


def said_as(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return "、".join(value) if isinstance(value, tuple) else f"{value:g}"


def reported(rule: Rule) -> Iterator[str]:
    """What the rule says of its own examples."""
    for example in examples_of(rule, "FIRES")[:EXAMPLES_SHOWN]:
        for ruling in judge(county_of(example), (rule,)):
            for one in ruling.judgements[:1]:
                yield clipped(f"{one.message}（{'待人工核查' if one.verdict == 'review' else '不符合'}）")


def unreported(rule: Rule) -> Iterator[str]:
    """What the examples say that the rule leaves alone."""
    for example in examples_of(rule, "PASSES")[:EXAMPLES_SHOWN]:
        yield clipped("｜".join(dict.fromkeys(words_in(example))))


def clipped(text: str) -> str:
    return text if len(text) <= LINE else f"{text[:LINE]}…"


NOT_SHOWN = frozenset({"kind", "meaning", "channel", "url", "field", "hash", "look", "sort"})


def words_in(example: Any) -> Iterator[str]:
    """The texts of an example, in their order."""
    if isinstance(example, Mapping):
        for key, value in example.items():
            if key not in NOT_SHOWN:
                yield from words_in(value)
    elif isinstance(example, list | tuple):
        for value in example:
            yield from words_in(value)
    elif isinstance(example, str) and example:
        yield example


def document(rules: Sequence[Rule]) -> str:
    """docs/rules.md: every criterion with its rules, every rule with its page."""
    parts = [HEAD.format(rules=len(rules), criteria=len(CRITERIA) - 1), *overview(rules)]
    for criterion in CRITERIA.values():
        own = [rule for rule in rules if rule.criterion == criterion.id]
        parts.append(f"## {criterion.id}　{criterion.title}\n")
        if criterion.text:
            parts.append(f"要点：{criterion.text}。\n")
        for rule in own:
            parts += section(rule)
    return "\n".join(parts)


HEAD = """# 规则手册

本文由 `python -m reports.rulebook` 从规则生成，不要手工修改。
共 {rules} 条规则，对应 {criteria} 项指标和不计分的附加检查。

结论分四种：不符合、待人工核查、符合、不适用。没有看到内容时不下“符合”的结论；“未检索到”只说明检索过的范围。
"""


def overview(rules: Sequence[Rule]) -> Iterator[str]:
    yield "| 规则 | 指标 | 核验方式 | 严重程度 | 责任单位 | 内容 |"
    yield "|---|---|---|---|---|---|"
    for rule in rules:
        cells = (rule.criterion, modes_of(rule), rule.severity.label, rule.answers.label, rule.title)
        yield f"| [{rule.id}](#{rule.id}) | {' | '.join(cells)} |"
    yield ""


def section(rule: Rule) -> Iterator[str]:
    """One rule: facts as a table, then what it reports and what it leaves alone."""
    yield f"### {rule.id}\n"
    yield f"**{rule.title}**\n"
    yield "| | |\n|---|---|"
    yield from (f"| {title} | {escaped(text)} |" for title, text in facts(rule) if title != "指标")
    for title, said in (("会报出", reported(rule)), ("不报", unreported(rule))):
        yield f"\n{title}：\n"
        yield from (f"- {escaped(one)}" for one in said)
    yield ""


def escaped(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ").replace("<", "&lt;")


if __name__ == "__main__":
    from rules import all_rules

    print(document(all_rules()), end="")
