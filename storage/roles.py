"""Who may use the desk: the five roles (角色)."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """The part a person has; the value is stored."""

    ADMIN = "admin"
    REVIEWER = "reviewer"
    UNIT = "unit"
    ASSESSOR = "assessor"
    LEADER = "leader"

    @property
    def label(self) -> str:
        """In the office's words."""
        return ROLE_TITLES[self]


ROLE_TITLES = {
    Role.ADMIN: "办公室管理员",
    Role.REVIEWER: "审核人员",
    Role.UNIT: "单位经办人",
    Role.ASSESSOR: "评估人员",
    Role.LEADER: "领导（只读）",
}
