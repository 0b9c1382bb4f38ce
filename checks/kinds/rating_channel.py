"""Does a guide tell how to rate the service or where to complain?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checks.evidence import Channel, Guide, GuideInCounty
from checks.kinds.elements import ELEMENTS, NOTHING, ElementsStated, is_guide_that_was_read, stated
from checks.outcome import Outcome
from checks.text.normal import plain

# Matches "好差评", "扫码评价", "评价入口"; must not match "环境影响评价", "安全评价报告".
RATING = re.compile(
    r"好差评|差评|满意度|[办服]\S{0,4}评价|我要评价|扫码|二维码|评价(?:入口|渠道|二维码|方式|器|系统|途径|电话|服务|窗口)|一事一评|一次一评"
)
# Matches "监督投诉电话", "12345热线"; must not match "监督检验报告", "事中事后监督管理".
COMPLAINT = re.compile(
    r"投诉|举报|监督(?:电话|渠道|方式|途径|热线|机构|部门|投诉|举报|窗口|邮箱|:)|12345|12388|政务热线|效能(?:办|中心|监察)"
)


def may_lack_a_channel(evidence: GuideInCounty) -> bool:
    """Was enough read to miss it? Pages of the service network carry the rating of its template, unseen."""
    guide = evidence.guide
    unknown = guide.channel is Channel.SERVICE_NETWORK and guide.evaluation_entry is None
    return not unknown and is_guide_that_was_read(evidence)


@dataclass(frozen=True, slots=True)
class RatingOrComplaint:
    """Is there an entry or code for rating, or a way to complain, anywhere in the guide?

    Where part of the page may not have been read, a person looks.
    """

    def __call__(self, evidence: GuideInCounty) -> Iterator[Outcome]:
        guide = evidence.guide
        if guide.evaluation_entry or not NOTHING.fullmatch(plain(guide.complaint_phone).strip()):
            return
        text = told(guide)
        if COMPLAINT.search(text) or RATING.search(text):
            return
        doubt = ElementsStated().doubt(guide, stated(guide, ELEMENTS))
        reason = "未见评价入口、二维码或投诉监督电话"
        yield Outcome.review("", "", f"{reason}；{doubt}") if doubt else Outcome.fail("", "", reason)


def told(guide: Guide) -> str:
    """What the guide tells beside its materials: names of papers speak of other ratings."""
    parts = [f"{section.label}:{section.text}" for section in guide.sections if section.label]
    facts = (guide.phone, guide.location, guide.office_hours, guide.result, *guide.process)
    files = (file.name for file in guide.attachments)
    return "\n".join(plain(part) for part in (*parts, *facts, *files))
