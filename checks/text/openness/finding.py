"""What the stages hand to each other: a sentence with its surroundings, and what was found in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The kinds of open-ended wording (兜底表述)."""

    OTHER = "其他材料"
    RELATED = "有关材料"
    ET_CETERA = "列举未尽"
    CONDITION = "条件兜底"
    DISCRETION = "自由裁量"
    WINDOW = "窗口口径"
    TIME = "时限模糊"
    FEE = "收费模糊"
    REFERENCE = "转引"
    OPEN_LIST = "开放列举"
    ISSUER = "出具单位不明"
    DEFERRED = "清单推迟到窗口"


class Role(StrEnum):
    """What a passage of a guide is about; the same words weigh differently in each."""

    MATERIALS = "materials"
    CONDITIONS = "conditions"
    PROCESS = "process"
    TIME = "time"
    FEE = "fee"
    NOTES = "notes"
    ANSWER = "answer"
    BASIS = "basis"
    META = "meta"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, normalised, with what stands around it in the same guide.

    `asks` says that merely standing here is a demand, as in the name of a material. `listed` says
    that the guide names materials elsewhere, to which 相关材料 may refer.
    """

    text: str
    role: Role
    asks: bool = False
    before: str = ""
    after: str = ""
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """An open-ended wording in a sentence; `sure` is False when a person must look."""

    kind: Kind
    start: int
    end: int
    reason: str
    sure: bool = True
    slight: bool = False
    """Open, but the field is narrowed so far that it is a lesser matter."""
