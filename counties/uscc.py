"""What is wrong with a unified social credit code (统一社会信用代码, GB 32100-2015)."""

from __future__ import annotations

import re

from checks.text.check_characters import credit_check

FORM = re.compile(r"[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}")


def fault(code: str) -> str:
    """Why this is no valid code, in Chinese; empty when it is one."""
    if not FORM.fullmatch(code):
        return "应为 18 位数字和大写字母（不用 I、O、S、V、Z）"
    if credit_check(code[:17]) != code[17]:
        return "校验位不符，请核对是否抄错"
    return ""
