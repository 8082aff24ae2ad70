"""Two clicks where one was meant: what is shown once must not be lost to the second."""

from tests.browser.test_journeys import enter as enter  # a fixture
from tests.browser.test_journeys import world as world  # a fixture


def test_the_cards_of_a_new_class_stay_on_the_screen(world, enter):
    """Their PINs are shown once; hashing them takes an old computer longer than a click."""
    page = enter(world.admin, width=1280)
    page.goto(f"/school/classes/{world.class_8a}")
    names = [f"Оспанов{end} Айдар" for end in "абвгдежзиклмнопрстуфхцчшщ"]
    page.fill("textarea[name=names]", "\n".join(names))
    button = page.locator("form:has(textarea[name=names]) button")
    button.evaluate("button => { button.click(); setTimeout(() => button.click(), 150) }")
    page.wait_for_load_state("networkidle")
    assert page.locator("main [role=alert]").count() == 0
    assert page.locator("main").inner_text().count("Айдар") == len(names)
