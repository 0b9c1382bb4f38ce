"""What becomes of the sections of a 公众号 article."""

from __future__ import annotations

import pytest

from crawler.pages.html import tree_of
from crawler.pages.sections import heading_of, simplified


@pytest.mark.parametrize(
    ("leaves", "heading"),
    [
        pytest.param(["01", "受理条件"], "1、受理条件", id="number beside"),
        pytest.param(["PART.02", "◆", "申请材料", "MATERIALS"], "2、申请材料", id="ornaments and English"),
        pytest.param(["三、", "办理流程"], "三、办理流程", id="Chinese number"),
        pytest.param(["▼", "办理地点", "▼"], "办理地点", id="arrows only"),
        pytest.param(["受", "理", "条", "件"], "受理条件", id="one character a line"),
        pytest.param(["份数", "2"], "", id="a number below is a value"),
        pytest.param(["咨询电话", "0377-00000031"], "", id="a telephone number"),
        pytest.param(["网址", "www.example.gov.cn/a"], "", id="an address"),
        pytest.param(["申请人", "县残联"], "", id="two words"),
        pytest.param(["1", "长" * 41], "", id="a sentence"),
        pytest.param(["◆", "◇◇"], "", id="ornaments alone"),
    ],
)
def test_a_card_is_a_heading_when_it_says_one_thing(leaves: list[str], heading: str) -> None:
    assert heading_of(leaves) == heading


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<section><p>甲\u200b<span>乙</span></p></section>", "<div><div>甲乙</div></div>"),
        ("<p style='display: none'>看不见</p><p>看得见</p>", "<div>看得见</div>"),
        ("<p style='visibility:hidden'>脚本会显示</p>", "<div>脚本会显示</div>"),
        ("<ol class='list-paddingleft-1'><li><p>表</p></li></ol>", "<ol><li><div>表</div></li></ol>"),
        ("<p><span style='font-weight: 700'>粗</span>细</p>", "<div><b>粗</b>细</div>"),
        ("<p>a &amp; 1 &lt; 2</p>", "<div>a &amp; 1 &lt; 2</div>"),
        ("<p><a href='javascript:x()'>甲</a><a href='https://x.cn/?a=1&amp;b'>乙</a></p>",
         '<div>甲<a href="https://x.cn/?a=1&amp;b">乙</a></div>'),
        ("<table><tbody><tr><td rowspan='2' width='9'>甲</td></tr></tbody></table>",
         '<table><tbody><tr><td rowspan="2">甲</td></tr></tbody></table>'),
        ("<p>——END——</p><p>编辑：某某</p><p>审核：3个工作日</p>", "<div>审核：3个工作日</div>"),
    ],
)  # fmt: skip
def test_a_body_without_its_styles(body: str, expected: str) -> None:
    root = tree_of(f"<html><body><div id='x'>{body}</div></body></html>")
    assert root is not None
    content = root.find(".//*[@id='x']")
    assert content is not None
    assert simplified(content).html == expected


def test_pictures_that_may_hold_content() -> None:
    root = tree_of(
        "<html><body><img data-src='https://x.cn/a' data-w='1080' data-ratio='1.5'><img data-src='https://x.cn/line'"
        " data-w='640' data-ratio='0.05'><img src='https://x.cn/dot' data-w='20'><img></body></html>"
    )
    assert root is not None
    made = simplified(root)
    assert (made.pictures, made.html.count("https://x.cn/a")) == (1, 1)
