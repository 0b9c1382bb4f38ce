"""Passwords: salted, slow hashes; what a new one must be."""

from __future__ import annotations

from functools import cache
from secrets import choice

from werkzeug.security import check_password_hash, generate_password_hash

SHORTEST = 10
# Without signs that are taken for one another when a slip of paper is read out.
EASY_TO_READ = "abcdefghjkmnpqrstuvwxyz23456789"


def hashed(password: str) -> str:
    """A salted scrypt hash."""
    return generate_password_hash(password, method="scrypt")


def fits(stored: str, password: str) -> bool:
    """Is this the password of that hash?"""
    return check_password_hash(stored, password)


@cache
def nobodys() -> str:
    return hashed("nobody has this password")


def waste_time(password: str) -> None:
    """Take as long as a real comparison, so that nobody learns which names exist."""
    fits(nobodys(), password)


def made_up() -> str:
    """A password to hand out, to be changed at the first sign-in."""
    return "-".join("".join(choice(EASY_TO_READ) for _ in range(4)) for _ in range(3))


def problem(new: str, again: str, old: str, login: str) -> str:
    """Why a new password cannot be taken (Chinese); "" when it can."""
    if new != again:
        return "两次输入的新密码不一致"
    if len(new) < SHORTEST:
        return f"新密码至少 {SHORTEST} 个字符"
    if new.isdigit() or len(set(new)) < 4:
        return "新密码太简单，不能只有数字或只用几个字符"
    if new == old or login in new.lower():
        return "新密码不能与原密码相同，也不能包含登录名"
    return ""
