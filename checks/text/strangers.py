"""May a name that nobody recognised be a unit's?"""

from __future__ import annotations

import re
import unicodedata

# Matches the common words of units' names, so that “内乡县高级中学” shares nothing with “内乡县教育局”;
# must not match what a unit is about: 民政, 住建, 水利.
COMMON = re.compile(
    "人民政府|人民|政府|便民|服务|管理|监督|事务|公共|委员会|办公室|办事处|有限责任公司|有限公司|公司|中心|街道"
    "|[省市县区乡镇局委办科股室所站队厅院校处和与及的第]"
)
SHARED = 2


def may_be(unit: str, printed: str, county: str = "") -> bool:
    """Do the names share two signs that say what a unit is about, as 住建中心 and 住房和城乡建设局 do?"""
    return len(stem(unit, county) & stem(printed, county)) >= SHARED


def stem(name: str, county: str) -> frozenset[str]:
    """The signs of a name that tell it from others."""
    plain = unicodedata.normalize("NFKC", name).replace(county, "") if county else name
    return frozenset(sign for sign in COMMON.sub("", plain) if "一" <= sign <= "鿿")
