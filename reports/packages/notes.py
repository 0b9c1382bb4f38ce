"""说明: what a package is, what it proves and what not, how it is checked; as a page and as plain text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports.packages.manifest import State
from reports.packages.names import LIST_LINES, LIST_PAGE, MANIFEST, PICTURES, SUMS, WARC
from reports.wording import safe
from reports.write import environment

TEMPLATE = "package.html"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its sentences."""

    title: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Notes:
    """What the page prints."""

    title: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """How much of each kind is in the package."""

    findings: int
    pages: int
    pictures: int
    without_page: int
    masked: int
    left_out: int


def notes(state: State, lists: Sequence[str], counts: Counts, papers: Sequence[str]) -> Notes:
    """The notes of a package; `lists` names the issued lists, `papers` the files of the list."""
    return Notes(
        title=f"{safe(state.county)}{safe(state.round)}证据包：{safe(state.unit) or '归属待定'}",
        facts=(
            ("单位", safe(state.unit) or "归属待定"),
            ("所依据的清单", "；".join(lists)),
            ("问题", f"{counts.findings} 处"),
            ("网页和文件", f"{counts.pages} 份"),
            ("截图", f"{counts.pictures} 张"),
            ("记录末条校验值", f"{state.head}（共 {state.events} 条记录）"),
            ("程序和规则", f"{state.program}；规则版本 {state.ruleset or '无'}"),
            ("制作时间", f"见 {MANIFEST} 的 made_at"),
        ),
        sections=(
            Section("这是什么", contents(papers, counts.pictures)),
            Section("隐去和没有装入的", absent(counts)),
            Section("能证明什么", PROVES),
            Section("不能证明什么", DOES_NOT_PROVE),
            Section("怎样核对", CHECKING),
            Section("怎样查看当时的网页", REPLAY),
        ),
    )  # fmt: skip


def contents(papers: Sequence[str], pictures: int) -> tuple[str, ...]:
    shown = (f"{PICTURES}/：截图，文件名即清单中的截图编号。",) if pictures else ()
    return (
        "本包收录向上述单位下发的问题，以及每处问题所依据的网页、文件和截图，供核对、申辩和复核使用。",
        f"{'、'.join(papers) or LIST_PAGE}：问题清单。",
        f"{LIST_LINES}：下发时定格的各处问题，每行一处，供程序读取。",
        f"{WARC}：问题所在网页和文件的原样存档（WARC 1.1 格式），含取得时间、网址和服务器的应答。"
        "由脚本生成内容的页面，存的是浏览器运行脚本后的内容。",
        *shown,
        f"{MANIFEST}：全部文件的大小和校验值（SHA-256）、每处问题对应哪几份网页和截图。",
        f"{SUMS}：全部文件的校验值，通用工具可以核对。",
    )


def absent(counts: Counts) -> tuple[str, ...]:
    """What is not in the package, counted; never silence."""
    said = []
    if counts.without_page:
        said.append(f"{counts.without_page} 处问题不依据某一网页（如未公布清单、自查表填报），没有网页存档。")
    if counts.left_out:
        said.append(f"{counts.left_out} 份文件或截图没有装入，原因见 {MANIFEST} 的 left_out。")
    if counts.masked:
        said.append(
            f"{counts.masked} 份网页中的公民身份号码、银行卡号或群众手机号码已用星号隐去，"
            f"{MANIFEST} 的 masked 列有原件的校验值，原件在县里的数据库中。"
        )
    return tuple(said) or ("没有。",)


PROVES = (
    "包内各文件自制作之时起没有改动：改一个字节，核对就通不过。",
    "制作时县里的问题记录到哪一条为止：每条记录都含前一条的校验值，用末条校验值可以在县里的数据库中查证。",
)
DOES_NOT_PROVE = (
    "不能单独证明网页当时由该网站发出：存档由本县的程序取得，没有网站的签名。",
    "不能单独证明制作时间：时间取自制作本包的计算机，没有第三方时间戳。需要第三方证明的，"
    "请将本包送时间戳服务机构（RFC 3161）加盖，或将本包的校验值写入当日印发的公文。",
    "如果有人把文件和校验值一起重做，只看包内看不出来：请用另外保存的校验值（制作时显示，"
    "可写入公文）或县里的数据库对照。",
)
CHECKING = (
    "装有本程序的：zwaudit verify 本包文件名。加 --db 数据库地址，同时与县里的记录对照。",
    f"没有本程序的：解压后在文件夹内执行 sha256sum -c {SUMS}"
    "（Windows 可用 certutil -hashfile 文件名 SHA256 逐个比对）。",
)
REPLAY = (
    f"{WARC} 可用通用的网页存档工具打开，如 ReplayWeb.page（浏览器内打开，不必安装）或 pywb。",
    "网页的样式、图片不属于依据，没有收录，显示可能与当时的外观不同，文字以存档为准。",
)


def as_page(found: Notes) -> bytes:
    """The notes as a page complete in itself."""
    return environment().get_template(TEMPLATE).render(page=found).encode("utf-8", "replace")


def as_text(found: Notes) -> bytes:
    """The notes as plain text, with a byte order mark for old editors."""
    lines = [found.title, "", *(f"{label}：{value}" for label, value in found.facts)]
    for section in found.sections:
        lines += ["", section.title, *(f"  {sentence}" for sentence in section.sentences)]
    return b"\xef\xbb\xbf" + "\r\n".join([*lines, ""]).encode("utf-8", "replace")
