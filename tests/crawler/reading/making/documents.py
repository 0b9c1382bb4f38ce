"""Writes the fixtures that are Word, Excel and PDF files: `python -m tests.crawler.reading.making.documents`."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import xlsxwriter
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table, TableStyle

from tests.crawler.documents.making import add_table, docx_with_numbers, saved

FIXTURES = Path(__file__).parents[1] / "fixtures"
FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
BODY = ParagraphStyle("body", fontName=FONT, fontSize=11, leading=18, wordWrap="CJK")
HEAD = ParagraphStyle("head", fontName=FONT, fontSize=16, leading=28, alignment=1, wordWrap="CJK")


def word_form_with_nested_table() -> bytes:
    """A guide laid out as one table, the materials as rows of it."""
    document = docx.Document()
    document.add_paragraph("附件2")
    document.add_heading("示例县政务服务事项办事指南", 1)
    rows = [
        ["事项名称", "渔业船舶船员证书核发", None, None, None],
        ["实施机构", "示例县农业农村局渔政站", None, "事项类别", "行政许可"],
        ["办件类型", "承诺件", None, "跑动次数", "1次"],
        ["法定时限", "15个工作日", None, "承诺时限", "3个工作日"],
        ["申办条件", "1.年满18周岁且初次申请不超过60周岁；\n2.符合船员健康标准；\n3.经过船员基本安全培训。", None, None, None],
        ["申请材料", "序号", "材料名称", "形式", "份数"],
        ["^", "1", "渔业船员证书申请表", "原件", "1"],
        ["^", "2", "有效身份证件", "复印件", "1"],
        ["^", "3", "船员健康证明（县级以上医院出具）", "原件", "1"],
        ["办理流程", "受理—审查—发证", None, None, None],
        ["收费标准", "不收费", None, None, None],
        ["办理地点", "示例县农业农村局二楼206", None, None, None],
        ["联系电话", "0377-65000601", None, "监督电话", "0377-65000602"],
    ]  # fmt: skip
    add_table(document, rows)
    return saved(document)


def word_paragraphs_bold_labels() -> bytes:
    """Labels in bold runs at the head of paragraphs, breaks by tabs and soft returns."""
    document = docx.Document()
    title = document.add_paragraph()
    title.alignment = 1
    title.add_run("示例街道居民困难补助申请须知").bold = True
    for label, value in (
        ("受理单位", "示例街道公共服务办公室"),
        ("申请对象及条件", "具有本街道户籍，因病、因灾造成基本生活困难的居民。"),
        ("所需手续", "①书面申请；②户口簿、身份证复印件；③医院诊断证明或灾情证明；④收入情况说明。"),
        ("办理程序", "申请—社区核实—街道审批—发放"),
        ("办结时限", "自受理之日起20个工作日"),
        ("收费", "免费"),
        ("办公时间", "周一至周五 8:30—12:00  14:00—17:30"),
        ("咨询电话", "0377－65000611"),
    ):
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{label}：").bold = True
        paragraph.add_run(value)
    note = document.add_paragraph("注：以上复印件需带原件核对。")
    note.add_run().add_break()
    return saved(document)


def excel_label_value() -> bytes:
    """One guide a sheet, labels in column B, values in a merged range."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    for sheet_name, values in {
        "卫生许可": [
            ("事项名称", "供水单位卫生许可"), ("实施主体", "示例县卫生健康委员会"), ("事项类型", "行政许可"),
            ("法定办结时限", "20个工作日"), ("承诺办结时限", "4个工作日"), ("受理条件", "1.取得营业执照\n2.水质检测合格"),
            ("申请材料", "1.卫生许可申请书\n2.水质检验报告\n3.直接从事供、管水人员健康合格证明"),
            ("收费标准", "不收费"), ("咨询电话", "0377-65000621"),
        ],
        "放射许可": [
            ("事项名称", "放射诊疗许可"), ("实施主体", "示例县卫生健康委员会"), ("事项类型", "行政许可"),
            ("法定办结时限", "20个工作日"), ("承诺办结时限", "即办"), ("受理条件", "具有经核准登记的医学影像科诊疗科目"),
            ("申请材料", "1.放射诊疗许可申请表\n2.放射防护检测报告（一年以内）"),
            ("收费标准", "无"), ("咨询电话", 65000622),
        ],
    }.items():  # fmt: skip
        sheet = book.add_worksheet(sheet_name)
        wrap = book.add_format({"text_wrap": True})
        sheet.merge_range("B2:F2", "办事指南要素表", wrap)
        for at, (label, value) in enumerate(values, 2):
            sheet.write(at, 1, label)
            sheet.merge_range(at, 2, at, 5, value, wrap)
    book.close()
    return out.getvalue()


