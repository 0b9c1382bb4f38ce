"""What holds of names of proofs whatever is printed: reading never fails, the index loses nothing."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bench.proofs import DEVELOPED, pairs
from checks.evidence import (
    Column,
    CountyEvidence,
    Entry,
    Guide,
    GuideInCounty,
    ListKind,
    Meaning,
    Publication,
)
from checks.kinds.listed import Index
from checks.text.commitments import Concept, marking
from checks.text.names import match, match_paper, matched
from checks.text.proof_names import taken_apart
from checks.text.proof_rows import papers

WORDS = st.sampled_from(
    ["证明", "情况说明", "村（居）委会", "出具的", "或者", "、", "（", "）", "亲属关系", "未", "婚姻状况", "用于", "等",
     "户口簿", "①", "告知承诺", "承诺书", "不适用", "后免交", "5个工作日内补交", "容缺", "的", "原件", " ", "1.", "申请人"]
)  # fmt: skip
NAMES = st.lists(WORDS, max_size=8).map("".join) | st.text(max_size=20)


@settings(max_examples=300, deadline=None)
@given(NAMES, NAMES)
def test_any_two_names_can_be_compared(listed: str, asked: str) -> None:
    found = matched(listed, asked, listed_issuer="村委会")
    assert found is None or (0 <= found.score <= 1 and found.why)
    assert papers(asked) and taken_apart(asked).issuers is not None
    assert (marking(asked).concept is Concept.NONE) or "承诺" in asked or "容缺" in asked or "后补" in asked


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(["亲属关系", "健在", "无房", "收入", "同意开办"]),
    st.sampled_from(["证明", "证明书", "证明材料"]),
)
def test_a_name_is_its_own(fact: str, tail: str) -> None:
    found = match(f"{fact}证明", f"{fact}{tail}")
    assert found is not None and found.sure


def test_the_index_finds_what_comparing_everything_finds() -> None:
    listed = list(dict.fromkeys((pair.listed.name, pair.listed.issuer) for pair in pairs(DEVELOPED)))
    columns = (Column("证明名称", Meaning.PROOF), Column("开具单位", Meaning.ISSUER))
    entries = tuple(Entry(place, row, columns) for place, row in enumerate(listed))
    lists = (Publication(ListKind.CANCELLED_PROOFS, columns=columns, entries=entries),)
    index = Index.of(GuideInCounty(Guide(), CountyEvidence(publications=lists)), (ListKind.CANCELLED_PROOFS,))
    for asked in dict.fromkeys(pair.asked for pair in pairs(DEVELOPED)):
        slow = {
            (name, issuer)
            for name, issuer in listed
            for paper in papers(asked.name)
            if match_paper(name, paper, listed_issuer=issuer, asked_issuer=asked.issuer, nearness=0.5)
        }
        quick = {(one.proof, one.issuer) for one, _ in index.matches(asked.name, asked.issuer, 0.5)}
        assert quick == slow, asked.name
