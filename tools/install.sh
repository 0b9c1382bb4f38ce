#!/bin/sh
# Installs what a fresh Debian 12 with git, make and Python 3.11 lacks: the Python packages of
# requirements.lock into .venv, and through apt, where that is allowed, Chromium, a Chinese font, and a
# tool for rar files. With the word “tests” also the PostgreSQL that the tests run on and, in
# .venv-replay, a replayer of web archives.
# Without them everything that needs no browser still works. ZWAUDIT_NO_APT=1 keeps apt out of it.
set -eu
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then sudo -n "$@"; else return 1; fi
}

apt_install() {
    [ -z "${ZWAUDIT_NO_APT:-}" ] && command -v apt-get >/dev/null 2>&1 || return 1
    if [ ! -e /tmp/.zwaudit-apt-updated ]; then
        as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq >/dev/null 2>&1 || return 1
        : > /tmp/.zwaudit-apt-updated
    fi
    say "正在安装系统软件包：$*"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1
}

find_python() {
    for name in python3.11 python3.12 python3.13 python3; do
        if command -v "$name" >/dev/null 2>&1 && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
            command -v "$name"
            return
        fi
    done
    say "没有找到 Python 3.11 或更高版本，请先安装（Debian：apt-get install python3）。"
    exit 3
}

make_venv() {
    python=$(find_python)
    "$python" -m venv .venv >/dev/null 2>&1 && return
    rm -rf .venv
    if apt_install python3-venv && "$python" -m venv .venv; then return; fi
    say "不能建立 Python 虚拟环境。请以管理员身份运行 apt-get install python3-venv 后重试。"
    exit 3
}

install_packages() {
    wanted=$(cat requirements.lock pyproject.toml | sha256sum | cut -d' ' -f1)
    [ "$(cat .venv/.installed 2>/dev/null || true)" = "$wanted" ] && return
    say "正在安装 Python 软件包（第一次约需一分钟）……"
    .venv/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
    .venv/bin/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
    printf '%s' "$wanted" > .venv/.installed
}

# A standard replayer of web archives, by which the tests prove that evidence packages can be read without us.
# Its pins clash with ours, so it has a folder of its own; nothing but one test needs it.
install_replayer() {
    wanted=$(sha256sum < tests/replay/requirements.lock | cut -d' ' -f1)
    [ "$(cat .venv-replay/.installed 2>/dev/null || true)" = "$wanted" ] && return
    say "正在安装网页存档的重放工具（只用于测试）……"
    rm -rf .venv-replay
    "$(find_python)" -m venv .venv-replay >/dev/null 2>&1 &&
        .venv-replay/bin/pip install --quiet --disable-pip-version-check --retries 1 --require-hashes -r tests/replay/requirements.lock >/dev/null 2>&1 &&
        printf '%s' "$wanted" > .venv-replay/.installed && return
    rm -rf .venv-replay
    return 1
}

has_browser() {
    [ -n "${ZWAUDIT_CHROMIUM:-}" ] && return
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        command -v "$name" >/dev/null 2>&1 && return
    done
    return 1
}

has_chinese_font() { command -v fc-list >/dev/null 2>&1 && [ -n "$(fc-list :lang=zh 2>/dev/null | head -n 1)" ]; }

[ -x .venv/bin/python ] || make_venv
install_packages
if ! has_browser; then
    apt_install chromium || say "没有安装浏览器（Chromium）：由脚本生成的页面将读不到，其余功能照常。安装方法：apt-get install chromium"
fi
if ! has_chinese_font; then
    apt_install fonts-noto-cjk fontconfig || say "没有中文字体：截图和打印预览中的汉字可能显示为方框。安装方法：apt-get install fonts-noto-cjk"
fi
if ! command -v unrar >/dev/null 2>&1 && ! command -v unar >/dev/null 2>&1 && ! command -v 7zz >/dev/null 2>&1; then
    apt_install unar || say "没有解开 rar 压缩包的工具：rar 里的文件将读不到。安装方法：apt-get install unar"
fi
if [ "${1:-}" = tests ] && ! command -v initdb >/dev/null 2>&1 && ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then
    apt_install postgresql || say "没有 PostgreSQL：在它上面运行的测试将跳过。安装方法：apt-get install postgresql"
fi
if [ "${1:-}" = tests ]; then
    install_replayer || say "没有装上网页存档的重放工具（pywb）：用它打开证据包的测试将跳过，其余照常。"
fi
