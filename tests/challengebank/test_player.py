"""The player: what it draws, what it reads, and every type answered by hand in a browser."""

import pytest
from django.contrib.staticfiles import finders
from django.http import QueryDict
from django.template.defaultfilters import escape
from hypothesis import given
from hypothesis import strategies as st

from challengebank.player import TutorialLink, read_answer, render
from challengebank.player.sheet import Sheet
from items.scoring import Score
from tests.browser import once, violations
from tests.challengebank.factories import uuid
from tests.challengebank.player_items import PLAYED

EACH = pytest.mark.parametrize("kind", PLAYED)


def drawn(item, **values):
    return render(item, asset_url="/files/{}".format, **{"language": "fr", **values})


@pytest.fixture
def site(settings):
    settings.ROOT_URLCONF = "tests.challengebank.player_urls"
    settings.VIVIER_SIMULATOR_ORIGINS = ["https://simulateurs.example"]


@EACH
def test_a_challenge_is_drawn_in_the_language_of_its_reader(kind, site):
    item = PLAYED[kind].item
    assert escape(item.title) in drawn(item)
    assert "Vérifier ma réponse" in drawn(item) or "Comparer avec la réponse modèle" in drawn(item)
    assert "Check my answer" in drawn(item, language="en") or "Compare with" in drawn(item, language="en")


def test_the_key_is_not_in_the_page(site):
    one, other = (PLAYED["single_choice"].item.content.model_copy(update={"key": key}) for key in "ab")
    items = [PLAYED["single_choice"].item.model_copy(update={"content": content}) for content in (one, other)]
    assert drawn(items[0]) == drawn(items[1])


def test_the_order_of_options_is_that_of_the_seed():
    item = PLAYED["single_choice"].item
    orders = {tuple(Sheet(item, None, "", seed, str).shuffled("abc")) for seed in map(str, range(50))}
    assert len(orders) == 6
    assert drawn(item, seed="7") == drawn(item, seed="7")
    still = item.model_copy(update={"delivery": item.delivery.model_copy(update={"shuffle": False})})
    assert Sheet(still, None, "", "7", str).shuffled("abc") == ["a", "b", "c"]


@EACH
@given(data=st.data())
def test_any_form_can_be_read(kind, data):
    item = PLAYED[kind].item
    keys = ["answer", "answer.text", "answer.met", *(f"answer.{key}" for key in "abcd"), "answer.copy", "answer.what"]
    form = QueryDict(mutable=True)
    for key, value in data.draw(st.lists(st.tuples(st.sampled_from(keys), st.text() | st.just("9" * 5000)))):
        form.appendlist(key, value)
    assert 0 <= item.content.score(read_answer(item, form)).thousandths <= 1000


def test_two_players_on_a_page_do_not_mix():
    item = PLAYED["single_choice"].item
    assert 'name="left-answer"' in drawn(item, prefix="left-")
    assert read_answer(item, QueryDict("left-answer=b&right-answer=a"), "right-") == "a"


def test_a_result_says_the_score_the_reasons_and_the_tutorials():
    item = PLAYED["single_choice"].item
    item = item.model_copy(update={"tutorials": item.tutorials.model_copy(update={"further": (uuid(9),)})})
    links = {uuid(9): TutorialLink("Citer une source", "/tutoriels/9/")}
    page = drawn(item, answer="b", score=Score(1000, ()), tutorials=links)
    assert "Bravo, c’est juste" in page
    assert "Recommencer" not in page
    assert "Recommencer" in drawn(item, answer="b", score=Score(1000, ()), action="/ici/")
    assert "C’est <strong>bien</strong> cela." in page
    assert "Citer une source" in page
    assert "Relis la consigne." in drawn(item, answer="a", score=Score(0, ()))


@EACH
def test_any_answer_can_be_shown_again(kind, site):
    for answer in (None, 3, 1.5, True, "x", ["x", 1, None], {"a": 1, "text": [], "met": "x"}, [[]], "<b>"):
        assert "<b>" not in drawn(PLAYED[kind].item, answer=answer, score=Score(0, ()))


@pytest.mark.django_db
def test_a_plain_form_gets_a_page_and_the_script_gets_the_player(client, site):
    assert client.get("/play/single_choice/").content.decode().lstrip().startswith("<!DOCTYPE html>")
    page = client.post("/play/single_choice/", {"answer": "b"}).content.decode()
    assert 'data-score="1000"' in page
    part = client.post("/play/single_choice/", {"answer": "c"}, headers={"X-Requested-With": "fetch"}).content.decode()
    assert part.lstrip().startswith("<article")
    assert 'data-score="0"' in part
    assert "Un blog peut <em>se tromper</em>." in part


def test_a_simulator_of_another_site_is_not_loaded(settings):
    settings.VIVIER_SIMULATOR_ORIGINS = ["https://ailleurs.example"]
    page = drawn(PLAYED["simulator"].item)
    assert "<iframe" not in page
    assert "ne peut pas être montré ici" in page


def choose(page, answer):
    for key in [answer] if isinstance(answer, str) else answer:
        page.check(f"[name=answer][value={key}]")


def write(page, answer):
    page.fill("[name=answer]", answer)


def fill(page, answer):
    for key, value in answer.items():
        field = page.locator(f"[name='answer.{key}']")
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


def rank(page, answer):
    for place, key in enumerate(answer, 1):
        page.select_option(f"[name='answer.{key}']", str(place))


def move(page, answer):
    """Bring each thing to its place with the keyboard alone."""
    for place, key in enumerate(answer):
        rows = page.locator("[data-order] > li").evaluate_all(
            "rows => rows.map(row => row.querySelector('select').name)"
        )
        for _ in range(rows.index(f"answer.{key}") - place):
            page.locator("li", has=page.locator(f"[name='answer.{key}']")).locator("[data-move='-1']").press("Enter")


