"""
已归集的电子证照，办事时不再要求提交纸质。

Points at a material that is the paper (原件, 复印件) of a licence that the export of the city's library has
data of, where the guide nowhere says that the electronic licence, sharing or checking will do. A hint
only: it is not scored. A material whose name only contains that of a licence is another one.
"""

from checks.evidence import GuideInCounty
from checks.kinds.paper import CollectedOnPaper
from checks.outcome import Severity
from checks.rule import Mode, Rule
from rules.documents import HENAN_LICENCES, ONLINE_SERVICES

RULE = Rule(
    id="c11-collected-still-on-paper",
    criterion="附件1-11",
    title="已归集证照仍要求纸质",
    severity=Severity.S4,
    looks_at=GuideInCounty,
    check=CollectedOnPaper(),
    says="“{item}”要求提交“{quote}”原件或复印件，而“{licence}”已归集到市电子证照库",
    advice="请改为电子证照核验，标注免交。",
    basis=(ONLINE_SERVICES, HENAN_LICENCES),
    modes=(Mode.PAGES, Mode.EXPORT),
)

STOCK = {
    "export_kind": "电子证照",
    "exported_on": "2022-07-01",
    "table": [["unit", "licence", "template", "collected"], ["民政局", "营业执照", "T01", 1200]],
}

FIRES = (
    {
        "pieces": [
            {
                "item_name": "养老机构备案",
                "unit": "民政局",
                "materials": [{"name": "营业执照", "form": "原件及复印件", "note": ""}],
            }
        ],
        "exports": [STOCK],
    },
    {
        "pieces": [
            {
                "item_name": "养老机构备案",
                "unit": "民政局",
                "materials": [{"name": "申请人营业执照副本复印件", "form": "纸质", "note": ""}],
            }
        ],
        "exports": [STOCK],
    },
)

PASSES = (
    {
        "pieces": [
            {
                "item_name": "养老机构备案",
                "unit": "民政局",
                "materials": [{"name": "营业执照", "form": "电子", "note": ""}],
            }
        ],
        "exports": [STOCK],
    },
    {
        "pieces": [
            {
                "item_name": "养老机构备案",
                "unit": "民政局",
                "materials": [{"name": "营业执照", "form": "原件或复印件", "note": "可通过电子证照核验"}],
            }
        ],
        "exports": [STOCK],
    },
    {
        "pieces": [
            {
                "item_name": "养老机构备案",
                "unit": "民政局",
                "materials": [{"name": "营业执照遗失声明", "form": "原件及复印件", "note": ""}],
            }
        ],
        "exports": [STOCK],
    },
)
