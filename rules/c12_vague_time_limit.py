"""
办结时限应当写明天数，不得写“原则上”“尽快”“另行通知”（D7）。

Fails when the time limit names no length, or hedges one (一般3至5天左右, S3). Time taken for hearings
or publication that is set apart is no hedge. What prints nothing belongs to g-section-missing.
"""

from checks.evidence import Guide
from checks.kinds.open_ended import OpenEnded
from checks.outcome import Severity
from checks.rule import Rule
from checks.text.openness.finding import Kind
from rules.documents import HENAN_GUIDE, STATE_GUIDE

RULE = Rule(
    id="c12-vague-time-limit",
    criterion="附件1-12",
    title="办结时限模糊",
    severity=Severity.S2,
    looks_at=Guide,
    check=OpenEnded(
        kinds=(Kind.TIME,),
        severities=(),
    ),
    says="{unit}在{channel}发布的“{item}”办事指南中，{field}表述为“{quote}”，{reason}，不符合评估要点第12项“不允许出现兜底性条款”的要求",
    advice="请写明“×个工作日”，并同步更新各渠道办事指南。",
    basis=(
        HENAN_GUIDE,
        STATE_GUIDE,
    ),
)

FIRES = (
    {"item_name": "户籍迁移", "sections": {"办理时限": "原则上尽快办结"}},
    {"item_name": "户籍迁移", "promised_text": "视审批进度而定"},
)

PASSES = (
    {"item_name": "户籍迁移", "sections": {"办理时限": "5个工作日（不含公示、听证时间）"}},
    {"item_name": "户籍迁移", "promised_days": 5},
)
