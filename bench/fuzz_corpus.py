"""The small files that `bench.fuzz` damages: one of each kind, made here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.crawler.documents import making, packing

OLD = Path(__file__).parents[1] / "tests/crawler/documents/old"
LINES = (
    "老年人优待证办理办事指南", "一、受理条件", "（一）本县户籍；", "（二）年满60周岁。", "二、申请材料",
    "1.身份证原件及复印件1份；", "2.近期免冠照片2张；", "3.法律、法规规定的其他材料。",
    "三、承诺办结时限：2个工作日", "四、咨询电话：0377-65330000",
)  # fmt: skip
ROWS = (
    ("序号", "事项名称", "实施主体", "申请材料", "承诺时限（工作日）"),
    ("1", "法律援助审批", "司法局", "1.申请表\n2.身份证", "2"),
    ("2", "公证员变更", "司法局", "申请表；执业证", "1"),
)
HTML = (
    "<!doctype html><html><head><meta charset=utf-8><title>办事指南</title></head><body><div class=nav>"
    "<a href=/>首页</a></div><h1>{}</h1>{}<table border=1>{}</table><a href=a.docx>申请表</a>"
    '<script>var d={{"a":[1,2]}};</script></body></html>'
).format(
    LINES[0],
    "".join(f"<p>{line}</p>" for line in LINES[1:]),
    "".join("<tr>" + "".join(f"<td rowspan=1>{cell}</td>" for cell in row) + "</tr>" for row in ROWS),
)
CSV = "\r\n".join(",".join('"' + cell + '"' for cell in row) for row in ROWS)


def docx() -> list[bytes]:
    return [
        making.docx_of(*LINES[1:], title=LINES[0]),
        making.docx_table([["申请材料", "序号", "名称"], ["^", "1", "身份证"], ["^", "2", None]]),
        making.docx_with_numbers(),
    ]


def xlsx() -> list[bytes]:
    return [
        making.xlsx_of({"导出": ROWS}),
        making.xlsx_of({"a": [["事项名称", "甲"]], "b": ROWS}, [("a", "A2:C4", "合并")]),
    ]


def pdf() -> list[bytes]:
    return [making.pdf_of(*LINES, [list(row) for row in ROWS]), making.scanned_pdf()]


def mht() -> list[bytes]:
    page = HTML.encode()
    return [making.mht_of(page, "8bit", "utf-8"), making.mht_of(page, "8bit", "gb2312", frames=(page,))]


def members() -> dict[str, bytes]:
    return {
        "民政局/甲.txt": "\n".join(LINES).encode("gb18030"),
        "乙.docx": docx()[0],
        "丙.zip": packing.zip_of({"a.csv": CSV.encode()}),
    }


def zips() -> list[bytes]:
    return [packing.zip_of(members()), packing.zip_of(members(), locked="乙.docx", gbk=False)]


CORPORA: dict[str, Callable[[], list[bytes]]] = {
    "docx": docx,
    "zip": zips,
    "mht": mht,
    "csv": lambda: [CSV.encode(), CSV.replace(",", "\t").encode("utf-16")],
    "xlsx": xlsx,
    "pdf": pdf,
    "html": lambda: [HTML.encode()],
    "txt": lambda: ["\n".join(LINES).encode(), "\n".join(LINES).encode("gb18030")],
    "7z": lambda: [packing.seven_zip_of(members())],
    "rar": lambda: [packing.rar_of(members())],
    "doc": lambda: [(OLD / "guide.doc").read_bytes()],
    "rtf": lambda: [(OLD / "guide.rtf").read_bytes()],
}
