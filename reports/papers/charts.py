"""Bar charts: in Word a chart of its own, which the office can edit; on a page the same bars as a picture.

xlsxwriter draws the chart into a small workbook; the Word file takes the chart over and keeps the workbook
behind it, as Word itself does. The page reads the chart back from the Word file.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pygal
import xlsxwriter
from lxml import etree
from pygal.style import Style

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
LINKED = (
    '<c:externalData xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'r:id="rId1"><c:autoUpdate val="0"/></c:externalData>'
)
SHOWS_VALUE = '<c:showVal val="1"/>'
SHOWS_VALUE_ONLY = (
    '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/>'
    '<c:showPercent val="0"/><c:showBubbleSize val="0"/>'
)
"""What is not said of a label, some programs show."""
BEHIND = "数据"
COLOURS = ("#7F7F7F", "#1F1F1F", "#BFBFBF", "#595959")
"""Told apart when printed in black and white."""
FONT = "宋体"
LABEL = 12
DOTS = 96 / 25.4
PAGE_WIDTH = round(156 * DOTS)
"""Dots of a page in a millimetre, and in the width of its text."""
PAGE_FONT = "SimSun, 宋体, Noto Serif CJK SC, Noto Sans CJK SC, serif"


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars beside each other for each name; every series has a value for every name."""

    title: str
    names: tuple[str, ...]
    series: tuple[tuple[str, tuple[int, ...]], ...]

    @property
    def said(self) -> str:
        """The same in words, for whoever cannot see it."""
        rows = (
            f"{name}：" + "、".join(f"{title}{values[place]}" for title, values in self.series)
            for place, name in enumerate(self.names)
        )
        return "；".join(rows)

    @property
    def height(self) -> int:
        """Millimetres that the chart needs."""
        return 20 + len(self.names) * (2 + 3 * len(self.series))


def workbook_of(bars: Bars) -> bytes:
    """The numbers of a chart as a workbook, with the chart in it."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"created": datetime(2022, 1, 1)})
        sheet = book.add_worksheet(BEHIND)
        for row, name in enumerate(bars.names, 1):
            sheet.write_string(row, 0, name)
        for column, (title, values) in enumerate(bars.series, 1):
            sheet.write_string(0, column, title)
            for row, value in enumerate(values, 1):
                sheet.write_number(row, column, value)
        sheet.insert_chart("F1", chart_in(book, bars))
    return file.getvalue()


def chart_in(book: Any, bars: Bars) -> Any:
    """The chart over the sheet of numbers; the first name stands at the top."""
    chart = book.add_chart({"type": "bar"})
    font = {"name": FONT, "size": 9}
    for column, colour in zip(range(1, len(bars.series) + 1), COLOURS, strict=False):
        chart.add_series({
            "name": [BEHIND, 0, column],
            "categories": [BEHIND, 1, 0, len(bars.names), 0],
            "values": [BEHIND, 1, column, len(bars.names), column],
            "fill": {"color": colour}, "gap": 40,
            "data_labels": {"value": True, "font": font},
        })  # fmt: skip
    chart.set_title({"none": True})
    chart.set_legend({"position": "bottom", "font": font})
    chart.set_y_axis({"reverse": True, "num_font": font, "major_tick_mark": "none"})
    chart.set_x_axis({"num_font": font, "num_format": "0", "min": 0, "major_gridlines": {"visible": False}})
    return chart


def chart_part(workbook: bytes) -> bytes:
    """The chart of a workbook as Word keeps it, with the workbook as its first relation."""
    with ZipFile(BytesIO(workbook)) as opened:
        drawn = opened.read("xl/charts/chart1.xml").decode()
    drawn = drawn.replace(SHOWS_VALUE, SHOWS_VALUE_ONLY)
    return drawn.replace("<c:printSettings>", f"{LINKED}<c:printSettings>", 1).encode()


def bars_from(part: bytes, title: str) -> Bars:
    """The bars of a chart that Word keeps; raises ValueError for another sort of chart."""
    root = etree.fromstring(part)
    found = [(texts(one, "tx"), texts(one, "cat"), texts(one, "val")) for one in root.iter(f"{C}ser")]
    if not found or any(len(names) != len(values) for _, names, values in found):
        raise ValueError("no bars")
    series = tuple(("".join(name), tuple(int(float(one)) for one in values)) for name, _, values in found)
    return Bars(title, tuple(found[0][1]), series)


def texts(series: Any, part: str) -> Sequence[str]:
    return [value.text or "" for one in series.iter(f"{C}{part}") for value in one.iter(f"{C}v")]


def picture_of(bars: Bars) -> str:
    """The bars as an image element of a page."""
    style = Style(
        background="#fff", plot_background="#fff", foreground="#000", foreground_strong="#000",
        foreground_subtle="#ccc", colors=COLOURS, font_family=PAGE_FONT, label_font_size=LABEL,
        major_label_font_size=LABEL, value_font_size=12, value_colors=("#000",) * len(COLOURS),
        legend_font_size=LABEL, opacity="1", transition="0s", value_label_font_size=12,
    )  # fmt: skip
    # It reckons with narrow signs; Chinese ones are twice as wide.
    longest = max(map(len, bars.names), default=0)
    chart = pygal.HorizontalBar(
        style=style, js=[], width=PAGE_WIDTH, height=round(bars.height * DOTS), explicit_size=True,
        print_values=True,
        print_zeroes=True, legend_at_bottom=True, legend_at_bottom_columns=len(bars.series),
        show_x_labels=False, show_x_guides=False, show_y_guides=False, margin=6,
        margin_left=6 + longest * LABEL // 2, truncate_label=-1,
        truncate_legend=-1, print_values_position="top", formatter=lambda value: f"{value:.0f}",
        spacing=8, zero=0, pretty_print=False,
    )  # fmt: skip
    chart.uuid = "bars"  # Else the same bars would be another picture each time.
    # It draws from the bottom up.
    chart.x_labels = list(reversed(bars.names))
    for title, values in bars.series:
        chart.add(title, list(reversed(values)))
    drawn = chart.render()
    return f'<img alt="{escape(bars.said)}" src="data:image/svg+xml;base64,{b64encode(drawn).decode()}">'
