"""
办事指南的办理地点应当是政务服务大厅，不应仍是单位自己的办公地点。

Fails when the place is the unit's own office: 县水利局三楼水政股. A unit's own hall or window may be an
approved branch, and a room number without a house may be in the hall: a person looks. Halls under any name
(政务服务大厅, 市民之家, 便民服务中心), branches that lawfully stand apart (不动产登记, 婚姻登记, 办税, and
the halls of 医保, 社保, 公安), and places where the thing itself is done (派出所, 医院, 学校, 村委会) pass.
Online only or no place at all is not judged here. Townships are not judged: they have centres of their own.
"""

from checks.evidence import GuideInCounty
from checks.kinds.hall_location import InTheHall, names_a_place
from checks.outcome import Severity
from checks.rule import Rule
from rules.documents import HENAN_HALL, STATE_HALL

RULE = Rule(
    id="c05-location-not-hall",
    criterion="附件1-5",
    title="办理地点不是政务服务大厅",
    severity=Severity.S3,
    looks_at=GuideInCounty,
    applies=names_a_place,
    check=InTheHall(),
    says="{unit}在{channel}发布的“{item}”办事指南办理地点为“{quote}”，{reason}，与事项全部进驻政务服务大厅的要求不一致（或指南未及时更新）",
    says_unsure="{unit}在{channel}发布的“{item}”办事指南办理地点为“{quote}”，{reason}，请人工核对该事项是否已进驻政务服务大厅",
    advice="请将事项进驻政务服务大厅办理，指南办理地点改为政务服务大厅及窗口号；经批准设在分厅办理的，请注明分厅并提供批准文件，各渠道同步更新。",
    basis=(HENAN_HALL, STATE_HALL),
)

FIRES = (
    {"item_name": "取水许可", "unit": "水利局", "location": "内乡县水利局三楼水政水资源股"},
    {"item_name": "民办学校设立", "unit": "教育体育局", "location": "办理地点：县教体局职成教股"},
    {"item_name": "取水许可", "unit": "水利局", "location": "内乡县水利局一楼服务大厅"},
    {"item_name": "取水许可", "unit": "水利局", "location": "某某大厦1楼306室"},
)

PASSES = (
    {"item_name": "取水许可", "unit": "水利局", "location": "县政务服务大厅二楼水利局窗口"},
    {"item_name": "取水许可", "unit": "水利局", "location": "范蠡大街45号市民之家三楼"},
    {"item_name": "结婚登记", "unit": "民政局", "location": "内乡县民政局婚姻登记处"},
    {"item_name": "居住证", "unit": "公安局", "location": "居住地派出所"},
    {"item_name": "取水许可", "unit": "水利局", "location": "无线下办理窗口"},
    {"item_name": "低保", "unit": "灌涨镇", "location": "灌涨镇政府民政办公室"},
)
