"""Papers that a sentence demands of the applicant by a verb: 须提供无犯罪记录证明."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checks.text.clauses import sentences
from checks.text.normal import normal
from checks.text.proof_names import COPIES, Sort, sort_of
from checks.text.proof_rows import papers


@dataclass(frozen=True, slots=True)
class Demanded:
    """One paper that is demanded, and the words that demand it, exactly as they stand."""

    paper: str
    quote: str


# Matches "须提供无犯罪记录证明", "并提交购房合同", "凭离婚证"; must not match "由单位出具的证明".
DEMAND = re.compile(
    r"(?:(?:应当?|须|必须|需要?|要|还|并|请|同时|另|可凭|凭)(?:同时|一并|另行|向[^,，。;；]{1,16})?"
    r"(?:提供|提交|递交|出示|出具|交验|携带|附具?|附上|持(?!有))|(?:^|[,，、:：])(?:提供|提交|递交|出示|携带|附具)|^凭)"
    r"(?P<what>[^,，。;；:：\n]{2,60})"
)
# Matches "无需提供", "不得要求提交", "免于提交"; must not match "无犯罪记录".
FREED = re.compile(
    r"(?:无需|无须|不需|不必|不再|不用|不得|免予?于?|毋需|毋须|禁止|未|不)(?:要求|再|另行|申请人|重复)*(?:提供|提交|递交|出示|出具|携带|交)"
)
# Matches what the authority does or others do for it: "由县局出具", "受理机关应当出具受理通知书".
BY_OTHERS = re.compile(
    r"(?:行政机关|受理(?:机关|机构|部门)|审[批核查](?:机关|机构|部门)|登记机关|主管部门|主管机关|人民政府|本局|我局|窗口|工作人员|司法局|税务机关|公安机关|国家|部门)(?:应当?|须|将|可|会|在|自|为|给)"
)
# Matches papers that say nothing of which: "相关证明材料", "以下材料"; must not match "亲属关系证明".
UNNAMED = re.compile(
    r"相关|有关|相应|以下|下列|上述|必要|虚假|真实|齐全|完整|合法有效的?(?:证明|材料)|法律|法规|规定|要求|符合|服务|场所|便利|担保$"
)
TAIL = re.compile(
    r"(?:原件|复印件|等|之一|及|和|与|的|向[^,，]*|到[^,，]*|前往[^,，]*|申请[^,，书表]*|办理[^,，]*|[一二三两\d]+份)+$"
)
HEAD = re.compile(
    r"^(?:其(?!他)|本人|申请人|当事人|的|有效|合法|最新|如下|一份|经|加盖公章|书面|相关的|下述)+的?"
)
LONGEST = 24
KINDS = (Sort.PROOF, Sort.LICENCE, Sort.RESULT)
# Matches "授权委托书", "承诺书", "经营流水台账"; the application itself (申请表) is asked for in every guide.
OWN = re.compile(
    r"(?:委托书|承诺书|保证书|协议书?|合同书?|审查意见|批复|批准文件|批文|报告|报表|台账|名册|清册|账簿|流水)$"
)


def demanded_in(text: str) -> Iterator[Demanded]:
    """The named papers that the sentences of a text demand."""
    whole = normal(text)
    if "提" not in whole.text and not re.search(r"[出交附携凭持]", whole.text):
        return
    for span in sentences(whole.text):
        demands = list(DEMAND.finditer(span.text))
        if not demands or FREED.search(span.text) or BY_OTHERS.search(span.text):
            continue
        for found in demands:
            start = span.start + found.start()
            for name in named(found["what"]):
                end = span.start + found.start("what") + found["what"].index(name) + len(name)
                yield Demanded(name, whole.quote(start, end).strip("、,，:： "))


def named(what: str) -> Iterator[str]:
    """The papers of an enumeration that have a name of their own and no other to choose instead."""
    for paper in (one for one in papers(what) if not one.choice):
        name = TAIL.sub("", HEAD.sub("", COPIES.sub("", paper.name).strip(" 《》")))
        known = sort_of(name, []) in KINDS or OWN.search(name)
        if known and 3 <= len(name) <= LONGEST and not UNNAMED.search(name) and name in what:
            yield name
