"""Interactions that ask for pairs: two sets to match, or one whose items go together."""

from interop.importers.draft import Draft, NotUnderstood
from interop.importers.qti.asked import Asked, key_of, options_of, right_of
from interop.importers.qti.words import named
from interop.importers.weighed import PARTIAL, Read
from interop.importers.xml import Element
from items.messages import message


def match(asked: Asked, interaction: Element) -> Read:
    """Two sets: each item of one goes with one of the other."""
    response = asked.response(interaction)
    sets = list(named(interaction, "simple-match-set"))
    if len(sets) != 2:
        raise NotUnderstood(message("a match needs two sets"))
    sources = options_of(sets[0], asked, "simple-associable-choice", "s-")
    targets = options_of(sets[1], asked, "simple-associable-choice", "t-")
    pairs = [pair for pair in (each.split() for each in right_of(response)) if len(pair) == 2]
    most = {each.get("match-max", "1") for each in named(sets[1], "simple-associable-choice")}
    content: Draft = {
        "type": "match",
        "sources": sources,
        "targets": targets,
        "pairs": [[key_of(source, "s-"), key_of(target, "t-")] for source, target in pairs],
        "one_to_one": most == {"1"},
        "strategy": "per_pair" if asked.processing.has("map-response") else "all_or_nothing",
    }
    _turn(content)
    return Read(content, [PARTIAL] if content["strategy"] == "all_or_nothing" and asked.processing.shares() else [])


def associate(asked: Asked, interaction: Element) -> Read:
    """Pairs among one set of items: a match, the first of each pair on one side and all the others on the other."""
    response = asked.response(interaction)
    pairs = [pair for pair in (each.split() for each in right_of(response)) if len(pair) == 2]
    linked = [key_of(key) for pair in pairs for key in pair]
    options = options_of(interaction, asked, "simple-associable-choice")
    if len(set(linked)) < len(linked) or len(pairs) < 2:
        raise NotUnderstood(message("some of its items have no partner, or several"))
    first_ones = {key_of(pair[0]) for pair in pairs}
    content: Draft = {
        "type": "match",
        "sources": [option for option in options if option["id"] in first_ones],
        "targets": [option for option in options if option["id"] not in first_ones],
        "pairs": [[key_of(source), key_of(target)] for source, target in pairs],
        "one_to_one": True,
        "strategy": "per_pair" if asked.processing.has("map-response") else "all_or_nothing",
    }
    return Read(content, [message("pairs to make became a match: the first of each pair is on one side")])


def _turn(content: Draft) -> None:
    """See that each source has one target, turning the match round where that is so the other way."""
    for turned in (False, True):
        sources = [source for source, _target in content["pairs"]]
        if sorted(sources) == sorted(source["id"] for source in content["sources"]):
            return
        if not turned:
            content["sources"], content["targets"] = content["targets"], content["sources"]
            content["pairs"] = [[target, source] for source, target in content["pairs"]]
            content["one_to_one"] = False
    raise NotUnderstood(message("some of its items have no partner, or several"))
