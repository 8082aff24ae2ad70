"""A lesson on the class's screen: keys and a presenter, a line that is cut, and a class at work."""

import pytest

from app.content import library
from app.core.db import db, transaction
from app.learning import hands, services
from app.learning.delivery_models import Delivery
from app.people.viewer import load_viewer
from tests.browser.driving import sign_in
from tests.people import PASSWORD, make_world

LESSON = "L21"


@pytest.fixture
def world(live):
    with live.app.app_context():
        return make_world()


@pytest.fixture
def screen(visitor, world):
    """A window of the size of a projector, with the lesson of the class in it."""

    def open_screen(width=1280, height=720, **more):
        page = visitor(width=width, **more)
        page.set_viewport_size({"width": width, "height": height})
        sign_in(page, "gulnar", PASSWORD)
        page.goto(f"/class/{world.class_8a}/lessons/{LESSON}/screen?locale=en")
        page.wait_for_load_state("networkidle")
        return page

    return open_screen


def lesson():
    return library.get().lesson(LESSON)


def shown(page):
    """Ids of the slides that can be seen."""
    return page.eval_on_selector_all(
        "[data-slide]", "all => all.filter(one => one.offsetParent).map(one => one.id)"
    )


def shows(page, slides):
    """The address changes first, and the slide follows it."""
    page.wait_for_function(
        "slides => [...document.querySelectorAll('[data-slide]')]"
        ".filter(one => one.offsetParent).map(one => one.id).join() === slides.join()",
        arg=slides,
        timeout=5000,
    )


def held(live):
    with live.app.app_context():
        return db.session.query(Delivery).all()


def write_down(page):
    page.goto(page.url.split("#")[0] + "#end")
    page.locator("input[name=outcome][value=taught]").check()


def test_one_slide_at_a_time_by_keys_and_by_a_presenter(screen):
    page = screen()
    steps = [f"step-{one.id}" for one in lesson().steps] + ["end"]
    shows(page, [steps[0]])
    page.keyboard.press("PageDown")
    shows(page, [steps[1]])
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    shows(page, [steps[1]])
    page.keyboard.press("PageUp")
    page.keyboard.press("PageUp")
    shows(page, [steps[0]])
    for step in steps[1:]:
        page.locator("[data-slide]:not([hidden]) [rel=next]").click()
        shows(page, [step])
    assert page.evaluate("document.activeElement.tagName") == "H2"
    page.reload()
    shows(page, ["end"])


def test_without_scripts_all_steps_stand_below_each_other(screen):
    page = screen(java_script_enabled=False)
    assert len(shown(page)) == len(lesson().steps) + 1
    page.locator("#step-scene [rel=next]").click()
    assert page.url.endswith(f"#step-{lesson().steps[1].id}")


@pytest.mark.parametrize("size", [(1280, 720), (1024, 768)])
def test_answers_are_read_from_the_back_row(screen, size):
    page = screen(*size)
    page.goto(page.url + "#step-card-mine")
    letters = page.eval_on_selector(
        "#step-card-mine .pick", "one => parseFloat(getComputedStyle(one).fontSize)"
    )
    assert letters * 30 >= size[1]
    bottom = page.eval_on_selector(
        "#step-card-mine .picks", "one => one.getBoundingClientRect().bottom"
    )
    assert bottom < size[1]


def test_the_story_goes_where_the_class_decides(screen):
    page = screen()
    page.goto(page.url + "#step-decision")
    dilemma = library.get().dilemmas[LESSON]
    places = page.locator("#step-decision [data-place]:visible")
    assert places.count() == 1
    first = places.get_attribute("id").removeprefix("place-")
    choice = dilemma.nodes[first].choices[0]
    page.locator(f"#place-{first} summary").first.click()
    page.locator(f"#place-{first} details[open] a").click()
    page.locator(f"#place-{choice.goto}").wait_for(state="visible")
    assert places.count() == 1


