"""Files of one folder as a download: nothing outside it, nothing too large, whatever links and names say."""

from __future__ import annotations

from pathlib import Path

from scrapy import Request
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.exceptions import DownloadCancelledError
from scrapy.http import Response
from scrapy.utils.asyncio import run_in_thread
from w3lib.url import file_uri_to_path


class OutsideFolder(Exception):
    """A file, or what a link in the folder points to, lies outside the folder."""


class FolderHandler(BaseDownloadHandler):
    """Reads a file of the source's own folder."""

    async def download_request(self, request: Request) -> Response:
        folder = Path(self.crawler.settings["SOURCE_FOLDER"])
        limit = self.crawler.settings.getint("DOWNLOAD_MAXSIZE")
        body = await run_in_thread(read_inside, folder, Path(file_uri_to_path(request.url)), limit)
        return Response(request.url, body=body)


def read_inside(folder: Path, file: Path, limit: int) -> bytes:
    """The bytes of a file that lies in the folder, after all links are followed."""
    real = file.resolve(strict=True)
    if not real.is_relative_to(folder.resolve()):
        raise OutsideFolder(f"{file.name} 指向文件夹以外")
    if real.is_dir():
        raise IsADirectoryError(f"{file.name} 是文件夹")
    if not real.is_file():
        # A pipe would be waited for until morning.
        raise OutsideFolder(f"{file.name} 不是普通文件")
    if real.stat().st_size > limit:
        raise DownloadCancelledError(f"{real.stat().st_size} 字节，超过上限 {limit} 字节")
    return real.read_bytes()
