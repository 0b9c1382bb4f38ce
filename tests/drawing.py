"""Draws the pictures that the tests read, as a scanner or a telephone would give them."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from io import BytesIO
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

PRINT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(PRINT))
PAGE = (1240, 1754)
"""A4 at 150 dots an inch."""


def chinese_font() -> tuple[str, int]:
    """The file of a Chinese font and its place in it, or "" where none is installed."""
    if not shutil.which("fc-match"):
        return "", 0
    said = subprocess.run(
        ["fc-match", "-f", "%{file}\n%{index}\n%{lang}", "Noto Sans CJK SC:lang=zh-cn"],
        capture_output=True,
        text=True,
    ).stdout
    file, index, languages = said.split("\n")
    return (file, int(index)) if "zh-cn" in languages.lower() else ("", 0)


FONT_FILE, FONT_INDEX = chinese_font()
needs_font = pytest.mark.skipif(not FONT_FILE, reason="no Chinese font is installed (fonts-noto-cjk)")


def font(size: int) -> Any:
    return ImageFont.truetype(FONT_FILE, size, index=FONT_INDEX)


def page_of(
    lines: Sequence[str], table: Sequence[Sequence[str]] = (), *, size: int = 32, ruled: bool = True
) -> Image.Image:
    """Lines, and below them a table; None-like "^" continues the cell above."""
    image = Image.new("RGB", PAGE, "white")
    draw = ImageDraw.Draw(image)
    y = 80
    for text in lines:
        draw.text((90, y), text, font=font(size), fill="black")
        y += int(size * 1.9)
    if table:
        draw_table(draw, table, y + 20, size=max(size - 8, 10), ruled=ruled)
    return image


def draw_table(draw: Any, rows: Sequence[Sequence[str]], top: int, *, size: int, ruled: bool) -> None:
    wide, high = (PAGE[0] - 120) // len(rows[0]), int(size * 2.4)
    for at, row in enumerate(rows):
        for place, text in enumerate(row):
            left, upper = 60 + place * wide, top + at * high
            last = at
            while last + 1 < len(rows) and rows[last + 1][place] == "^":
                last += 1
            if text == "^":
                continue
            if ruled:
                draw.rectangle(
                    (left, upper, left + wide, upper + (last - at + 1) * high), outline="black", width=2
                )
            draw.text((left + 10, upper + high // 5), text, font=font(size), fill="black")


def worn(image: Image.Image, *, blur: float = 3.0, quality: int = 25, turned: float = 0.0) -> Image.Image:
    """A picture as a bad telephone takes it."""
    image = image.rotate(turned, fillcolor="white", resample=Image.Resampling.BICUBIC)
    return Image.open(BytesIO(saved(image.filter(ImageFilter.GaussianBlur(blur)), "JPEG", quality=quality)))


def saved(image: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def scanned(*pages: Image.Image | str) -> bytes:
    """A PDF of scans; a text is a page of print."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for page in pages:
        if isinstance(page, str):
            canvas.setFont(PRINT, 12)
            for at, line in enumerate(page.splitlines()):
                canvas.drawString(60, 780 - 22 * at, line)
        else:
            canvas.drawImage(ImageReader(BytesIO(saved(page, "JPEG", quality=85))), 0, 0, *A4)
        canvas.showPage()
    canvas.save()
    return out.getvalue()
