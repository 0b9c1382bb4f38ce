"""Is a unit a township, by the profile or, where that does not know it, by its name?"""

from __future__ import annotations

import re

from checks.evidence import CountyEvidence

# Matches "灌涨镇", "板场乡人民政府", "湍东镇便民服务中心", "某某街道办事处"; must not match "乡村振兴局".
TOWNSHIP = re.compile(r"(?:[镇乡]|街道)(?:人民政府|办事处|便民服务中心|党政.{0,10}中心|村镇.{0,6}中心)?$")


def is_township(unit: str, county: CountyEvidence) -> bool:
    """Is this unit a township or a street office?"""
    known = next((one for one in county.units if one.name == unit), None)
    return known.kind == "township" if known else bool(TOWNSHIP.search(unit.strip()))
