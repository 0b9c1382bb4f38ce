"""Pages that stand in for the one asked for: error pages with status 200, and challenges of a firewall."""

from __future__ import annotations

import re

LITTLE = 300
"""Characters; a page with more text says something of its own."""

# “系统维护中，请稍后访问”, “网站正在升级改造”; not “维护消费者权益”.
MAINTENANCE = re.compile(
    r"(?:系统|网站|平台|服务器?|页面|栏目)(?:正在|进行)?(?:升级|维护)(?:中|改造|，|,|。|$)"
    r"|(?:正在|进行)(?:升级|维护)|网站(?:暂时)?关闭"
)
# “您访问的页面不存在”, “找不到网页”, “404 Not Found”; not “不存在违法行为的声明”.
MISSING = re.compile(
    r"(?:页面|网页|内容|文件|信息|资源|文章|栏目)[^。]{0,12}"
    r"(?:不存在|找不到|未找到|没有找到|已被?删除|被移除|已下线)"
    r"|(?:找不到|未找到|无法找到|没有找到)[^。]{0,12}(?:页面|网页|内容|文件|资源)|\b404\b|not found",
    re.IGNORECASE,
)
# “服务器内部错误”, “系统繁忙”, “HTTP Status 500”; not “计算机系统集成故障诊断”.
FAILED = re.compile(
    r"(?:服务器|系统|程序|运行时|内部)[^。]{0,8}(?:错误|异常|繁忙|出错)|\b50[0234]\b|Whitelabel Error"
    r"|Bad Gateway|Service Unavailable|Internal Server Error|Server Error in|HTTP Status \d{3}"
    r"|无法访问此|访问出错|出错了",
    re.IGNORECASE,
)
# “没有访问权限”, “403 Forbidden”; not “权限划分”.
FORBIDDEN = re.compile(r"(?:没有|无)(?:访问)?权限|拒绝访问|禁止访问|Forbidden|Access Denied", re.IGNORECASE)
ERRORS = (
    (MAINTENANCE, "系统维护页"),
    (MISSING, "页面不存在（状态码200）"),
    (FAILED, "错误页（状态码200）"),
    (FORBIDDEN, "没有访问权限（状态码200）"),
)
# “正在进行安全检测”, “请完成滑动验证”; not “安全生产检测报告”.
CHALLENGE_TEXT = re.compile(
    r"安全验证|人机验证|请完成验证|输入验证码|滑动验证|正在进行安全检测|浏览器安全检查|访问过于频繁"
    r"|请求(?:过于|太)频繁|请开启\s*JavaScript|enable JavaScript|checking your browser|just a moment"
    r"|Web应用防火墙|\bWAF\b|创宇盾|安全狗|云锁|请求被拦截|疑似攻击",
    re.IGNORECASE,
)
CHALLENGE_SCRIPT = re.compile(
    r"__jsl_clearance|\$_ts\b|_\$[a-z]{2}\b|acw_sc__v2|document\.cookie\s*=|arg1\s*=\s*['\"]|challenge-platform"
    r"|yunsuo_session|security_session|eval\(function\(p,a,c,k"
)


def error_of(title: str, text: str) -> str:
    """Why the page is an error page; "" if it is none."""
    for pattern, reason in ERRORS:
        if len(text) < 3 * LITTLE and pattern.search(title):
            return reason
        if len(text) < LITTLE and pattern.search(text):
            return reason
    return ""


def challenge_of(title: str, text: str, scripts: list[str]) -> str:
    """Why the page is a challenge of the site's protection; "" if it is none."""
    spoken = len(text) < LITTLE and CHALLENGE_TEXT.search(f"{title} {text}")
    scripted = len(text) < 40 and any(CHALLENGE_SCRIPT.search(script) for script in scripts)
    return "防护验证页" if spoken or scripted else ""
