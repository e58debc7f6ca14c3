"""Our Markdown: what it means, and that nothing written in it can harm."""

import re
import threading
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html

from items.markdown import CLEANER, TAGS, fill_blanks, to_html, to_text, to_xhtml
from items.markdown.simple import simple_html
from items.markdown.syntax import Parser

ROOT = Path(__file__).parents[2]
EXAMPLE = re.compile(r"^(`{3,})markdown\n(.*?)\n\1\n```html\n(.*?)\n```$", re.MULTILINE | re.DOTALL)
EXAMPLES = [
    (text, expected) for _, text, expected in EXAMPLE.findall((ROOT / "docs" / "markdown.md").read_text("utf-8"))
]
XSS = [
    re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), line.replace("\\n", "\n").replace("\\t", "\t"))
    for line in (Path(__file__).parent / "xss.txt").read_text("utf-8").splitlines()
]
ATTRIBUTES = {"href", "rel", "src", "alt", "class", "start", "title"}
PIECES = st.sampled_from([*XSS, *(text for text, _ in EXAMPLES), "[", "](", "*", "`", "\n\n", "    ", "> ", "| ", "<"])
TEXTS = st.one_of(st.text(), st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=8).map("".join))
SHA = "a" * 64


def address(sha256):
    return f"/files/{sha256}"


def dangers(markup):
    """What a page must never hold: any element, attribute or address outside of the subset."""
    tree = html.fragment_fromstring(markup, create_parent="div")
    elements = [element for element in tree.iter() if element is not tree]
    return [
        *(element.tag for element in elements if element.tag not in TAGS),
        *(name for element in elements for name in element.attrib if name not in ATTRIBUTES),
        *(a.get("href") for a in tree.iter("a") if not re.match("https?://|mailto:", a.get("href", "https://"), re.I)),
        *(image.get("src") for image in tree.iter("img") if not re.fullmatch("/files/[0-9a-f]{64}", image.get("src"))),
    ]


@pytest.mark.parametrize(("text", "expected"), EXAMPLES)
def test_the_manual_says_what_the_parser_does(text, expected):
    assert to_html(text, asset_url=address) == expected


def test_the_manual_has_examples():
    assert len(EXAMPLES) > 10


@pytest.mark.parametrize("text", XSS)
def test_an_attack_is_harmless(text):
    assert dangers(to_html(text, asset_url=address)) == []


def test_the_corpus_of_attacks_is_large():
    assert len(set(XSS)) >= 150


@given(TEXTS)
def test_any_text_gives_clean_html(text):
    markup = to_html(text, asset_url=address)
    assert dangers(markup) == []
    assert CLEANER.clean(markup) == markup


@given(TEXTS)
def test_any_text_gives_well_formed_xhtml(text):
    tree = etree.fromstring(f"<div>{to_xhtml(text, asset_url=address)}</div>")
    assert {element.tag for element in tree.iter()} <= (TAGS - {"mark"}) | {"div", "span"}


@given(TEXTS)
def test_plain_text_has_no_markup_left(text):
    assert "\n\n" not in to_text(text)


@pytest.mark.parametrize(
    "piece",
    ["[", "![", "[a](", "[a](<", "[a](b(", "*a ", "**a *b ", "_", "`a", "> ", "> - ", "1. ", "- ", "*\t", "# a\n"]
    + ["a\n-\n", "|a", "a|b\n-|-\n", "```\n", "<", "<a ", "&", "==a", "[[a", "{{a", "\n", "- a\n\n    - b\n\n", "\\"],
)
def test_a_hostile_text_takes_less_than_a_second(piece):
    start = time.process_time()
    to_html(piece * (100_000 // len(piece)))
    assert time.process_time() - start < 1


def test_what_nests_too_deep_is_shown_as_it_is_and_the_next_text_is_read_as_usual():
    assert to_html("1. " * 5000).startswith("<p>1. 1. 1.")
    assert to_html("*a*") == "<p><em>a</em></p>"


def test_words_alone():
    text = (
        f"# Titre\n\nUn *mot*,\n`a < b`, {{{{b1}}}}.\n\n- un\n- deux\n\n![Un chat](asset:{SHA})\n\n|a|b|\n|-|-|\n|c|d|"
    )
    assert to_text(text) == "Titre\nUn mot, a < b, ….\nun\ndeux\nUn chat\na b\nc d"


def test_a_mark_is_a_span_in_xhtml():
    assert to_xhtml("==a==<br>") == '<p><span class="mark">a</span>&lt;br&gt;</p>'


def test_blanks_are_filled_in_the_text_only():
    markup = to_html(f"{{{{a}}}} ![{{{{b}}}}](asset:{SHA}) `{{{{c}}}}`", asset_url=address)
    assert fill_blanks(markup, str.upper) == (f'<p>A <img alt="{{{{b}}}}" src="/files/{SHA}"> <code>C</code></p>')


def test_each_thread_has_its_parser():
    found = {}

    def work(name):
        found[name] = [to_html(f"![x](asset:{SHA})", asset_url=lambda _: f"/{name}") for _ in range(50)]

    threads = [threading.Thread(target=work, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {name: [f'<p><img alt="x" src="/{name}"></p>'] * 50 for name in "abcd"}


WORDS = [
    "a",
    "É",
    "mot ",
    " ",
    ", ",
    "«\u00a0",
    "\u202f:",
    "\n\n",
    "\n",
    " - ",
    "1. ",
    "10)",
    "/",
    "http://a.fr",
    "(",
    "*",
    "`",
]
WORDS += [
    "**gras**",
    "*em*",
    "`x.y`",
    "` `",
    "**10 × 2**",
    " = ",
    "==",
    "{{a}}",
    "{{",
    "'",
    "_",
    "  ",
    "12:30",
    "x*y",
    "![",
]
WORDS += [" & ", "&amp;", " < b", "a > ", "`<h1>`", "`a&lt;b`", "<b>"]


@given(st.lists(st.sampled_from(WORDS), max_size=8).map("".join))
@settings(max_examples=300, deadline=None)
def test_a_simple_text_is_what_the_parser_makes_of_it(text):
    simple = simple_html(text)
    assert simple is None or simple.replace("\u00a0", "&nbsp;") == CLEANER.clean(Parser().html(text, None)).strip()


def test_most_texts_are_simple():
    assert simple_html("Une **bonne** idée : `ls -l`, *puis* {{b1}}.\n\n«\u00a0Oui !\u00a0»") == (
        "<p>Une <strong>bonne</strong> idée : <code>ls -l</code>, <em>puis</em> {{b1}}.</p>\n<p>«\u00a0Oui !\u00a0»</p>"
    )
    assert simple_html("- une liste") is None
