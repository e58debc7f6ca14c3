"""Zips of ours against `zipfile`."""

import io
import zipfile

from hypothesis import given, settings
from hypothesis import strategies as st

from interop.zip_writer import pack, zip_to

NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\0/\\"), min_size=1, max_size=20)


def written(files, chunked=()):
    out = io.BytesIO()
    with zip_to(out) as archive:
        for name, data in files.items():
            if name in chunked:
                archive.add_chunks(name, [data[:3], data[3:]])
            else:
                archive.add(name, pack(data))
    return zipfile.ZipFile(out)


@settings(max_examples=50, deadline=None)
@given(st.dictionaries(NAMES, st.binary(max_size=300), max_size=5), st.integers(0, 5))
def test_what_goes_in_is_read_by_others(files, chunked):
    archive = written(files, [*files][:chunked])
    assert archive.testzip() is None
    assert {name: archive.read(name) for name in archive.namelist()} == files


def test_bytes_are_those_of_zipfile():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name in ("items/a.xml", "é"):
            info = zipfile.ZipInfo(name)
            info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            archive.writestr(info, b"<a>" * 100, compresslevel=1)
    assert written({"items/a.xml": b"<a>" * 100, "é": b"<a>" * 100}).fp.getvalue() == out.getvalue()


def test_more_files_than_a_small_zip_can_count():
    archive = written({str(place): b"" for place in range(65_537)})
    assert len(archive.namelist()) == 65_537
    assert archive.read("65536") == b""
