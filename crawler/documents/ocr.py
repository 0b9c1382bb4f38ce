"""Text in pictures: recognised on this machine, by models that come with the package, nothing fetched."""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from importlib.util import find_spec
from math import degrees
from typing import TYPE_CHECKING, Any

from crawler.documents import drawn, recalled
from crawler.documents.cells import Box, over_pages
from crawler.documents.pictures import frames_of, images_of
from crawler.documents.printed import Word, blocks_of, slope_of, straightened, text_height_of
from crawler.reading.blocks import Picture
from crawler.recognised import Recognised, Seen, doubt_of, is_low, is_time_left

if TYPE_CHECKING:
    from PIL.Image import Image

NOT_INSTALLED = "没有安装图片文字识别组件"
LEGIBLE = 0.5
"""Confidence; what is recognised with less is a stamp, a drawing or a guess."""

DOUBTFUL = 0.8
"""Mean confidence; a page below it may stand on its head."""

LONGEST_SIDE, OVERLAP = 3300, 150
"""Pixels of one piece; a long picture for telephones is read in pieces."""

TURNED = 0.003
"""Radians; a page turned by less is straight."""

REMEMBERED = 128


def is_installed() -> bool:
    """Is the recognition installed? It is optional."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def why_unread() -> str:
    """Why nothing could be read from pictures."""
    return f"内容是图片或扫描件，{'没有识别出文字' if is_installed() else NOT_INSTALLED}，无法读取文字"


def read(body: bytes) -> Recognised:
    """The text of a picture, or of the pages of a TIFF; raises Unreadable."""
    if not is_installed():
        return Recognised((Picture("", "图片"),))
    seen = list(pages_of(body))
    left = frames_of(body) - len(seen)
    cut = f"后面{left}页没有识别出文字" if left else ""
    legible = [page for page in seen if page.blocks]
    blocks = (block for page in legible for block in page.blocks)
    whole = tuple(over_pages(blocks, lambda text: False)) or (Picture("", "图片"),)
    return Recognised(whole, doubt_of(legible, left_out=cut), is_low(legible))


def pages_of(body: bytes) -> Iterator[Seen]:
    """What each page of a picture says, as long as there is time; raises Unreadable."""
    for number, image in enumerate(images_of(body), 1):
        if not is_time_left():
            return
        yield seen_in(image, f"第{number}页" if number > 1 else "")


MEMORY: OrderedDict[str, Seen] = OrderedDict()


def seen_in(image: Image, where: str = "") -> Seen:
    """What one picture says; the same picture is looked at once."""
    key = f"{image.size}{recalled.digest(image)}"
    if key not in MEMORY:
        with recalled.recalling(key):
            MEMORY[key] = looked_at(image)
        while len(MEMORY) > REMEMBERED:
            MEMORY.popitem(last=False)
    MEMORY.move_to_end(key)
    found = MEMORY[key]
    return replace(found, where=where, blocks=tuple(replace(block, where=where) for block in found.blocks))


def looked_at(image: Image) -> Seen:
    """Recognise one upright or turned page."""
    image, words = upright(image)
    legible = [word for word in words if word.score >= LEGIBLE]
    illegible = len(words) - len(legible)
    slope = slope_of(legible)
    if abs(slope) > TURNED:
        from PIL.Image import Resampling

        legible = straightened(legible, slope, image.size)
        image = image.rotate(degrees(slope), resample=Resampling.BILINEAR, fillcolor="white")
    tables = drawn.tables_in(image, text_height_of(legible)) if legible else []
    legible = [piece for word in legible for piece in split(word, image, tables)]
    signs = sum(len(word.text) for word in legible)
    score = sum(word.score * len(word.text) for word in legible) / signs if signs else 0.0
    lowest = min((word.score for word in legible), default=0.0)
    return Seen(tuple(blocks_of(legible, tables)), score, lowest, illegible)


def upright(image: Image) -> tuple[Image, list[Word]]:
    """The page the right way up, with its words."""
    from PIL.Image import Transpose

    words = words_of(image)
    tall = sum(word.height > 1.5 * (word.right - word.left) for word in words if len(word.text) > 1)
    if tall * 2 > sum(len(word.text) > 1 for word in words):
        image = image.transpose(Transpose.ROTATE_90)
        words = words_of(image)
    if words and trust(words) < DOUBTFUL:
        turned = image.transpose(Transpose.ROTATE_180)
        others = words_of(turned)
        if gain(others) > gain(words):
            return turned, others
    return image, words


def trust(words: Sequence[Word]) -> float:
    return sum(word.score * len(word.text) for word in words) / sum(len(word.text) for word in words)


def gain(words: Sequence[Word]) -> float:
    """How much was recognised, and how surely: more text of higher confidence."""
    return sum(word.score**4 * len(word.text) for word in words)


def words_of(image: Image) -> list[Word]:
    """Everything that looks like text; a long picture in pieces that overlap a little."""
    found: list[Word] = []
    for top, bottom in pieces(image.height):
        for word in recognised(image.crop((0, top, image.width, bottom))):
            word = replace(word, top=word.top + top, bottom=word.bottom + top)
            # What is cut through stands whole in the next piece.
            above, below = top > 0 and word.top < top + 3, bottom < image.height and word.bottom > bottom - 3
            if not (above or below) and not any(same_place(word, other) for other in found[-60:]):
                found.append(word)
    return found


def pieces(height: int) -> Iterator[tuple[int, int]]:
    top = 0
    while height - top > LONGEST_SIDE:
        yield top, top + LONGEST_SIDE
        top += LONGEST_SIDE - OVERLAP
    yield top, height


def same_place(one: Word, other: Word) -> bool:
    return abs(one.middle - other.middle) < one.height / 2 and abs(one.centre - other.centre) < one.height


def split(word: Word, image: Image, tables: Sequence[Sequence[Box]]) -> list[Word]:
    """A word that was read across the line between two cells, as one word in each."""
    middle, wide = word.middle, word.right - word.left
    parts = [
        replace(word, left=max(word.left, box[0]), right=min(word.right, box[2]))
        for cells in tables
        for box in cells
        if box[1] <= middle <= box[3] and min(word.right, box[2]) - max(word.left, box[0]) > 0.12 * wide
    ]
    if len(parts) < 2:
        return [word]
    return [
        replace(part, text=text, score=score)
        for part in sorted(parts, key=lambda part: part.left)
        for text, score in [
            line_in(image.crop((int(part.left), int(part.top), int(part.right), int(part.bottom))))
        ]
        if text.strip() and score >= LEGIBLE
    ]


def recognised(image: Image) -> list[Word]:
    """What the models find in one picture."""
    found = recalled.answer("words", image, lambda: words_found(image))
    return [word_of(text, score, corners) for text, score, corners in found if text.strip()]


def words_found(image: Image) -> list[tuple[str, float, list[list[float]]]]:
    """Text, confidence and corners of everything that the models find."""
    found = engine()(pixels(image), use_cls=False)
    if found.txts is None or found.boxes is None:
        return []
    return [
        (text, float(score), corners.tolist())
        for text, score, corners in zip(found.txts, found.scores, found.boxes, strict=True)
    ]


def line_in(image: Image) -> tuple[str, float]:
    """The one line of text that a picture holds."""
    text, score = recalled.answer("line", image, lambda: line_found(image))
    return text, score


def line_found(image: Image) -> tuple[str, float]:
    found = engine()(pixels(image), use_det=False, use_cls=False)
    return (found.txts[0], float(found.scores[0])) if found.txts else ("", 0.0)


def word_of(text: str, score: float, corners: list[list[float]]) -> Word:
    """A word from the four corners of its place, the upper left one first."""
    across, down = [x for x, _ in corners], [y for _, y in corners]
    (x, y), (right, lower) = corners[0], corners[1]
    slope = (lower - y) / (right - x) if right > x else 0.0
    return Word(text, score, min(across), min(down), max(across), max(down), slope)


def pixels(image: Image) -> Any:
    """The picture as the models take it: blue, green, red."""
    import numpy as np

    return np.ascontiguousarray(np.asarray(image)[:, :, ::-1])


@lru_cache(maxsize=1)
def engine() -> Any:
    """The one engine of this process; loading it takes seconds and half a gigabyte."""
    from rapidocr import RapidOCR

    return RapidOCR(
        params={
            "Global.log_level": "critical",
            # What is hardly legible is counted, not dropped unseen.
            "Global.text_score": 0.0,
            # Pictures come in a size of our choosing.
            "Global.max_side_len": LONGEST_SIDE + OVERLAP,
            "EngineConfig.onnxruntime.intra_op_num_threads": min(2, os.cpu_count() or 1),
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )
