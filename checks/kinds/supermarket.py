"""Does a guide that asks for an intermediary's product tell of the market of intermediary services?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checks.evidence import GuideInCounty, Material
from checks.kinds.elements import FORM, everything
from checks.outcome import Outcome
from checks.text.agency_products import MAYBE_OWN, OFFICES, PRODUCTS, SUPERMARKET, Product, products_in
from checks.text.normal import plain

# Matches items of the agencies themselves, "房地产估价机构备案", "检验检测机构资质认定"; there the report is
# the applicant's own work. Must not match "建设项目环境影响评价审批".
ITSELF = re.compile(
    r"(?:估价|评估|检[测验]|测绘|鉴定|审计|咨询|代理|中介|认证|评价|监测|勘[察测]|设计|会计师|审图|造价|监理)[^,，]{0,6}(?:机构|资质|单位|事务所|企业|人员)"
)


def was_read(evidence: GuideInCounty) -> bool:
    """Has the guide a list of materials that could be read?"""
    return bool(evidence.guide.materials) and not evidence.guide.unreadable


@dataclass(frozen=True, slots=True)
class SupermarketMentioned:
    """Is 中介（服务）超市 named anywhere in a guide that asks for an agency's report?

    One answer names all such materials. `products` are made by agencies; what is in `maybe_own` the
    applicant may write himself: where there is nothing else, a person looks.
    """

    products: tuple[str, ...] = PRODUCTS
    maybe_own: tuple[str, ...] = MAYBE_OWN

    def __call__(self, evidence: GuideInCounty) -> Iterator[Outcome]:
        guide = evidence.guide
        found = [(n, one) for n, row in enumerate(guide.materials) for one in self.of(row)]
        if (
            not found
            or ITSELF.search(plain(guide.item_name or guide.title))
            or SUPERMARKET.search(everything(guide))
        ):
            return
        surest = next((hit for hit in found if hit[1].sure), found[0])
        named = "”“".join(dict.fromkeys(product.name for _, product in found))
        field, quote = f"materials[{surest[0]}].name", guide.materials[surest[0]].name
        values = {"materials": named}
        files = [file.name for file in guide.attachments if not FORM.search(plain(file.name).strip())]
        if surest[1].sure and not files:
            yield Outcome.fail(field, quote, "未提示通过中介超市选取", values=values)
        else:
            doubt = (
                f"页面附有“{files[0]}”，可能另有说明"
                if files
                else "该材料可能由申请人自备，不一定须另行委托中介机构"
            )
            yield Outcome.review(field, quote, doubt, values=values)

    def of(self, row: Material) -> tuple[Product, ...]:
        """The agencies' products of a row, unless it says that an office or a hospital makes them."""
        if OFFICES.search(plain(f"{row.source}\n{row.note}")):
            return ()
        return products_in(row.name, self.products, self.maybe_own)
