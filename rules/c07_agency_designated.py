"""
办事指南不得指定中介机构：不得要求“由××公司出具”“到××检测站检测”。

Always for a person, and grave once confirmed: a guide names one company or institution for a report, test,
survey or design (由某某测绘有限公司出具), or sends people to an appointed one (到指定机构检测). Not meant:
kinds of agencies (有资质的检测机构, 会计师事务所), several agencies to choose from, guides that say 自主选择
or 中介服务超市, and those who alone can do it by law or by nature: hospitals, police, notaries, water and
power works, statutory inspection of special equipment. The basis and contact data are not searched.
"""

from checks.evidence import Guide
from checks.kinds.designated import AgencyDesignated
from checks.outcome import Severity
from checks.rule import Rule
from rules.documents import HENAN_AGENCIES, STATE_AGENCIES

RULE = Rule(
    id="c07-agency-designated",
    criterion="附件1-7",
    title="指南指定中介机构",
    severity=Severity.S1,
    looks_at=Guide,
    check=AgencyDesignated(),
    says="{unit}在{channel}发布的“{item}”办事指南{field}表述为“{quote}”，{reason}，请人工核对，不符合评估要点第7项和不得指定中介机构的要求",
    advice="请删除指定表述，改为由申请人通过中介服务超市自主选择中介机构。",
    basis=(STATE_AGENCIES, HENAN_AGENCIES),
)

FIRES = (
    {"item_name": "规划核实", "materials": [{"name": "由示例县天远测绘有限公司出具的竣工测量报告"}]},
    {"item_name": "车辆年审", "process": ["申请人到示例县宏达机动车检测站检测后，持报告到窗口办理。"]},
    {"item_name": "环评审批", "materials": [{"name": "检测报告", "note": "请到指定检测机构检测"}]},
    {
        "item_name": "环评审批",
        "materials": [{"name": "环评报告", "source": "由某某绿源环保科技有限公司编制"}],
    },
)

PASSES = (
    {"item_name": "规划核实", "materials": [{"name": "由具有相应资质的测绘公司出具的竣工测量报告"}]},
    {"item_name": "社团登记", "materials": [{"name": "会计师事务所出具的验资报告"}]},
    {"item_name": "健康证", "process": ["到示例县疾病预防控制中心体检"]},
    {
        "item_name": "规划核实",
        "materials": [{"name": "示例县天远测绘有限公司出具的测绘报告", "note": "可通过中介服务超市自主选取"}],
    },
    {"item_name": "律师执业", "conditions": ["所在律师事务所出具的考核意见"]},
    {"item_name": "接水", "process": ["由示例县自来水公司勘察设计"]},
)