def test_hands_are_closed_when_the_answer_is_known(screen):
    page = screen()
    page.goto(page.url + "#step-card-mine")
    field = page.locator("#step-card-mine [data-hands]").first
    field.fill("7")
    page.locator("#step-card-mine [data-reveal] summary").click()
    assert field.evaluate("one => one.readOnly")
    assert field.input_value() == "7"


def test_a_lesson_goes_on_without_a_line_and_is_written_down_when_it_returns(screen, live, world):
    page = screen()
    asked = []
    page.context.set_offline(True)
    page.on("request", lambda request: asked.append(request.url))
    page.locator("[data-slide]:not([hidden]) .clip-start").click()
    page.wait_for_timeout(600)
    for _step in lesson().steps:
        page.keyboard.press("PageDown")
    page.goto(page.url.split("#")[0] + "#step-card-mine")
    for number, field in enumerate(page.locator("#step-card-mine [data-hands]").all()):
        field.fill(str(5 + number))
    page.locator("#step-card-mine [data-reveal] summary").click()
    # Chromium looks for the icon of the window by itself.
    assert [url for url in asked if not url.endswith("logo.svg")] == []
    write_down(page)
    page.locator("#end button.btn--primary").click()
    page.locator("[data-resend-note]").wait_for(state="visible")
    assert held(live) == []
    page.context.set_offline(False)
    page.wait_for_url("**/held", timeout=30_000)
    [row] = held(live)
    assert (row.outcome, row.lesson_id, row.class_id) == ("taught", LESSON, world.class_8a)
    with live.app.app_context():
        [voted] = hands.of_class(world.class_8a).values()
    assert sorted(voted.values()) == [5, 6, 7, 8]


def test_what_was_kept_is_sent_from_the_class_page_too(screen, live, world):
    page = screen()
    write_down(page)
    page.context.set_offline(True)
    page.locator("#end button.btn--primary").click()
    page.locator("[data-resend-note]").wait_for(state="visible")
    page.evaluate("window.stop()")
    page.context.set_offline(False)
    page.goto(f"/class/{world.class_8a}")
    page.locator("[data-line]").wait_for(state="visible")
    assert len(held(live)) == 1


def test_a_page_loaded_again_has_what_was_entered_and_counts_once(screen, live):
    page = screen()
    key = page.locator("input[name=submission_key]").input_value()
    page.goto(page.url + "#step-card-mine")
    page.locator("#step-card-mine [data-hands]").first.fill("11")
    page.reload()
    assert page.locator("#step-card-mine [data-hands]").first.input_value() == "11"
    assert page.locator("input[name=submission_key]").input_value() == key
    write_down(page)
    page.locator("#end button.btn--primary").click()
    page.wait_for_url("**/held")
    page.goto(page.url.replace("/held", "/screen"))
    assert page.locator("#step-card-mine [data-hands]").first.input_value() == ""
    assert len(held(live)) == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_slide_is_accessible_and_fits_a_phone(screen, check_accessible, scheme):
    page = screen(390, 844, color_scheme=scheme)
    for step in [*lesson().steps, None]:
        page.goto(page.url.split("#")[0] + (f"#step-{step.id}" if step else "#end"))
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        check_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")


def test_the_class_page_follows_a_class_at_work(screen, live, world):
    with live.app.app_context(), transaction():
        services.assign_lesson(
            class_id=world.class_8a,
            lesson=lesson(),
            due_on=services.clock.today(),
            by_id=world.teacher,
        )
    page = screen()
    page.goto(f"/class/{world.class_8a}")
    names = page.locator("[data-live-part=given] details").first
    names.locator("summary").click()
    page.locator("h1").click()
    page.evaluate("document.activeElement.blur()")
    with live.app.app_context(), transaction():
        services.open_lesson(pupil=load_viewer(world.aigerim), lesson=lesson())
    started = page.locator("[data-live-part=given]", has_text="Started: 1")
    started.wait_for(timeout=20_000)
    assert names.get_attribute("open") is not None
