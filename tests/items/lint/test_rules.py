"""Every rule flags its own example, lets its near miss through, and says so in words that can be translated."""

import pytest

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
