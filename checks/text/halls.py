"""Where a guide sends people: the hall of government services, another place of its own right, an office."""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import lru_cache

from checks.text.normal import plain


class Where(Enum):
    """What kind of place a printed address names."""

    NOWHERE = auto()
    HALL = auto()
    ELSEWHERE = auto()
    OWN_HALL = auto()
    OFFICE = auto()
    ROOM = auto()
    ADDRESS = auto()


# Matches "县政务服务大厅", "市民之家", "综合窗口"; must not match "政务服务股", a section of the unit.
HALL = re.compile(
    r"[政攻]务(?:服务(?!股|科|室|处|网|热线|电话)|大厅|中心|窗口)|行政(?:审批)?服务(?:大厅|中心)"
    r"|行政审批(?:服务)?(?:大厅|中心|局|和政务)|审批(?:服务)?大厅|办证(?:大厅|中心)|公共服务中心"
    r"|(?:便民|党群|市民|为民|企业|民生)服务(?:中心|大厅|站|点)|市民(?:之家|中心)|综合(?:受理|服务|业务)?窗口?|综窗"
    r"|分中心|分厅|分大厅|专区|服务驿站|自助(?:服务|终端)|一体机"
)
# Matches halls that stand apart, "县不动产登记中心", "办税服务厅"; must not match "医疗保障局三楼待遇股".
BRANCH = re.compile(
    r"不动产(?:登记|交易)|房产交易|婚姻登记|办税|公证处|法律援助中心|公共法律服务|公积金|住房公积金"
    r"|(?:医疗?保[险障]?|社会?保[险障]?|养老保险|人社|人力资源|就业|人才|税务|户政|户籍|出入境|交[警通管]|公安|消防|烟草|退役军人|残联|残疾人)"
    r"[^,，。;；]{0,12}(?:大厅|服务厅|窗口?|市场|经办|服务中心)"
    r"|车(?:辆)?管(?:理)?所|出入境(?:接待|管理)"
)
# Matches places where the thing itself is done: "城关派出所", "县人民医院", "灌涨镇政府"; not "教育局三楼".
ELSEWHERE = re.compile(
    r"派出所|中心所|工作站|警务室|看守所|拘留所|戒毒(?:所|康复所)|考场|检测站|医院|卫生(?:院|室|服务中心|服务站)|妇幼|疾(?:病预防)?控(?:制)?中心|血站|接种"
    r"|殡仪馆|公墓|救助(?:管理)?站|福利院|敬老院|养老院|学校|[中小]学(?!生)|幼儿园|大学|学院|党校|图书馆|文化(?:馆|宫|站)|博物馆|纪念馆|美术馆"
    r"|体育[馆场]|档案馆|营业厅|营业网点|供电所|银行|信用社|邮政局|邮储|车站|机场|法院|检察院|仲裁院|(?:项目|工程|施工|作业|事故|经营|活动)(?:所在地|现场)|现场(?:办理|勘)"
    r"|户籍(?:所在)?地|居住地|所在地|就近|各(?:乡镇|镇|乡|县|区|街道|村|社区|派出所|办税)"
    r"|村(?:民)?委(?:员)?会|村级|村部|居委会|社区(?!矫正)|(?:[乡镇]|街道)(?:人民)?政府|街道办|办事处|司法所|财政所|国土所|市场监管所|税务所|分局"
)
# Matches "无线下办理窗口", "网上办理", "全程网办"; must not match "网络安全大队三楼".
NO_PLACE = re.compile(
    r"服务网|网站|平台|无(?:线下|实体|需到|须到|需现场)|不设|线上|网上|全程网办|在线|掌上|手机|APP|小程序|公众号|https?:|www\.|电话(?:办理|受理)|邮寄|上门",
    re.I,
)
# Matches "", "无", "——", "见备注", "待定"; must not match "无锡路1号".
EMPTY = re.compile(r"(?:暂?无|没有|略|同上|待定|见[备附]注?|详见.{0,6}|[-—/\\\s.])*[。.]?")
# Matches "一楼大厅", "3号窗口"; must not match "窗帘".
OWN_HALL = re.compile(r"大厅|大堂|服务厅|窗口|号窗|窗$|受理点|受理处|接待[室处]")
# Matches the unit's own house: "县水利局", "市卫健委", "残联"; must not match "大局路", "会展路8号".
BODY = re.compile(
    r"[一-鿿]+?(?:局(?![部域势限面长路街])|委员会|[健改计信编]委|(?<![大服务])厅(?!级)|联合会|残联|妇联|团委|总工会|红十字会|供销社|供销合作社"
    r"|管委会|[大支总中]队|管理[所站处]|监督[所站]|监察[所站]|服务[所站]|推广[所站]|监测站|事务中心|发展中心|管理中心|保障中心)"
)
# Matches "行政审批股", "社会救助科", "306办公室"; must not match "股份路", "科技大道".
SECTION = re.compile(r"[一-鿿]{2,}?(?:股(?![份东票权])|科(?![技学研教普])|办公室|值班室|审批室)")
# Matches "1516房", "306室", "三楼东 302 号房间"; must not match "35号".
ROOM = re.compile(
    r"\d{3,4}\s*号?(?:办公)?(?:室|房)|[A-Za-z]\d{3,4}(?:室|房)?|[一二三四五六七八九十\d]+\s*号?房(?!地产|产)"
)
# Matches the label of "办理地点:县水利局"; must not match "地点" alone in the middle.
LABEL = re.compile(r"^\s*(?:(?:办理|办公|受理|窗口|现场|线下)?(?:地[点址]|窗口)|具体地址)\s*[:：]\s*")


@lru_cache(maxsize=16384)
def where(printed: str) -> Where:
    """What kind of place an address names; of several places the most lawful one counts."""
    said = LABEL.sub("", plain(printed)).strip()
    if EMPTY.fullmatch(said):
        return Where.NOWHERE
    if HALL.search(said) or BRANCH.search(said):
        return Where.HALL
    if ELSEWHERE.search(said):
        return Where.ELSEWHERE
    if NO_PLACE.search(said):
        return Where.NOWHERE
    return office_or_address(said)


# Matches the police and the fire brigade, whose own premises often are where the law has them act.
ARMED = re.compile(r"公安|交警|交通警察|警察|消防")
# Matches what only tells the way: "水利局对面", "原工商局院内", "县医院东50米"; must not match "水利局院内".
LANDMARK = re.compile(
    r"原[一-鿿]{2,10}?(?:局|厂|院|所|公司|站|楼)(?:[大老旧]?院内?|院内|旧址|办公楼|楼)?"
    r"|[一-鿿]{2,14}?(?:斜?对[面过]|隔壁|旁边?|附近|[东南西北]侧|以[东南西北]|往?[东南西北]\d+米|后院)"
)


def office_or_address(said: str) -> Where:
    """A place that is no hall of the county: whose it is, as far as it says."""
    said = LANDMARK.sub("", said)
    if BODY.search(said) or SECTION.search(said):
        return Where.OWN_HALL if OWN_HALL.search(said) or ARMED.search(said) else Where.OFFICE
    if OWN_HALL.search(said):
        return Where.HALL
    return Where.ROOM if ROOM.search(said) else Where.ADDRESS
