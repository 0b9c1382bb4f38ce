"""A county.toml and every way in which it can be wrong."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from checks.evidence import Channel, Unit
from checks.text.check_characters import credit_check
from counties import ProfileError, load
from counties.profile import Adapter, Interval
from counties.uscc import fault

TOP = 'name = "示例县"\ncode = "419999"\n'
SITE = '[[source]]\nname = "门户"\nchannel = "portal"\nstart_urls = ["https://www.example.gov.cn/"]\n'
UNIT = '[[unit]]\nname = "民政局"\n'


def written(folder: Path, text: str) -> Path:
    file = folder / "county.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_contracts_example_is_read(tmp_path: Path) -> None:
    written(
        tmp_path,
        TOP
        + SITE
        + """allow = ["File.example.gov.cn"]
        render = true
        max_pages = 500
        delay = 2.5
        [[source]]
        name = "河南政务服务网"
        channel = "service-network"
        adapter = "hnzwfw"
        start_urls = ["https://www.hnzwfw.gov.cn/"]
        [[source]]
        name = "窗口办事指南"
        channel = "window"
        path = "window-guides"
        [[unit]]
        name = "科工局"
        kind = "department"
        aliases = ["科技和工业信息化局"]
        lead_of = ["c01"]
        [rounds]
        round_one = ["2022-04-15", "2022-04-29"]
        list_issued = 2022-05-05
        [rules.c09-star-below-three]
        enabled = false
        """,
    )
    profile = load(tmp_path)
    portal, network, window = profile.sources
    assert (portal.channel, portal.adapter, portal.render) == (Channel.PORTAL, Adapter.SITE, True)
    assert portal.hosts == ("www.example.gov.cn", "file.example.gov.cn")
    assert (portal.max_pages, portal.delay, portal.parallel) == (500, 2.5, 1)
    assert network.area_code == "419999000000", "the county's own area unless the profile says otherwise"
    assert (window.adapter, window.path) == (Adapter.FOLDER, tmp_path / "window-guides")
    assert profile.units[0].unit == Unit("科工局", "department", ("c01",))
    assert profile.rounds is not None
    assert profile.rounds.list_issued == date(2022, 5, 5)
    assert profile.rounds.round_one == Interval(date(2022, 4, 15), date(2022, 4, 29))
    assert date(2022, 4, 29) in profile.rounds.round_one and date(2022, 4, 30) not in profile.rounds.round_one
    assert profile.rules == {"c09-star-below-three": {"enabled": False}}
    assert profile.source_named("窗口办事指南") is window
    assert load(tmp_path / "county.toml") == profile


def test_a_county_needs_only_start_pages_and_unit_names(tmp_path: Path) -> None:
    profile = load(written(tmp_path, TOP + SITE + UNIT))
    assert profile.rounds is None
    assert profile.units[0].kind == "department"


def test_a_file_saved_by_notepad_with_a_mark_at_its_start_is_read(tmp_path: Path) -> None:
    file = tmp_path / "county.toml"
    file.write_bytes(b"\xef\xbb\xbf" + (TOP + SITE).encode())
    assert load(file).name == "示例县"


WRONG = [
    pytest.param("", "name：缺少这一项", id="empty file"),
    pytest.param('name = ""', "name：必须填写", id="name empty"),
    pytest.param("name = 3", "name：应为文字（加英文引号），现为“3”", id="name is a number"),
    pytest.param('name = "甲\\n乙"', "name：含有换行或控制字符：“甲 乙”", id="line break in name"),
    pytest.param('name = "甲"', "code：缺少这一项", id="no code"),
    pytest.param(
        'name = "甲"\ncode = "41132"', "code：应为 6 位数字的行政区划代码，现为“41132”", id="short code"
    ),
    pytest.param(TOP, "source：至少要有一个 [[source]]（采集来源）", id="no source"),
    pytest.param(
        TOP + "source = 3", "source：应为一段一段的表，写作 [[source]]，现为“3”", id="source is no table"
    ),
    pytest.param(
        TOP + "source = [3]", "source：应写作 [[source]]，每项一段", id="source is a list of numbers"
    ),
    pytest.param(TOP + "sources = 3", "sources：没有这个键（是否为 source？）", id="wrong top key"),
    pytest.param(TOP + "xyzzy = 3", "xyzzy：没有这个键", id="wrong top key, nothing like it"),
    pytest.param(
        TOP + SITE.replace("start_urls", "start_url"),
        "source“门户”.start_url：没有这个键（是否为 start_urls？）",
        id="wrong key in a source",
    ),
    pytest.param(
        TOP + SITE.replace('"portal"', '"web"'),
        "source“门户”.channel：不认识“web”，可用：portal、service-network、wechat、app、window",
        id="unknown channel",
    ),
    pytest.param(
        TOP + SITE.replace('"portal"', '"portl"'),
        "source“门户”.channel：不认识“portl”（是否为 portal？），"
        "可用：portal、service-network、wechat、app、window",
        id="misspelt channel",
    ),
    pytest.param(
        TOP + SITE.replace('channel = "portal"', ""), "source“门户”.channel：缺少这一项", id="no channel"
    ),
    pytest.param(
        TOP + SITE.replace('name = "门户"', ""), "source（第 1 个）.name：缺少这一项", id="nameless source"
    ),
    pytest.param(
        TOP + SITE + 'adapter = "gdzwfw"',
        "source“门户”.adapter：不认识“gdzwfw”（是否为 hnzwfw？），可用：site、hnzwfw、folder、listed",
        id="unknown adapter",
    ),
    pytest.param(
        TOP + '[[source]]\nname = "门户"\nchannel = "portal"\n',
        "source“门户”.start_urls：start_urls（网址）和 path（文件夹）要写一个，且只写一个",
        id="neither address nor folder",
    ),
    pytest.param(
        TOP + SITE + 'path = "x"',
        "source“门户”.start_urls：start_urls（网址）和 path（文件夹）要写一个，且只写一个",
        id="both address and folder",
    ),
    pytest.param(
        TOP + SITE + 'adapter = "folder"',
        "source“门户”.adapter：“folder”要配path",
        id="folder adapter with addresses",
    ),
    pytest.param(
        TOP + SITE.replace('["https://www.example.gov.cn/"]', '"https://www.example.gov.cn/"'),
        'source“门户”.start_urls：应为列表，例如 ["甲", "乙"]，现为“https://www.example.gov.cn/”',
        id="addresses not in a list",
    ),
    pytest.param(
        TOP + SITE.replace("https://www.example.gov.cn/", "www.example.gov.cn"),
        "source“门户”.start_urls：应为 https:// 或 http:// 开头的网址，现为“www.example.gov.cn”",
        id="address without scheme",
    ),
    pytest.param(
        TOP + SITE.replace("https://www.example.gov.cn/", "https://甲:乙@x.cn/"),
        "source“门户”.start_urls：应为 https:// 或 http:// 开头的网址，现为“https://甲:乙@x.cn/”",
        id="address with a password",
    ),
    pytest.param(
        TOP + SITE.replace("https://www.example.gov.cn/", "https://x.cn:99999/"),
        "source“门户”.start_urls：应为 https:// 或 http:// 开头的网址，现为“https://x.cn:99999/”",
        id="address with an impossible port",
    ),
    pytest.param(
        TOP + SITE + 'allow = ["http://x.cn/"]',
        "source“门户”.allow：应为主机名（如 file.example.gov.cn，不带 http:// 和路径），现为“http://x.cn/”",
        id="allowed host written as address",
    ),
    pytest.param(
        TOP + SITE + "render = 1", "source“门户”.render：应为 true 或 false，现为“1”", id="render is a number"
    ),
    pytest.param(
        TOP + SITE + "max_pages = true",
        "source“门户”.max_pages：应为整数（不加引号），现为“True”",
        id="true pages",
    ),
    pytest.param(
        TOP + SITE + "max_pages = 0",
        "source“门户”.max_pages：应在 1 到 1000000 之间，现为 0",
        id="no pages at all",
    ),
    pytest.param(
        TOP + SITE + "delay = -1", "source“门户”.delay：应在 0 到 3600 之间，现为 -1", id="negative delay"
    ),
    pytest.param(
        TOP + SITE + "delay = nan", "source“门户”.delay：应在 0 到 3600 之间，现为 nan", id="no number"
    ),
    pytest.param(
        TOP + SITE + 'area_code = "411325"',
        "source“门户”.area_code：应为 12 位数字的区划代码，现为“411325”",
        id="short area code",
    ),
    pytest.param(TOP + SITE + SITE, "source：来源名称“门户”重复", id="two sources of one name"),
    pytest.param(
        TOP + SITE + UNIT + UNIT,
        "unit：“民政局”与“民政局”的名称或别名“民政局”重复",
        id="two units of one name",
    ),
    pytest.param(
        TOP + SITE + UNIT + '[[unit]]\nname = "司法局"\naliases = ["民政局"]',
        "unit：“司法局”与“民政局”的名称或别名“民政局”重复",
        id="alias of one is the name of another",
    ),
    pytest.param(
        TOP + SITE + UNIT + 'lead_of = ["c01"]\n[[unit]]\nname = "司法局"\nlead_of = ["c01"]',
        "unit：“司法局”与“民政局”的牵头指标“c01”重复",
        id="two units lead one criterion",
    ),
    pytest.param(
        TOP + SITE + UNIT + 'kind = "bureau"',
        "unit“民政局”.kind：不认识“bureau”，可用：department、township",
        id="unknown kind of unit",
    ),
    pytest.param(
        TOP + SITE + UNIT + 'lead_of = ["c13"]',
        "unit“民政局”.lead_of：应为 c01–c12 或 t01–t08，现为“c13”",
        id="unknown criterion",
    ),
    pytest.param(
        TOP + SITE + UNIT + 'aliases = ["民政", "民政"]',
        "unit“民政局”.aliases：“民政”重复",
        id="an alias twice",
    ),
    pytest.param(
        TOP + SITE + UNIT + 'aliases = ["民政", ""]',
        "unit“民政局”.aliases：第 2 项是空的或含有换行、控制字符",
        id="an empty alias",
    ),
    pytest.param(
        TOP + SITE + UNIT + "aliases = [7]",
        "unit“民政局”.aliases：第 1 项应为文字（加英文引号），现为“7”",
        id="an alias that is a number",
    ),
    pytest.param(
        TOP + SITE + UNIT + 'uscc = "114113250060000017"',
        "unit“民政局”.uscc：统一社会信用代码“114113250060000017”校验位不符，请核对是否抄错",
        id="wrong check digit",
    ),
    pytest.param(
        TOP + SITE + UNIT + 'uscc = "1141"',
        "unit“民政局”.uscc：统一社会信用代码“1141”应为 18 位数字和大写字母（不用 I、O、S、V、Z）",
        id="credit code too short",
    ),
    pytest.param(
        TOP + SITE + '[rounds]\nround_one = ["2022-04-29", "2022-04-15"]',
        "rounds.round_one：起始日期 2022-04-29 晚于截止日期 2022-04-15",
        id="reversed interval",
    ),
    pytest.param(
        TOP + SITE + '[rounds]\nround_one = ["2022-04-15"]',
        'rounds.round_one：应为起止两个日期，例如 ["2022-04-15", "2022-04-29"]',
        id="half an interval",
    ),
    pytest.param(
        TOP + SITE + '[rounds]\nlist_issued = "2022-02-30"',
        "rounds.list_issued：没有“2022-02-30”这一天",
        id="no such day",
    ),
    pytest.param(
        TOP + SITE + '[rounds]\nlist_issued = "5月5日"',
        "rounds.list_issued：应为 2022-04-15 这样的日期，现为“5月5日”",
        id="a day in words",
    ),
    pytest.param(
        TOP + SITE + "[rounds]\nlist_issued = 2022-05-05T08:00:00",
        "rounds.list_issued：应为 2022-04-15 这样的日期，现为“2022-05-05 08:00:00”",
        id="a moment instead of a day",
    ),
    pytest.param(
        TOP + SITE + '[rounds]\nround_one = ["2022-04-15", "2022-04-29"]\nlist_issued = "2022-04-01"',
        "rounds.list_issued：2022-04-01 早于 round_one 的 2022-04-15，先后颠倒",
        id="list issued before the round",
    ),
    pytest.param(
        TOP + SITE + '[rounds]\nround_on = "x"',
        "rounds.round_on：没有这个键（是否为 round_one？）",
        id="misspelt round",
    ),
    pytest.param(
        TOP + SITE + "[rules]\nc09 = 3",
        "rules.c09：应写成一个表：[rules.c09]",
        id="a rule setting that is no table",
    ),
    pytest.param(
        TOP + SITE + '[report]\noffices = "x"',
        "report.offices：没有这个键（是否为 office？）",
        id="misspelt letterhead",
    ),
    pytest.param(TOP + "[source", "第 3 行：TOML 语法错误：方括号没有配对", id="unclosed bracket"),
    pytest.param(
        'name = "示例县\n',
        "第 1 行：TOML 语法错误：字符串内有不能直接书写的字符（例如换行）",
        id="unclosed quote",
    ),
    pytest.param(
        "name = 示例县\n", "第 1 行：TOML 语法错误：等号后面的值不合写法（文字要加英文引号）", id="no quotes"
    ),
    pytest.param('name = "甲"\nname = "乙"\n', "第 2 行：TOML 语法错误：同一个键写了两次", id="a key twice"),
    pytest.param('name "甲"\n', "第 1 行：TOML 语法错误：键后面缺少等号", id="no equals sign"),
]


@pytest.mark.parametrize(("text", "reason"), WRONG)
def test_a_wrong_profile_names_file_key_and_reason_on_one_line(
    tmp_path: Path, text: str, reason: str
) -> None:
    file = written(tmp_path, text)
    with pytest.raises(ProfileError) as caught:
        load(file)
    assert str(caught.value) == f"{file}：{reason}"
    assert "\n" not in str(caught.value)


def test_a_file_in_another_encoding_is_told_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "county.toml"
    file.write_bytes(b'code = "419999"\n' + 'name = "示例县"\n'.encode("gb18030"))
    with pytest.raises(ProfileError, match="第 2 行：不是 UTF-8 编码，请另存为 UTF-8"):
        load(file)


def test_a_folder_without_profile_and_a_place_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match=r"：文件夹里没有 county\.toml$"):
        load(tmp_path)
    with pytest.raises(ProfileError, match=r"：没有这个县的配置文件夹或文件$"):
        load(tmp_path / "甲县")


def test_a_huge_file_is_refused(tmp_path: Path) -> None:
    file = written(tmp_path, "# " + "x" * 3_000_000)
    with pytest.raises(ProfileError, match="文件过大"):
        load(file)


def test_a_long_wrong_value_is_cut_in_the_message(tmp_path: Path) -> None:
    with pytest.raises(ProfileError) as caught:
        load(written(tmp_path, f'name = "甲"\ncode = "{"9" * 5000}"'))
    assert len(caught.value.reason) < 120


def test_credit_codes_by_their_credit_check() -> None:
    assert fault("114113250060000016") == ""
    assert fault("11410821005677264N") == ""
    assert credit_check("11410821005677264") == "N"
