"""HTML and MathML of others, in our words."""

import pytest
from lxml import etree

from interop.html import html_to_text, to_markdown
from interop.mathml import linear


def test_words_of_html_are_kept_apart():
    assert html_to_text("<p>un</p><p>deux<br>trois</p><ul><li>a</li><li>b</li></ul>") == "un deux trois a b"
    assert html_to_text('<img src="a.png" alt="un chat">') == "un chat"
    assert to_markdown('<a href="https://a.example"><!-- x -->Loi</a> <b><!-- y -->dite</b>') == (
        "[Loi](https://a.example) **dite**"
    )
    assert to_markdown('<audio controls><source src="@@PLUGINFILE@@/a.mp3"></audio>') == "[a.mp3](@@PLUGINFILE@@/a.mp3)"


def test_a_tooltip_follows_its_word():
    tip = (
        'Un <span data-role="tooltip-target">octet</span><span data-role="tooltip-content">huit <b>bits</b></span> vaut'
    )
    assert html_to_text(tip) == "Un octet (huit bits) vaut"
    assert to_markdown(tip) == "Un octet (huit **bits**) vaut"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></mfrac>", "(a+b)/2"),
        ("<msup><mi>x</mi><mn>2</mn></msup><mo>=</mo><msqrt><mn>16</mn></msqrt>", "x² = √16"),
        ("<msup><mn>2</mn><mrow><mi>n</mi><mo>+</mo><mn>1</mn></mrow></msup>", "2ⁿ⁺¹"),
        ("<msup><mn>2</mn><mfrac><mn>1</mn><mn>2</mn></mfrac></msup>", "2^(1/2)"),
        ("<msub><mi>u</mi><mn>0</mn></msub>", "u₀"),
    ],
)
def test_formulas_on_one_line(source, said):
    assert linear(etree.fromstring(f"<math>{source}</math>")) == said
