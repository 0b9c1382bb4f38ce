"""A guide as passages: each piece of its text with the path where it stood and what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checks.evidence import Guide
from checks.remembered import OfEach
from checks.text.openness.finding import Role


@dataclass(frozen=True, slots=True)
class Passage:
    """One piece of text of a guide.

    `field` is its path in the JSON form ("materials[2].name"), `slot` the row or list it belongs to
    ("materials[2]"), `before` and `after` the rows around it. `asks` says that standing here is a
    demand, as the name of a material is.
    """

    field: str
    slot: str
    role: Role
    text: str
    before: str = ""
    after: str = ""
    asks: bool = False


# What a printed label says its text is about; the first that matches counts.
LABELS = (
    (
        Role.META,
        r"链接|下载|导航|来源|版权|浏览|打印|分享|索引|发布|相关新闻|样表|电话|地址|地点|监督|投诉|网址|流程图|名词解释|编码|编号",
    ),
    (Role.BASIS, r"依据|法律|法规|政策文件|救济"),
    (Role.TIME, r"时限|(?<!有效)期限|办结时间|办理天数|办理周期|多久"),
    (Role.FEE, r"收费|费用|缴费"),
    (
        Role.MATERIALS,
        r"(?:申请|申报|办理|所需|提交|需要|应交|受理|登记|应提交)[^,，]{0,8}(?:材料|资料|要件|手续|证件)|材料(?:清单|目录|要求)?$|^(?:其他|相关|补充)(?:材料|资料)|必备要件",
    ),
    (Role.CONDITIONS, r"条件|对象|适用范围|受理范围|认定标准|禁止|数量限制|不予"),
    (Role.PROCESS, r"流程|程序|环节|步骤|办理方式|审查标准"),
)
LABEL_ROLES = tuple((role, re.compile(pattern)) for role, pattern in LABELS)

# Matches "问:要带什么?答:申请表。"; must not match "咨询问答".
QUESTION = re.compile(r"问\s*[:：](?P<question>.*?)答\s*[:：](?P<answer>.*?)(?=问\s*[:：]|$)", re.S)
# Matches a question after what to bring; must not match "其他县的户口能办吗".
ASKS_FOR_PAPERS = re.compile(
    r"(?:什么|哪些|啥|多少|几样|怎么准备)[^?？]{0,8}(?:材料|资料|手续|证件|证明)|(?:带|要|交|需要|提供|提交|准备|补)(?:些|上|好)?(?:什么|哪些|啥)"
    r"|(?:材料|资料|手续|证件|证明)(?:有|是|都)?(?:什么|哪些|啥|清单)|(?:所需|申请|申报|办理)(?:材料|资料|手续)[?？]?$"
)


def passages(guide: Guide) -> tuple[Passage, ...]:
    """The passages of a guide in a stable order."""
    return READ(guide)


def read(guide: Guide) -> Iterator[Passage]:
    """Yield the passages of a guide."""
    yield from rows("conditions", guide.conditions, Role.CONDITIONS)
    yield from materials(guide)
    yield from rows("process", guide.process, Role.PROCESS)
    yield from rows("legal_basis", guide.legal_basis, Role.BASIS)
    if guide.fees:
        yield Passage("fees", "fees", Role.FEE, guide.fees)
    for path, limit in (("promised_days", guide.promised), ("legal_days", guide.legal)):
        if limit is not None and limit.text:
            yield Passage(path, path, Role.TIME, limit.text)
    names = {material.name for material in guide.materials if material.name}
    for section in guide.sections:
        text, listed = without_rows(section.text, names)
        if text:
            yield from section_passages(f"sections.{section.label}", section.label, text, listed)


READ = OfEach(lambda guide: tuple(read(guide)))


def rows(name: str, texts: tuple[str, ...], role: Role) -> Iterator[Passage]:
    """The rows of a list, each with its neighbours."""
    for place, text in enumerate(texts):
        before = "\n".join(texts[:place])
        after = texts[place + 1] if place + 1 < len(texts) else ""
        yield Passage(f"{name}[{place}]", f"{name}[{place}]", role, text, before, after)


def materials(guide: Guide) -> Iterator[Passage]:
    """The names and remarks of the materials; a name is itself a demand."""
    names = [material.name for material in guide.materials]
    for place, material in enumerate(guide.materials):
        slot = f"materials[{place}]"
        before = "\n".join(names[:place])
        after = "\n".join(names[place + 1 : place + 3])
        if material.name:
            yield Passage(f"{slot}.name", slot, Role.MATERIALS, material.name, before, after, asks=True)
        if material.note:
            yield Passage(f"{slot}.note", slot, Role.NOTES, material.note, material.name, after)


# Matches the heading of a group, "其他材料", "二、企业提供"; must not match "还需提供以下材料:".
GROUP = re.compile(r"[^,，。;；:：\n]{1,20}")


def without_rows(text: str, names: set[str]) -> tuple[str, str]:
    """What heads materials that are listed below it, and their names; a bare heading says nothing itself."""
    lines = text.split("\n")
    first = next((at for at, line in enumerate(lines) if at and line in names), 0)
    if not first or not all(line in names for line in lines[first:]):
        return text, ""
    head = "\n".join(lines[:first])
    return "" if GROUP.fullmatch(head) else head, "\n".join(lines[first:])


def section_passages(field: str, label: str, text: str, after: str = "") -> Iterator[Passage]:
    """A part under a printed label; questions and answers are taken apart."""
    pairs = list(QUESTION.finditer(text))
    if pairs:
        for pair in pairs:
            asks = bool(ASKS_FOR_PAPERS.search(pair["question"]))
            yield Passage(field, field, Role.ANSWER, pair["answer"], pair["question"], asks=asks)
        return
    role = role_of(label)
    yield Passage(field, field, role, text, after=after, asks=role is Role.MATERIALS)


def role_of(label: str) -> Role:
    """What the text under a printed label is about; remarks, when the label says nothing."""
    for role, pattern in LABEL_ROLES:
        if pattern.search(label):
            return role
    return Role.NOTES
