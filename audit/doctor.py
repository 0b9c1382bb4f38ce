"""Is this machine ready, and are the sources as the adapters expect them?"""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from audit.display import console
from audit.errors import UserMistake
from audit.workspace import load_profile, load_rules, open_database
from checks.evidence import Guide
from counties.profile import Adapter, Profile
from crawler.chromium import browser_available
from storage import evidence, findings
from storage.database import transaction

ROOM = 2 * 1024**3
"""Bytes of free disk below which a county's nights will soon fill it."""


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that was looked at. What is not `needed` only takes something away."""

    name: str
    good: bool
    said: str
    needed: bool = True


def examine(*, county: Path | None, source: str | None, db: str | None) -> bool:
    """Print what was looked at; False when something needed is missing."""
    out = console()
    points = [*machine(), *(of_county(load_profile(county)) if county else ())]
    for point in points:
        mark = "正常" if point.good else "缺少" if point.needed else "注意"
        out.print(f"[{mark}] {point.name}：{point.said}", markup=False)
    if source:
        for line in unknown_keys(source, db):
            out.print(line, markup=False)
    return all(point.good for point in points if point.needed)


def machine() -> Iterator[Point]:
    """Python, rules, browser, font, disk."""
    yield Point("Python", sys.version_info >= (3, 11), platform.python_version())
    yield Point("规则", True, f"{len(load_rules(None))} 条")
    browser = browser_available()
    yield Point(
        "浏览器", browser is not None, browser or "没有安装 Chromium，由脚本生成的页面读不到", needed=False
    )
    yield Point(
        "中文字体",
        has_chinese_font(),
        "已安装" if has_chinese_font() else "没有，截图和打印预览会缺字",
        needed=False,
    )
    free = shutil.disk_usage(Path.cwd()).free
    yield Point("磁盘", free > ROOM, f"剩余 {free / 1024**3:.1f} GB", needed=False)


def has_chinese_font() -> bool:
    """Does fontconfig know a font with Chinese letters?"""
    if shutil.which("fc-list") is None:
        return False
    listed = subprocess.run(["fc-list", ":lang=zh"], capture_output=True, check=False, timeout=30)
    return bool(listed.stdout.strip())


def of_county(profile: Profile) -> Iterator[Point]:
    """The profile's rules, folders and browser needs."""
    load_rules(profile)
    yield Point("县配置", True, f"{profile.name}，{len(profile.sources)} 个来源，{len(profile.units)} 个单位")
    for source in profile.sources:
        if source.adapter in (Adapter.FOLDER, Adapter.LISTED) and source.path is not None:
            found = source.path.is_dir()
            yield Point(
                source.name,
                found,
                str(source.path) if found else f"文件夹 {source.path} 不存在",
                needed=False,
            )


def unknown_keys(source: str, db: str | None) -> Iterator[str]:
    """The labels of a source that no field knows, with how often they came: what its interface has added."""
    if db is None:
        raise UserMistake("查看来源返回的未识别字段需要 --db")
    engine = open_database(db)
    labels: Counter[str] = Counter()
    guides = 0
    with transaction(engine) as session:
        for county in findings.counties(session):
            for one in evidence.newest(session, county, ("guide",)):
                if one.source == source and isinstance(one.piece, Guide):
                    guides += 1
                    labels.update(section.label for section in one.piece.sections)
    engine.dispose()
    yield f"{source}：最近一次读到 {guides} 份指南，未识别字段 {len(labels)} 个"
    yield from (f"  {label}　{count} 次" for label, count in labels.most_common())
