"""Why something was not read: the words that every report uses."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """A reason for a failed visit or an unread page; `label` is what the office reads."""

    TIMEOUT = "timeout"
    DNS = "dns"
    REFUSED = "refused"
    LOST = "lost"
    TLS = "tls"
    NOT_FOUND = "not-found"
    GONE = "gone"
    REMOVED = "removed"
    FORBIDDEN = "forbidden"
    LOGIN = "login"
    CHALLENGE = "challenge"
    TOO_MANY = "too-many"
    CLIENT_ERROR = "client-error"
    SERVER_ERROR = "server-error"
    ROBOTS = "robots"
    TOO_LARGE = "too-large"
    TRUNCATED = "truncated"
    SOFT_NOT_FOUND = "soft-not-found"
    MAINTENANCE = "maintenance"
    ERROR_PAGE = "error-page"
    EMPTY_SHELL = "empty-shell"
    NO_BROWSER = "no-browser"
    BROWSER_FAILED = "browser-failed"
    UNREADABLE = "unreadable"
    BAD_ANSWER = "bad-answer"
    BUDGET = "budget"
    HOST_STOPPED = "host-stopped"
    OFF_SITE = "off-site"
    MISSING_FOLDER = "missing-folder"
    MISSING_FILE = "missing-file"
    READER_CRASHED = "reader-crashed"
    NOT_VISITED = "not-visited"

    @property
    def label(self) -> str:
        """The reason in the office's words."""
        return LABELS[self]

    @property
    def is_gone(self) -> bool:
        """Did the server, the platform in words, or the listing of a folder say that it is no more?"""
        return self in (Reason.NOT_FOUND, Reason.GONE, Reason.REMOVED, Reason.MISSING_FILE)

    @property
    def is_blocked(self) -> bool:
        """Did the site's protection keep us out?"""
        return self in (Reason.CHALLENGE, Reason.FORBIDDEN, Reason.TOO_MANY)

    @property
    def is_left_out(self) -> bool:
        """Did we leave it out on purpose, so that it says nothing about the site's health?"""
        return self in (Reason.ROBOTS, Reason.BUDGET, Reason.OFF_SITE)


LABELS = {
    Reason.TIMEOUT: "超时未响应",
    Reason.DNS: "域名解析失败",
    Reason.REFUSED: "连接被拒绝",
    Reason.LOST: "连接中断",
    Reason.TLS: "安全证书有误",
    Reason.NOT_FOUND: "页面不存在（404）",
    Reason.GONE: "页面已取消（410）",
    Reason.REMOVED: "内容已被删除或下架",
    Reason.FORBIDDEN: "拒绝访问（403）",
    Reason.LOGIN: "需要登录",
    Reason.CHALLENGE: "被防护拦截",
    Reason.TOO_MANY: "访问过于频繁（429）",
    Reason.CLIENT_ERROR: "请求未被接受（4xx）",
    Reason.SERVER_ERROR: "网站内部错误（5xx）",
    Reason.ROBOTS: "网站声明不允许采集（robots.txt）",
    Reason.TOO_LARGE: "内容过大",
    Reason.TRUNCATED: "内容不完整",
    Reason.SOFT_NOT_FOUND: "页面不存在（状态码200）",
    Reason.MAINTENANCE: "系统维护页",
    Reason.ERROR_PAGE: "错误页（状态码200）",
    Reason.EMPTY_SHELL: "内容由脚本生成，没有读到",
    Reason.NO_BROWSER: "内容由脚本生成（未安装浏览器）",
    Reason.BROWSER_FAILED: "浏览器打开失败",
    Reason.UNREADABLE: "文件无法读取",
    Reason.BAD_ANSWER: "接口返回内容不正确",
    Reason.BUDGET: "预算用尽",
    Reason.HOST_STOPPED: "该网站本次已停止访问",
    Reason.OFF_SITE: "跳转到本来源以外的网站",
    Reason.MISSING_FOLDER: "文件夹不存在",
    Reason.MISSING_FILE: "文件不存在",
    Reason.READER_CRASHED: "读取程序出错",
    Reason.NOT_VISITED: "本次没有访问",
}