def excel_item_rows() -> bytes:
    """One item a row, two header rows, the unit in merged cells."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Sheet1")
    wrap = book.add_format({"text_wrap": True})
    sheet.merge_range("A1:J1", "示例乡便民服务中心办事指南一览表（2021版）", wrap)
    for column, text in ((0, "序号"), (1, "事项名称"), (2, "承办部门"), (3, "申请条件"), (4, "所需材料")):
        sheet.merge_range(1, column, 2, column, text, wrap)
    sheet.merge_range("F2:G2", "办理时限", wrap)
    sheet.write("F3", "法定时限")
    sheet.write("G3", "承诺时限")
    for column, text in ((7, "收费标准"), (8, "办理地点"), (9, "联系电话")):
        sheet.merge_range(1, column, 2, column, text, wrap)
    rows: list[list[Any]] = [
        [1, "生育登记", None, "已婚夫妻", "1、结婚证；2、双方身份证", "5个工作日", "即办", "不收费", "2号窗口", "65000631"],
        [2, "计划生育特殊家庭扶助", None, "独生子女死亡或伤残的父母", "1、申请表；2、户口簿；3、死亡证明或残疾证", "", "20个工作日", "不收费", "2号窗口", "65000631"],
        [3, "农村宅基地申请", "示例乡自然资源所", "本集体经济组织成员且一户一宅", "1、《农村宅基地和建房（规划许可）申请表》；2、农村宅基地使用承诺书", "", "30日", "不收费", "5号窗口", "65000632"],
    ]  # fmt: skip
    sheet.merge_range("C4:C5", "示例乡社会事务办", wrap)
    for at, row in enumerate(rows, 3):
        for column, value in enumerate(row):
            if value is not None:
                sheet.write(at, column, value, wrap)
    book.close()
    return out.getvalue()


def pdf_of(story: list[Flowable]) -> bytes:
    out = BytesIO()
    SimpleDocTemplate(out, pagesize=A4, invariant=1).build(story)
    return out.getvalue()


def pdf_two_column_table() -> bytes:
    """A narrow table whose cells break in the middle of words, over two pages."""
    rows = [
        ("事项名称", "道路货物运输经营许可（新办）"), ("实施主体", "示例县交通运输局"),
        ("办件类型", "承诺件"), ("法定办结时限", "20个工作日"), ("承诺办结时限", "2个工作日"),
        ("受理条件", "1.有与其经营业务相适应并经检测合格的车辆；<br/>2.有符合规定条件的驾驶人员；<br/>3.有健全的安全生产管理制度。"),
        ("申请材料", "1.道路货物运输经营申请表；<br/>2.负责人身份证明及经办人的身份证明和委托书；<br/>3.机动车辆行驶证、车辆技术等级评定结论复印件；<br/>4.拟聘用驾驶员的机动车驾驶证、从业资格证及其复印件；<br/>5.安全生产管理制度文本。"),
        ("办理流程", "申请→受理→审查→决定→颁发证照"), ("收费标准", "不收费"),
        ("办理地点", "示例县政务服务中心三楼交通运输局窗口"), ("咨询电话", "0377-65000641"),
        ("监督投诉电话", "0377-65000642"),
    ]  # fmt: skip
    cells = [[Paragraph(label, BODY), Paragraph(value, BODY)] for label, value in rows]
    grid = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")])
    return pdf_of(
        [Paragraph("道路货物运输经营许可办事指南", HEAD), Table(cells, colWidths=(70, 190), style=grid)]
    )


def pdf_paragraphs() -> bytes:
    """Numbered headings on lines of their own, wrapped sentences, a page number below."""
    texts = [
        "一、适用范围", "示例县行政区域内医疗器械经营企业的备案。", "二、设定依据",
        "《医疗器械监督管理条例》（国务院令第739号）第四十一条：从事第二类医疗器械经营的，由经营企业向所在地设区的市级人民政府负责药品监督管理的部门备案。",
        "三、申请条件", "（一）具有与经营范围和经营规模相适应的质量管理机构或者质量管理人员，质量管理人员应当具有国家认可的相关专业学历或者职称；",
        "（二）具有与经营范围和经营规模相适应的经营、贮存场所。", "四、申请材料", "1．第二类医疗器械经营备案表",
        "2．经营场所、库房地址的地理位置图、平面图、房屋产权证明文件或者租赁协议（附房屋产权证明文件）复印件",
        "3．经营质量管理制度、工作程序等文件目录", "4．经办人授权证明",
        "五、办结时限", "当场办结", "六、收费标准", "不收费", "七、咨询电话", "0377-65000651",
    ]  # fmt: skip
    return pdf_of(
        [
            Paragraph("第二类医疗器械经营备案办事指南", HEAD),
            *(Paragraph("　　" + text, BODY) for text in texts),
            Paragraph("- 1 -", HEAD),
        ]
    )


def word_two_guides_and_header() -> bytes:
    """Two guides in one file, a header with the office's phone, a paragraph that was struck by revision."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "示例县市场监督管理局  电话：0377-65000660"
    document.sections[0].footer.paragraphs[0].text = "第 1 页"
    for name, condition, materials, limit in (
        ("食品摊贩备案", "在指定地点经营的食品摊贩", ("备案申请表", "健康证明", "身份证"), "1个工作日"),
        (
            "计量器具强制检定申请",
            "使用强制检定计量器具的单位",
            ("强制检定申请书", "计量器具清单"),
            "20个工作日",
        ),
    ):
        document.add_heading(f"{name}办事指南", 1)
        document.add_heading("一、受理条件", 2)
        document.add_paragraph(condition)
        document.add_heading("二、申请材料", 2)
        for at, text in enumerate(materials, 1):
            document.add_paragraph(f"{at}.{text}；")
        deleted(document.add_paragraph(), f"{len(materials) + 1}.其他材料；")
        document.add_heading("三、办理时限", 2)
        document.add_paragraph(limit)
        document.add_heading("四、咨询电话", 2)
        document.add_paragraph("0377-65000661")
    return saved(document)


