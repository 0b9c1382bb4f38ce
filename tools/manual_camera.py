"""Takes the manual's pictures: cropped, small, and the same again when nothing has changed.

Days, times of day, addresses on loopback, made-up passwords and folders differ with every run. They are
written over in the window just before a picture is taken, and put back after it. A picture that differs from
the one in the folder by a few pixels only leaves that one where it is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops
from playwright.sync_api import FloatRect, Page

DESK = (1366, 768)
PHONE = (390, 844)
COLOURS = 128
EDGE = 10
SHOWN_DAY = date(2026, 5, 12)
"""The day that the pictures show for today."""
NEAR = 200
"""So many days from today are days of the story; others are printed on the county's own documents."""
ALIKE = 0.0015
"""Pictures of which so small a share differs are the same picture: an edge drawn otherwise."""

LOADED = """async () => {
  for (const one of document.images) { one.loading = "eager"; await one.decode().catch(() => null); }
}"""
"""Pictures that wait until somebody scrolls to them are to be there as well."""
EVEN = (Path(__file__).parent / "manual_even.js").read_text("utf-8")


@dataclass
class Camera:
    """Where the pictures go, and what is written over in them."""

    folder: Path
    workplace: Path
    sites: dict[str, str]
    """The addresses that pictures show for the ports of this run."""
    today: date
    taken: list[str] = field(default_factory=list)
    kept: int = 0

    def take(self, page: Page, name: str, *, part: str = "", to: str = "", height: int = 0) -> None:
        """A picture of the page's top, of one part, or of what lies from one part to another."""
        page.evaluate(LOADED)
        page.evaluate(EVEN, self.given())
        body = seen(page, part, to, height)
        page.evaluate("() => window.undoEven()")
        self.put(name, body)

    def given(self) -> dict[str, object]:
        """What manual_even.js needs to know."""
        return {
            "today": self.today.isoformat(), "shown": SHOWN_DAY.isoformat(), "near": NEAR,
            "sites": self.sites, "folder": str(self.workplace),
        }  # fmt: skip

    def put(self, name: str, body: bytes) -> None:
        """Write a picture with few colours, unless the one that is there shows the same."""
        file = self.folder / f"{name}.png"
        picture = Image.open(BytesIO(body)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        self.taken.append(file.name)
        if file.is_file() and is_alike(Image.open(file), picture):
            self.kept += 1
            return
        file.parent.mkdir(parents=True, exist_ok=True)
        picture.save(file, optimize=True)

    def clear(self) -> list[str]:
        """Remove pictures that were not taken this time; their names."""
        old = [file for file in sorted(self.folder.glob("*.png")) if file.name not in self.taken]
        for file in old:
            file.unlink()
        return [file.name for file in old]


def seen(page: Page, part: str, to: str, height: int) -> bytes:
    """What the window shows of the page."""
    size = page.viewport_size
    assert size
    top = FloatRect(x=0, y=0, width=size["width"], height=height or size["height"])
    clip = clip_of(page, part, to or part) if part else top
    whole = page.evaluate("() => document.documentElement.scrollHeight")
    clip["height"] = min(clip["height"], whole - clip["y"])
    return page.screenshot(full_page=True, clip=clip, animations="disabled", caret="hide")


def clip_of(page: Page, part: str, to: str) -> FloatRect:
    """The rectangle from the top of one element to the bottom of another, as wide as the wider one."""
    boxes = [page.locator(one).first.bounding_box() for one in (part, to)]
    first, last = (box for box in boxes if box)
    scrolled = page.evaluate("() => window.pageYOffset")
    left, top = min(first["x"], last["x"]) - EDGE, first["y"] + scrolled - EDGE
    right = max(box["x"] + box["width"] for box in (first, last)) + EDGE
    bottom = last["y"] + last["height"] + scrolled + EDGE
    return FloatRect(x=left, y=top, width=right - left, height=bottom - top)


def is_alike(old: Image.Image, new: Image.Image) -> bool:
    """Do two pictures show the same, up to how an edge was drawn?"""
    if old.size != new.size:
        return False
    difference = ImageChops.difference(old.convert("L"), new.convert("L"))
    differs = difference.point(lambda value: 255 * (value > 40))
    return differs.histogram()[255] <= ALIKE * old.size[0] * old.size[1]
