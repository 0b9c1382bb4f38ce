"""Does a guide state the elements that the law asks of it?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass

from checks.evidence import Channel, Guide, GuideInCounty
from checks.outcome import Outcome
from checks.remembered import OfEach
from checks.text.normal import plain
from checks.text.phones import phones_in


@dataclass(frozen=True, slots=True)
class Element:
    """One element: the field that holds it, and the words that show it anywhere else in the guide."""

    held: Callable[[Guide], object]
    words: re.Pattern[str]


def marked(guide: Guide) -> bool:
    return any(material.commitment is not None for material in guide.materials)


def tolerated(guide: Guide) -> bool:
    return any(material.deferrable is not None for material in guide.materials)


def number(guide: Guide) -> bool:
    return bool(phones_in(guide.phone)) or any(phones_in(text) for text in (guide.location, guide.fees))


# Each pattern matches the label or the words by which a guide states the element outside its own field:
# "受理机构", "不收取费用". Must not match what says nothing of it: "符合条件的" states no condition.
WORDS = {
    "受理单位": r"(?:受理|实施|承办|办理|决定|责任|主管)(?:机[构关]|单位|部门|主体|科室)",
    "设定依据": r"依据|《[^》]{3,60}(?:法|条例|规定|办法|意见|通知)》",
    "办理条件": r"(?:受理|办理|申请|申报|准予|审批|许可)条件|(?:办理|服务|适用|受理)(?:对象|范围)",
    "申请材料": r"材料|资料|要件|证件",
    "办理程序": r"流程|程序|步骤|环节",
    "审查标准": r"(?:审查|审核|审批|认定|评审)(?:标准|要求|要点|细则)",
    "办结时限": r"时限|期限|即办|当场|(?:工作日|天)内",
    "收费标准": r"收费|费用|免费|缴费|\d元",
    "联系方式": r"(?:咨询|联系)(?:电话|方式|途径)[^。;；\n]{0,20}\d{5}|网上咨询|在线咨询",
    "投诉渠道": r"投诉|监督|举报|12345",
    "容缺受理": r"容缺",
    "告知承诺": r"告知承诺|可承诺|承诺制",
}
# Matches "", "无", "暂无", "——", "见备注"; must not match "无锡路1号".
NOTHING = re.compile(r"(?:暂?无|没有|略|同上|待定|见备注|[-—/\\\s])*[。.]?")
HELD: dict[str, Callable[[Guide], object]] = {
    "受理单位": lambda guide: guide.unit,
    "设定依据": lambda guide: not NOTHING.fullmatch(plain("".join(guide.legal_basis)).strip()),
    "办理条件": lambda guide: guide.conditions,
    "申请材料": lambda guide: guide.materials,
    "办理程序": lambda guide: guide.process,
    "办结时限": lambda guide: guide.promised or guide.legal,
    "收费标准": lambda guide: guide.fees,
    "联系方式": number,
    "投诉渠道": lambda guide: not NOTHING.fullmatch(plain(guide.complaint_phone).strip()),
    "容缺受理": tolerated,
    "告知承诺": marked,
}
ELEMENTS = {
    name: Element(HELD.get(name, lambda guide: ""), re.compile(pattern)) for name, pattern in WORDS.items()
}
"""《河南省优化营商环境条例》第二十八条第二款, in its order."""

# Matches "临时救助申请表.docx", "告知承诺书样表"; must not match "办事指南.pdf", which may hold the rest.
FORM = re.compile(r"(?:表|样本|示例|承诺书|委托书|申请书|范本|模板|空表|声明)(?:[（(].*[)）])?(?:\.\w+)?$")

SERVICE = "公共服务"
FEW = 3
"""Whoever states fewer elements is no guide that was read: a fragment, a shell that a script fills."""


def is_guide_that_was_read(evidence: GuideInCounty) -> bool:
    """Is there enough of a guide to say that something is not in it?"""
    guide = evidence.guide
    return not guide.unreadable and (len(held(guide)) >= FEW or len(stated(guide, ELEMENTS)) >= FEW)


@dataclass(frozen=True, slots=True)
class ElementsStated:
    """Which elements does a guide not state? One answer names them all.

    `required` are missed by themselves, `beside` only together with those: what a matter may rightly lack.
    Of a public service (公共服务: enquiries, activities) only `of_services` are missed by themselves. A
    guide that states fewer than `enough` elements, or has an attachment that is no form, may not have
    been read whole: a person looks. On the service network, whose pages are data, an element counts only
    where another guide shows that it is read there.
    """

    required: tuple[str, ...] = (
        "受理单位",
        "设定依据",
        "申请材料",
        "办理程序",
        "办结时限",
        "收费标准",
        "联系方式",
        "投诉渠道",
    )
    beside: tuple[str, ...] = ("办理条件",)
    of_services: tuple[str, ...] = ("受理单位", "收费标准", "联系方式", "投诉渠道")
    enough: int = 5

    def __post_init__(self) -> None:
        """Raise ValueError for an element that nobody knows."""
        for name in (*self.required, *self.beside, *self.of_services):
            if name not in ELEMENTS:
                raise ValueError(f"“{name}”不是办事指南要素，可用的有：{'、'.join(ELEMENTS)}")

    def __call__(self, evidence: GuideInCounty) -> Iterator[Outcome]:
        guide = evidence.guide
        alone = set(self.of_services if SERVICE in guide.item_type else self.required)
        asked = alone | set(self.required) | set(self.beside)
        here = stated(guide, asked)
        known = READ.on_network(evidence) if on_network(guide) else asked
        missing = asked & known - here
        if not missing & alone:
            return
        named = "、".join(name for name in ELEMENTS if name in missing)
        values = {"missing": named, "count": str(len(missing))}
        doubt = self.doubt(guide, here)
        if doubt:
            yield Outcome.review("", "", f"未见{named}；{doubt}", values=values)
        else:
            yield Outcome.fail("", "", f"未见{named}", values=values)

    def doubt(self, guide: Guide, here: Set[str]) -> str:
        """Why what is missing may only not have been read."""
        files = [file.name for file in guide.attachments if not FORM.search(plain(file.name).strip())]
        if files:
            return f"页面附有“{files[0]}”，请核对是否在附件中"
        few = len(here) < self.enough and not on_network(guide)
        return "页面内容可能没有读全，请打开原页面核对" if few else ""


def on_network(guide: Guide) -> bool:
    return guide.channel is Channel.SERVICE_NETWORK


def stated(guide: Guide, names: Iterable[str]) -> frozenset[str]:
    """Which of these elements a guide states, in their own field or anywhere."""
    here = held(guide)
    elsewhere = set(names) - here
    text = EVERYTHING(guide) if elsewhere else ""
    return here | {name for name in elsewhere if ELEMENTS[name].words.search(text)}


def held(guide: Guide) -> frozenset[str]:
    """The elements that a guide states in their own fields."""
    return HELD_BY(guide)


HELD_BY = OfEach(lambda guide: frozenset(name for name, element in ELEMENTS.items() if element.held(guide)))


def everything(guide: Guide) -> str:
    """All text of a guide without any blanks, with the labels of those parts that hold something."""
    filled = (one for one in guide.sections if not NOTHING.fullmatch(one.text.strip()))
    parts = (f"{section.label}:{section.text}" for section in filled)
    cells = (text for material in guide.materials for _, text in material.cells())
    facts = (guide.location, guide.office_hours, guide.phone, guide.complaint_phone, guide.fees, guide.result)
    lines = (*guide.conditions, *guide.process, *guide.legal_basis)
    return "".join("。".join((*parts, *cells, *facts, *lines)).split())


EVERYTHING = OfEach(everything, most=2_000)


class Remembered:
    """Which elements the guides of the service network show at all, of the county asked about last."""

    def __init__(self) -> None:
        self.county: object = None
        self.shown: set[str] = set()

    def on_network(self, evidence: GuideInCounty) -> set[str]:
        if self.county is not evidence.county:
            guides = (one for one in evidence.county.guides if one.channel is Channel.SERVICE_NETWORK)
            self.shown = set().union(*(held(one) for one in guides))
            self.county = evidence.county
        return self.shown


READ = Remembered()
