"""Window guides are readable files, the same bytes every time."""

from pathlib import Path

import pypdfium2

from sandbox.documents.window import document_of, window_files, window_path, workbook_of, write_window_guides
from sandbox.load import county
from sandbox.model import WINDOW
from sandbox.plants import edition


def test_every_window_item_has_its_file() -> None:
    for unit in county().units:
        there = {path for path, _ in window_files(unit)}
        assert there == {window_path(item) for item in unit.items if WINDOW in item.channels}


def test_the_three_formats_and_five_shapes_are_in_use() -> None:
    shapes = {item.window for item in county().items() if WINDOW in item.channels}
    assert shapes == {"docx-table", "docx-text", "xlsx-rows", "xlsx-sheets", "pdf"}


def test_the_same_files_are_written_every_time() -> None:
    first = [dict(window_files(unit)) for unit in county().units]
    document_of.cache_clear()
    workbook_of.cache_clear()
    assert [dict(window_files(unit)) for unit in county().units] == first


def test_a_right_file_is_left_alone_and_one_taken_down_goes(tmp_path: Path) -> None:
    write_window_guides(county(), tmp_path, ())
    files = sorted(path for path in tmp_path.rglob("*") if path.is_file())
    written = [file.stat().st_mtime_ns for file in files]
    gone = str(files[0].relative_to(tmp_path))
    write_window_guides(county(), tmp_path, (), [gone])
    assert not files[0].exists()
    assert [file.stat().st_mtime_ns for file in files[1:]] == written[1:]


def test_pdf_text_comes_out_right_and_a_scan_holds_none(tmp_path: Path) -> None:
    write_window_guides(county(), tmp_path, ())
    for item in (item for item in county().items() if item.window == "pdf" and WINDOW in item.channels):
        with pypdfium2.PdfDocument(tmp_path / window_path(item)) as opened:
            text = "".join("".join(page.get_textpage().get_text_bounded().split()) for page in opened)
        if edition(item, WINDOW).window == "scan":
            assert text == ""
        else:
            assert "".join(item.name.split()) in text and item.phone in text and "申请材料" in text
