"""What every answer says to the browser: no script but ours, no frame; and errors in plain words."""

from __future__ import annotations

from urllib.parse import quote

from flask import Flask, Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug.exceptions import HTTPException

from storage.database import DatabaseUnusable

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
STORED_PAGE = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; "
    "base-uri 'none'; frame-ancestors 'self'"
)
"""For pages of others: nothing in them runs or asks for anything."""

SAID = {
    400: ("表单有误", "提交的内容不完整或已过期，请返回上一页刷新后重试。"),
    401: ("请先登录", "登录后再操作。"),
    403: ("没有权限", "您的账号不能使用这个功能；确有需要请联系协调小组办公室。"),
    404: ("没有找到", "该页面或问题不存在，或者不属于您的单位。"),
    405: ("操作方式不对", "请从页面上的按钮操作。"),
    409: ("已有变化", "在您查看期间已有人作过处理，请刷新后再看。"),
    413: ("文件太大", "单个文件不能超过 20 MB，请压缩或分开上传。"),
    429: ("操作太频繁", "请稍候再试。"),
    500: ("程序出错", "程序遇到意外错误，数据没有改动；请把时间和操作告诉管理员。"),
    503: ("暂时不能读写数据库", "请稍候再试。"),
}


def install(app: Flask) -> None:
    """Protect forms, set headers, word errors."""
    CSRFProtect(app)
    app.after_request(with_headers)
    app.register_error_handler(HTTPException, in_words)
    app.register_error_handler(CSRFError, expired_form)
    app.register_error_handler(DatabaseUnusable, unusable)
    app.register_error_handler(500, crashed)


def with_headers(response: Response) -> Response:
    """Headers that keep what others wrote from doing anything in the browser."""
    headers = response.headers
    headers.setdefault("Content-Security-Policy", POLICY)
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("X-Frame-Options", "SAMEORIGIN")
    headers.setdefault("Referrer-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
    if request.endpoint != "static":
        headers["Cache-Control"] = "no-store"
    return response


def named_file(name: str, *, save: bool) -> str:
    """The Content-Disposition of a file with a name in Chinese: to be saved, or shown in the browser.

    Headers carry ASCII only (RFC 6266); an old browser takes the plain name.
    """
    ending = name.rpartition(".")[2] if "." in name else ""
    plain = f"file.{ending}" if ending.isascii() and ending.isalnum() else "file"
    return (
        f"{'attachment' if save else 'inline'}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    )


def page(code: int, title: str, text: str) -> ResponseReturnValue:
    return render_template("error.html", code=code, title=title, text=text), code


def in_words(error: HTTPException) -> ResponseReturnValue:
    code = error.code or 500
    if 300 <= code < 400:
        return error.get_response()
    title, text = SAID.get(code, ("不能完成", "请返回后重试。"))
    own = getattr(error, "description", "") or ""
    is_ours = bool(own) and any("\u4e00" <= sign <= "\u9fff" for sign in own)
    return page(code, title, own if is_ours else text)


def expired_form(error: CSRFError) -> ResponseReturnValue:
    return page(400, "页面已过期", "这个页面打开得太久，请返回刷新后重新提交；写好的文字还在本机浏览器里。")


def unusable(error: DatabaseUnusable) -> ResponseReturnValue:
    return page(503, SAID[503][0], f"{error}")


def crashed(error: Exception) -> ResponseReturnValue:
    return page(500, *SAID[500])
