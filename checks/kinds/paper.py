"""Does a guide still ask for the paper of a licence whose data have been collected?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from checks.evidence import GuideInCounty, Material
from checks.exports import ExportKind, LicenceStock, whole_county
from checks.outcome import Outcome
from checks.text.clauses import numberless
from checks.text.normal import plain

# Matches "原件及复印件", "（正本、副本）", "一份" around a licence's name; must not match "复印机销售许可证".
AROUND = re.compile(
    r"(?:的|及其|及|和|与|或|、|,|/|一式[一二两三四五\d]+份|[一二两三四五\d]+份"
    r"|(?:原件|复印件|扫描件|纸质版|纸质件|正本|副本|影印件))+$"
)
WHOSE = re.compile(
    r"^(?:中华人民共和国|申请人|申请单位|申办人|本人|企业|单位|法人|经营者|有效|合法|有效的|合法的|的)+"
)
BRACKETED = re.compile(r"[(（【\[][^()（）【】\[\]]*[)）】\]]")
# Matches "原件1份", "纸质"; "电子" beside it is another matter.
ON_PAPER = re.compile(r"原件|复印件|纸质")
# Matches "可电子证照核验", "免于提交", "数据共享获取"; must not match "纸质".
SPARED = re.compile(
    r"电子|免交|免提交|免于提交|免予提交|无需提交|不再提交|共享|核验|联网|自动获取|系统获取|网络核查"
)


@dataclass(frozen=True, slots=True)
class CollectedOnPaper:
    """Is a material the paper of a licence with at least `least` collected data, and nothing spares it?"""

    least: int = 1

    needs_exports: ClassVar[tuple[ExportKind, ...]] = (ExportKind.LICENCES,)

    def __call__(self, evidence: GuideInCounty) -> Iterator[Outcome]:
        rows = whole_county(evidence.county.exports, LicenceStock)
        collected = {core(row.licence): row.licence for row in rows if (row.collected or 0) >= self.least}
        for number, material in enumerate(evidence.guide.materials):
            licence = collected.get(core(material.name)) if core(material.name) else None
            if licence and asks_for_paper(material):
                values = {"licence": licence}
                yield Outcome.fail(
                    f"materials[{number}].name", material.name, f"“{licence}”已归集", values=values
                )


def asks_for_paper(material: Material) -> bool:
    """Is paper asked for, in so many words, and nowhere said that the electronic licence will do?"""
    cells = [text for _, text in material.cells()]
    return bool(
        ON_PAPER.search(f"{material.name} {material.form} {material.copies} {material.note}")
    ) and not any(SPARED.search(cell) for cell in cells)


def core(name: str) -> str:
    """A licence's name without the words that stand around it."""
    text = BRACKETED.sub("", numberless(plain(name).strip())).strip('。；;，, 《》“”"')
    previous = None
    while previous != text:
        previous, text = text, WHOSE.sub("", AROUND.sub("", text)).strip(" 《》")
    return text
