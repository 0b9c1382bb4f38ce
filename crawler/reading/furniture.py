"""What stands around the text of a page: its tools, its ornaments and the foot of the site."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from crawler.reading.blocks import Block, Line

# The foot of the site, or what it offers besides; nothing of the page's own follows.
#   “版权所有：内乡县人民政府”, “豫ICP备05001234号”, “猜你想办”; not “主办单位承诺书”
FOOT = re.compile(
    r"版权所有|^(?:猜[你您](?:想[办问看]|喜欢|关[心注])|(?:为[你您])?推荐(?:事项|服务|阅读)|在线客服)\s*[:：]?$|ICP备|公网安备|网站标识码|^(?:主办|承办)(?:单位)?\s*[:：].*(?:政府|办公室|中心|局)|^技术支持\s*[:：]|copyright|网站支持IPv6",
    re.IGNORECASE,
)
# Tools of the page around its text: “上一篇：没有了”, “【打印本页】【关闭】”, “分享到：”, “责任编辑：管理员”;
# not “打印的申请表一份”, “关闭企业的，应当…”
TOOL = re.compile(
    r"^(?:.{0,6}(?:长按|扫码|扫描|识别).{0,8}二维码.{0,12}|点(?:亮|个|击).{0,2}在看.?|阅读原文|关注我们|[上下]一[篇条页]\s*(?:[:：].*)?|责任编辑.*|(?:[【\[]?\s*(?:打印|关闭|收藏|返回)(?:本页|窗口|页面|顶部|列表)?\s*[】\]|]?\s*)+|分享(?:到|至)?\s*[:：]?.{0,12}|扫一扫.{0,20}"
    r"|(?:字体|字号)\s*[:：].*|您是第\s*\d*\s*位.*|(?:浏览|点击|阅读)(?:次数|量|数)?\s*[:：]?\s*\d*次?|返回顶部)$"
)


# “★”, “※※※”, “02”, “—1—” on a line of its own; not “2”, which may be a number of copies.
ORNAMENT = re.compile(
    r"[★☆●■◆▲※＊*·•↓↑⇩▼▽→\s\u2600-\u27bf\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff]+|0\d|[-—－]\s*\d{1,3}\s*[-—－]"
)
# “☎️ 咨询电话”, “📍地点”: pictures before a label.
EMOJI = re.compile(
    r"^(?:[\u2600-\u26ff\u2700-\u2712\u2714-\u2717\u2b00-\u2bff\ufe0f\u200d\U0001f000-\U0001faff]\s*)+"
)


def is_foot(text: str) -> bool:
    """Is the line the beginning of the site's foot?"""
    return len(text) < 160 and begins_foot(text)


@lru_cache(maxsize=4096)
def begins_foot(text: str) -> bool:
    return FOOT.search(text) is not None


# Words of tool bars; a line of nothing else is one: “【字体：大 中 小】 打印 收藏 分享：QQ空间 新浪微博”.
TOOL_WORDS = frozenset(
    word
    for word in (Path(__file__).parent / "tool_words.txt").read_text(encoding="utf-8").splitlines()
    if not word.startswith("#")
)
BETWEEN_TOOLS = re.compile(r"[\s\u3000【】\[\]|｜:：/、,，·+－—()（）]+")


def is_tool(text: str) -> bool:
    """Is the line a tool of the page (打印, 上一篇 …)?"""
    return len(text) < 80 and names_tool(text)


@lru_cache(maxsize=4096)
def names_tool(text: str) -> bool:
    return TOOL.match(text) is not None or all(
        word in TOOL_WORDS for word in BETWEEN_TOOLS.split(text) if word
    )


def is_ornament(text: str) -> bool:
    """Does the line only decorate?"""
    return ORNAMENT.fullmatch(text) is not None


# “示例县住房和城乡建设局” above “2021年7月12日”; not “身份证”, “2021年7月12日前提交”.
SIGNER = re.compile(r"[\u4e00-\u9fff]{2,24}(?:局|委员会|政府|办公室|中心|办事处|联合会|管委会|大队|总工会)")
DAY = re.compile(r"[\d〇○零一二三四五六七八九十]{2,4}年.{1,3}月.{1,3}日|（此件公开发布）|\(此件公开发布\)")


ENDS = frozenset("局会府室心处队日）)")


def is_signature(blocks: list[Block]) -> bool:
    """Does the first block belong to the end of an official paper: who signed it, and the day below?"""
    first = blocks[0]
    if not isinstance(first, Line) or len(first.text) > 30 or first.text[-1:] not in ENDS:
        return False
    lines = [block.text for block in blocks if isinstance(block, Line)]
    if DAY.fullmatch(lines[0].replace(" ", "")):
        return True
    return len(lines) > 1 and bool(SIGNER.fullmatch(lines[0]) and DAY.fullmatch(lines[1].replace(" ", "")))


def without_pictures(text: str) -> str:
    """A line without the little pictures (emoji) before its words."""
    return EMOJI.sub("", text) if text[:1] > "\u25ff" and EMOJI.match(text) else text


# “申请表 下载 样例”, “购车发票[查看]”, “一楼大厅 查看地图”, “展开”; not “材料样例”, “免费下载”.
BUTTON = re.compile(
    r"(?:(?:^|\s)[\[【（(]?|[\[【（(])(?:点击|立即|在线)?"
    r"(?:查看(?:地图|详情|更多|样例|全部)?|下载(?:样表|表格|附件)?|样例|样表|预览|复制|展开(?:全部)?|收起"
    r"|空白表格?|示例样表|空表下载|样表下载)[\]】）)]?$"
)
BUTTON_ENDS = frozenset(re.findall(r"[\u4e00-\u9fff]", BUTTON.pattern)).union("]】）)")
"""Every button ends with one of them."""


def without_buttons(text: str) -> str:
    """A line without the buttons behind its words; "" for a line of nothing else."""
    while text[-1:] in BUTTON_ENDS and (found := BUTTON.search(text)):
        text = text[: found.start()].rstrip()
    return text
