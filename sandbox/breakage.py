"""How a server misbehaves when it is told to: errors, silence, walls, empty shells, half pages."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from sandbox.state import Breakage, State

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

HOWS = (
    "500",
    "503",
    "hang",
    "403",
    "412",
    "521",
    "maintenance",
    "shell",
    "truncated",
    "cut",
    "login",
    "empty",
)
PAGES = {
    "500": (500, "missing.html", "500 Internal Server Error", "服务器内部错误"),
    "503": (503, "missing.html", "503 Service Unavailable", "服务暂时不可用"),
    "403": (403, "missing.html", "403 Forbidden", "您的访问请求被防火墙拦截"),
    "412": (412, "challenge.html", "", ""),
    "521": (521, "challenge.html", "", ""),
    "maintenance": (
        200,
        "missing.html",
        "系统维护中",
        "网站正在升级维护，请稍后访问，给您带来的不便敬请谅解。",
    ),
    "shell": (200, "shell.html", "", ""),
    "login": (200, "login.html", "", ""),
}


def key_of(server: str, path: str, arguments: Mapping[str, str]) -> str:
    """The state's name of a page: portal:/path, or service:UNID for an item's data and page."""
    if server == "service":
        unid = arguments.get("serviceUnid", "") or path.rpartition("/")[2]
        return f"service:{unid}" if len(unid) == 32 else f"service:{path}"
    return f"{server}:{path}"


def of(server: str, path: str, arguments: Mapping[str, str], state: State) -> Breakage | None:
    """How this request is to be answered wrongly, if it is; a page's own trouble comes first."""
    return state.broken.get(key_of(server, path, arguments)) or state.broken.get(server)


def respond(breakage: Breakage, normal: Callable[[], Response], leaving: threading.Event) -> Response:
    """The wrong answer; `leaving` ends a silence early when the sandbox closes."""
    from werkzeug.wrappers import Response

    from sandbox import render

    if breakage.how in PAGES:
        status, template, title, text = PAGES[breakage.how]
        body = render.page("shared", template, title=title, text=text)
        return Response(body, status=status, content_type="text/html; charset=utf-8")
    if breakage.how == "hang":
        leaving.wait(breakage.seconds)
        return Response("", status=504)
    answer = normal()
    whole = answer.get_data()
    answer.status_code = 200
    if breakage.how == "empty":
        answer.set_data(b"")
    else:
        answer.set_data(whole[: len(whole) // 2])
    if breakage.how == "truncated":
        # The announced length is the whole page's: the connection closes before all of it has come.
        answer.headers["Content-Length"] = str(len(whole))
    answer.headers.pop("ETag", None)
    return answer


def gone_page(status: int) -> bytes:
    """What stands where a page was taken down."""
    from sandbox import render

    return render.page("shared", "missing.html", title=str(status), text="您访问的页面已经下线。").encode()