def show(page, answer):
    for key in answer:
        page.click(f"[data-zone={key}]", force=True)


def assess(page, answer):
    page.fill("[name='answer.text']", answer["text"])
    page.click("[type=submit]")
    for number in answer["met"]:
        page.check(f"[name='answer.met'][value='{number}']")


BY_HAND = {
    "single_choice": choose,
    "multiple_choice": choose,
    "blanks": fill,
    "inline_choice": fill,
    "match": fill,
    "order": rank,
    "hotspot": choose,
    "extended_text": assess,
}
WITH_SCRIPT = BY_HAND | {"order": move, "hotspot": show}


def played(page, kind, answer, by_hand):
    """The score read on the page, in thousandths."""
    page.goto(f"/play/{kind}/")
    by_hand.get(kind, write)(page, answer)
    page.click("[type=submit]")
    return int(page.get_attribute("[data-score]", "data-score"))


@once
@pytest.mark.browser
@pytest.mark.django_db
def test_every_type_is_answered_by_hand_without_javascript(new_page, site):
    page = new_page(java_script_enabled=False)
    assert {kind: played(page, kind, PLAYED[kind].right, BY_HAND) for kind in PLAYED} == dict.fromkeys(PLAYED, 1000)
    assert {kind: played(page, kind, PLAYED[kind].wrong, BY_HAND) for kind in PLAYED} == dict.fromkeys(PLAYED, 0)


@once
@pytest.mark.browser
@pytest.mark.django_db
def test_every_type_is_answered_by_hand_with_javascript(page, site):
    page.route("https://**", lambda route: route.fulfill(body="<p>…</p>", content_type="text/html"))
    assert {kind: played(page, kind, PLAYED[kind].right, WITH_SCRIPT) for kind in PLAYED} == dict.fromkeys(PLAYED, 1000)
    assert {kind: played(page, kind, PLAYED[kind].wrong, WITH_SCRIPT) for kind in PLAYED} == dict.fromkeys(PLAYED, 0)


@once
@pytest.mark.browser
@pytest.mark.django_db
def test_every_type_is_accessible_at_every_width_before_and_after_the_answer(new_page, site):
    page = new_page(viewport={"width": 320, "height": 640})
    page.route("https://**", lambda route: route.fulfill(body="<p lang=fr>…</p>", content_type="text/html"))
    for kind, (_, _, wrong) in PLAYED.items():
        page.goto(f"/play/{kind}/")
        assert (kind, violations(page, ".player")) == (kind, [])
        assert (kind, page.evaluate("document.documentElement.scrollWidth")) == (kind, 320)
        played(page, kind, wrong, WITH_SCRIPT)
        assert (kind, violations(page, ".player")) == (kind, [])


@once
@pytest.mark.browser
@pytest.mark.django_db
def test_a_simulator_gives_its_answer_and_no_other_frame_does(page, site):
    sample = finders.find("challengebank/simulator.html")
    page.route("https://simulateurs.example/**", lambda route: route.fulfill(path=sample, content_type="text/html"))
    page.goto("/play/simulator/")
    page.evaluate("window.postMessage({type: 'vivier.answer', answer: 'Loire'}, '*')")
    page.frame_locator("iframe").locator("#wheel").fill("7")
    page.get_by_text("Le simulateur a transmis ta réponse.").wait_for()
    assert page.input_value("[name=answer]") == "Garonne"


@once
@pytest.mark.browser
@pytest.mark.django_db
def test_things_are_dragged_into_order(page, site):
    page.goto("/play/order/")
    last = page.locator("[data-order] > li").last
    text = last.locator(".player-order-text").inner_text()
    last.drag_to(page.locator("[data-order] > li").first, target_position={"x": 40, "y": 4})
    assert page.locator("[data-order] > li").first.locator(".player-order-text").inner_text() == text
    assert "place 1 sur 4" in page.locator("[data-order-said]").inner_text()


@once
@pytest.mark.browser
@pytest.mark.django_db
def test_the_time_and_the_leaving_of_the_page_are_said(page, site):
    page.clock.install()
    page.goto("/play/number/")
    page.clock.run_for(30_000)
    assert page.inner_text("[data-clock]") == "Temps restant\xa0: 1:00"
    page.clock.run_for(61_000)
    assert page.inner_text("[data-clock-said]") == "Le temps est écoulé."
    page.goto("/play/web_task/")
    page.evaluate("Object.defineProperty(document, 'hidden', {get: () => true})")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert page.inner_text("[data-focus]") == "Tu as quitté cette page\xa0: c’est noté (1)."


@once
@pytest.mark.browser
@pytest.mark.django_db
def test_one_may_try_again(page, site):
    played(page, "single_choice", "c", WITH_SCRIPT)
    assert page.evaluate("document.activeElement.id") == "result"
    page.click("[data-again]")
    page.check("[value=b]")
    page.click("[type=submit]")
    assert page.inner_text(".player-verdict h3") == "Bravo, c’est juste\xa0!"


def test_long_targets_are_read_whole_above_the_menus_that_cut_them():
    item = PLAYED["match"].item
    first, *others = item.content.targets
    long = first.model_copy(update={"text": "a text that no menu of a phone shows whole"})
    content = item.content.model_copy(update={"targets": (long, *others)})
    said = drawn(item.model_copy(update={"content": content}))
    assert ("player-targets" in drawn(item), "player-targets" in said) == (False, True)
    assert said.count(long.text) == 1 + len(content.sources)
