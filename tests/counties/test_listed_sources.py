"""Sources whose pages are named one by one: in the profile, in addresses.txt, or saved in a folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.evidence import Channel
from counties.errors import ProfileError
from counties.loading import load
from counties.profile import Adapter

TOP = 'name = "示例县"\ncode = "419999"\n[[source]]\nname = "公众号"\nchannel = "wechat"\n'
ARTICLE = "https://mp.weixin.qq.com/s/one"


def written(folder: Path, text: str, addresses: bytes | None = None) -> Path:
    (folder / "county.toml").write_text(TOP + text, encoding="utf-8")
    if addresses is not None:
        (folder / "wechat").mkdir()
        (folder / "wechat" / "addresses.txt").write_bytes(addresses)
    return folder


def test_addresses_and_a_folder_may_be_combined(tmp_path: Path) -> None:
    lines = f"# 民政局\n\n{ARTICLE}\nhttps://mp.weixin.qq.com/s?__biz=a&mid=1&idx=1&sn=b  # 低保\n{ARTICLE}\n"
    written(tmp_path, f'start_urls = ["{ARTICLE}"]\npath = "wechat"', lines.encode("gb18030"))
    (source,) = load(tmp_path).sources
    assert (source.channel, source.adapter, source.path) == (
        Channel.WECHAT, Adapter.LISTED, tmp_path / "wechat",
    )  # fmt: skip
    assert source.start_urls == (ARTICLE, "https://mp.weixin.qq.com/s?__biz=a&mid=1&idx=1&sn=b")


@pytest.mark.parametrize("text", [f'start_urls = ["{ARTICLE}"]', 'path = "not-made-yet"'])
def test_either_is_enough(tmp_path: Path, text: str) -> None:
    (source,) = load(written(tmp_path, text)).sources
    assert source.adapter is Adapter.LISTED


def test_a_site_of_an_app_may_still_be_crawled(tmp_path: Path) -> None:
    text = 'adapter = "site"\nstart_urls = ["https://app.example.cn/"]'
    assert load(written(tmp_path, text)).sources[0].adapter is Adapter.SITE


@pytest.mark.parametrize(
    ("text", "addresses", "said"),
    [
        pytest.param("", None, "start_urls（网址）和 path（存放网页的文件夹）至少要写一个", id="neither"),
        pytest.param(
            'start_urls = ["https://mp.weixin.qq.com/mp/profile_ext?action=home"]', None,
            "source“公众号”.start_urls：应为公众号文章的网址", id="an account is no article",
        ),
        pytest.param(
            'path = "wechat"', "# 注\nmp.weixin.qq.com/s/a".encode(),
            "addresses.txt：第 2 行：应为 https:// 或 http:// 开头的网址", id="a line is no address",
        ),
        pytest.param(
            'path = "wechat"', b"https://mp.weixin.qq.com/",
            "addresses.txt：第 1 行：应为公众号文章的网址", id="a line is no article",
        ),
        pytest.param('path = "wechat"', b"x" * 3_000_000, "addresses.txt：文件过大", id="too large"),
    ],
)  # fmt: skip
def test_each_mistake_is_named(tmp_path: Path, text: str, addresses: bytes | None, said: str) -> None:
    with pytest.raises(ProfileError) as wrong:
        load(written(tmp_path, text, addresses))
    assert said in str(wrong.value)
