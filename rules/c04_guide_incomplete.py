"""
“一件事”办事指南应当体现联办：联办事项及部门、一张申请表、一套材料清单、联办流程、总时限、受理窗口。

Fails when the guide of a joint service shows one of these neither in its own place nor anywhere in its text;
one finding names all that are missing. A guide is joint by its own name (一件事, 联办, 集成办, 一链办) or by
those of the profile and the published lists. Two and more application forms are for a person, and so is what
may stand in an attachment, on a page that was hardly read, or on the service network, whose interface does
not give everything. Guides in pictures are not judged.
"""

from checks.evidence import GuideInCounty
from checks.kinds.joint_guide import ShowsThatItIsJoint, is_joint
from checks.outcome import Severity
from checks.rule import Answers, Rule
from rules.documents import HENAN_GUIDE, HENAN_HALL

RULE = Rule(
    id="c04-guide-incomplete",
    criterion="附件1-4",
    title="“一件事”联办指南要素不全",
    severity=Severity.S3,
    looks_at=GuideInCounty,
    applies=is_joint,
    check=ShowsThatItIsJoint(),
    says="{unit}在{channel}发布的“{item}”办事指南缺少{missing}，未体现联办，不符合评估要点第4项的要求",
    says_unsure="{unit}在{channel}发布的“{item}”联办指南要素须人工核对：{reason}",
    advice="请补齐联办事项及部门、一张申请表、一套材料清单、联办流程、总时限和受理窗口，各渠道同步更新。",
    basis=(HENAN_HALL, HENAN_GUIDE),
    answers=Answers.LEAD,
)

WHOLE = {
    "item_name": "开办餐饮店一件事",
    "unit": "市场监督管理局",
    "conditions": ["有固定经营场所"],
    "materials": [{"name": "开办餐饮店联办申请表"}, {"name": "身份证"}],
    "process": ["综合窗口受理", "部门并联审批", "统一出件"],
    "promised_days": 5,
    "fees": "不收费",
    "location": "县政务服务大厅综合窗口",
    "phone": "0377-65330000",
    "sections": {"涉及事项及部门": "营业执照（市场监督管理局）、户外招牌（城市管理局）"},
}

FIRES = (
    {**WHOLE, "sections": {}},
    {**WHOLE, "materials": [{"name": "身份证"}], "location": "", "sections": {"联办部门": "城市管理局"}},
    {**WHOLE, "materials": [{"name": "设立登记申请书"}, {"name": "食品经营许可申请书"}]},
)

PASSES = (
    WHOLE,
    {**WHOLE, "item_name": "餐饮服务许可", "sections": {}},
    {"item_name": "开办餐饮店一件事", "unreadable": "页面为图片"},
)
