"""Zones of a hotspot drawn on their image, by mouse and by keyboard; targets of a match chosen from a list."""

import io

import pytest
from django.core.files.base import ContentFile
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from authoring.models import Challenge, Picture
from tests.authoring import factories
from tests.authoring.documents import CONTENTS, store_files
from tests.authoring.forms import at
from tests.authoring.people import teacher
from tests.browser import once, screenshot, violations

pytestmark = [once, pytest.mark.browser, pytest.mark.usefixtures("frameworks")]


def hotspot() -> Challenge:
    """A draft on an image of 1000 × 500 pixels, with one zone."""
    store_files()
    content = CONTENTS["hotspot"]
    one = content.model_copy(update={"areas": content.areas[:1], "keys": (content.areas[0].id,)})
    draft = factories.challenge(kind="hotspot", content=one)
    out = io.BytesIO()
    Image.new("RGB", (1000, 500), "white").save(out, "PNG")
    picture = Picture.objects.get()
    picture.file = ContentFile(out.getvalue(), name="large.png")
    picture.save()
    return draft


def opened(page: Page, sign_in, draft: Challenge) -> Locator:
    """The drawing in the form of the draft."""
    sign_in(page, draft.author)
    page.goto(at("edit", draft.pk))
    drawing = page.locator(".authoring-zones svg")
    expect(drawing.locator(".authoring-zone").first).to_be_visible()
    return drawing


def coordinates(page: Page, place: int) -> Locator:
    return page.locator(f"[name='content-0-value-areas-{place}-value-coordinates']")


def fresh(page: Page, drawing: Locator, shape: str) -> Locator:
    """A zone added by the button: it has the focus."""
    count = drawing.locator(".authoring-zone").count()
    page.get_by_label(shape, exact=True).check()
    page.get_by_role("button", name="Ajouter une zone").click()
    zone = drawing.locator(".authoring-zone").nth(count)
    expect(zone).to_be_focused()
    return coordinates(page, count)


def test_the_keyboard_moves_resizes_names_and_removes(page, sign_in):
    draft = hotspot()
    drawing = opened(page, sign_in, draft)
    field = fresh(page, drawing, "rectangle")
    expect(field).to_have_value("350, 175, 550, 275")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Alt+ArrowDown")
    expect(field).to_have_value("340, 176, 540, 276")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowDown")
    expect(field).to_have_value("340, 176, 550, 286")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowUp")
    expect(field).to_have_value("340, 166, 550, 286")
    expect(page.locator(".authoring-zones-said")).to_contain_text("gauche 340, haut 166, largeur 210, hauteur 120")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.keyboard.type("Le bouton")
    expect(drawing.locator("text").nth(1)).to_have_text("Le bouton")
    screenshot(page, "zones")
    drawing.locator(".authoring-zone").nth(1).focus()
    page.keyboard.press("Delete")
    expect(drawing.locator(".authoring-zone")).to_have_count(1)
    expect(page.get_by_role("button", name="Ajouter une zone")).to_be_focused()


@pytest.mark.parametrize("label", ["Le bouton qui ouvre le menu", "Un nom plus long que toute l’image. " * 8])
def test_the_name_of_a_zone_stays_on_the_image(page, sign_in, label):
    drawing = opened(page, sign_in, hotspot())
    coordinates(page, 0).fill("940, 490, 998, 499")
    page.locator("[name='content-0-value-areas-0-value-label']").fill(label.strip())
    name = drawing.locator("text")
    left, top, width, height = name.evaluate(
        "text => ['x', 'y', 'width', 'height'].map((each) => text.getBBox()[each])"
    )
    assert (left >= 0, top >= 0, left + width <= 1000, top + height <= 500) == (True,) * 4


def test_a_zone_stays_on_the_image(page, sign_in):
    drawing = opened(page, sign_in, hotspot())
    field = fresh(page, drawing, "cercle")
    expect(field).to_have_value("450, 225, 50")
    for _again in range(60):
        page.keyboard.press("ArrowLeft")
    for _again in range(10):
        page.keyboard.press("Shift+ArrowRight")
    expect(field).to_have_value("50, 225, 50")


def test_a_polygon_wins_and_loses_corners(page, sign_in):
    drawing = opened(page, sign_in, hotspot())
    field = fresh(page, drawing, "polygone")
    expect(field).to_have_value("350, 175, 550, 175, 550, 275, 350, 275")
    page.get_by_role("button", name="Ajouter un coin").click()
    expect(field).to_have_value("350, 175, 450, 175, 550, 175, 550, 275, 350, 275")
    page.keyboard.press("ArrowUp")
    expect(field).to_have_value("350, 175, 450, 165, 550, 175, 550, 275, 350, 275")
    page.keyboard.press("Delete")
    expect(field).to_have_value("350, 175, 550, 175, 550, 275, 350, 275")


