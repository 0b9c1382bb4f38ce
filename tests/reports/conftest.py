"""A county as it looks after a bad night: 14 units, some 80 findings, the service network down."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest

from counties.plan import Inconsistency, Plan
from counties.profile import Letterhead
from reports.inputs import (
    Change,
    ChangeKind,
    Coverage,
    FindingView,
    Miss,
    ReportInput,
    RuleView,
    RunState,
    RunView,
    UnitView,
)

PORTAL = "内乡县人民政府网"
BEIJING = timezone(timedelta(hours=8))

CRITERIA = {
    "附件1-1": "推进落实惠企政策“免申即享”",
    "附件1-2": "清理取消的证明事项",
    "附件1-3": "落实证明事项告知承诺工作机制",
    "附件1-9": "事项星级、承诺时限、网上受理率",
    "附件1-12": "不允许出现兜底性条款",
    "附件2-6": "业务能力与平台应用",
    "附加": "办事指南要素完整性（不计分）",
}

ORDINANCE = (
    "《内乡县2022年政务服务第三方评估工作实施方案》附件1第12项；《河南省优化营商环境条例》第二十八条第三款"
)

RULES = (
    RuleView("c01-policy-list-missing", "附件1-1", "未公布“免申即享”政策清单", answers="lead"),
    RuleView("c02-cancelled-proof-required", "附件1-2", "仍索要已取消的证明"),
    RuleView("c03-commitment-unmarked", "附件1-3", "可告知承诺的材料未标注"),
    RuleView("c09-instant-over-one-day", "附件1-9", "即办件承诺办结时限超过1天"),
    RuleView("c12-open-ended-material", "附件1-12", "申请材料含“其他材料”“有关材料”类兜底表述"),
    RuleView("c12-open-list-material", "附件1-12", "材料列举未尽"),
    RuleView("c12-unreadable-guide", "附件1-12", "图片、扫描件无法核验"),
    RuleView("t06-platform-use", "附件2-6", "工作人员不会使用本县平台", by_hand=True, answers="township"),
    RuleView("g-section-missing", "附加", "办事指南缺少法定要素"),
)

WORDS = {
    "c01-policy-list-missing": (
        "S2",
        "",
        "县人民政府网未检索到“免申即享”惠企政策清单",
        "请牵头编制并公布清单",
    ),
    "c02-cancelled-proof-required": (
        "S1",
        "村（居）委会出具的亲属关系证明",
        "“{item}”申请材料第3项要求提供“亲属关系证明”，该证明已列入取消清单第1项",
        "请立即停止索要该证明，删除办事指南中该材料，改由部门间核查方式办理",
    ),
    "c03-commitment-unmarked": (
        "S2",
        "无犯罪记录证明",
        "“无犯罪记录证明”已列入告知承诺清单第4项，“{item}”办事指南未标注可告知承诺及承诺后免交（延期提交）",
        "请在该材料后标注“可告知承诺（承诺后可免交）”，并上传告知承诺书格式文本",
    ),
    "c09-instant-over-one-day": (
        "S2",
        "5个工作日",
        "“{item}”为即办件，承诺办结时限为“5个工作日”，超过1天",
        "请将承诺办结时限压缩至1天以内，并同步更新各渠道办事指南",
    ),
    "c12-open-ended-material": (
        "S1",
        "法律、法规、规章规定需要提交的其他材料",
        "“{item}”办事指南，申请材料第6项为“法律、法规、规章规定需要提交的其他材料”，属兜底性条款，未逐一明确材料名称",
        "请逐一列明材料名称、份数、形式和出具单位；不能明确的予以删除。网站、公众号、窗口纸质指南同步修改",
    ),
    "c12-open-list-material": (
        "S2",
        "身份证、户口簿等材料",
        "“{item}”申请材料“身份证、户口簿等材料”列举未尽",
        "请补全材料名称，删除“等材料”",
    ),
    "c12-unreadable-guide": ("S4", "", "“{item}”办事指南为图片，无法自动核验", "请补充文字版办事指南"),
    "g-section-missing": ("S3", "", "“{item}”办事指南缺少要素：审查标准、投诉渠道", "请补充所缺要素"),
}

UNITS = (
    *("民政局", "司法局", "公安局", "教育体育局", "科技和工业信息化局", "自然资源局", "市场监督管理局"),
    *("人力资源和社会保障局", "住房和城乡建设局", "卫生健康委员会"),
)
TOWNS = ("城关镇", "灌涨镇", "岞岖镇", "七里坪乡")

LEADS = {"科技和工业信息化局": ("c01",), "司法局": ("c02", "c03")}

ITEMS = (
    *("公司设立登记", "教师资格认定", "城乡居民最低生活保障审批", "建筑工程施工许可证核发", "食品经营许可"),
    *("内地居民婚姻登记", "户口迁移审批", "不动产抵押权首次登记", "法律援助审批", "护士执业注册"),
)


def finding(number: int, rule: str, **changed: object) -> FindingView:
    """One finding with realistic words."""
    severity, quote, message, advice = WORDS[rule]
    titles = {one.id: one for one in RULES}
    item = str(changed.get("item_name", ITEMS[number % len(ITEMS)]))
    record: dict[str, object] = {
        "id": f"F{number:04d}",
        "rule": rule,
        "indicator": titles[rule].criterion,
        "title": titles[rule].title,
        "verdict": "review" if rule == "c12-unreadable-guide" else "fail",
        "severity": severity,
        "unit": UNITS[number % len(UNITS)],
        "item_name": item,
        "channel": "portal",
        "url": f"https://www.example.gov.cn/bszn/2022-03-{number % 28 + 1:02d}/{8000 + number}.html",
        "quote": quote,
        "message": message.format(item=item),
        "reason": "页面只有图片，没有文字" if rule == "c12-unreadable-guide" else "",
        "advice": advice,
        "basis": ORDINANCE,
        "observed": "present",
        "decided": "pending",
        "status": "待复核",
        "first_seen": "2022-04-15T02:31:00+08:00",
        "last_seen": "2022-04-15T18:31:00+00:00",
        "reopened": 0,
    }
    return FindingView.from_record({**record, **changed})


def county_after_a_bad_night() -> ReportInput:
    """14 units, 80-odd findings on three channels, an outage, a page of another unit."""
    findings: list[FindingView] = []

    def add(rule: str, **changed: object) -> FindingView:
        findings.append(finding(len(findings), rule, **changed))
        return findings[-1]

    names = [rule.id for rule in RULES if not rule.by_hand and rule.id != "c01-policy-list-missing"]
    add("c01-policy-list-missing", unit="科技和工业信息化局", item_name="", url="https://www.example.gov.cn/")
    for number in range(52):
        add(names[number * 5 % len(names)])
    for number in range(8):
        twin = findings[number * 3 + 2]
        code = f"1141132500{number:08d}N4000117018000"
        moved = {"channel": "service-network", "item_code": code, "observed": "unknown", "status": "待核实"}
        moved["observed_reason"] = "连接被拒绝"
        url = f"https://www.hnzwfw.gov.cn/portal/guide/E6F374C00C190CE67FEE9078783{number:05d}?region=411325000000"
        findings.append(replace(twin, id=f"N{number}", url=url, **moved))
    for number in range(6):
        url = f"file:///srv/county/window-guides/民政局/{ITEMS[number]}.docx"
        add("c12-open-list-material", unit="民政局", channel="window", url=url, item_name=ITEMS[number])
    for _ in range(5):
        fixed = {"status": "已整改", "observed": "absent", "decided": "confirmed"}
        add("c12-open-ended-material", unit="公安局", fixed_at="2022-04-16T02:40:00+08:00", **fixed)
    add("c12-open-ended-material", unit="教育体育局", status="复发", decided="confirmed", reopened=1)
    for _ in range(4):
        add("c09-instant-over-one-day", unit="司法局", status="待整改", decided="confirmed", due="2022-07-29")
    add("g-section-missing", unit="民政局", status="误报", decided="dismissed")
    add("g-section-missing", unit="", item_name="临时救助对象认定")
    add("c12-open-ended-material", unit="西峡县民政局", item_name="慈善组织认定")
    add("g-section-missing", unit="灌涨镇", item_name="城乡居民养老保险待遇申领")
    return ReportInput(
        county="内乡县",
        run=RunView(
            as_of=date(2022, 4, 16),
            state=RunState.ACCEPTED,
            started=datetime(2022, 4, 16, 2, 0, tzinfo=BEIJING),
            finished=datetime(2022, 4, 16, 4, 12, tzinfo=BEIJING),
            left_out=("没有安装浏览器，需要浏览器显示的页面没有读取。",),
        ),
        findings=tuple(findings),
        coverage=(
            Coverage(
                *(PORTAL, "portal", 412, 409, 3),
                misses=(
                    Miss("https://www.example.gov.cn/zwgk/2021-01-05/311.html", "连接超时"),
                    Miss("https://www.example.gov.cn/zwgk/2021-01-05/312.html", "连接超时"),
                    Miss("https://www.example.gov.cn/ifile/2020/附件.pdf", "文件损坏，读不出文字"),
                ),
            ),
            Coverage(
                *("河南政务服务网", "service-network", 52, 0, 52),
                misses=tuple(
                    Miss(
                        f"https://www.hnzwfw.gov.cn/hnzwfw/matter/service?serviceUnid={number:032X}",
                        "连接被拒绝",
                    )
                    for number in range(52)
                ),
            ),
            Coverage("窗口办事指南", "window", 38, 38),
        ),
        units=(
            *(
                UnitView(
                    name,
                    lead_of=LEADS.get(name, ()),
                    guides={"内乡县人民政府网": 8 + place, "窗口办事指南": 2},
                )
                for place, name in enumerate(UNITS)
            ),
            *(UnitView(name, "township", guides={PORTAL: 3} if name != "七里坪乡" else {}) for name in TOWNS),
        ),
        rules=RULES,
        criteria=CRITERIA,
        changes=(
            *(Change(ChangeKind.NEW, f"F{number:04d}") for number in range(3, 18)),
            *(Change(ChangeKind.UNKNOWN, f"N{number}") for number in range(8)),
            *(Change(ChangeKind.FIXED, one.id) for one in findings if one.status == "已整改"),
            Change(ChangeKind.REOPENED, next(one.id for one in findings if one.status == "复发")),
        ),
        letterhead=Letterhead(
            office="内乡县推进政府职能转变和“放管服”改革协调小组办公室", project="2022年政务服务第三方评估"
        ),
        plan=Plan(
            "内乡县2022年政务服务第三方评估工作实施方案",
            "内放组〔2022〕1号",
            (Inconsistency(1, "“见附件12”，实为“附件1、2”", "引用时保留原文，按附件1和附件2理解"),),
        ),
    )


@pytest.fixture(name="given", scope="session")
def _given() -> ReportInput:
    return county_after_a_bad_night()


@pytest.fixture(name="make_finding", scope="session")
def _make_finding() -> object:
    return finding
