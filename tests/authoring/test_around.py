"""The screens about a challenge's family, translations, uses and discussion."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from authoring.documents import document_of
from authoring.domain import create_tutorials, make_variant, post_message, translate_challenge
from authoring.models import Challenge, Tutorial
from authoring.surroundings import surroundings
from challengebank.domain import create_bank, freeze_release, recall_version
from challengebank.models import Version
from items.document import TutorialLinks
from tests.authoring import documents as given
from tests.authoring import factories
from tests.authoring.forms import at, form
from tests.authoring.people import chief, teacher
from tests.authoring.test_families import change
from tests.challengebank.factories import operator

pytestmark = pytest.mark.usefixtures("frameworks")
HERE = {"headers": {"x-requested-with": "XMLHttpRequest"}}


def again(draft: Challenge) -> Challenge:
    return Challenge.objects.get(pk=draft.pk)


def test_a_variant_and_a_translation_are_made_from_the_page(client):
    source = factories.accepted()
    client.force_login(source.author)
    for name, values in (("variant", {}), ("translate", {"locale": "en"})):
        answer = client.post(at(name, source.pk), values)
        assert answer.url == at("edit", Challenge.objects.latest("pk").pk)
    page = client.get(at("around", source.pk))
    assert [member.draft for member in page.context["around"].variants] == [
        Challenge.objects.get(family=source.uuid, varies=[])
    ]
    assert [draft.locale for draft in page.context["around"].translations] == ["en"]
    assert page.context["languages"] == []


def test_a_refusal_is_said_on_the_page(client):
    draft = factories.challenge()
    client.force_login(draft.author)
    answer = client.post(at("translate", draft.pk), {"locale": "en"}, follow=True)
    assert (answer.redirect_chain[-1][0], len(list(answer.context["messages"]))) == (at("around", draft.pk), 1)


def test_the_form_of_a_variant_shows_what_it_inherits_and_takes_what_is_its_own(client):
    prototype = factories.challenge(statement="Theirs?")
    draft = make_variant(actor=prototype.author, prototype=prototype)
    client.force_login(prototype.author)
    page = client.get(at("edit", draft.pk))
    assert page.context["form"]["statement"].value() == "Theirs?"
    client.post(at("edit", draft.pk), form(client, draft, statement="Mine?", varies=["statement"]))
    assert document_of(again(draft)).statement == "Mine?"
    client.post(at("edit", draft.pk), form(client, again(draft), varies=[]))
    change(prototype, statement="Better?")
    assert client.get(at("edit", draft.pk)).context["form"]["statement"].value() == "Better?"
    assert document_of(again(draft)).alignments == document_of(again(prototype)).alignments


def test_a_challenge_that_stands_alone_is_not_asked_what_it_varies(client):
    draft = factories.challenge()
    client.force_login(draft.author)
    assert "varies" not in client.get(at("edit", draft.pk)).context["form"].fields


def test_enemies_are_proposed_then_declared_by_choosing_them(client):
    draft = factories.challenge(1, kind="short_text")
    giver = factories.accepted(2, by=teacher("zoe"), statement="The CNIL watches over privacy. Who fines?")
    client.force_login(draft.author)
    page = client.get(at("around", draft.pk), {"enemies": ""})
    assert [(p.challenge, p.answer, p.gives) for p in page.context["enemies"]] == [(giver, "cnil", True)]


def test_a_colleague_reads_what_was_accepted_and_nothing_of_what_is_being_written(client):
    draft = factories.accepted(1, kind="short_text", title="Open words")
    factories.accepted(2, by=teacher("zoe"), statement="The CNIL watches over privacy. Who fines?")
    edited = draft.get_latest_revision_as_object()
    change(edited, title="Secret words", purpose="certification")
    for who, seen in ((draft.author, True), (chief(), True), (teacher("zoe"), False)):
        client.force_login(who)
        pages = [client.get(at(name, draft.pk), {"enemies": ""}).content.decode() for name in ("around", "discussion")]
        assert ["Secret words" in page for page in pages] == [seen, seen]
    assert ["Open words" in page for page in pages] == [True, True]


def test_an_enemy_is_added_and_taken_away_in_the_form(client):
    draft, other = factories.challenge(1), factories.challenge(2)
    client.force_login(draft.author)
    client.post(at("edit", draft.pk), form(client, draft, enemy=str(other.pk)))
    assert again(draft).enemies == [str(other.uuid)]
    client.post(at("edit", draft.pk), form(client, again(draft), enemies=[]))
    assert again(draft).enemies == []


def test_where_a_challenge_is_used(client):
    draft = factories.accepted()
    bank = create_bank(actor=operator(), slug="college", name="Collège", purpose="training")
    release = freeze_release(actor=operator(), bank=bank)
    found = surroundings(draft, draft.author)
    assert (found.banks, found.releases, found.recalls) == ([bank], [release], [])
    recall = recall_version(actor=operator(), version=Version.objects.get(), reason="Wrong key.")
    found = surroundings(draft, draft.author)
    assert (found.banks, found.releases, found.recalls) == ([], [release], [recall])


def test_where_a_tutorial_is_used(client):
    [lesson] = create_tutorials(actor=teacher(), drafts=[given.tutorial(50)])
    links = TutorialLinks(understand=(str(lesson.uuid),))
    draft = factories.accepted(1, tutorials=links)
    bank = create_bank(actor=operator(), slug="college", name="Collège", purpose="training")
    found = surroundings(lesson, draft.author)
    assert (found.banks, found.linked) == ([bank], [draft])
    client.force_login(draft.author)
    page = client.get(reverse(Tutorial.snippet_viewset.get_url_name("around"), args=[lesson.pk]))
    assert "Collège" in page.content.decode()


def test_a_prototype_is_submitted_with_the_variants_that_follow_it(client):
    prototype = factories.challenge()
    draft = make_variant(actor=prototype.author, prototype=prototype)
    for row in (prototype, draft):
        factories.judged(again(row), "accept", "accept")
    change(again(prototype).get_latest_revision_as_object(), statement="Better?")
    client.force_login(prototype.author)
    assert client.get(at("submit", prototype.pk)).context["following"] == [draft]
    reasons = {f"reason-{rule}": "On purpose." for rule in factories.WARNINGS}
    client.post(at("submit", prototype.pk), {**reasons, "family": "on"})
    assert {again(row).state for row in (prototype, draft)} == {"in_review"}


def cost(draft: Challenge) -> int:
    reader = User.objects.get(pk=draft.author_id)
    with CaptureQueriesContext(connection) as queries:
        surroundings(draft, reader)
    return len(queries)


def test_its_cost_does_not_grow():
    draft, costs = factories.accepted(), []
    for slug in ("one", "two", "three"):
        freeze_release(actor=operator(), bank=create_bank(actor=operator(), slug=slug, name=slug, purpose="training"))
        make_variant(actor=draft.author, prototype=draft)
        if not costs:
            translate_challenge(actor=draft.author, challenge=draft, locale="en")
        costs.append(cost(draft))
    assert len(set(costs)) == 1


def test_the_translation_shows_its_source(client):
    source = factories.accepted(statement="Quel site ?")
    draft = translate_challenge(actor=source.author, challenge=source, locale="en")
    client.force_login(source.author)
    page = client.get(at("edit", draft.pk)).content.decode()
    assert 'data-side-panel="source"' in page
    assert '<dd lang="fr">Quel site ?</dd>' in page
    assert client.post(at("follow", draft.pk)).status_code == 302


def test_talking_beside_the_form(client):
    draft = factories.challenge()
    post_message(actor=chief(), challenge=draft, text="Which <b>site</b>?")
    client.force_login(draft.author)
    assert "Which &lt;b&gt;site&lt;/b&gt;?" in client.get(at("edit", draft.pk)).content.decode()
    thread = client.post(at("discussion", draft.pk), {"text": "This one."}, **HERE)
    assert [post.text for post in thread.context["posts"]] == ["Which <b>site</b>?", "This one."]
    mine = draft.posts.last()
    thread = client.post(at("discussion", draft.pk), {"withdraw": mine.pk}, **HERE)
    assert "This one." not in thread.content.decode()
    assert client.post(at("discussion", draft.pk), {"text": " "}).status_code == 422
    assert client.post(at("discussion", draft.pk), {"withdraw": "nothing"}).status_code == 404


def test_a_stranger_passes_none_of_these_doors(client):
    draft = factories.challenge()
    client.force_login(teacher("zoe"))
    for name in ("around", "discussion"):
        assert client.get(at(name, draft.pk)).status_code == 403
    for name in ("variant", "translate", "follow", "discussion"):
        assert client.post(at(name, draft.pk), {"text": "Hello"}).status_code == 403