def test_the_mouse_draws_and_drags(page, sign_in):
    drawing = opened(page, sign_in, hotspot())
    expect(page.locator(".authoring-summary")).to_be_visible()
    page.get_by_label("rectangle", exact=True).check()

    def drag(start: tuple[int, int], end: tuple[int, int]) -> None:
        drawing.scroll_into_view_if_needed()
        box = drawing.bounding_box()
        scale = box["width"] / 1000
        for (x, y), act in ((start, page.mouse.down), (end, page.mouse.up)):
            page.mouse.move(box["x"] + x * scale, box["y"] + y * scale, steps=4)
            act()

    drag((400, 200), (600, 300))
    expect(drawing.locator(".authoring-zone").nth(1)).to_be_focused()
    field = coordinates(page, 1)
    near(field, [400, 200, 600, 300])
    drag((500, 250), (550, 300))
    near(field, [450, 250, 650, 350])
    drawing.locator(".authoring-zone").nth(1).focus()
    drag((450, 250), (420, 220))
    near(field, [420, 220, 650, 350])


def near(field: Locator, wanted: list[int]) -> None:
    """The field holds these numbers, but for the pixels that a screen rounds."""
    expect(field).not_to_have_value("")
    found = [int(word) for word in field.input_value().split(",")]
    assert [abs(a - b) <= 4 for a, b in zip(found, wanted, strict=True)] == [True] * len(wanted), found


def test_what_is_typed_is_drawn_and_another_shape_keeps_its_place(page, sign_in):
    drawing = opened(page, sign_in, hotspot())
    coordinates(page, 0).fill("100, 100, 300, 200")
    zone = drawing.locator(".authoring-zone")
    assert [zone.get_attribute(name) for name in ("x", "y", "width", "height")] == ["100", "100", "200", "100"]
    page.locator("[name='content-0-value-areas-0-value-shape']").select_option("circle")
    expect(coordinates(page, 0)).to_have_value("200, 150, 50")
    coordinates(page, 0).fill("nonsense")
    expect(zone).to_have_count(0)


def test_the_drawing_is_accessible(page, sign_in):
    drawing = opened(page, sign_in, hotspot())
    drawing.locator(".authoring-zone").first.focus()
    assert violations(page, ".authoring-zones") == []


def test_the_image_is_read_by_those_who_write_with_it_alone(client):
    draft = hotspot()
    Picture.objects.update(uploaded_by_user=draft.author)
    address = f"/admin/authoring/pictures/{Picture.objects.get().pk}/"
    client.force_login(draft.author)
    assert client.get(address).json()["width"] == 1000
    helper = teacher("hector")
    client.force_login(helper)
    assert client.get(address).status_code == 404
    draft.coauthors.add(helper)
    draft.save()
    assert client.get(address).status_code == 200


def test_targets_are_chosen_from_those_written(page, sign_in):
    draft = factories.challenge(kind="match")
    sign_in(page, draft.author)
    page.goto(at("edit", draft.pk))
    lists = page.locator("[data-target-list]")
    target = page.locator("[name='content-0-value-targets-0-value-text']")
    was = target.input_value()
    expect(lists.first.locator("option", has_text=was)).to_have_count(1)
    lists.nth(1).select_option(was)
    target.fill("Renamed")
    expect(lists.nth(1)).to_have_value("Renamed")
    expect(page.locator("[name='content-0-value-sources-1-value-target']")).to_have_value("Renamed")
    assert violations(page, "[data-contentpath=sources]") == []


def test_a_finger_on_the_image_scrolls_and_on_a_zone_drags_it(new_page, sign_in):
    page = new_page(has_touch=True, viewport={"width": 390, "height": 800})
    drawing = opened(page, sign_in, hotspot())
    field = fresh(page, drawing, "rectangle")
    page.locator(".authoring-summary li").first.wait_for(state="attached")  # nothing moves by itself any more
    page.wait_for_load_state("networkidle")
    drawing.scroll_into_view_if_needed()
    fingers = page.context.new_cdp_session(page)

    def swipe(x: float, y: float) -> None:
        touches = [("touchStart", [{"x": x, "y": y}])]
        touches += [("touchMove", [{"x": x, "y": y - 10 * step}]) for step in range(1, 9)]
        for kind, points in (*touches, ("touchEnd", [])):
            fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        page.wait_for_timeout(500)  # scrolling ends on another thread

    before, box = field.input_value(), drawing.bounding_box()
    swipe(box["x"] + box["width"] * 0.95, box["y"] + box["height"] * 0.9)
    assert drawing.bounding_box()["y"] < box["y"]
    assert (drawing.locator(".authoring-zone").count(), field.input_value()) == (2, before)
    zone, box = drawing.locator(".authoring-zone").nth(1).bounding_box(), drawing.bounding_box()
    swipe(zone["x"] + zone["width"] / 2, zone["y"] + zone["height"] / 2)
    assert drawing.bounding_box() == box
    assert field.input_value() != before
