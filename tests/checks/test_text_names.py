"""Do two names mean the same proof, and is a material marked as replaceable by a promise?"""

from __future__ import annotations

import pytest

from checks.text.commitments import Marking, marking
from checks.text.names import Kind, match, proofs_in

VILLAGE = "村（居）委会"


@pytest.mark.parametrize(
    ("listed", "asked", "kind"),
    [
        ("亲属关系证明", "3.亲属关系证明（村委会开具）原件1份", Kind.EXACT),
        ("亲属关系证明", "由社区居委会出具的直系亲属关系证明材料", Kind.CORE_ISSUER),
        ("健在证明", "生存证明", Kind.CORE),
        ("婚姻状况证明（单身证明）", "未婚证明", Kind.CORE),
        ("无犯罪记录证明", "有无犯罪记录情况说明", Kind.CORE),
        ("居民财产证明", "收入证明", Kind.HYPER),
    ],
)
def test_the_same_proof(listed: str, asked: str, kind: Kind) -> None:
    found = match(listed, asked, listed_issuer=VILLAGE)
    assert found is not None and found.kind is kind and found.why


@pytest.mark.parametrize(
    ("listed", "asked"),
    [
        pytest.param("出生证明", "出生医学证明", id="kept by law"),
        pytest.param("死亡证明", "死亡医学证明（推断）书", id="kept by law, with brackets"),
        pytest.param("婚姻状况证明", "结婚证", id="a licence is no proof"),
        pytest.param("居住证明", "居住证", id="one character apart"),
        pytest.param("证件遗失证明", "遗失声明", id="made by the applicant"),
        pytest.param("无犯罪记录证明", "公安机关出具的无犯罪记录证明", id="another issuer"),
        pytest.param("亲属关系证明", "户口簿", id="another thing"),
    ],
)
def test_not_the_same(listed: str, asked: str) -> None:
    assert match(listed, asked, listed_issuer=VILLAGE) is None


def test_nearly_the_same_letters() -> None:
    found = match("城乡居民养老保险关系转移接续证明", "城乡居民养老保险关系的转移接续证明")
    assert found is not None and found.kind is Kind.FUZZY


def test_one_row_may_name_two() -> None:
    assert proofs_in("亲属关系证明及居住证明") == ("亲属关系证明", "居住证明")
    assert proofs_in("身份证、户口簿") == ("身份证、户口簿",)


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("可告知承诺，承诺后免交", Marking.WAIVED),
        ("以承诺书代替", Marking.WAIVED),
        ("承诺后5个工作日内补齐", Marking.LATER),
        ("住所证明（可承诺）", Marking.COMMITMENT),
        ("本事项实行告知承诺制", Marking.COMMITMENT),
        ("可容缺", Marking.DEFERRABLE),
        ("承诺时限5个工作日", Marking.NONE),
        ("承诺件", Marking.NONE),
        ("服务承诺", Marking.NONE),
        ("诚信承诺书", Marking.NONE),
        ("材料真实性承诺书", Marking.NONE),
        ("承诺所提供信息真实、完整的承诺书", Marking.NONE),
        ("不适用告知承诺", Marking.NONE),
        ("本事项不实行告知承诺制", Marking.NONE),
    ],
)
def test_marking(text: str, mark: Marking) -> None:
    assert marking(text) is mark
