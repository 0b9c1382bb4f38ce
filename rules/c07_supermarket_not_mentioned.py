"""
办事指南涉及中介服务成果（评估、检测、测绘、审计、验资、环评、图审等）的，应当提示通过中介服务超市选取。

Fails when a material is the product of an intermediary agency and the guide names the market (中介服务超市)
nowhere; one finding names all such materials of the guide. What the applicant may write himself
(可行性研究报告, 水土保持方案) is for a person. Reports of hospitals, offices and the applicant (体检报告,
疾控中心检测报告, 自查报告), those of an agency that applies itself (估价机构备案), and what is decided
about a report (环境影响报告书的批复), are none.
"""

from checks.evidence import GuideInCounty
from checks.kinds.supermarket import SupermarketMentioned, was_read
from checks.outcome import Severity
from checks.rule import Rule
from rules.documents import HENAN_AGENCIES, STATE_AGENCIES

RULE = Rule(
    id="c07-supermarket-not-mentioned",
    criterion="附件1-7",
    title="涉中介材料未引导使用中介超市",
    severity=Severity.S3,
    looks_at=GuideInCounty,
    applies=was_read,
    check=SupermarketMentioned(),
    says="{unit}在{channel}发布的“{item}”办事指南涉及中介服务成果“{materials}”，未提示通过中介服务超市选取，不符合评估要点第7项的要求",
    says_unsure="{unit}在{channel}发布的“{item}”办事指南要求“{materials}”，未提及中介服务超市，请人工核对是否需由中介机构编制：{reason}",
    advice="请在该材料备注中增加中介服务超市入口，写明由申请人通过中介服务超市自主选取。",
    basis=(STATE_AGENCIES, HENAN_AGENCIES),
)

FIRES = (
    {"item_name": "环评审批", "materials": [{"name": "建设项目环境影响报告书（报批稿）2份"}]},
    {"item_name": "社会团体成立登记", "materials": [{"name": "章程"}, {"name": "验资报告"}]},
    {"item_name": "项目核准", "materials": [{"name": "可行性研究报告"}]},
    {"item_name": "房屋安全鉴定", "materials": [{"name": "有资质的鉴定机构出具的房屋安全鉴定报告"}]},
)

PASSES = (
    {
        "item_name": "环评审批",
        "materials": [{"name": "环境影响报告书", "note": "可登录中介服务超市自主选取"}],
    },
    {"item_name": "施工许可", "materials": [{"name": "环境影响报告书的批复"}]},
    {"item_name": "教师资格认定", "materials": [{"name": "体检报告"}]},
    {"item_name": "卫生许可", "materials": [{"name": "水质检测报告", "source": "县疾控中心"}]},
    {"item_name": "年检", "materials": [{"name": "年度工作报告"}, {"name": "自查报告"}]},
    {"item_name": "施工许可", "materials": [{"name": "设计单位的资质证书"}]},
)
