"""The county profile written for the auditor: the sandbox's sources with their real ports, and its units."""

from __future__ import annotations

import json
from pathlib import Path

from sandbox.model import County, Unit

HEAD = """name = {name}
code = {code}
contact = "0377-00000000"
document_prefix = ["示政", "示政办"]
"""
PORTAL_SOURCE = """
[[source]]
name = "示例县人民政府网"
channel = "portal"
start_urls = [{url}]
render = true
delay = 0
parallel = 4
"""
SERVICE_SOURCE = """
[[source]]
name = "河南政务服务网"
channel = "service-network"
adapter = "hnzwfw"
start_urls = [{url}]
area_code = {area}
delay = 0
parallel = 4
"""
WINDOW_SOURCE = """
[[source]]
name = "窗口办事指南"
channel = "window"
path = "window-guides"
"""
PICTURES = """
# Screenshots are taken when they are asked for (zwaudit pictures): nights of tests must be short.
[pictures]
per_night = 0
"""
ROUNDS = """
[rounds]
self_check = ["2022-01-10", "2022-03-09"]
self_report_due = "2022-04-11"
round_one = ["2022-04-15", "2022-04-29"]
list_issued = "2022-05-05"
rectify_by = "2022-07-29"
round_two = ["2022-08-02", "2022-08-16"]
report = ["2022-09-16", "2022-09-20"]
"""


def write_profile(county: County, folder: Path, *, portal_url: str, service_url: str) -> None:
    """Write county.toml into the folder; without a portal there is the service network only."""
    parts = [HEAD.format(name=quoted(county.name), code=quoted(county.code))]
    if portal_url:
        parts.append(PORTAL_SOURCE.format(url=quoted(portal_url)))
    parts.append(SERVICE_SOURCE.format(url=quoted(service_url), area=quoted(county.area_code)))
    if portal_url:
        parts += [WINDOW_SOURCE, ROUNDS, PICTURES]
    parts += [unit_table(unit) for unit in county.units]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "county.toml").write_text("".join(parts), encoding="utf-8")


def unit_table(unit: Unit) -> str:
    """One [[unit]] table."""
    lines = ["", "[[unit]]", f"name = {quoted(unit.name)}", f'kind = "{unit.kind}"']
    if unit.aliases:
        lines.append(f"aliases = [{', '.join(quoted(alias) for alias in unit.aliases)}]")
    if unit.lead_of:
        lines.append(f"lead_of = [{', '.join(quoted(criterion) for criterion in unit.lead_of)}]")
    if unit.credit_code:
        lines.append(f"uscc = {quoted(unit.credit_code)}")
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """A TOML basic string; JSON's quoting is valid TOML."""
    return json.dumps(text, ensure_ascii=False)
