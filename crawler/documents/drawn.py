"""The ruled lines of a scanned page to the boxes of table cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crawler.documents.cells import Box

if TYPE_CHECKING:
    from PIL.Image import Image

FEWEST_CELLS = 4
"""A frame with fewer is a frame, no table."""

MOST_CELLS = 3000


def tables_in(image: Image, text_height: float) -> list[list[Box]]:
    """The cells of each ruled table, tables from top to bottom."""
    import cv2

    lines = ruled_lines(image, text_height)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(lines, connectivity=8)
    found = []
    for number in range(1, count):
        left, top, width, height, _ = (int(value) for value in stats[number])
        if width > 5 * text_height and height > 2 * text_height:
            drawn = labels[top : top + height, left : left + width] == number
            cells = enclosed(drawn, left, top, text_height)
            if FEWEST_CELLS <= len(cells) <= MOST_CELLS:
                found.append(cells)
    return apart(found)


def ruled_lines(image: Image, text_height: float) -> Any:
    """A mask of what is longer than any stroke of a character."""
    import cv2
    import numpy as np

    grey = np.asarray(image.convert("L"))
    # Against the surroundings, since the light of a photo falls off to one side.
    ink = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 12)
    wide, high = max(int(2.5 * text_height), 15), max(int(1.2 * text_height), 15)
    across = cv2.morphologyEx(ink, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, (wide, 1)))
    down = cv2.morphologyEx(ink, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, (1, high)))
    # Lines of a worn print have gaps, and do not quite meet at corners.
    across = cv2.dilate(across, cv2.getStructuringElement(cv2.MORPH_RECT, (11, 3)))
    down = cv2.dilate(down, cv2.getStructuringElement(cv2.MORPH_RECT, (3, 11)))
    return cv2.bitwise_or(across, down)


def enclosed(drawn: Any, left: int, top: int, text_height: float) -> list[Box]:
    """What the lines of one table enclose; what reaches around the table is outside."""
    import cv2
    import numpy as np

    free = np.pad(~drawn, 1, constant_values=True).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(free, connectivity=4)
    outside = int(labels[0, 0])
    boxes = []
    for number, (x, y, width, height, _) in enumerate(stats.tolist()):
        if number and number != outside and min(width, height) > 0.6 * text_height:
            boxes.append((left + x - 1.0, top + y - 1.0, left + x + width - 1.0, top + y + height - 1.0))
    return boxes


def apart(tables: list[list[Box]]) -> list[list[Box]]:
    """Tables from top to bottom, without those that stand inside another."""
    kept: list[list[Box]] = []
    for cells in sorted(tables, key=lambda cells: (min(box[1] for box in cells), -len(cells))):
        top = min(box[1] for box in cells)
        if all(top >= max(box[3] for box in other) - 1 for other in kept):
            kept.append(cells)
    return kept
