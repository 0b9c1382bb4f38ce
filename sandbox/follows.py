"""What follows from a plant that stands on some channels of its item only: the channels no longer agree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sandbox.model import Item
from sandbox.plants import Plant, edition

DIFFER = "g-channels-differ"
"""Said of the item as a whole, on any of its channels and with what any of them says."""

WORDINGS = ("material", "condition", "promised", "fees")
UNMARKED = ("", "no")
"""Without the mark the guide does not offer the letter either, which is a material of the other channels."""

COMPARED = ("material", "promised", "legal", "fees", "place", "phone")


@dataclass(frozen=True, slots=True)
class Consequence:
    """A rule that a plant breaks besides its own; without channels, wherever and whatever it quotes."""

    rule: str
    channels: tuple[str, ...] = ()


def consequences(plant: Plant, item: Item) -> Iterator[Consequence]:
    """What else is wrong while the plant stands and another channel can be read.

    An open-ended wording is left behind on the channels that still have it (附件1-12); any other text of
    those that are compared differs from channel to channel.
    """
    change = plant.change
    others = [channel for channel in item.channels if channel not in change.channels]
    if not any(is_readable(item, channel) for channel in others):
        return
    if plant.rule.startswith("c12-"):
        if change.field in WORDINGS:
            yield Consequence("c12-channel-left-behind", change.channels)
    elif change.field in COMPARED or (
        change.field == "mark" and change.text in UNMARKED and no_letter(plant, item)
    ):
        yield Consequence(DIFFER)


def no_letter(plant: Plant, item: Item) -> bool:
    """Is the letter not even among the forms of the channels that lack the mark?"""
    forms = (form for channel in plant.change.channels for form in edition(item, channel).forms)
    return not any("承诺书" in form for form in forms)


def is_readable(item: Item, channel: str) -> bool:
    """Is the guide of this channel more than a picture?"""
    return "picture" not in edition(item, channel).template
