"""A translation says what one version of its source says, and knows when the source has moved on."""

import pytest

from authoring.documents import document_of
from authoring.domain import follow_source, save_draft, translate_challenge
from authoring.errors import AuthoringError, NotYours
from authoring.models import Challenge
from authoring.translations import changes_since, stale_translations
from authoring.views.source import named
from tests.authoring import factories
from tests.authoring.forms import at
from tests.authoring.people import teacher

pytestmark = pytest.mark.usefixtures("frameworks")


def moved_on(source: Challenge, statement: str) -> Challenge:
    """The source, accepted again with another statement."""
    draft = Challenge.objects.get(pk=source.pk).get_latest_revision_as_object()
    draft.statement = statement
    save_draft(actor=source.author, draft=draft, based_on=draft.latest_revision_id)
    return factories.judged(Challenge.objects.get(pk=source.pk), "accept", "accept")


def test_a_translation_begins_as_the_accepted_version_in_another_language():
    source = factories.accepted(statement="Quel site ?")
    draft = translate_challenge(actor=teacher("zoe"), challenge=source, locale="en")
    said, original = document_of(draft), document_of(source)
    assert (said.locale, said.translation_of, said.content) == ("en", original.id, original.content)
    assert Challenge.objects.get(pk=draft.pk).translated_from.number == 1
    assert not stale_translations(draft.author).exists()


def test_a_source_that_changes_makes_it_stale_and_says_how():
    source = factories.accepted(statement="Quel site ?")
    draft = translate_challenge(actor=source.author, challenge=source, locale="en")
    moved_on(source, "Quels sites ?")
    assert list(stale_translations(source.author)) == [draft]
    assert [change.where for change in changes_since(draft)] == ["statement"]
    follow_source(actor=source.author, translation=draft)
    assert changes_since(Challenge.objects.get(pk=draft.pk)) == ()
    assert not stale_translations(source.author).exists()


def test_following_a_source_survives_the_next_save():
    source = factories.accepted(statement="Quel site ?")
    draft = translate_challenge(actor=source.author, challenge=source, locale="en")
    moved_on(source, "Quels sites ?")
    follow_source(actor=source.author, translation=draft)
    assert Challenge.objects.get(pk=draft.pk).get_latest_revision_as_object().translated_from.number == 2


@pytest.mark.parametrize("locale", ["fr", "xx"])
def test_one_translates_into_another_language(locale):
    with pytest.raises(AuthoringError):
        translate_challenge(actor=teacher(), challenge=factories.accepted(), locale=locale)


def test_once_in_each_language():
    source = factories.accepted()
    translate_challenge(actor=source.author, challenge=source, locale="en")
    with pytest.raises(AuthoringError):
        translate_challenge(actor=source.author, challenge=source, locale="en")


def test_what_is_not_accepted_is_not_translated():
    draft = factories.challenge()
    with pytest.raises(AuthoringError):
        translate_challenge(actor=draft.author, challenge=draft, locale="en")


def test_naming_a_secret_as_its_source_shows_nothing_of_it(client):
    secret = factories.accepted(1, statement="Hidden words?", purpose="certification")
    spy = factories.challenge(2, by=teacher("zoe"), translation_of=str(secret.uuid))
    client.force_login(spy.author)
    page = client.get(at("edit", spy.pk)).content.decode()
    assert ("Hidden words" in page, 'data-side-panel="source"' in page) == (False, False)


def test_nobody_translates_a_secret_that_is_not_his():
    secret = factories.accepted(purpose="certification")
    with pytest.raises(NotYours):
        translate_challenge(actor=teacher("zoe"), challenge=secret, locale="en")


def test_the_texts_of_a_source_are_named_down_to_their_row():
    places = (
        "statement",
        "content.options.1.text",
        "content.options.1.feedback",
        "content.targets.0.text",
        "content.text",
    )
    assert [named(place) for place in places] == ["énoncé", "option 2", "option 2, retour", "cible 1", "réponse"]
