"""What two items say differently, feature by feature: how an export read back is compared with what was sent.

Names inside an item (the identifiers of options, blanks, zones…) carry no meaning: they are compared by what they name.
White space around a text carries none either.
"""

import re
from collections.abc import Collection, Iterable, Iterator

import orjson

from interop.completed import Plain, completed
from interop.rendered import say_the_same
from items.document import Item

NAMED_LISTS = ("options", "items", "sources", "targets", "areas", "blanks", "menus")
MARKDOWN = re.compile(r"^(?:statement|hint|feedback\..*|content\.(?:text|model_answer|(?:.*\.)?feedback))$")
"""Fields of Markdown: they are compared as a page shows them."""
CONSEQUENCES = ("assets", "format")
"""Fields that follow from the others."""
DEFAULTS = completed(Item, {})
"""What a document says by default, field by field."""


def is_same(sent: bytes, back: Plain, lost: Iterable[str] = ()) -> bool:
    """Whether a draft says all that a canonical document says but for the features `lost`, and nothing else.

    Then it needs no other comparison. When it does not, texts that a page shows alike, and what is lost inside of the
    content, may still explain it: see `differences`.
    """
    document: Plain = orjson.loads(sent)
    for feature in lost:
        _leave_out(document, feature)
    try:
        files, theirs = _files(back), _comparable(completed(Item, back))
    except (AttributeError, LookupError, TypeError, ValueError):
        return False
    return _files(document) == files and _canonical(_comparable(document)) == _canonical(theirs)


def _leave_out(document: Plain, feature: str) -> None:
    """Make a document say by default a field of its own, or of one of its objects."""
    name, _dot, part = feature.partition(".")
    default = DEFAULTS.get(name)
    if name in DEFAULTS and not part:
        document[name] = default
    elif isinstance(default, dict) and part in default:
        document[name][part] = default[part]


def _files(document: Plain) -> set[str]:
    return {asset["sha256"] for asset in document.get("assets", ())}


def _canonical(document: Plain) -> bytes:
    """The document as bytes, in which 1 is neither `true` nor 1.0."""
    return orjson.dumps(document, option=orjson.OPT_SORT_KEYS)


def differences(sent: Item, back: Item, lost: Collection[str] = ()) -> tuple[str, ...]:
    """The features that the two items do not share but for those `lost`, sorted; empty when they say the same."""
    ours, theirs = (_comparable(orjson.loads(item.canonical())) for item in (sent, back))
    changed = [name for name in ours if ours[name] != theirs[name]]
    one, other = (dict(_flat({name: fields[name] for name in changed})) for fields in (ours, theirs))
    paths = (path for path in one.keys() | other.keys() if not any(covers(feature, path) for feature in lost))
    return tuple(sorted(path for path in paths if not _same(path, one.get(path), other.get(path))))


def _same(path: str, one: object, other: object) -> bool:
    if one == other:
        return True
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(_same(path, *pair) for pair in zip(one, other, strict=True))
    if not isinstance(one, str) or not isinstance(other, str):
        return False
    return bool(MARKDOWN.search(path)) and say_the_same(one, other)


def covers(feature: str, path: str) -> bool:
    """Whether a loss of `feature` explains a difference at `path`."""
    return path == feature or path.startswith(f"{feature}.")


def _comparable(document: Plain) -> Plain:
    """A document as it is compared, made from its plain values: it changes those that are objects, and no list."""
    for name in CONSEQUENCES:
        del document[name]
    document["alignments"].sort(key=lambda place: (not place["primary"], place["framework"], place["competence"]))
    content = document["content"]
    if content["type"] == "order":
        places = {key: place for place, key in enumerate(content["key"])}
        content["items"].sort(key=lambda option: places[option["id"]])
    if content["type"] == "match":
        _sort_match(content)
    _name_strategy(content)
    for each in (content, content.get("response", {}), *content.get("blanks", ())):
        if "tolerances" in each:
            each["tolerances"] = sorted(each["tolerances"])
    for name in ("blanks", "menus"):
        if name in content:
            content[name].sort(key=lambda gap: content["text"].index(f"{{{{{gap['id']}}}}}"))
    response = content.pop("response", {})
    document["content"] = {**response, **_renamed(content)}
    return document


def _name_strategy(content: Plain) -> None:
    """Some strategies score the same: with one key and one distractor, with no distractor at all, with one part."""
    if content.get("strategy") in ("per_menu", "per_blank"):
        parts = content.get("menus") or content.get("blanks") or ()
        content["strategy"] = "all_or_nothing" if len(parts) == 1 else content["strategy"]
    options, keys = content.get("options") or content.get("areas") or (), content.get("keys") or ()
    if content.get("strategy") == "right_minus_wrong" and len(keys) == 1 and len(options) <= 2:
        content["strategy"] = "all_or_nothing"
    if content.get("strategy") == "per_option" and len(keys) == len(options):
        content["strategy"] = "right_minus_wrong"


def _sort_match(content: Plain) -> None:
    """Pairs in the order of sources, targets in the order of their first use, lures last."""
    sources = [source["id"] for source in content["sources"]]
    content["pairs"] = sorted(content["pairs"], key=lambda pair: sources.index(pair[0]))
    used = [target for _source, target in content["pairs"]]
    content["targets"].sort(key=lambda target: used.index(target["id"]) if target["id"] in used else len(used))


def _renamed(content: Plain) -> Plain:
    for name in NAMED_LISTS:
        entries = content.get(name)
        if not entries:
            continue
        names = {entry["id"]: f"{name}#{place}" for place, entry in enumerate(entries) if isinstance(entry, dict)}
        for old, new in names.items():
            if "text" in content:
                content["text"] = content["text"].replace(f"{{{{{old}}}}}", f"{{{{{new}}}}}")
        for entry in entries:
            if isinstance(entry, dict):
                entry["id"] = names[entry["id"]]
                _renamed(entry)
        _rename_keys(content, name, names)
    return content


def _rename_keys(content: Plain, of: str, names: dict[str, str]) -> None:
    if content.get("key") and isinstance(content["key"], str):
        content["key"] = names.get(content["key"], content["key"])
    for name in ("key", "keys"):
        if isinstance(content.get(name), list):
            keys = [names.get(key, key) for key in content[name]]
            content[name] = sorted(keys) if name == "keys" else keys
    if of in ("sources", "targets") and "pairs" in content:
        end = ("sources", "targets").index(of)
        content["pairs"] = [[*pair[:end], names[pair[end]], *pair[end + 1 :]] for pair in content["pairs"]]


def _flat(value: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Each leaf by its path; a list of objects gives, for each of their fields, the list of its values."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _flat(inner, f"{path}.{name}" if path else name)
    elif isinstance(value, list) and value and all(isinstance(entry, dict) for entry in value):
        for name in value[0]:
            yield from _flat([entry.get(name) for entry in value], f"{path}.{name}")
    elif isinstance(value, list) and value and all(isinstance(entry, list) for entry in value):
        yield f"{path}.counts", [len(entry) for entry in value]
        yield from _flat([inner for entry in value for inner in entry], path)
    else:
        yield path, _stripped(value)


def _stripped(value: object) -> object:
    if isinstance(value, str):
        return value.strip()
    return [_stripped(entry) for entry in value] if isinstance(value, list) else value
