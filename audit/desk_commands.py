"""The commands of the review desk: `serve` and `user`."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path
from typing import Any

import click

from audit.commands import COUNTY, DB, OUT, job_options, options
from storage.roles import Role


class ClockTime(click.ParamType[time]):
    """A time of day such as 02:00."""

    name = "时刻"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> time:
        if isinstance(value, time):
            return value
        try:
            return datetime.strptime(value, "%H:%M").time()
        except ValueError:
            self.fail(f"“{value}”不是时刻，应为 02:00 的形式", param, ctx)


@click.command()
@options(COUNTY, DB, OUT)
@click.option("--host", default="127.0.0.1", show_default=True, help="在哪个地址上提供服务；0.0.0.0 为全部。")
@click.option("--port", type=click.IntRange(0, 65535), default=8411, show_default=True, help="端口。")
@click.option("--nightly", type=ClockTime(), metavar="HH:MM", help="每天这个时刻（北京时间）自动采集和核查。")
@click.option("--https", is_flag=True, help="前面有 HTTPS 代理：会话只经加密连接传送。")
def serve(
    county: Path, db: str | None, out: Path, host: str, port: int, nightly: time | None, https: bool
) -> None:
    """启动审核台：在浏览器里复核、下发、核对、复查。"""
    from audit.serving import serve as job
    from audit.workspace import open_workspace

    with open_workspace(county, db, out, None) as workspace:
        address = db or f"sqlite:///{out / 'zwaudit.db'}"
        job(workspace, county, address, host=host, port=port, nightly=nightly, https=https)


@click.group()
def user() -> None:
    """审核台的账号。"""


@user.command("add")
@job_options
@click.argument("login", metavar="登录名")
@click.option("--name", default="", metavar="姓名", help="记录里用的姓名，默认同登录名。")
@click.option(
    "--role", type=click.Choice([role.value for role in Role]), default=Role.ADMIN.value, show_default=True,
    help="角色：" + "、".join(f"{role.value} {role.label}" for role in Role) + "。",
)  # fmt: skip
@click.option("--unit", default="", metavar="单位", help="单位经办人所在单位。")
def user_add(
    county: Path, db: str | None, out: Path, as_of: datetime | None, login: str, name: str, role: str,
    unit: str,
) -> None:  # fmt: skip
    """建立账号，显示一次初始密码。"""
    from audit.accounts import add
    from audit.workspace import open_workspace

    with open_workspace(county, db, out, as_of) as workspace:
        add(workspace, login, name=name, role=Role(role), unit=unit)


@user.command("list")
@job_options
def user_list(county: Path, db: str | None, out: Path, as_of: datetime | None) -> None:
    """列出账号。"""
    from audit.accounts import listing
    from audit.workspace import open_workspace

    with open_workspace(county, db, out, as_of) as workspace:
        listing(workspace)


@user.command("disable")
@job_options
@click.argument("login", metavar="登录名")
def user_disable(county: Path, db: str | None, out: Path, as_of: datetime | None, login: str) -> None:
    """停用账号，已登录的立即退出。"""
    from audit.accounts import disable
    from audit.workspace import open_workspace

    with open_workspace(county, db, out, as_of) as workspace:
        disable(workspace, login)


@user.command("password")
@job_options
@click.argument("login", metavar="登录名")
def user_password(county: Path, db: str | None, out: Path, as_of: datetime | None, login: str) -> None:
    """重设密码，显示一次新的初始密码，并解除锁定。"""
    from audit.accounts import new_password
    from audit.workspace import open_workspace

    with open_workspace(county, db, out, as_of) as workspace:
        new_password(workspace, login)


@click.command(hidden=True)
@job_options
def answered(county: Path, db: str | None, out: Path, as_of: datetime | None) -> None:
    """核对审核台填报的自查表（由审核台自己调用）。"""
    from audit.forms import judge_answers as job
    from audit.workspace import open_workspace

    with open_workspace(county, db, out, as_of) as workspace:
        job(workspace)


DESK_COMMANDS: tuple[click.Command, ...] = (serve, user, answered)