def deleted(paragraph: Any, text: str) -> None:
    """Text that a reviser struck out: it is in the file and no longer on the page."""
    mark = OxmlElement("w:del")
    mark.set(qn("w:id"), "7")
    mark.set(qn("w:author"), "示例")
    run = OxmlElement("w:r")
    words = OxmlElement("w:delText")
    words.text = text
    run.append(words)
    mark.append(run)
    paragraph._p.append(mark)


def word_wide_table_of_rights() -> bytes:
    """Label cells that stand upright, a table of materials inside a cell."""
    document = docx.Document()
    document.add_paragraph("示例县残疾人联合会政务服务事项办事指南")
    table = document.add_table(rows=6, cols=2)
    for at, (label, value) in enumerate(
        (
            ("事\n项\n名\n称", "残疾人证换领、迁移、挂失补办、注销"),
            ("实施\n主体", "示例县残疾人联合会"),
            ("受理\n条件", "1.残疾人证有效期满；\n2.户籍迁移；\n3.证件遗失。"),
            ("申\n请\n材\n料", ""),
            ("承诺\n时限", "即时办结"),
            ("监督\n电话", "0377-65000671"),
        )
    ):
        table.cell(at, 0).text = label
        table.cell(at, 1).text = value
    inner = table.cell(3, 1).add_table(rows=3, cols=4)
    for at, row in enumerate(
        (
            ("材料名称", "材料形式", "份数", "备注"),
            ("申请表", "原件", "1", ""),
            ("旧残疾人证", "原件", "1", "挂失的登报声明"),
        )
    ):
        for place, text in enumerate(row):
            inner.cell(at, place).text = text
    return saved(document)


