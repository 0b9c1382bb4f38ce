"""Papers that intermediary agencies make (评估报告, 测绘成果): which row of a list of materials is one?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from checks.text.normal import plain
from checks.text.proof_names import BRACKETED, COPIES
from checks.text.proof_rows import papers

PRODUCTS = (
    *("评估报告", "估价报告", "评价报告", "检测报告", "检验报告", "测试报告", "监测报告", "鉴定报告"),
    *("测绘报告", "测绘成果", "测绘图", "测量报告", "测量成果", "勘测定界图", "勘测定界报告", "勘测报告"),
    *("勘察报告", "勘查报告", "勘察成果", "勘测成果", "审计报告", "验资报告", "验资证明", "环境影响报告"),
    *("环评报告", "环境影响报告书", "环境影响报告表", "施工图审查报告", "图审报告"),
    *("施工图设计文件审查合格书", "施工图审查合格书", "审查合格书", "图审合格书"),
)
"""What an agency with a qualification makes."""

MAYBE_OWN = (
    *("可行性研究报告", "可研报告", "项目申请报告", "论证报告", "水资源论证报告", "节能报告", "节能评估"),
    *("水土保持方案", "水土保持方案报告", "洪水影响评价", "防洪评价", "交通影响评价", "应急预案", "风险评估"),
    *("技术审查报告", "财务审计报告", "年度审计报告", "年审计报告"),
)
"""What an applicant may write himself, or has anyhow, as well as have written by an agency."""

# Words that show another maker or another thing: hospitals, the office, the applicant, a model, a person.
OTHERS = re.compile(
    r"自[我主行]?[评查检测]|自编|内部|体检|体格|健康|核酸|病[理历情]|诊断|医[学疗院]|残疾|伤[残情病]|劳动能力|职业病|精神|孕|婚检|产前|新生儿"
    r"|收养|能力评估|老年人|老人|需求评估|家庭经济|核对报告|信用报告|征信|考察|调查报告|思想|品[德行]|政审|学历|学位|成绩|技能|职称|专家"
    r"|检疫|动物|价格认定|社会稳定|意识形态|党|工作报告|年度报告|情况报告|测试成绩|样品?本?|司法鉴定|亲子|事故|伤亡"
)
# Matches the makers that are no agencies, in the cell of the source or before the name.
OFFICES = re.compile(
    r"政府部门|行政机关|主管部门|[^具备]{1,12}局(?:出具|核发|提供|开具|作出)|委员会(?:出具|核发|提供)|医院|卫生院|疾控|疾病预防|公安|法院|仲裁"
)
# Matches what may stand behind a product's name: "报告书", "报告及附图", "报告(备案稿)"; not "报告的批复".
TAIL = re.compile(
    r"(?:[书表]|文件|文本|正文|成果|材料|复印件|原件|[送报]审稿|[报待]批稿|备案稿|电子(?:版|文档?)|纸质版|(?:及|和|与|、)(?:其)?(?:附件|附图|图件|电子.{0,4}|备案材料|图纸))*"
)
SUPERMARKET = re.compile(r"中介(?:服务)?(?:机构)?(?:网上)?(?:超市|平台|交易)|网上中介|中介超市")


@dataclass(frozen=True, slots=True)
class Product:
    """A product named by a row, and whether the applicant may have made it himself."""

    name: str
    sure: bool


@lru_cache(maxsize=16384)
def products_in(row: str, definite: tuple[str, ...], maybe: tuple[str, ...]) -> tuple[Product, ...]:
    """The agencies' products that a row names; those of hospitals, offices and the applicant are none."""
    found: list[Product] = []
    for paper in papers(row):
        name = BRACKETED.sub("", COPIES.sub("", plain(paper.name))).strip(" 《》“”\"'。;；,，、")
        if OTHERS.search(name) or OFFICES.search(name):
            continue
        sure = ends_with(name, definite) and not ends_with(name, maybe) and not paper.choice
        if ends_with(name, definite) or ends_with(name, maybe):
            found.append(Product(paper.name.strip(), sure))
    return tuple(found)


def ends_with(name: str, words: tuple[str, ...]) -> bool:
    """Does a name end with one of these products, and not with what is done about it (批复, 意见)?"""
    return any(TAIL.fullmatch(name, at + len(word)) for word in words if (at := name.rfind(word)) >= 0)
