"""Writes the commented profile that a new county starts from."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

from counties.errors import ProfileError, shown
from counties.loading import FILE_NAME

NAME = re.compile(r"[一-鿿㐀-䶿A-Za-z0-9·]{1,30}")


def write_new(name: str, folder: Path) -> Path:
    """Write county.toml into the folder, which is made if need be; never overwrites one."""
    if not NAME.fullmatch(name):
        raise ProfileError(folder, "name", f"县名应为 1 到 30 个汉字、字母或数字，现为{shown(name)}")
    file = folder / FILE_NAME
    text = files("counties").joinpath("template.txt").read_text(encoding="utf-8").replace("{name}", name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8") as out:
            out.write(text)
    except FileExistsError as error:
        raise ProfileError(file, "", "已经存在，不覆盖") from error
    except OSError as error:
        raise ProfileError(file, "", f"写不进去（{error.strerror}）") from error
    return file
