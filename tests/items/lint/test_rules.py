"""Every rule flags its own example, lets its near miss through, and says so in words that can be translated."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from items.document import Tutorial
from items.lint import RULES, lint
from items.lint.examples import EXAMPLES, example_document

each_rule = pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])


def test_every_rule_has_an_example_and_a_name_of_its_own():
    assert [rule.name for rule in RULES] == list(EXAMPLES)
    assert len({str(rule.label) for rule in RULES}) == len(RULES)


def test_there_are_enough_of_them():
    assert len(RULES) >= 25


@each_rule
def test_a_good_document_has_no_flaw(rule):
    assert lint(example_document(rule, {})) == ()


@each_rule
def test_the_example_is_flagged(rule):
    example = EXAMPLES[rule.name]
    found = [f for f in lint(example_document(rule, example.flagged), context=example.context) if f.rule == rule.name]
    assert found != []
    assert {finding.severity for finding in found} == {rule.severity}


@each_rule
def test_the_near_miss_is_not(rule):
    example = EXAMPLES[rule.name]
    found = lint(example_document(rule, example.clean), context=example.context)
    assert [finding for finding in found if finding.rule == rule.name] == []


@each_rule
def test_a_rule_is_explained(rule):
    assert rule.check.__doc__.strip().endswith((".", ")"))
    assert str(rule.label) != str(rule.hint)


def test_errors_come_first():
    rule = next(rule for rule in RULES if rule.reads is Tutorial)
    found = lint(example_document(rule, {"licence": "", "duration": None, "body": "Fini  maintenant."}))
    assert [finding.severity for finding in found] == ["error", "warning", "info"]


HOSTILE = (
    *("quel ne ", "a.", "a-", "a@", "*a ", "a  ", "1 ", "un ", "A", "d’", "http://a ", "FR76 ", "12 rue a "),
    *("[", "![", "[a](", "![a](", "«", "`", "```\n~~~\n", "|", "|-", "---\n", "> ", "1. ", "{{a}}", " "),
)


@pytest.mark.parametrize("part", HOSTILE)
def test_a_hostile_text_takes_less_than_a_second(part):
    document = example_document(RULES[0], {"hint": (part * 20_000)[:20_000]})
    start = time.process_time()
    lint(document)
    assert time.process_time() - start < 1


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=300), st.text(max_size=60))
def test_no_text_breaks_a_rule(text, option):
    document = example_document(RULES[0], {})
    content = document.content
    options = (content.options[0].model_copy(update={"text": option}), *content.options[1:])
    lint(document.model_copy(update={"statement": text, "content": content.model_copy(update={"options": options})}))
