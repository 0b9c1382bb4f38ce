"""Does the guide of a joint service show that it is joint: items, one form, one list, flow, limit, window?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checks.evidence import Channel, CountyEvidence, Guide, GuideInCounty
from checks.kinds.elements import ELEMENTS as ANY
from checks.kinds.elements import ElementsStated, everything, stated
from checks.kinds.one_thing_guides import is_of, wanted
from checks.outcome import Outcome
from checks.remembered import Remembered
from checks.text.joint import ELEMENTS, FORM
from checks.text.normal import plain
from checks.text.one_thing import is_joint_name

# Matches "县公安局", "市场监督管理局", "卫健委"; several different ones are units that work together.
BODY = re.compile(r"[一-鿿]{2,10}?(?:局|[健改]委|委员会|公积金(?:管理)?中心|残联)")
HELD = {
    "联办流程": lambda guide: guide.process,
    "总时限": lambda guide: guide.promised or guide.legal,
    "受理窗口": lambda guide: guide.location,
}


def is_joint(evidence: GuideInCounty) -> bool:
    """Is it a guide of a joint service, by its own name or by those of the profile and the lists?"""
    guide = evidence.guide
    if guide.unreadable:
        return False
    named = is_joint_name(guide.item_name, guide.title)
    return named or any(is_of(guide, names, evidence.county.name) for names in THINGS(evidence.county))


def names_of_things(county: CountyEvidence) -> tuple[tuple[str, ...], ...]:
    return tuple((one.thing.name, *one.thing.aliases) for one in wanted(county) if one.sure or not one.by)


THINGS = Remembered(names_of_things)


@dataclass(frozen=True, slots=True)
class ShowsThatItIsJoint:
    """Are the elements of a joint guide there? One answer names all that are missing.

    The service network's interface does not give all of them, an attachment may hold them, and a page of
    which little was read may have more: a person looks. Two and more application forms are for a person.
    """

    def __call__(self, evidence: GuideInCounty) -> Iterator[Outcome]:
        guide = evidence.guide
        missing = [*lacking(guide, everything(guide))]
        if missing:
            named = "、".join(missing)
            doubt = self.doubt(guide)
            reason = f"未见{named}" + (f"；{doubt}" if doubt else "")
            answer = Outcome.review if doubt else Outcome.fail
            yield answer("", "", reason, values={"missing": named})
        forms = [row.name for row in guide.materials if FORM.search(plain(row.name).strip())]
        if len(set(forms)) > 1:
            reason = f"列有{len(set(forms))}张申请表，请核对是否做到一张申请表"
            place = next(n for n, row in enumerate(guide.materials) if row.name == forms[1])
            yield Outcome.review(
                f"materials[{place}].name", forms[1], reason, values={"missing": "一张申请表"}
            )

    def doubt(self, guide: Guide) -> str:
        """Why what is missing may only not have been read."""
        if guide.channel is Channel.SERVICE_NETWORK:
            return "政务服务网接口不提供全部要素，请打开页面核对"
        return ElementsStated().doubt(guide, stated(guide, ANY))


def lacking(guide: Guide, text: str) -> Iterator[str]:
    """The elements that a guide does not show, in the order of the criterion."""
    files = plain("\n".join(file.name for file in guide.attachments))
    for name, words in ELEMENTS.items():
        held = name in HELD and HELD[name](guide)
        units = name == "联办事项及部门" and len(set(BODY.findall(text))) > 1
        if not (held or units or words.search(text) or words.search(files)):
            yield name
        if name == "一张申请表" and not guide.materials and "材料" not in text:
            yield "一套材料清单"
