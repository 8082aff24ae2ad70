"""A list of pupils as an administrator sends it: files are chosen, pages wait by themselves."""

import pytest

from tests import rosters
from tests.browser.test_journeys import enter as enter  # a fixture
from tests.browser.test_journeys import world as world  # a fixture


@pytest.fixture
def at_difference(world, enter, live):
    """`at_difference()`: a window in which the list was sent and its columns taken as guessed."""

    def go(**window):
        page = enter(world.admin, **window)
        page.goto("/school/imports/")
        file = {"name": "list.xlsx", "mimeType": "", "buffer": rosters.xlsx()}
        page.set_input_files("input[type=file]", file)
        page.get_by_role("button", name="Send and check").click()
        page.get_by_role("button", name="Check the rows").click()
        page.wait_for_selector("[data-wait]")
        live.run_jobs()
        return page

    return go


def test_a_page_that_waits_goes_on_by_itself(at_difference, live, check_accessible):
    page = at_difference(width=1280)
    page.wait_for_selector("input[name=seen]", state="attached")
    check_accessible(page)
    page.get_by_role("button", name="Write the list").click()
    page.wait_for_selector("[data-wait]")
    check_accessible(page)
    live.run_jobs()
    page.wait_for_selector("h1:has-text('The list is written')")
    check_accessible(page)


def test_without_scripts_a_link_goes_on(at_difference, live):
    page = at_difference(width=390, java_script_enabled=False)
    page.get_by_role("link", name="How far is it?").click()
    page.get_by_role("button", name="Write the list").click()
    live.run_jobs()
    page.get_by_role("link", name="How far is it?").click()
    assert page.locator("h1").inner_text() == "The list is written"
