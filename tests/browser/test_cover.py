"""A screen with a child's words is covered in one tap, without the server, and comes back so."""

import uuid

from tests.browser.test_journeys import enter as enter  # a fixture
from tests.browser.test_journeys import world as world  # a fixture


def test_one_tap_or_escape_twice_covers_a_case_and_a_tap_brings_it_back(world, enter):
    child = enter(world.aigerim, width=390)
    child.goto("/learn/help/talk")
    child.fill("textarea[name=words]", f"They wait for me {uuid.uuid4()}")
    child.locator("main form .btn--primary").last.click()
    child.wait_for_load_state("networkidle")
    page = enter(world.psychologist, width=1280)
    page.goto("/cases/")
    page.locator("[data-signal] a").first.click()
    page.wait_for_load_state("networkidle")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    cover, title = page.locator("dialog.cover"), page.title()

    page.locator("[data-cover]").click()
    assert cover.is_visible()
    box = cover.bounding_box()
    assert (box["x"], box["y"]) == (0, 0)
    assert box["width"] >= 1280
    assert page.title() != title
    for _ in range(3):
        page.keyboard.press("Escape")
    assert cover.is_visible(), "Escape must not show the page"
    page.keyboard.press("Enter")
    assert cover.is_hidden()
    assert page.title() == title

    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert cover.is_visible()
    cover.locator("button").click()
    assert cover.is_hidden()
    assert asked == []
