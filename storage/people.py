"""People who use the desk: who they are, what part they have, whether they may come in now."""

from __future__ import annotations

from datetime import datetime, timedelta
from secrets import token_hex

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.models import Person
from storage.roles import Role

FAILURES_ALLOWED = 5
LOCKED_FOR = timedelta(minutes=15)


class NotPossible(Exception):
    """What was wanted of an account cannot be done; the text says why, in Chinese."""


def add(
    session: Session,
    county: str,
    login: str,
    *,
    name: str,
    role: Role,
    password: str,
    at: datetime,
    unit: str = "",
    by: str = "",
    must_change: bool = True,
) -> Person:
    """A new account; `password` is a salted hash.

    Raises NotPossible for a name that is taken or empty, and for a unit's account without its unit.
    """
    login = login.strip().lower()
    if not login or not name.strip():
        raise NotPossible("须填写登录名和姓名")
    if by_login(session, county, login) is not None:
        raise NotPossible(f"登录名“{login}”已经有人使用")
    if (role is Role.UNIT) != bool(unit):
        raise NotPossible("单位经办人须选定单位，其他人员不选单位")
    person = Person(
        county=county, login=login, name=name.strip(), role=role.value, unit=unit, password=password,
        stamp=token_hex(8), must_change=must_change, made_by=by, made_at=at, failures=0, is_active=True,
    )  # fmt: skip
    session.add(person)
    session.flush()
    return person


def by_login(session: Session, county: str, login: str) -> Person | None:
    """The account of this login in a county."""
    query = select(Person).where(Person.county == county, Person.login == login.strip().lower())
    return session.scalars(query).first()


def of_county(session: Session, county: str) -> list[Person]:
    """Every account of a county: active ones first, by role and login."""
    people = session.scalars(select(Person).where(Person.county == county))
    order = list(Role)
    return sorted(people, key=lambda one: (not one.is_active, order.index(Role(one.role)), one.login))


def is_locked(person: Person, at: datetime) -> bool:
    """Is the account locked after too many wrong passwords?"""
    return person.locked_until is not None and at < person.locked_until


def came_in(person: Person, at: datetime) -> None:
    """A right password: the count of failures begins anew."""
    person.failures, person.locked_until, person.last_seen = 0, None, at


def failed(person: Person, at: datetime) -> None:
    """A wrong password; after FAILURES_ALLOWED in a row the account is locked for a while."""
    person.failures += 1
    if person.failures >= FAILURES_ALLOWED:
        person.failures, person.locked_until = 0, at + LOCKED_FOR


def set_password(person: Person, password: str, *, must_change: bool = False) -> None:
    """A new password, as a salted hash: sessions begun with the old one end, a lock is lifted."""
    person.password, person.must_change, person.stamp = password, must_change, token_hex(8)
    person.failures, person.locked_until = 0, None


def set_active(session: Session, person: Person, active: bool) -> None:
    """Let a person in, or not any more; raises NotPossible when no administrator would be left."""
    if not active and person.role == Role.ADMIN and not others_who_administer(session, person):
        raise NotPossible("这是最后一个管理员账号，不能停用")
    person.is_active, person.stamp = active, token_hex(8)


def others_who_administer(session: Session, person: Person) -> bool:
    query = select(Person.id).where(
        Person.county == person.county,
        Person.role == Role.ADMIN.value,
        Person.is_active,
        Person.id != person.id,
    )
    return session.scalars(query.limit(1)).first() is not None
