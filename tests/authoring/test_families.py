"""Variants say what their prototype says, until they say something of their own."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from authoring.documents import document_of
from authoring.domain import look_over_due, make_variant, save_draft, submit_family, update_draft
from authoring.domain.families import family_to_submit
from authoring.errors import AuthoringError, NotYours
from authoring.families import Member, inherit, members
from authoring.models import Challenge
from tests.authoring import factories
from tests.authoring.people import teacher

pytestmark = pytest.mark.usefixtures("frameworks")


def change(draft: Challenge, **values) -> None:
    """Save new values, as the form does."""
    for name, value in values.items():
        setattr(draft, name, value)
    save_draft(actor=draft.author, draft=draft, based_on=draft.latest_revision_id)


def again(draft: Challenge) -> Challenge:
    return Challenge.objects.get(pk=draft.pk)


def test_a_variant_says_what_its_prototype_says_now():
    prototype = factories.challenge()
    draft = make_variant(actor=prototype.author, prototype=prototype)
    change(prototype, statement="Another question?")
    said = document_of(again(draft))
    assert (said.statement, said.varies, said.family) == ("Another question?", (), str(prototype.uuid))
    assert said.content == document_of(again(prototype)).content
    assert said.alignments == document_of(again(prototype)).alignments


def test_a_field_of_its_own_no_longer_follows_and_follows_again():
    prototype = factories.challenge()
    draft = make_variant(actor=prototype.author, prototype=prototype)
    change(draft, statement="Mine?", varies=["statement"])
    change(prototype, statement="Theirs?", hint="Think.")
    assert (document_of(again(draft)).statement, document_of(again(draft)).hint) == ("Mine?", "Think.")
    change(again(draft), varies=[])
    assert document_of(again(draft)).statement == "Theirs?"


def test_the_prototype_knows_its_family_and_a_variant_has_no_variants():
    prototype = factories.challenge()
    draft = make_variant(actor=prototype.author, prototype=prototype)
    assert document_of(again(prototype)).family == str(prototype.uuid)
    with pytest.raises(AuthoringError):
        make_variant(actor=prototype.author, prototype=draft)


def test_nobody_makes_a_variant_of_what_he_may_not_read():
    prototype = factories.challenge()
    with pytest.raises(NotYours):
        make_variant(actor=teacher("zoe"), prototype=prototype)


def test_a_draft_that_becomes_secret_gives_no_variant_of_its_new_words():
    prototype = factories.accepted(statement="Public?")
    edited = again(prototype).get_latest_revision_as_object()
    change(edited, statement="Secret?", purpose="certification")
    with pytest.raises(NotYours):
        make_variant(actor=teacher("zoe"), prototype=again(prototype))


def test_a_variant_of_a_colleague_follows_what_is_accepted_and_no_draft():
    prototype = factories.accepted(statement="Accepted?")
    follows = make_variant(actor=teacher("zoe"), prototype=prototype)
    change(again(prototype).get_latest_revision_as_object(), statement="Not accepted yet?")
    begun = make_variant(actor=teacher("zoe"), prototype=again(prototype))
    assert [document_of(again(draft)).statement for draft in (follows, begun)] == ["Accepted?"] * 2
    factories.judged(again(prototype), "accept", "accept")
    assert document_of(again(follows)).statement == "Not accepted yet?"
    look_over_due()
    assert "not accepted yet" in again(follows).words


def test_naming_a_secret_prototype_in_an_import_inherits_nothing_from_it():
    secret = factories.challenge(statement="Secret?", purpose="certification")
    family = str(secret.uuid)
    spy = factories.challenge(2, by=teacher("zoe"), family=family, varies=("hint",), statement="Mine?")
    assert document_of(again(spy)).statement == "Mine?"


def test_a_variant_that_had_drifted_comes_in_without_losing_a_word():
    prototype = factories.challenge(1, statement="Theirs?")
    draft = factories.challenge(2, family=str(prototype.uuid), varies=("content",), statement="Mine?")
    said = document_of(again(draft))
    assert (said.statement, said.varies) == ("Mine?", ("statement", "content"))


def test_an_updated_variant_keeps_what_it_is_told():
    prototype = factories.challenge(1)
    draft = factories.challenge(2, family=str(prototype.uuid), varies=("statement",))
    told = document_of(draft).model_copy(update={"hint": "Look."})
    update_draft(actor=draft.author, draft=draft, document=told, based_on=draft.latest_revision_id)
    assert document_of(again(draft)).hint == "Look."


def test_a_change_of_the_prototype_proposes_a_new_version_of_each_variant_it_reaches():
    prototype = factories.challenge()
    follows, own, never = (make_variant(actor=prototype.author, prototype=prototype) for _ in range(3))
    change(own, statement="Mine?", varies=["statement"])
    for draft in (prototype, follows, own):
        factories.judged(again(draft), "accept", "accept")
    edited = again(prototype).get_latest_revision_as_object()
    change(edited, statement="Better?")
    assert family_to_submit(prototype.author, again(prototype)) == [prototype, follows]
    reasons = {draft.pk: dict.fromkeys(factories.WARNINGS, "On purpose.") for draft in (prototype, follows)}
    versions = submit_family(actor=prototype.author, prototype=again(prototype), waivers=reasons)
    assert [(v.identity_id, v.number, v.parsed().statement) for v in versions] == [
        (prototype.uuid, 2, "Better?"),
        (follows.uuid, 2, "Better?"),
    ]


def test_drift_names_the_variant_and_the_fields():
    prototype = factories.challenge()
    draft = make_variant(actor=prototype.author, prototype=prototype)
    for row in (prototype, draft):
        factories.judged(again(row), "accept", "accept")
    edited = again(prototype).get_latest_revision_as_object()
    change(edited, statement="Better?")
    factories.judged(again(prototype), "accept", "accept")
    assert members(prototype) == [Member(draft, ("statement",))]


def test_a_family_costs_the_same_with_one_member_and_with_three(django_assert_num_queries):
    prototype = factories.challenge()
    for count in (1, 3):
        while len(members(prototype)) < count:
            make_variant(actor=prototype.author, prototype=prototype)
        with django_assert_num_queries(2):
            members(prototype)


def test_variants_of_three_changed_prototypes_cost_what_those_of_one_do():
    variants = []
    for number in (1, 2, 3):
        prototype = factories.accepted(number)
        variants.append(make_variant(actor=prototype.author, prototype=prototype))
        change(again(prototype).get_latest_revision_as_object(), statement=f"Better {number}?")

    def cost(drafts: list[Challenge]) -> int:
        with CaptureQueriesContext(connection) as queries:
            inherit(drafts)
        return len(queries)

    assert cost(variants[:1]) == cost(variants)
    assert [draft.statement for draft in variants] == ["Better 1?", "Better 2?", "Better 3?"]
