"""A named agency in a guide's text: who is told to make a report, test or survey, and is it just one?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from checks.text.clauses import sentences
from checks.text.normal import normal


@dataclass(frozen=True, slots=True)
class Designation:
    """An agency that a text sends applicants to; `quote` is the text as it stands."""

    agency: str
    quote: str


# What an agency is called by; companies and centres only where they work as one (see WORK).
FORMS = (
    r"(?:有限(?:责任)?公司|股份公司|集团公司|公司|事务所|设计院|规划院|勘[测察]院|勘察设计院|测绘院|测绘队|研究院|研究所|评估所|鉴定所|鉴定中心"
    r"|检[测验](?:检[测验])?(?:中心|站|所|院|公司|机构)|评估(?:中心|机构|公司)|咨询(?:中心|公司|机构)|代理(?:公司|机构)|测绘(?:中心|公司|机构)|审图(?:中心|机构)|图审(?:中心|机构)|评价(?:中心|机构|公司)|鉴定机构|中介机构|服务机构)"
)
AGENCY = rf"(?P<agency>[一-鿿A-Za-z0-9()]{{0,30}}?{FORMS})"
# Matches "由某某测绘有限公司出具", "到某某检测站检测", "委托某某评估公司"; must not match "向公司提出".
SENT_TO = re.compile(
    rf"(?:由|经|到|去|前往|至|委托|统一由|须由|应由|必须由|送|找|联系)(?:本县|我县|县内)?(?:指定的?)?{AGENCY}(?:\([^()]{{0,30}}\))?"
    r"(?:负责|统一|承担|进行|办理|予以)*(?P<work>[一-鿿]{0,12})"
)
# Matches "示例县天远测绘有限公司出具的"; must not match "申请人到某某检测站检测", which SENT_TO reads.
ISSUED = re.compile(
    rf"(?:^|[,，。;；:：、(（\s])(?P<agency>[^,，。;；:：、|｜\s由经到至去在往向凭持]{{0,30}}?{FORMS})(?:出具|编制|制作|提供|完成|绘制|测绘|检测|评估)的?(?P<work>[一-鿿]{{0,16}})"
)
# Matches "到指定机构检测"; must not match "指定的医院", "公安机关指定的机构".
APPOINTED = re.compile(
    r"(?<!自行)(?<!自主)(?:到|去|前往|至|委托|由|经)(?:本[局县]|我[局县]|县[一-鿿]{1,6}局|主管部门|窗口)?指定的?"
    r"(?P<agency>(?:中介|评估|检[测验]|鉴定|测绘|设计|勘察|审图|咨询|代理|刻章|印章|第三方)?(?:服务)?(?:机构|公司|单位|事务所|检测站|中心|刻章店))(?P<work>[一-鿿]{0,12})"
)
WORK = re.compile(
    r"报告|检[测验定]|评[估价审]|测[绘量]|勘[察测]|设计|图审|审图|审查|鉴定|编制|环评|安评|能评|咨询|代[理办]|认证|论证|审计|验资|图纸|图件|成果|刻[制章]|印章|公章|体检|培训|监理|造价|招标"
)
# What may stand before an agency's form without naming any: kind, qualification, place in general.
GENERIC = re.compile(
    r"(?:依法|合法|正规|具有|具备|拥有|取得|持有|有|无|相应|相关|有关|国家|省级?|市级?|县级?|以上|及以上|乙级|甲级|丙级|规定|法定|资质|资格|等级|条件|能力|许可|证书|的"
    r"|第三方|专业|专门|社会|民间|中介|技术|服务|独立|权威|任意|任何|任一|任选|一家|一个|任何一家|两家|本地|当地|所在地|外地|境内|境外|国内|国外|中国|内地|香港|澳门|台湾|外国|港澳台|驻粤|各|该|本|其|原|总|母|子|分|新|旧|贵|我|所在|聘用|所|任职"
    r"|设立|成立|登记|注册|备案|认可|认定|批准|公布|授权|委托|指定|入驻|入围|名录|内|库|中|选[择取定]|自行|自主|或|和|与|及|以及|、|者|单位|机构|企业|公司|部门|组织|人|等"
    r"|房地产|房产|土地|资产|矿产|会计师|会计|律师|税务师|税务|建筑师|造价|工程|建设|建筑|施工|监理|设计|勘察|勘测|测绘|测量|规划|园林|市政|水利|水文|电力|交通|公路|消防|人防|防雷|雷电|气象|地质|灾害|地震|林业|农业|环境|环保|环评|安全|生产|职业|卫生|健康|放射|食品|药品|产品|质量|计量|特种|设备|锅炉|电梯|车辆|机动车|汽车|船舶|性能|综合|尾气|排放|司法|价格|节能|能源|水土|保持|水资源|论证|评[估价审]|检[测验]|鉴定|检定|审[计图查]|图审|咨询|代理|招标|采购|拍卖|典当|担保|融资|保险|信托|证券|基金|物业|物流|运输|客运|货运|旅行|旅游|劳务|派遣|人力资源|培训|教育|文化|广告|印刷|刻章|印章|公章|开发|经营|用工|用人|用|转让|受让|双方|申请|办理|主要|负责|施工图|文件|无线电|电磁|辐射|电子|认证|数据|信息|软件|网络)*"
)
# Matches who by law or by nature alone can do it: hospitals, police, water and power works, the office.
BY_LAW = re.compile(
    r"医院|卫生院|疾控|疾病预防|公安|派出所|车管|公证|法院|检察|仲裁|政府|人民|[省市县]\S{0,8}局$|委员会|银行|信用社|邮政|邮局|EMS|快递|速递"
    r"|供电|电力公司|电网|国网|供水|自来水|水务公司|供热|热力|燃气|天然气|移动公司|联通|电信|铁塔|广电网络|铁路|高速公路|烟草|盐业|粮食|石油|石化"
    r"|保险(?:股份|公司|有限)|公积金|社保|医保|特种设备|特检|计量(?:检定|测试|所)|纤维检验|学校|大学|学院|中学|国家级?质检|认监委|住房保障|殡仪|交易中心|登记中心|政务服务|档案|法律援助|劳动能力|职业病|医学会|红十字",
    re.I,
)
# Matches "有资质的鉴定公司", "经批准的评估公司"; must not match "某某资信评估有限公司".
CLASS = re.compile(
    r"资质|资格|相应|相关|有关|第三方|(?:认可|认定|批准|备案|许可|登记|设立|授权)的|依法|具[有备]|[以之]上"
)
# Matches "县房产测绘队", "内乡县机动车检测中心"; must not match "县级以上检测中心".
PLACED = re.compile(r"[一-鿿]{0,4}?[省市县](?![级场区内政以])(?!\S{0,4}(?:各|任))")
# Matches what follows the first of "甲检测公司、乙检测公司"; must not match "、身份证".
ANOTHER = re.compile(rf"(?:\([^()]*\))?(?:、|或者?|/|和|及|与)[一-鿿]{{2,30}}?{FORMS}")
FREE = re.compile(
    r"中介(?:服务)?(?:网上)?超市|自[主行愿](?:选[择取定]?|委托|联系|确定)|任[意选]|任一|均可|可选择[^,，。;；]{0,12}(?:机构|公司|单位|事务所|中介|站)|不指定|不得指定|择优|随机|摇号|竞价|比选|公开招标|(?:公司|所|院|中心|站|机构)等(?!级)"
)


# What cannot be missing where an agency is named; most texts hold none of it and need not be cut up.
MENTIONED = re.compile(rf"{FORMS}|指定")
# One of these stands in whatever MENTIONED matches, and is found several times quicker.
LIKELY = re.compile(r"公司|[所院队站]|中心|机构|指定")


def designations(text: str) -> Iterator[Designation]:
    """The one agency that each sentence sends applicants to; none where they may choose."""
    whole = normal(text)
    if not LIKELY.search(whole.text) or not MENTIONED.search(whole.text) or FREE.search(whole.text):
        return
    for span in sentences(whole.text):
        named = {one["agency"]: one for one in candidates(span.text)}
        if len(named) == 1 and not offers_others(span.text, named.values()):
            ((agency, found),) = named.items()
            end = found.end() if found["work"] else found.end("agency")
            quote = whole.quote(span.start + found.start(), span.start + end).strip("、,，。;；:：(（ ")
            yield Designation(agency, quote)


def offers_others(sentence: str, found: Iterable[re.Match[str]]) -> bool:
    """Is a further agency named beside one of these: 由甲公司、乙公司检测?"""
    return any(ANOTHER.match(sentence, one.end("agency")) for one in found)


def candidates(sentence: str) -> Iterator[re.Match[str]]:
    """Matches that name an agency at its work."""
    for pattern in (APPOINTED, SENT_TO, ISSUED):
        for found in pattern.finditer(sentence):
            at_work = WORK.search(found["work"] or "") or WORK.search(found["agency"])
            if at_work and (pattern is APPOINTED or is_named(found["agency"])):
                yield found


def is_named(agency: str) -> bool:
    """Has it a name of its own, and is it none of those that alone can do it by law?"""
    if BY_LAW.search(agency) or agency.endswith("机构") or CLASS.search(agency):
        return False
    if PLACED.match(agency):
        return True
    before = re.sub(rf"{FORMS}$", "", agency)
    name = GENERIC.sub("", before)
    return len(re.sub(r"[()A-Za-z0-9]", "", name)) >= 2