def pdf_two_pages_running_heads() -> bytes:
    """A list that goes on over the page, between running heads and page numbers."""
    materials = [
        "医疗机构设置审批申请书", "选址报告和建筑设计平面图", "可行性研究报告", "房屋产权证明或者使用证明",
        "资产评估报告或者验资证明", "医疗机构法定代表人签字表", "主要负责人任职证明", "卫生技术人员名录及有关证书复印件",
        "医疗机构规章制度", "消防验收合格证明", "污水处理方案", "放射诊疗建设项目评价报告",
    ]  # fmt: skip
    texts = [
        "一、实施机关", "示例县卫生健康委员会", "二、申请材料",
        *(f"{at}.{text}；" for at, text in enumerate(materials, 1)),
        "三、法定时限", "30日", "四、承诺时限", "15个工作日", "五、联系电话", "0377-65000681（工作日）",
    ]  # fmt: skip
    out = BytesIO()

    def heads(canvas: Any, document: Any) -> None:
        canvas.setFont(FONT, 9)
        canvas.drawString(72, 800, "示例县政务服务事项办事指南汇编")
        canvas.drawString(280, 40, f"第 {document.page} 页 共 2 页")

    wide = ParagraphStyle("wide", parent=BODY, leading=34)
    story: list[Flowable] = [Paragraph("医疗机构设置审批（含港澳台）办事指南", HEAD)]
    story += [Paragraph("　　" + text, wide) for text in texts]
    SimpleDocTemplate(out, pagesize=A4, invariant=1).build(story, onFirstPage=heads, onLaterPages=heads)
    return out.getvalue()


def excel_several_guides_below_each_other() -> bytes:
    """Guides as blocks of one sheet, a row of the name across before each."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("指南")
    at = 0
    for name, rows in (
        ("临时救助", (("申请条件", "因火灾、交通事故等基本生活陷入困境的家庭"), ("申请材料", "1.申请书 2.身份证 3.困难情况证明"), ("办理时限", "紧急的24小时内")) ),
        ("最低生活保障", (("申请条件", "人均收入低于保障标准"), ("申请材料", "1.申请书 2.授权书 3.户口簿"), ("办理时限", "30个工作日")) ),
    ):  # fmt: skip
        sheet.merge_range(at, 0, at, 2, f"{name}办事指南")
        for step, (label, value) in enumerate(rows, 1):
            sheet.write(at + step, 0, label)
            sheet.merge_range(at + step, 1, at + step, 2, value)
        at += len(rows) + 2
    book.close()
    return out.getvalue()


def word_label_and_value_in_a_cell() -> bytes:
    """Cells that hold label and value together, two to a row."""
    document = docx.Document()
    document.add_paragraph("示例县公共服务事项一次性告知单").alignment = 1
    rows = [
        ["事项名称：水费减免申请", "办理单位：示例县供水公司"],
        ["办结时限：3个工作日", "收费标准：免费"],
        ["申请条件：1.低保家庭；2.特困家庭", None],
        ["所需材料：1.减免申请表；2.低保证或特困证；3.户主身份证", None],
        ["办理地点：示例县供水公司营业厅", "咨询电话：0377-65002101"],
    ]
    add_table(document, rows)
    return saved(document)


def word_several_parts() -> bytes:
    """Parts named 第一部分 … with one item each; the labels are numbered anew in each."""
    document = docx.Document()
    document.add_heading("示例县工会服务职工事项办事指南汇编", 0)
    for part, name, who, materials, limit in (
        ("第一部分", "困难职工帮扶", "建档困难职工", ("困难职工申请表", "收入证明", "医疗费用票据"), "20个工作日"),
        ("第二部分", "职工互助保障理赔", "参加互助保障的职工", ("理赔申请书", "住院病历", "银行卡复印件"), "10个工作日"),
        ("第三部分", "金秋助学", "困难职工子女", ("助学申请表", "录取通知书"), "30日"),
    ):  # fmt: skip
        document.add_heading(f"{part}　{name}", 1)
        document.add_paragraph(f"一、服务对象：{who}")
        document.add_paragraph("二、申报材料：")
        for text in materials:
            document.add_paragraph(text, style="List Bullet")
        document.add_paragraph(f"三、办理时限：{limit}")
    document.add_paragraph("咨询电话：0377-65002111（县总工会权益保障部）")
    return saved(document)


def excel_material_rows() -> bytes:
    """Fields above, a table of materials below, in one sheet."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Sheet1")
    rows: list[list[Any]] = [
        ["办事指南"],
        ["事项名称", "医疗器械广告审查", "事项编码", "SL-SC-0088"],
        ["实施主体", "示例市市场监督管理局", "办件类型", "承诺件"],
        ["法定办结时限", "10个工作日", "承诺办结时限", "3个工作日"],
        ["受理条件", "持有医疗器械注册证的生产企业或其授权的经营企业"],
        ["申请材料"],
        ["序号", "材料名称", "材料形式", "份数", "必要性", "来源渠道"],
        [1, "医疗器械广告审查表", "原件", 1, "必要", "申请人自备"],
        [2, "广告样件", "电子", 1, "必要", "申请人自备"],
        [3, "医疗器械注册证", "复印件", 1, "容缺后补", "政府部门核发"],
        ["咨询电话", "0377-65002121", "监督电话", "0377-65002122"],
    ]
    for at, row in enumerate(rows):
        for place, value in enumerate(row):
            sheet.write(at, place, value)
    book.close()
    return out.getvalue()


