"""The addresses of single pages: those of a profile, and those of an addresses.txt beside saved pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from counties.errors import ProfileError, shown

FILE_NAME = "addresses.txt"
MAX_BYTES = 2 * 1024 * 1024
WEIXIN = "mp.weixin.qq.com"


def addresses_in(folder: Path) -> Iterator[tuple[str, str]]:
    """The addresses of a folder's addresses.txt with the place of each; none where there is no such file."""
    file = folder / FILE_NAME
    if not file.is_file():
        return
    for number, line in enumerate(text_of(file).splitlines(), start=1):
        address = line.partition(" #")[0].strip()
        if address and not address.startswith("#"):
            yield address, f"第 {number} 行"


def text_of(file: Path) -> str:
    """The text, in whichever of the two encodings editors here save it."""
    try:
        if file.stat().st_size > MAX_BYTES:
            raise ProfileError(file, "", "文件过大，应为一行一个网址的文字文件")
        body = file.read_bytes()
    except OSError as error:
        raise ProfileError(file, "", f"打不开（{error.strerror}）") from error
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body.decode("gb18030", errors="replace")


def fault_of(url: str) -> str:
    """Why an address can be no single page of its platform; "" when it can."""
    parts = urlsplit(url)
    if parts.hostname == WEIXIN and not (parts.path.startswith("/s/") or parts.path == "/s"):
        return f"应为公众号文章的网址（https://{WEIXIN}/s/… 或 https://{WEIXIN}/s?…），现为{shown(url)}"
    return ""


def checked(
    file: Path, found: Iterable[tuple[str, str]], is_address: Callable[[str], bool]
) -> tuple[str, ...]:
    """The addresses of a file, each once. Raises ProfileError with the line of the first that is wrong."""
    urls: dict[str, None] = {}
    for url, place in found:
        if not is_address(url):
            raise ProfileError(file, place, f"应为 https:// 或 http:// 开头的网址，现为{shown(url)}")
        fault = fault_of(url)
        if fault:
            raise ProfileError(file, place, fault)
        urls[url] = None
    return tuple(urls)
