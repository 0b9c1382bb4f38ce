"""Words that look like the signal and are something else: 等级, □其他, 来源渠道：其他."""

from __future__ import annotations

import re

# 等 inside a word. Matches "伤残等级", "高等学校", "二等功", "等额"; must not match "发票、合同等材料".
WORD_WITH_ET = re.compile(
    r"等级|等次|等额|等候|等待|等于|等同|等效|等比|等距|等值|等价|等量|等身|等线|等离子|等高|等分|等第|等外"
    r"|(?<=(?<!身)高)等|(?<=(?<![其高初以])中)等|(?<=初)等(?=教育|学|院|中)|(?<=优)等(?=品|生|奖)|(?<=(?<![以网线])上)等|(?<=[甲乙丙丁特头劣])等"
    r"|(?<=(?<![合协不])同)等|(?<=(?<![水])平)等|(?<=均)等|(?<=对)等|(?<=不)等(?![材资文手])|(?<=[何相])等"
    r"|(?<=[一二三四五六七八九十])等(?=[功奖残乙甲伤级])|(?<=[稍请])等|等通知|等消息"
)
# A box to tick on a form. Matches "□其他:"; must not match "其他材料".
TICK_BOX = re.compile(r"[□☐○◯■☑√口▢][ \t]*$")
# The value of a column. Matches "来源渠道:" and "证件类型 " before 其他; must not match "申请材料:".
COLUMN_LABEL = re.compile(
    r"(?:来源渠道|体裁分类|主题分类|材料来源|来源|渠道|方式|民族|职业|选项|(?:材料|证件|申请人|企业|事项|单位|项目)?(?:类型|类别|分类|性质|形式))"
    r"[:：]?[ \t]*$"
)
# Nothing is asked where the value says so. Matches "无", "—", "/"; must not match "无犯罪记录证明".
NONE_SAID = re.compile(r"^[ \t]*[:：]?[ \t]*(?:无|没有|暂无|不需要|不涉及|——?|-+|/|\\|〇)[ \t。.;；)）]*$")
# A prefix that denies. Matches the 无 of "无其他材料"; must not match "有无其他" or "法律无其他".
DENIED_BEFORE = re.compile(
    r"(?:^|[,，。;；:：、(（])[ \t]*(?:本事项|本项)?(?:暂)?"
    r"(?:无|没有|不需要?|无需|不涉及)(?:任何|提供|提交)?$"
)


def inside_word(text: str, start: int) -> bool:
    """Is the 等 at `start` part of another word?"""
    return any(
        found.start() <= start < found.end() for found in WORD_WITH_ET.finditer(text, max(0, start - 3))
    )


def other_sense(text: str, start: int, end: int) -> bool:
    """Is this 其他 a box to tick, the value of a column, or said to be none?"""
    before, after = text[:start], text[end:]
    return bool(
        TICK_BOX.search(before)
        or (COLUMN_LABEL.search(before) and not after.lstrip().startswith(("材料", "资料", "证明")))
        or DENIED_BEFORE.search(before)
    )
