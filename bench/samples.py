"""Pages to measure with, of the sizes and kinds that government sites have; the same at every run."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sandbox import Sandbox

FIXTURES = Path(__file__).parents[1] / "tests/crawler/pages/fixtures"
ADDRESS = "http://www.example.gov.cn/bsfw/bszn/page.html"
OFFICES = ("民政局", "教育体育局", "人力资源和社会保障局", "自然资源局", "住房和城乡建设局", "卫生健康委员会")
MATTERS = (
    "最低生活保障",
    "临时救助",
    "残疾人两项补贴",
    "食品经营许可",
    "建筑工程施工许可",
    "教师资格认定",
)
SENTENCES = (
    "具有本县户籍的居民，家庭人均月收入低于当地标准的，可以向乡镇人民政府提出申请。",
    "申请人应当如实填写申请表，并提交居民身份证原件及复印件一份。",
    "受理机关自收到申请之日起5个工作日内完成审核，并在村（居）民委员会公示7天。",
    "根据《社会救助暂行办法》第十一条的规定，由县级人民政府民政部门审查批准。",
)
SCRIPT = "<script>function show(id) { document.getElementById(id).style.display = 'block'; }</script>"
CRUMB = '<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/b/">办事</a></div>'

Page = tuple[str, bytes]


def kinds(folder: Path) -> dict[str, list[Page]]:
    """For each kind of page some pages, each with its address; the folder is for the artificial county."""
    return {
        "测试样页": [(ADDRESS, path.read_bytes()) for path in sorted(FIXTURES.glob("*/page.html"))],
        "沙箱门户": served(folder, "classic"),
        "沙箱门户新版": served(folder, "modern"),
        "栏目页，200 个链接": [(ADDRESS, column(number)) for number in range(8)],
        "指南，菜单很多": [(ADDRESS, guide(number)) for number in range(8)],
        "Word 导出的文章": [(ADDRESS, word(number)) for number in range(2)],
        "清单，450 行的表": [(ADDRESS, table(number)) for number in range(3)],
    }


def served(folder: Path, design: str) -> list[Page]:
    """Every page of the artificial county's portal in one design."""
    sandbox = Sandbox(folder)
    state = replace(sandbox.states.read(), design=design)
    answers = ((path, sandbox.portal.answer(path, state)) for path in sandbox.portal.site(state).pages)
    return [(f"http://127.0.0.1{path}", answer.body) for path, answer in answers if "html" in answer.kind]


def page_of(title: str, body: str) -> bytes:
    """A page as a county's portal prints it: its own text among menus and scripts."""
    head = f'<meta charset="utf-8"><title>{title}-示例县人民政府</title><link rel="stylesheet" href="/c.css">'
    whole = f"{menu()}{side()}{CRUMB}{body}{foot()}{SCRIPT * 8}"
    return f"<!DOCTYPE html><html><head>{head}{SCRIPT * 8}</head><body>{whole}</body></html>".encode()


def menu() -> str:
    columns = "".join(
        f'<li class="nav-item"><a class="nav-link" href="/c{at}/" target="_blank">栏目{at}</a><ul>'
        + "".join(
            f'<li><a href="/c{at}/{office}/" title="{name}">{name}</a></li>' for office, name in names()
        )
        + "</ul></li>\n"
        for at in range(10)
    )
    return f'<div class="header"><a href="/login">登录</a><ul class="nav" id="mainNav">{columns}</ul></div>'


def names() -> list[tuple[int, str]]:
    return list(enumerate(OFFICES))


def side() -> str:
    lines = "".join(
        f'<dd><a href="/zwgk/{place}/{at}.shtml"><span>{name}{matter}公开</span></a></dd>\n'
        for place, name in names()
        for at, matter in enumerate(MATTERS)
    )
    return f'<div class="side-menu"><dl>{lines}</dl></div>'


def foot() -> str:
    hosts = (f"http://www.town{number}.example.gov.cn/" for number in range(60))
    links = "".join(f'<option value="{host}">镇政府</option><a href="{host}">镇政府</a> | ' for host in hosts)
    return f'<div class="footer"><div class="links">{links}</div><p>主办：示例县人民政府办公室</p></div>'


def column(number: int) -> bytes:
    """A column of a portal: little but links."""
    entries = "".join(
        f'<li><a href="/zwgk/2022/{number}/{at}.html" target="_blank">关于{number}月{MATTERS[at % 6]}的公示'
        f"（第{at}批）</a><span>2022-04-{at % 28 + 1:02}</span></li>\n"
        for at in range(40)
    )
    return page_of("公示公告", f'<div class="list"><ul>{entries}</ul></div>')


def guide(number: int) -> bytes:
    """A guide of some paragraphs among all the menus."""
    matter = f"{MATTERS[number % 6]}{number}"
    materials = [f"{at}. 第{number}类{name}证明" for at, name in enumerate(MATTERS, 1)]
    basis = [f"{sentence}（{number}）" for sentence in SENTENCES]
    sections = {
        "一、受理条件": basis,
        "二、申请材料": materials,
        "三、办理流程": [f"1. 申请；2. 受理；3. 审核；4. 第{number}次公示；5. 发放。"],
        "四、承诺时限": [f"{number + 5}个工作日"],
        "五、收费标准": ["不收费"],
        "六、咨询电话": [f"0377-65{number:06}"],
        "七、设定依据": basis * 3,
    }
    body = "".join(
        f"<h3>{label}</h3>" + "".join(f'<p class="text">{line}</p>\n' for line in lines)
        for label, lines in sections.items()
    )
    return page_of(f"{matter}办事指南", f'<div class="content"><h1>{matter}办事指南</h1>{body}</div>')


def word(number: int) -> bytes:
    """A text as Word exports it: a span for every few characters, with a style each."""
    style = "font-size:16.0pt;font-family:仿宋_GB2312;color:black"
    paragraphs = []
    for at in range(330):
        text = f"{at % 9 + 1}．{SENTENCES[at % 4]}（第{number}号第{at}条）"
        pieces = (text[cut : cut + 6] for cut in range(0, len(text), 6))
        spans = "".join(f'<span style="{style}" lang="EN-US">{piece}</span>' for piece in pieces)
        paragraphs.append(f'<p class="MsoNormal" style="text-indent:32.0pt">{spans}<o:p></o:p></p>\n')
    return page_of("实施细则", f'<div class="TRS_Editor">{"".join(paragraphs)}</div>')


def table(number: int) -> bytes:
    """A published list of 450 rows."""
    heads = ("序号", "证明事项名称", "设定依据", "实施单位", "承诺方式", "备注")
    head = "".join(f"<th>{name}</th>" for name in heads)
    rows = "".join(
        f'<tr><td align="center">{at}</td><td>{MATTERS[at % 6]}证明{number}第{at}项</td>'
        f"<td><p>{SENTENCES[at % 4]}</p></td><td>{OFFICES[at % 6]}</td><td>承诺</td><td>&nbsp;</td></tr>\n"
        for at in range(1, 451)
    )
    body = f'<div class="content"><table border="1"><tr>{head}</tr>{rows}</table></div>'
    return page_of("证明事项告知承诺制清单", body)
