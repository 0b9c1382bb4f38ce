"""
基本目录动态调整后，及时在政务服务网录入、下线。

Compares the unit's library of items (事项库) with its guides on the service network. Fails when an item in
force is not there, by its code and after a complete search, or a cancelled one still is. Without codes, or
after an incomplete search, a person looks.
"""

from checks.evidence import UnitEvidence
from checks.kinds.catalogue import CatalogueFollowed
from checks.outcome import Severity
from checks.rule import Mode, Rule
from rules.documents import HENAN_CATALOGUE

RULE = Rule(
    id="c09-catalogue-not-followed",
    criterion="附件1-9",
    title="目录动态调整未及时录入",
    severity=Severity.S2,
    looks_at=UnitEvidence,
    check=CatalogueFollowed(),
    says="{unit}事项库中{missing}项（{items}）与河南政务服务网不对应：{reason}，不符合评估要点第9项目录动态调整的要求",
    says_unsure="{unit}事项库中{missing}项（{items}）是否已在河南政务服务网对应录入需核对：{reason}",
    advice="请对照目录及时认领、录入、下线，保持事项库与政务服务网一致。",
    basis=(HENAN_CATALOGUE,),
    modes=(Mode.PAGES, Mode.EXPORT),
)

LIBRARY = {
    "export_kind": "事项库",
    "exported_on": "2022-07-01",
    "table": [["unit", "item_code", "item_name"], ["民政局", "A1", "低保申请"], ["民政局", "A2", "殡葬许可"]],
}

FIRES = (
    {
        "units": ["民政局"],
        "pieces": [
            {"unit": "民政局", "channel": "service-network", "item_code": "A1", "item_name": "低保申请"}
        ],
        "searched": [{"channel": "service-network", "pages": 2}],
        "exports": [LIBRARY],
    },
    {
        "units": ["民政局"],
        "pieces": [
            {"unit": "民政局", "channel": "service-network", "item_code": "A1", "item_name": "低保申请"},
            {"unit": "民政局", "channel": "service-network", "item_code": "A2", "item_name": "殡葬许可"},
        ],
        "searched": [{"channel": "service-network", "pages": 2}],
        "exports": [
            {
                "export_kind": "事项库",
                "exported_on": "2022-07-01",
                "table": [
                    ["unit", "item_code", "item_name", "status"],
                    ["民政局", "A1", "低保申请", None],
                    ["民政局", "A2", "殡葬许可", "取消"],
                ],
            }
        ],
    },
    {
        "units": ["民政局"],
        "pieces": [
            {"unit": "民政局", "channel": "service-network", "item_code": "A1", "item_name": "低保申请"}
        ],
        "searched": [{"channel": "service-network", "pages": 2, "missed": ["超时 1 处"]}],
        "exports": [LIBRARY],
    },
)

PASSES = (
    {
        "units": ["民政局"],
        "pieces": [
            {"unit": "民政局", "channel": "service-network", "item_code": "A1", "item_name": "低保申请"},
            {"unit": "民政局", "channel": "service-network", "item_code": "A2", "item_name": "殡葬许可"},
        ],
        "searched": [{"channel": "service-network", "pages": 2}],
        "exports": [LIBRARY],
    },
    {
        "units": ["民政局"],
        "pieces": [
            {"unit": "民政局", "channel": "service-network", "item_code": "A1", "item_name": "低保申请"},
            {"unit": "民政局", "channel": "service-network", "item_code": "A9", "item_name": "殡葬许可"},
        ],
        "searched": [{"channel": "service-network", "pages": 2}],
        "exports": [LIBRARY],
    },
)
