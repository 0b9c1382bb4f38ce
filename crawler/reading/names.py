"""Names of items as titles print them: without 办事指南, the site's name and the unit before it."""

from __future__ import annotations

import re

# “老年人优待证办理-内乡县人民政府”, “低保_政务服务网”: the site's name behind the title; not “一-二级”.
SITE = re.compile(
    r"\s*[-_|—–－]+\s*[^-_|—–－]*(?:政府|网|门户|平台|局|委员会|服务中心|首页|公开)[^-_|—–－]*$"
)
# “最低生活保障办事指南”, “医师执业注册服务指南（试行）”; not “指南针公司设立”.
GUIDE_WORD = re.compile(
    r"(?:的)?(?:政务服务|公共服务|行政许可)?(?:事项)?(?:办事|办理|服务|申报|申请|申领|审批服务|申请转报办理|业务|工作|操作|简版|窗口)?(?:指南|须知|流程|程序|一次性告知单|一次性告知书|明白卡|服务卡|告知单)"
    r"(?:[（(][^（）()]*[)）]|20\d\d年?版?|修订版|图)*$"
)
# “内乡县民政局低保…”, “内乡县公安局关于…”; not “市场监督管理局所”.
UNIT = re.compile(
    r"^(?:[\u4e00-\u9fff]{2,7}?(?:省|市|县|区))?[\u4e00-\u9fff]{2,14}?(?:局|委员会|办公室|管委会|服务中心|政府|大队|联合会|总工会)(?:关于|[:：\s]|(?=[^\u4e00-\u9fff]))"
)
WRAPPED = re.compile(r"^[《“\"【\[](.*)[》”\"】\]]$")


def without_site(title: str) -> str:
    """A page's title without the name of the site."""
    before = title.strip()
    shorter = SITE.sub("", before)
    return shorter if len(shorter) >= 2 else before


def is_guide_title(title: str) -> bool:
    """Does the title announce a guide?"""
    return GUIDE_WORD.search(WRAPPED.sub(r"\1", without_site(title))) is not None


def item_name_of(title: str, units: tuple[str, ...] = ()) -> str:
    """The name of the item in a title; `units` are names that may stand before it."""
    name = WRAPPED.sub(r"\1", without_site(title))
    for _ in range(2):
        name = GUIDE_WORD.sub("", name).strip(" -—_：:")
    name = WRAPPED.sub(r"\1", name)
    for unit in sorted(filter(None, units), key=len, reverse=True):
        county = re.match(
            rf"^(?:[\u4e00-\u9fff]{{2,8}}?[省市县区])?{re.escape(unit)}(?:关于)?[-—_：:\s]*", name
        )
        if county and len(name) - county.end() >= 2:
            return name[county.end() :]
    shorter = UNIT.sub("", name).strip(" -—_：:")
    return shorter if len(shorter) >= 2 else name
