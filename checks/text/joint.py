"""What makes a guide the guide of a joint service: the words by which each element shows."""

from __future__ import annotations

import re

# Each pattern matches the label or the words by which a joint guide states the element: "涉及事项及部门",
# "一表申请". Must not match what any guide has: "实施主体" names one unit, "申请材料" no form.
ELEMENTS = {
    "联办事项及部门": re.compile(
        r"(?:涉及|联办|包[含括]|整合|集成|关联|办理)的?(?:的?\d+个)?(?:政务服务)?(?:事项|部门|单位|环节)|(?:责任|牵头|配合|协同|联办)(?:部门|单位)|共同实施(?:部门|机关)|事项清单"
    ),
    "一张申请表": re.compile(
        r"[一1]张(?:申请)?表|[一1]表(?:申请|申报|制|单)|一份表单|联办(?:申请)?表|(?:申请|登记|申报|审批|信息采集|情况|备案)(?:表|书)"
    ),
    "联办流程": re.compile(r"流程|程序|步骤|环节|受理[→、,，\-—>＞]+"),
    "总时限": re.compile(r"时限|期限|工作日|当场|即办|即时|限时|\d+个?(?:小时|天|日)"),
    "受理窗口": re.compile(
        r"窗口|地[点址]|大厅|服务中心|入口|网址|https?:|服务网|APP|小程序|线上|网上|受理(?:机构|单位|部门)",
        re.I,
    ),
}
# Matches rows that are an application form: "企业设立登记申请表", "申请书"; must not match "申请人身份证".
FORM = re.compile(
    r"(?:申请|登记|申报|审批|备案|报名)(?:审批|登记|备案)?(?:表|书)(?:[(（].*[)）])?\s*(?:原件)?$"
)
