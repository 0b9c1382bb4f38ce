"""A package is checked against its manifest; what comes from outside is believed in nothing."""

from __future__ import annotations

import json
import struct
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.packages.making import Made, member
from reports.packages.manifest import sums
from reports.packages.names import LIST_LINES, MANIFEST, NOTES_TEXT, SUMS, WARC
from reports.packages.verifying import Broken, Checked, NoPackage, check_package

Members = dict[str, bytes]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Alone in its folder: whatever else appears there was unpacked."""
    (tmp_path / "alone").mkdir()
    return tmp_path / "alone" / "package.zip"


def boxed(members: Members, *, compression: int = ZIP_STORED) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", compression) as package:
        for name, body in members.items():
            info = member(name)
            info.compress_type = compression
            package.writestr(info, body)
    return out.getvalue()


def check(file: Path, data: bytes) -> Checked:
    """Check these bytes; nothing may be written beside them."""
    file.write_bytes(data)
    try:
        return check_package(file)
    finally:
        assert [one.name for one in file.parent.iterdir()] == ["package.zip"] and file.read_bytes() == data


def test_a_package_as_it_was_made_has_no_fault(made: tuple[Made, bytes], file: Path) -> None:
    found = check(file, made[1])
    assert found.faults == () and found.told.digest == made[0].manifest
    assert (found.told.unit, found.told.findings, found.told.masked, found.told.left_out) == (
        "县民政局",
        8,
        1,
        3,
    )


def test_packed_anew_by_hand_it_is_still_the_same(members: Members, file: Path) -> None:
    assert check(file, boxed(members)).faults == ()


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        pytest.param(lambda m: {**m, NOTES_TEXT: m[NOTES_TEXT] + b" "}, f"已被改动：{NOTES_TEXT}（应为", id="longer"),
        pytest.param(lambda m: {**m, WARC: m[WARC][:-1] + b"!"}, f"已被改动：{WARC}（校验值不符）", id="one byte"),
        pytest.param(lambda m: {k: v for k, v in m.items() if k != LIST_LINES}, f"缺少：{LIST_LINES}", id="removed"),
        pytest.param(lambda m: {**m, "补充.txt": b"a"}, "多出：补充.txt", id="added"),
        pytest.param(lambda m: {**m, "../../a.txt": b"a"}, "名称不当：../../a.txt", id="a path that leads out"),
        pytest.param(lambda m: {**m, "a\x1b[2J\u202e": b""}, "多出：a�[2J�", id="a name that steers the terminal"),
        pytest.param(lambda m: {k: v for k, v in m.items() if k != SUMS}, f"缺少：{SUMS}", id="without checksums"),
        pytest.param(
            lambda m: {**m, MANIFEST: m[MANIFEST].replace("县民政局".encode(), "县公安局".encode())},
            f"已被改动：{MANIFEST} 或 {SUMS}", id="the manifest alone",
        ),
    ],
)  # fmt: skip
def test_each_change_is_named(
    members: Members, file: Path, change: Callable[[Members], Members], fault: str
) -> None:
    assert any(fault in one for one in check(file, boxed(change(members))).faults)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(data=st.data())
def test_any_changed_byte_of_a_member_is_caught(made: tuple[Made, bytes], file: Path, data: Any) -> None:
    with ZipFile(BytesIO(made[1])) as package:
        info = data.draw(st.sampled_from([one for one in package.infolist() if one.file_size]))
    begin = (
        info.header_offset
        + 30
        + sum(struct.unpack("<HH", made[1][info.header_offset + 26 : info.header_offset + 30]))
    )
    place = begin + data.draw(st.integers(0, info.file_size - 1))
    altered = bytearray(made[1])
    altered[place] ^= data.draw(st.integers(1, 255))
    try:
        assert check(file, bytes(altered)).faults
    except Broken:
        assert info.filename == MANIFEST  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(place=st.floats(0, 1, exclude_max=True), sign=st.integers(1, 255))
def test_a_changed_byte_anywhere_never_passes_with_other_contents(
    made: tuple[Made, bytes], members: Members, file: Path, place: float, sign: int
) -> None:
    altered = bytearray(made[1])
    altered[int(place * len(altered))] ^= sign
    try:
        found = check(file, bytes(altered))
    except NoPackage:
        return
    if not found.faults:
        with ZipFile(BytesIO(bytes(altered))) as package:
            assert {name: package.read(name) for name in package.namelist()} == members


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(share=st.floats(0, 1, exclude_max=True))
def test_a_truncated_package_is_never_taken_for_whole(
    made: tuple[Made, bytes], file: Path, share: float
) -> None:
    with pytest.raises(NoPackage):
        check(file, made[1][: int(share * len(made[1]))])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.one_of(st.binary(max_size=300), st.binary(max_size=300).map(lambda rest: b"PK\x03\x04" + rest))
)
def test_any_other_file_is_refused(file: Path, data: bytes) -> None:
    with pytest.raises(NoPackage):
        check(file, data)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=8,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    key=st.sampled_from(["county", "chain", "files", "findings", "masked", "made_at", "format"]), value=JSON
)
def test_a_manifest_of_any_form_is_read_or_refused(
    members: Members, file: Path, key: str, value: Any
) -> None:
    manifest = {**json.loads(members[MANIFEST]), key: value}
    try:
        assert check(file, boxed({**members, MANIFEST: json.dumps(manifest).encode()})).faults
    except NoPackage as error:
        assert str(error)


def test_a_manifest_nested_without_end_is_refused(members: Members, file: Path) -> None:
    with pytest.raises(Broken):
        check(file, boxed({**members, MANIFEST: b"[" * 200_000}))


def test_a_bomb_is_never_unpacked(members: Members, file: Path) -> None:
    manifest = json.loads(members[MANIFEST])
    for one in manifest["files"]:
        one["size"] = 1 << 40 if one["path"] == WARC else one["size"]
    found = check(file, boxed({**members, MANIFEST: json.dumps(manifest).encode()}))
    assert any(f"已被改动：{WARC}" in one for one in found.faults)
    bomb = boxed({**members, WARC: b"\0" * (len(members[WARC]))}, compression=ZIP_DEFLATED)
    with pytest.raises(NoPackage):
        check(file, bomb)


def test_members_that_share_their_bytes_are_not_read(made: tuple[Made, bytes], file: Path) -> None:
    """A small file whose table of contents names one large member again and again."""
    data = made[1]
    begin = data.rindex(b"PK\x05\x06")
    count, size, offset = struct.unpack("<HII", data[begin + 10 : begin + 20])
    contents = data[offset : offset + size]
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count * 9, count * 9, size * 9, offset, 0)
    with pytest.raises(NoPackage, match=r"重叠|损坏"):
        check(file, data[:offset] + contents * 9 + end)


def test_a_member_that_was_packed_is_a_change(members: Members, file: Path) -> None:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as package:
        for name, body in members.items():
            package.writestr(member(name), body, compress_type=ZIP_DEFLATED if name == WARC else ZIP_STORED)
    assert any(WARC in one for one in check(file, out.getvalue()).faults)


def test_a_name_that_stands_twice_is_a_change(members: Members, file: Path) -> None:
    out = BytesIO()
    with ZipFile(out, "w") as package:
        package.writestr(ZipInfo(NOTES_TEXT), "假的")
        for name, body in members.items():
            if name == NOTES_TEXT:
                with pytest.warns(UserWarning, match="Duplicate"):
                    package.writestr(member(name), body)
            else:
                package.writestr(member(name), body)
    assert any(f"重复：{NOTES_TEXT}" in one for one in check(file, out.getvalue()).faults)


def test_a_huge_table_of_contents_is_not_read(made: tuple[Made, bytes], file: Path) -> None:
    altered = bytearray(made[1])
    altered[-10:-6] = (0x7FFFFFFF).to_bytes(4, "little")
    with pytest.raises(NoPackage, match="目录过大"):
        check(file, bytes(altered))


def test_a_manifest_with_fitting_checksums_that_names_other_files_is_caught(
    members: Members, file: Path
) -> None:
    """Whoever remakes everything but the pages is still caught by the pages."""
    manifest = json.loads(members[MANIFEST])
    manifest["files"] = [one for one in manifest["files"] if one["path"] != WARC]
    data = json.dumps(manifest).encode()
    found = check(file, boxed({**members, MANIFEST: data, SUMS: sums((), data)}))
    assert any(f"多出：{WARC}" in one for one in found.faults)
