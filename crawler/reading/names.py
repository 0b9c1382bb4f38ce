"""Names of items as titles print them: without 办事指南, the site's name and the unit before it."""

from __future__ import annotations

import re
from functools import lru_cache

from crawler.reading.text import is_chinese, simple

# “老年人优待证办理-内乡县人民政府”, “低保_政务服务网”: the site's name behind the title; not “一-二级”.
SITE = re.compile(
    r"\s*[-_|—–－]+\s*[^-_|—–－]*(?:政府|网|门户|平台|局|委员会|服务中心|首页|公开)[^-_|—–－]*$"
)
# “最低生活保障办事指南”, “医师执业注册服务指南（试行）”; not “指南针公司设立”.
GUIDE_WORD = re.compile(
    r"(?:的)?(?:政务服务|公共服务|行政许可)?(?:事项)?(?:办事|办理|服务|申报|申请|申领|审批服务|申请转报办理|业务|工作|操作|简版|窗口)?(?:指南|须知|流程|程序|温馨提示|办事提示|一次性告知单|一次性告知书|明白卡|服务卡|告知单)"
    r"(?:[（(][^（）()]*[)）]|20\d\d年?(?:修订)?版?|修订版|图)*$"
)
# “内乡县民政局低保…”, “内乡县公安局关于…”; not “市场监督管理局所”.
UNIT = re.compile(
    r"^(?:[\u4e00-\u9fff]{2,7}?(?:省|市|县|区))?[\u4e00-\u9fff]{2,14}?(?:局|委员会|办公室|管委会|服务中心|政府|大队|联合会|总工会|残联|妇联|团委)(?:关于|[:：\s]|(?=[^\u4e00-\u9fff]))"
    r"|^[\u4e00-\u9fff]{2,5}?[县市区][\u4e00-\u9fff]{2,8}?局(?=[\u4e00-\u9fff]{4})"
)
# “示例县人民政府 ”, “示例街道办事处网站：”; not “人民政府采购备案”.
SITE_HEAD = re.compile(r"^[\u4e00-\u9fff]{2,16}(?:人民政府|网站?|门户|平台)[\s:：—_-]+(?=\S{2})")
# “服务指南 农药经营许可证延续”, “办事指南：低保”; not “服务指南编制备案”.
HEADED = re.compile(r"^(?:办事|办理|服务|申报|申请)(?:指南|须知|流程)[\s:：—-]+(?=\S{2})")
# “【服务指南】生育登记”, “[便民]老年证办理”; not “【申请材料清单及要求】”.
TAG = re.compile(r"^[【\[〔][^】\]〕]{2,8}[】\]〕]\s*(?=\S{2})")
# “关于办理残疾人证的”, “如何申请临时救助”, “怎样办理老年证”; not “关于…的通知”, which is no guide.
ASKED = re.compile(
    r"^(?:(?:请问)?(?:如何|怎样|怎么样?)(?:办理|申请|申领|领取)?|关于(?:办理|申请|申领)?)(?=\S{2})"
)
WRAPPED = re.compile(r"^[《“\"【\[](.*)[》”\"】\]]$")


# “您当前的位置：首页 > 民政局 > 服务指南”, “首页 >> 公开”; not “收入＞支出的家庭”.
BREADCRUMB = re.compile(
    r"^(?:您?(?:现在|当前|所在)?的?位置|您?当前位置)\s*[:：]|^首页\s*(?:>|＞|»|-)|(?:>|＞).*(?:>|＞)"
)


def is_breadcrumb(text: str) -> bool:
    """Does the line say where in its site a page stands?"""
    return BREADCRUMB.search(simple(text)) is not None


def without_site(title: str) -> str:
    """A page's title without the name of the site."""
    before = title.strip()
    shorter = SITE.sub("", before)
    return shorter if len(shorter) >= 2 else before


@lru_cache(maxsize=8192)
def is_guide_title(title: str) -> bool:
    """Does the title announce a guide?"""
    return GUIDE_WORD.search(simple(WRAPPED.sub(r"\1", without_site(title)))) is not None


# “最低生活保障申请表”, “授权委托书（样本）”, “示范文本”: something to fill in; not “窗口办事指南汇总表”.
FORM = re.compile(
    r"(?:(?:申请|登记|审批|备案|申报|报名|审核|推荐|呈批|核对|评定)表|(?:申请|承诺|委托|协议|保证|授权|责任|声明)书"
    r"|样表|空白表格?|示范文本|填[写表]说明|模板|范[本例]|格式文本)(?:[（(][^（）()]*[)）])*$"
)


@lru_cache(maxsize=1024)
def is_form(title: str) -> bool:
    """Does the title name a form to fill in?"""
    return FORM.search(title) is not None and "指南" not in title


def without_head(title: str) -> str:
    """A title without what stands before it: the site, “服务指南”, “【便民】”."""
    for pattern in (SITE_HEAD, TAG, HEADED):
        title = pattern.sub("", title)
    return title


def item_name_of(title: str, units: tuple[str, ...] = ()) -> str:
    """The name of the item in a title, "" where that is no Chinese; `units` may stand before the name."""
    if not is_chinese(title):
        return ""
    name = without_head(WRAPPED.sub(r"\1", without_site(title)))
    for _ in range(2):
        found = GUIDE_WORD.search(simple(name))
        name = (name[: found.start()] if found else name).strip(" -—_：:")
    name = ASKED.sub("", WRAPPED.sub(r"\1", name)).rstrip("？?的")
    for unit in sorted(filter(None, units), key=len, reverse=True):
        county = re.match(
            rf"^(?:[\u4e00-\u9fff]{{2,8}}?[省市县区])?{re.escape(unit)}(?:关于)?[-—_：:\s]*", name
        )
        if county and len(name) - county.end() >= 2:
            return name[county.end() :]
    shorter = UNIT.sub("", name).strip(" -—_：:")
    return shorter if len(shorter) >= 2 else name
