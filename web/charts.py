"""Charts as SVG pictures: nothing in them runs, nothing in them is asked for elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pygal
from pygal.style import Style

FONT = "Microsoft YaHei, PingFang SC, Noto Sans CJK SC, Source Han Sans SC, WenQuanYi Micro Hei, sans-serif"
LABELS = 10
"""So many days are written under a chart at most."""


@dataclass(frozen=True, slots=True)
class Series:
    """One line of a chart: its colour, and its dashes, by which it is told apart in black and white."""

    title: str
    colour: str
    values: tuple[int | None, ...]
    """One for each day; None where nothing is to be drawn."""
    dashes: str = ""


def line_chart(days: Sequence[str], series: Sequence[Series]) -> bytes:
    """Lines over days, as an SVG document for an <img>; the words stand beside it, not in it."""
    chart = pygal.Line(
        style=style_of(series), js=[], width=1000, height=270, show_legend=True, legend_at_bottom=True,
        legend_at_bottom_columns=len(series), x_label_rotation=0, show_minor_x_labels=False, dots_size=3,
        min_scale=3, include_x_axis=True, explicit_size=True, margin=8, truncate_legend=-1,
        formatter=lambda value: f"{value:.0f}", no_data_text="没有数据", range=(0, top(series)),
        css=["file://style.css", "file://graph.css", "inline:.series .line{stroke-width:2.5px !important}"],
    )  # fmt: skip
    chart.x_labels = list(days)
    step = -(-len(days) // LABELS)
    chart.x_labels_major = [day for number, day in enumerate(reversed(days)) if number % step == 0]
    chart.y_labels = marks(top(series))
    for one in series:
        chart.add(one.title, list(one.values), stroke_style={"dasharray": one.dashes or "none"})
    chart.add_xml_filter(without_script)
    drawn = chart.render()
    assert isinstance(drawn, bytes)
    return drawn


def style_of(series: Sequence[Series]) -> Style:
    return Style(
        background="#ffffff", plot_background="#ffffff", foreground="#26394e", foreground_strong="#26394e",
        foreground_subtle="#cfd6de", colors=tuple(one.colour for one in series), font_family=FONT,
        label_font_size=14, major_label_font_size=14, legend_font_size=15, opacity="1", opacity_hover="1",
        guide_stroke_color="#e1e6ec", major_guide_stroke_color="#cfd6de", transition="0s",
    )  # fmt: skip


def top(series: Sequence[Series]) -> int:
    """The highest mark of the scale: the next of 5, 10, 20, 50, 100 … above everything that is drawn."""
    highest, mark = max((value or 0 for one in series for value in one.values), default=0), 5
    for factor in (2, 2, 2.5) * 9:
        if mark >= highest:
            break
        mark = int(mark * factor)
    return mark


def marks(highest: int) -> list[int]:
    return [highest * part // 5 for part in range(6)]


def without_script(root: Any) -> Any:
    """Take out what pygal adds for its tooltips, and its remarks: a picture needs neither."""
    for parent in list(root.iter()):
        for child in [one for one in parent if not isinstance(one.tag, str) or one.tag.endswith("script")]:
            parent.remove(child)
        if str(parent.tag).endswith("title"):
            parent.text = ""
    return root
