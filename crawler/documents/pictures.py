"""Bytes of a picture to upright images of a size that can be read; bombs are left alone."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from io import BytesIO

from PIL import Image, ImageOps

from crawler.documents.errors import Unreadable

FORMATS = ("PNG", "JPEG", "BMP", "GIF", "WEBP", "TIFF")
MOST_PIXELS = 60_000_000
"""An A4 page at 600 dots an inch has 35 million."""

MOST_FRAMES = 20
"""Pages of one TIFF; of an animated picture only the first is content."""

WIDEST = 2200
"""Pixels of the shorter side: small print of an A4 page is still 20 pixels high."""

NARROW, SMALLEST = 800, 24
"""A shorter side below the first is enlarged; below the second there is no text, but an icon."""


def images_of(body: bytes) -> Iterator[Image.Image]:
    """The pages of a picture; raises Unreadable."""
    try:
        with warnings.catch_warnings():
            # Sizes are judged below, before anything is decoded.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(BytesIO(body), formats=FORMATS) as image:
                yield from upright(image)
    except Image.DecompressionBombError as error:
        raise Unreadable("图片尺寸过大，没有读取") from error
    except (OSError, ValueError, SyntaxError, TypeError, EOFError) as error:
        raise Unreadable("图片已损坏，无法打开") from error


def upright(image: Image.Image) -> Iterator[Image.Image]:
    for number in range(min(pages_in(image), MOST_FRAMES)):
        image.seek(number)
        if image.width * image.height > MOST_PIXELS:
            raise Unreadable(f"图片尺寸过大（{image.width}×{image.height}），没有读取")
        # A JPEG can be decoded at a half or a quarter of its size at once.
        image.draft("RGB", (2 * WIDEST, 2 * WIDEST))
        yield readable(ImageOps.exif_transpose(image))


def frames_of(body: bytes) -> int:
    """How many pages a picture has; raises Unreadable."""
    try:
        with Image.open(BytesIO(body), formats=FORMATS) as image:
            return pages_in(image)
    except (OSError, ValueError, SyntaxError) as error:
        raise Unreadable("图片已损坏，无法打开") from error


def pages_in(image: Image.Image) -> int:
    return int(getattr(image, "n_frames", 1)) if image.format == "TIFF" else 1


def readable(image: Image.Image) -> Image.Image:
    """Black on white, neither larger than helps nor smaller than can be read."""
    image = on_white(image)
    short = min(image.size)
    factor = WIDEST / short if short > WIDEST else 2.0 if SMALLEST <= short < NARROW else 1.0
    if factor == 1.0:
        return image
    size = (max(1, round(image.width * factor)), max(1, round(image.height * factor)))
    if size[0] * size[1] > MOST_PIXELS:
        return image
    return image.resize(size, Image.Resampling.LANCZOS)


def on_white(image: Image.Image) -> Image.Image:
    """Without transparency: what is printed on nothing is printed on paper."""
    if image.mode in ("I", "I;16", "F"):
        image = ImageOps.autocontrast(image.point(lambda value: value / 256).convert("L"))
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        paper = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(paper, image)
    return image.convert("RGB")