def pdf_label_over_value() -> bytes:
    """Labels in bold on their own lines, values below without numbers, two columns of text never."""
    bold = ParagraphStyle("bold", parent=BODY, fontSize=13)
    story: list[Flowable] = [Paragraph("旅馆业特种行业许可证核发服务指南", HEAD)]
    for label, *values in (
        ("【实施机关】", "示例县公安局"),
        ("【申请条件】", "1.房屋建筑、消防设备等符合规定；", "2.具有必要的防盗安全设施。"),
        ("【申请材料】", "1.特种行业许可证申请登记表；", "2.营业执照；", "3.旅馆地理位置图和内部结构平面图；", "4.从业人员名册；", "5.治安保卫制度。"),
        ("【法定时限】", "20个工作日"),
        ("【承诺时限】", "10个工作日"),
        ("【收费标准】", "不收费"),
        ("【办理地点】", "示例县政务服务中心公安综合窗口"),
        ("【咨询电话】", "0377-65002131"),
    ):  # fmt: skip
        story += [Paragraph(label, bold), *(Paragraph(value, BODY) for value in values)]
    return pdf_of(story)


def pdf_of_a_scan() -> bytes:
    """A page that is one picture: nothing can be read from it."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    canvas.drawInlineImage(Image.new("L", (200, 280), 230), 60, 100, 470, 660)
    canvas.save()
    return out.getvalue()


MAKERS = {
    "word-form-with-material-rows": ("page.docx", word_form_with_nested_table),
    "word-bold-labels": ("page.docx", word_paragraphs_bold_labels),
    "word-automatic-numbers": ("page.docx", docx_with_numbers),
    "excel-sheet-a-guide": ("page.xlsx", excel_label_value),
    "excel-item-rows-two-headers": ("page.xlsx", excel_item_rows),
    "pdf-narrow-table": ("page.pdf", pdf_two_column_table),
    "word-two-guides-and-header": ("page.docx", word_two_guides_and_header),
    "word-table-in-a-cell": ("page.docx", word_wide_table_of_rights),
    "pdf-running-heads": ("page.pdf", pdf_two_pages_running_heads),
    "excel-guides-below-each-other": ("page.xlsx", excel_several_guides_below_each_other),
    "word-label-and-value-in-a-cell": ("page.docx", word_label_and_value_in_a_cell),
    "word-several-parts": ("page.docx", word_several_parts),
    "excel-material-rows": ("page.xlsx", excel_material_rows),
    "pdf-label-over-value": ("page.pdf", pdf_label_over_value),
    "pdf-of-a-scan": ("page.pdf", pdf_of_a_scan),
    "pdf-numbered-paragraphs": ("page.pdf", pdf_paragraphs),
}


def steady(data: bytes) -> bytes:
    """The same file whenever it is made: without the time of making."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in made.namelist():
            text = made.read(name)
            if name == "docProps/core.xml":
                text = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2021-01-01T00:00:00Z", text)
            kept.writestr(zipfile.ZipInfo(name, (2021, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def main() -> None:
    """Write every file again."""
    for name, (file, make) in MAKERS.items():
        folder = FIXTURES / name
        folder.mkdir(parents=True, exist_ok=True)
        data = make()
        (folder / file).write_bytes(data if file.endswith(".pdf") else steady(data))


if __name__ == "__main__":
    main()
