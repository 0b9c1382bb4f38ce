"""Names of persons as they stand alone in lists and beside numbers: 张某, 欧阳某某, 李女士."""

from __future__ import annotations

import re

SURNAMES = (
    "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟"
    "卢汪戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚樊兰殷申翟庞邢聂"
    "岳齐庄柴靳鲁祁焦闫付肖温"
)
DOUBLE = "欧阳|司马|上官|诸葛|司徒|东方|皇甫|尉迟|公孙|慕容|令狐|宇文"
# Words of lists that begin with the sign of a surname.
WORDS = (
    "周[一二三四五六日末期边]|高[级中新龄校速]|于是|任[何务选]|方[式法案便可]|金[额融]|程序|江[苏西南]|常[用年见住]|万[元人]"
    "|严[格重]|施工|白[天班]|龙头|齐全|温馨|康复|许可|范[围本]|田间|余额|钱款|马上|胡同|林[地业权]|武装|史志"
    "|申[请报领办诉]|毛坯|石材|付[款费]|夏季|洪水"
)
BODY = "局委办院所站队校社会室处厅库馆园场段镇乡道厂部店行团村组区县市"
"""Last signs of organisations and places, which no name has."""
# Matches "张某" in "1 张某 13800000000" and "张某某", "欧阳某", "李女士"; must not match the signs inside
# "一张某某表", nor "方式", "金融办", "高新区".
NAME = re.compile(
    rf"(?<![一-鿿])(?!{WORDS})"
    rf"(?:(?:{DOUBLE})[一-鿿*]{{1,2}}|[{SURNAMES}](?:先生|女士)|[{SURNAMES}][一-鿿*]{{1,2}})"
    rf"(?<![{BODY}])(?![一-鿿])"
)
