"""What kind of page is it? Clues with points that add up to a score a person can read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from crawler.reading.blocks import Block, Line, LinkList, Table, texts
from crawler.reading.dates import ARABIC, last_date_in
from crawler.reading.names import is_guide_title
from crawler.reading.parts import Part
from crawler.reading.run_in import run_in

SHORTEST_TITLE = 8
"""Characters; “办理条件” is a word of a menu."""

ENOUGH = 4
"""Points that make a guide."""

TELLING = frozenset({
    "materials", "conditions", "process", "legal_basis", "promised", "legal", "location", "office_hours",
    "phone", "complaint_phone", "fees", "item_name", "unit", "handling_type", "item_code", "item_type",
    "result", "visits",
})  # fmt: skip
LISTED = frozenset({"materials", "conditions", "process", "legal_basis", "promised"})
# “关于开展…的通知”, “公示公告”, “…会议召开”; not “通知书领取办事指南” (that ends in a word for guides).
NOTICE = re.compile(
    r"通知|公告|公示|通报|解读|答复|意见$|方案$|办法$|规定$|条例|决定$|报告$|召开|会议|印发|简报|招聘|招标|中标|新闻|调研|开展|推进|清理|部署|活动|培训|督查|倡议"
)
# “大型群众性活动安全许可”, “招标方案核准”: a notice's word in the name of an item; not “许可公示”.
NAMES_ITEM = re.compile(
    r"(?:许可|审批|审核|备案|登记|核准|核发|确认|认定|给付|申请|申领|申报|补贴|换发|补办|变更|注销|延续|办理|验收|年审|年检|发放|设立|开办|参保|缴费|报销|转移|查询|提取|鉴定)"
    r"(?:[（(][^（）()]*[)）])?(?:[-_|].*)?$"
)
# “最低生活保障申请”, “生育保险待遇申领”; said of what a guide is about.
SERVICE = re.compile(r"申请|申领|办理|登记|许可|备案|审批|认定|核发|补贴|确认|换领|补领|变更|注销|设立")
PLACE_OF_GUIDES = re.compile(r"办事|指南|服务事项|政务服务|网上办事|便民服务|事项公开")
PLACE_OF_NEWS = re.compile(r"新闻|动态|要闻|公告|公示|政策文件|政策解读|解读|工作信息|法规|信息公开年报|媒体")
ARTICLE_OF_LAW = re.compile(r"第[一二三四五六七八九十百]{1,4}条\s")
SPEAKER = re.compile(r"(?:问|答|Q|A)\s*\d*\s*[:：]")
ASKED = re.compile(r"(?:问题|提问|问|来信内容|咨询内容)\s*\d*\s*[:：]")
ANSWERED = re.compile(r"(?:解答|回答|答复|答|回复|答复内容|回复内容)\s*\d*\s*[:：]")
# The heads of a disclosure catalogue (基层政务公开标准目录): a table about guides.
CATALOGUE = re.compile(r"公开事项|公开内容|公开依据|公开时限|公开主体|公开渠道|公开对象|公开层级")


@dataclass(slots=True)
class Score:
    """Points for being a guide, each with its reason."""

    points: list[tuple[str, float]] = field(default_factory=list)

    def add(self, reason: str, points: float) -> None:
        self.points.append((reason, points))

    @property
    def total(self) -> float:
        return sum(points for _, points in self.points)

    def __str__(self) -> str:
        return "，".join(f"{reason} {points:+g}" for reason, points in self.points)


def guide_score(parts: list[Part], blocks: list[Block], *, title: str, breadcrumb: str) -> Score:
    """How much a page looks like a guide."""
    score = Score()
    fields = filled_fields(parts)
    score.add(f"{len(fields)} 个指南栏目", len(fields))
    is_notice = NOTICE.search(title) is not None and NAMES_ITEM.search(title) is None
    if is_guide_title(title):
        score.add("标题是办事指南", 2)
    elif is_notice:
        score.add("标题是新闻公文", -3)
    elif SERVICE.search(title):
        score.add("标题是事项名称", 0.5)
    if not is_notice and not PLACE_OF_NEWS.search(breadcrumb) and is_covered(parts, fields):
        score.add("正文都在指南栏目下", 2)
    if PLACE_OF_GUIDES.search(breadcrumb):
        score.add("在办事栏目", 1)
    elif PLACE_OF_NEWS.search(breadcrumb):
        score.add("在新闻栏目", -2)
    add_against(score, blocks, fields)
    return score


def add_against(score: Score, blocks: list[Block], fields: set[str]) -> None:
    """What speaks against a guide: articles of a law, questions, a catalogue about guides."""
    lines = [block.text for block in blocks if isinstance(block, Line)]
    if sum(ARTICLE_OF_LAW.match(text) is not None for text in lines) >= 3:
        score.add("法规条文", -4)
    asked = [at for at, text in enumerate(lines) if is_question(text)]
    labelled = sum(run_in(text) is not None for text in lines[: asked[0]]) if asked else 0
    if labelled < 3:
        if len(asked) >= 3:
            score.add("问答", -3)
        if any(ASKED.match(text) for text in lines) and any(ANSWERED.match(text) for text in lines):
            score.add("一问一答", -4)
    heads = " ".join(
        cell.text for block in blocks if isinstance(block, Table) for row in block.rows[:3] for cell in row
    )
    if len(set(CATALOGUE.findall(heads))) >= 3:
        score.add("政务公开目录", -6)
    if fields and not fields & {"materials", "conditions", "process", "legal_basis", "promised", "legal"}:
        score.add("没有条件、材料、流程、时限、依据", -1.5)


def is_question(text: str) -> bool:
    """Is it a question or an answer of a list of them?"""
    return text.endswith(("？", "?")) or SPEAKER.match(text) is not None


def filled_fields(parts: list[Part]) -> set[str]:
    """The telling fields that have a value under a label that is no common word."""
    found: set[str] = set()
    for part in parts:
        if part.meaning and not part.meaning.is_meta and not part.empty:
            found.update(TELLING & set(part.fields))
    return found


def is_covered(parts: list[Part], fields: set[str]) -> bool:
    """Does nearly all of the text stand under labels of guides, two of them such as 材料 and 流程?"""
    if len(fields & LISTED) < 2 and not ("materials" in fields and len(fields) >= 3):
        return False
    sizes = [(part, sum(map(len, texts(part.blocks)))) for part in parts]
    own = sum(size for part, size in sizes if part.meaning and not part.meaning.is_meta)
    rest = sum(size for part, size in sizes if part.meaning is None)
    return rest * 5 <= own


def labels_printed(parts: list[Part]) -> int:
    """How many labels of guides are printed, filled or not."""
    return sum(1 for part in parts if part.meaning and part.meaning.is_guide_field)


@dataclass(frozen=True, slots=True)
class Columns:
    """The lists of links of a page: how many entries, how many of them dated, how much other text.

    `titles` are entries long enough to be the title of something; a menu has none.
    """

    entries: int
    titles: int
    dated: int
    groups: int
    other_text: int


def columns_of(blocks: list[Block]) -> Columns:
    """Count the links that stand on lines of their own."""
    entries = titles = dated = groups = other = 0
    running = False
    for block in blocks:
        lines = block.entries if isinstance(block, LinkList) else (block,) if isinstance(block, Line) else ()
        linked = [line for line in lines if line.linked]
        entries += len(linked)
        titles += sum(len(line.text) >= SHORTEST_TITLE for line in linked)
        dated += sum(ARABIC.search(line.text) is not None for line in linked)
        groups += bool(linked) and not running
        running = bool(linked)
        if not linked:
            other += sum(
                len(text) for text in texts([block]) if not ARABIC.fullmatch(text.strip("[]（）() "))
            )
    return Columns(entries, titles, dated, groups, other)


def newest_in(blocks: list[Block]) -> date | None:
    """The newest date that stands beside a link of a list."""
    lines = (
        line
        for block in blocks
        for line in (block.entries if isinstance(block, LinkList) else (block,))
        if isinstance(line, Line) and line.linked
    )
    days = [day for line in lines if (day := last_date_in(line.text)) is not None]
    return max(days, default=None)
