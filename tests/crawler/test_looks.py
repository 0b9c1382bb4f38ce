"""Two copies of one picture look alike whatever their size; a blank page looks like nothing."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from crawler.looks import look_of


def picture(seed: int, size: tuple[int, int], form: str = "JPEG", **more: int) -> bytes:
    image = Image.new("L", (16, 12))
    image.putdata([(seed * 7919 + place * place * 31 + place * 17 * seed) % 256 for place in range(16 * 12)])
    file = BytesIO()
    image.resize(size, Image.Resampling.BICUBIC).save(file, form, **more)
    return file.getvalue()


def bits(one: bytes, other: bytes) -> int:
    return (int(look_of(one), 16) ^ int(look_of(other), 16)).bit_count()


def test_size_and_quality_hardly_change_a_look() -> None:
    original = picture(1, (1600, 1200))
    assert len(look_of(original)) == 16
    assert bits(original, picture(1, (640, 480), quality=60)) <= 4
    assert bits(original, picture(1, (800, 600), "PNG")) <= 4


@pytest.mark.parametrize("seed", range(2, 8))
def test_another_picture_looks_different(seed: int) -> None:
    assert bits(picture(1, (640, 480)), picture(seed, (640, 480))) > 10


@pytest.mark.parametrize(
    "body", [b"", b"%PDF-1.4", b"\xff\xd8\xff broken", picture(1, (640, 480))[:300]], ids=len
)
def test_what_cannot_be_opened_has_no_look(body: bytes) -> None:
    assert look_of(body) == ""


def test_a_blank_page_has_no_look() -> None:
    file = BytesIO()
    Image.new("RGB", (600, 800), "white").save(file, "PNG")
    assert look_of(file.getvalue()) == ""
