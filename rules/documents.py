"""The documents that rules cite beside the plan, each with the day from which it may be cited."""

from __future__ import annotations

from datetime import date

from checks.rule import Basis

HENAN = "河南省优化营商环境条例"
STATE = "优化营商环境条例"

HENAN_CONDITIONS = Basis(HENAN, "第二十八条第三款", effective_from=date(2021, 1, 1))
"""办理条件不得含有其他、有关等模糊性兜底条款: it speaks of conditions only."""
HENAN_GUIDE = Basis(HENAN, "第二十八条第二款", effective_from=date(2021, 1, 1))
"""办事指南 states unit, basis, conditions, materials, procedure, time limit, fee and the rest."""
HENAN_PROOFS = Basis(HENAN, "第二十九条", effective_from=date(2021, 1, 1))
HENAN_COMMITMENT = Basis(HENAN, "第三十四条", effective_from=date(2021, 1, 1))
STATE_GUIDE = Basis(STATE, "第三十五条", "国务院令第722号", date(2020, 1, 1))
STATE_LIMITS = Basis(STATE, "第三十六条", "国务院令第722号", date(2020, 1, 1))
STATE_POLICIES = Basis(STATE, "第三十八条", "国务院令第722号", date(2020, 1, 1))
STATE_PROOFS = Basis(STATE, "第四十四条", "国务院令第722号", date(2020, 1, 1))
LICENSING_LIST = Basis("中华人民共和国行政许可法", "第三十条", effective_from=date(2019, 4, 23))
"""需要提交的全部材料的目录 must be made public."""
LICENSING_LIMIT = Basis("中华人民共和国行政许可法", "第四十二条", effective_from=date(2019, 4, 23))
PROOF_CLEARING = Basis(
    "国务院办公厅关于做好证明事项清理工作的通知", "", "国办发〔2018〕47号", date(2018, 6, 28)
)
COMMITMENT_STATE = Basis(
    "国务院办公厅关于全面推行证明事项和涉企经营许可事项告知承诺制的指导意见",
    "",
    "国办发〔2020〕42号",
    date(2020, 11, 9),
)
COMMITMENT_HENAN = Basis(
    "河南省全面推行证明事项告知承诺制工作实施方案", "", "豫政办〔2021〕2号", date(2021, 1, 14)
)
PERSONAL_DATA = Basis("中华人民共和国个人信息保护法", "第二十五条", effective_from=date(2021, 11, 1))
"""个人信息处理者不得公开其处理的个人信息，取得个人单独同意的除外."""
OPEN_GOVERNMENT = Basis("中华人民共和国政府信息公开条例", "第十五条", "国务院令第711号", date(2019, 5, 15))
"""What touches a person's privacy is not published."""
POLICIES_STATE = Basis(
    "国务院办公厅关于进一步优化营商环境更好服务市场主体的实施意见",
    "",
    "国办发〔2020〕24号",
    date(2020, 7, 21),
)
RATING_STATE = Basis(
    "国务院办公厅关于建立政务服务“好差评”制度提高政务服务水平的意见",
    "",
    "国办发〔2019〕51号",
    date(2019, 12, 17),
)
"""一次一评, 一事一评; bad ratings are mended and answered."""
STATE_AGENCIES = Basis(STATE, "第四十三条", "国务院令第722号", date(2020, 1, 1))
HENAN_AGENCIES = Basis(HENAN, "第二十四条", effective_from=date(2021, 1, 1))
HENAN_HALL = Basis(HENAN, "第三十六条", effective_from=date(2021, 1, 1))
STATE_HALL = Basis(STATE, "第三十六条", "国务院令第722号", date(2020, 1, 1))
HENAN_CATALOGUE = Basis(HENAN, "第二十八条第一款", effective_from=date(2021, 1, 1))
ONLINE_SERVICES = Basis(
    "国务院关于在线政务服务的若干规定", "第十条、第十一条", "国务院令第716号", date(2019, 4, 26)
)
HENAN_LICENCES = Basis(HENAN, "第四十条", effective_from=date(2021, 1, 1))
