"""Entries as bytes say exactly what their models say, however the bytes come."""

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from interop import entries, frame
from interop.manifest import Manifest, Provenance, VersionEntry
from items.document import Alignment
from items.errors import InvalidDocument
from tests.interop.releases import HEAD, MOMENT, item

DIGEST = "ab" * 32
THEMES = st.text(st.sampled_from('"\\[]{},:é« a') | st.characters(exclude_categories=("Cs", "Cc")), max_size=30)
POLICIES = st.dictionaries(
    st.text(max_size=5), st.recursive(st.none() | st.integers(0, 9) | THEMES, st.lists), max_size=3
)


def aligned(theme: str) -> tuple[Alignment, ...]:
    return Alignment(competence="2.1", level=8, theme=theme, primary=True), Alignment(competence="1.1", level=1)


def entry_of(number: int, alignments=None, policy=None) -> VersionEntry:
    document = item(number)
    provenance = Provenance(policy=policy or {}, decided_at=MOMENT)
    return VersionEntry(
        id=document.id,
        number=number,
        digest=DIGEST,
        alignments=alignments or document.alignments,
        provenance=provenance,
    )


@given(THEMES, POLICIES)
def test_an_entry_quoted_from_a_document_is_that_of_its_model(theme, policy):
    alignments = aligned(theme)
    model = entry_of(1, alignments, policy)
    document = item(1).model_copy(update={"alignments": alignments}).canonical().decode()
    canonical = orjson.dumps(policy, option=orjson.OPT_SORT_KEYS).decode()
    written = entries.written(document, DIGEST, model.id, 1, MOMENT, canonical)
    assert written == model.canonical()
    said = entries.read(written.removeprefix(entries.START))
    assert said == ([vars(alignment) for alignment in model.alignments], DIGEST, model.id, 1)
    assert entries.named(written.removeprefix(entries.START)) == (DIGEST, model.id, "1")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"number":1', b'"number":0'),
        (b'"number":1', b'"number":01'),
        (b'"level":3', b'"level":9'),
        (b'"level":3', b'"level": 3'),
        (b'"competence":"1.1"', b'"competence":"1.9"'),
        (b'"policy":{}', b'"policy":{"b":1,"a":2}'),
        (b'"policy":{}', b'"policy":[]'),
        (b'"policy":{}', b'"policy":{},"more":{}'),
        (b"ab", b"AB"),
        (b"+00:00", b"+01:00"),
    ],
)
def test_anything_else_is_no_entry(old, new):
    intact = entry_of(1).canonical().removeprefix(entries.START)
    assert entries.read(intact).number == 1
    assert old in intact
    with pytest.raises(InvalidDocument):
        entries.read(intact.replace(old, new))


@given(st.integers(0, 4), st.integers(0, 3), st.integers(1, 400))
def test_a_manifest_reads_the_same_in_chunks_of_any_size(items, tutorials, size):
    parts = [[entry_of(number) for number in range(1, count + 1)] for count in (items, tutorials)]
    manifest = Manifest.of(HEAD, *parts, [])
    content = manifest.canonical()
    reader = frame.Reader(content[start : start + size] for start in range(0, len(content), size))
    reader.expect(frame.ASSETS)
    assert reader.until(frame.ITEMS) == b"[]"
    found = [[entries.START + rest for page in reader.entries(frame.ROOT) for rest in page]]
    assert reader.until(frame.HEAD).decode() == manifest.merkle_root
    assert orjson.loads(reader.until(frame.TUTORIALS))["number"] == HEAD.number
    found.append([entries.START + rest for page in reader.entries(frame.END) for rest in page])
    reader.end()
    assert found == [[entry.canonical() for entry in part] for part in parts]


@given(st.integers(1, 4), st.integers(0, 3), st.integers(1, 400))
def test_entries_come_one_by_one_until_the_rest_is_asked(items, apart, size):
    found = [entry_of(number).canonical() for number in range(1, items + 1)]
    content = b",".join(found) + frame.END
    reader = frame.Reader(content[start : start + size] for start in range(0, len(content), size))
    for entry in found[:-1][:apart]:
        assert reader.entry() == entry.removeprefix(entries.START)
    assert reader.taken == content.index(found[min(apart, items - 1)])
    rest = [entries.START + rest for page in reader.entries(frame.END) for rest in page]
    assert rest == found[:-1][apart:] + found[-1:]


def test_a_manifest_that_ends_early_or_late_is_refused():
    content = Manifest.of(HEAD, [entry_of(1)], [], []).canonical()
    for wrong in (content[:-1], content[:40], b""):
        reader = frame.Reader([wrong])
        with pytest.raises(InvalidDocument):
            reader.until(frame.TUTORIALS)
            list(reader.entries(frame.END))
    reader = frame.Reader([content, b" "])
    reader.until(frame.TUTORIALS)
    assert list(reader.entries(frame.END)) == []
    with pytest.raises(InvalidDocument):
        reader.end()
