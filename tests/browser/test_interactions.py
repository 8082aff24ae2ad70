"""Every interaction answered by tapping, by keyboard alone, and as a plain form without scripts."""

import os
from itertools import product

import pytest

from app.content import library
from app.core.db import db, transaction
from app.learning.models import ItemProgress, OpinionCount
from app.learning.responses import read_certainty, read_response
from app.people.models import User
from tests import interactions
from tests.answers import right
from tests.interactions import LESSON_ID, STEP
from tests.people import lasting_session, make_world

ALL = sorted(interactions.ITEMS)
PAGE = f"/learn/lessons/{LESSON_ID}/steps/{STEP}"
WINDOWS = {
    "tap": {"has_touch": True},
    "keyboard": {},
    "plain form": {"java_script_enabled": False},
}


MATRIX = list(product(ALL, WINDOWS))
# Each interaction in one way in `make test`, in all three in `make test-all`.
TURNS = [(one, list(WINDOWS)[at % 3]) for at, one in enumerate(ALL)]
CASES = MATRIX if os.environ.get("ADAL_TEST_FULL") else TURNS


@pytest.fixture
def item(request, live):
    with interactions.served(interactions.tiny(request.param)):
        yield library.get().item("l98-task").item


@pytest.fixture
def signed_in(live):
    """The cookie of a pupil who has signed in."""
    with live.app.app_context():
        pupil_id = make_world().aigerim
        with transaction():
            db.session.get_one(User, pupil_id).locale = "en"
        session_id = lasting_session(pupil_id)
    signer = live.app.session_interface.get_signing_serializer(live.app)
    value = signer.dumps({"_user_id": session_id, "_fresh": True})
    return {"name": live.app.config["SESSION_COOKIE_NAME"], "value": value, "url": live.url}


@pytest.mark.parametrize(("item", "way"), CASES, indirect=["item"])
def test_a_task_is_asked_answered_and_told(live, item, signed_in, visitor, check_accessible, way):
    page = visitor(locale="en", width=360, **WINDOWS[way])
    page.context.add_cookies([signed_in])
    page.goto(f"/learn/lessons/{LESSON_ID}")
    page.locator("main form .btn--primary").click()
    page.wait_for_url(f"**{PAGE}")
    if way != "plain form":
        check_accessible(page)
    assert not_wider_than_the_window(page)

    fields = fields_of(right(item))
    WAYS[way](page, item, fields)
    page.locator("main input[name=submission_key]").wait_for(state="detached")

    assert kept(live, item) == meant(item, fields)
    if way != "plain form":
        check_accessible(page)
        if item.is_scored or item.interaction == "recall":
            assert "verdict" in page.evaluate("document.activeElement.className")
    if item.is_scored:
        assert page.locator("main .verdict").inner_text().startswith("Right!")


# What a screen reader says of the answer that is chosen, by role, name and state.
HEARD = {
    "choice": ['radio "Ask" [checked]', 'radio "Take"', 'radio "Sure" [checked]'],
    "multiple-response": [
        'checkbox "Ask" [checked]',
        'checkbox "Tell" [checked]',
        'checkbox "Hide"',
    ],
    "true-false": ['radio "Myth" [checked]', 'radio "Sure" [checked]'],
    "order": ['combobox "One"', 'combobox "Three"', 'button "Move up: Two"'],
    "classify": ['group "Lent"', 'radio "Fine" [checked]', 'radio "Not so" [checked]'],
    "match": ['combobox "Judge"', 'option "Decides" [selected]', 'option "Accuses" [selected]'],
    "inline-choice": ['combobox "Gap 1"', 'option "Ask" [selected]', 'option "Tell" [selected]'],
    "number": ['textbox "Your answer, years"', '"16"'],
    "best-worst": ['radio "Best : Return" [checked]', 'radio "Worst : Sell" [checked]'],
    "spot-signs": ['checkbox "Hurry" [checked]', 'checkbox "Cheap" [checked]', 'checkbox "Hello"'],
    "norm-guess": ['group "How many of ten?"', "[checked]"],
    "recall": ['group "How did it go?"', "[checked]"],
    "likert": ['group "I give back"', 'group "I ask"', "[checked]"],
    "self-report": ['radio "I\'d rather not say"', "[checked]"],
}
TOLD = {
    "norm-guess": ['heading "And now?" [level=1]', "Eight."],
    "recall": ["status", "You remembered it"],
    "likert": ["status", "Thank you."],
    "self-report": ["status", "Thank you."],
}


@pytest.mark.parametrize("item", ALL, indirect=True)
def test_a_screen_reader_hears_the_question_the_choice_and_the_verdict(item, signed_in, visitor):
    page = visitor(locale="en", width=1000)
    page.context.add_cookies([signed_in])
    page.goto(f"/learn/lessons/{LESSON_ID}")
    page.locator("main form .btn--primary").click()
    page.wait_for_url(f"**{PAGE}")
    asked = page.locator("main").aria_snapshot()
    assert 'group "' in asked
    assert 'heading "And now?" [level=1]' in asked
    assert "Because of" not in asked

    choose_by_keys(page, item, fields_of(right(item)))
    chosen = page.locator("main").aria_snapshot()
    assert [words for words in HEARD[item.interaction] if words not in chosen] == [], chosen

    go_to(page, ".btn--primary")
    page.keyboard.press("Enter")
    page.locator("main input[name=submission_key]").wait_for(state="detached")
    told = page.locator("main").aria_snapshot()
    wanted = TOLD.get(item.interaction, ["status", "Right!", 'heading "And now?" [level=1]'])
    assert [words for words in wanted if words not in told] == []


@pytest.mark.parametrize("item", ["order"], indirect=True)
def test_a_row_that_moves_says_its_new_place(item, signed_in, visitor):
    page = visitor(locale="en")
    page.context.add_cookies([signed_in])
    page.goto(f"/learn/lessons/{LESSON_ID}")
    page.locator("main form .btn--primary").click()
    page.wait_for_url(f"**{PAGE}")
    row = page.locator("main .order__row").nth(1)
    name = row.locator("label").inner_text()
    row.locator("[data-move=up]").click()
    said = page.locator("main .order + [role=status]")
    assert said.inner_text() == f"{name}: Place 1 of 3"
    assert page.evaluate("document.activeElement.dataset.move") == "up"


def fields_of(sent):
    """Without what the page itself puts into the form; every value in a list."""
    own = {name: values for name, values in sent.items() if name != "submission_key"}
    return {name: [one] if isinstance(one, str) else one for name, one in own.items()}


def not_wider_than_the_window(page):
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def meant(item, fields):
    if item.is_anonymous:
        return len(item.counted(read_response(item, fields)))
    return read_response(item, fields, read_certainty(item, fields))


def kept(live, item):
    """What the server has recorded; of opinions, how many counts."""
    with live.app.app_context():
        if item.is_anonymous:
            return db.session.query(OpinionCount).count()
        return db.session.query(ItemProgress).one().response


# --- by tapping ----------------------------------------------------------------------------


def tap(page, item, fields):
    if item.interaction == "order":
        tap_in_order(page, fields)
    elif item.interaction == "number":
        tap_slider(page, fields["number"][0])
    elif item.interaction == "match":
        tap_pairs(page, item, fields)
    else:
        look_at_the_answer(page, lambda fold: fold.tap())
        for name, value in pairs(fields):
            tap_field(page, name, value)
    page.locator("main .btn--primary").tap()


def tap_field(page, name, value):
    field = page.locator(f"main [name='{name}']").first
    if field.evaluate("one => one.tagName") == "SELECT":
        field.tap()
        field.select_option(value)  # the menu itself is drawn by the system
    else:
        choice = page.locator(f"[name='{name}'][value='{value}']")
        page.locator("main label").filter(has=choice).tap()


def tap_pairs(page, item, fields):
    """A card, then its place. A card put wrong first moves on when it is chosen once more."""
    names = {target.id: target.text.en for target in item.targets}
    [first, second, *_rest] = fields
    put_card(page, names[fields[first][0]], second)
    take_back(page, second)
    for name, [target] in fields.items():
        put_card(page, names[target], name)


def put_card(page, card, name):
    page.locator("main .pairs__card", has_text=card).tap()
    place_of(page, name).tap()
    assert place_of(page, name).inner_text() == card


def take_back(page, name):
    place_of(page, name).tap()
    assert place_of(page, name).inner_text() == "Put a card here"


def place_of(page, name):
    return page.locator(f"main .pair:has([name='{name}']) .pairs__place")


def tap_in_order(page, fields):
    """The row that belongs first goes up as far as it can, then the second, …"""
    for place, step in enumerate(steps_in_order(fields)):
        row = page.locator(f"main .order__row:has(#place-{step})")
        for _ in range(position(row) - place):
            row.locator("[data-move=up]").tap()


def tap_slider(page, number):
    """The slider moves the field; what it hits only roughly is written exactly."""
    slider, field = page.locator("main .number__slider"), page.locator("main #number")
    box = slider.bounding_box()
    page.touchscreen.tap(box["x"] + 0.9 * box["width"], box["y"] + box["height"] / 2)
    assert float(field.input_value()) > 18
    field.fill(number)
    assert slider.input_value() == number


def steps_in_order(fields):
    by_place = sorted((int(values[0]), name) for name, values in fields.items())
    return [name.removeprefix("place-") for _place, name in by_place]


def position(row):
    return row.evaluate("one => [...one.parentNode.children].indexOf(one)")


def look_at_the_answer(page, open_fold):
    fold = page.locator("main form summary")
    if fold.count():
        assert not page.locator("main .fold__in").is_visible()
        open_fold(fold)
        assert page.locator("main .fold__in").is_visible()


def pairs(fields):
    return [(name, value) for name, values in fields.items() for value in values]


# --- by keyboard ---------------------------------------------------------------------------


def press_keys(page, item, fields):
    choose_by_keys(page, item, fields)
    go_to(page, ".btn--primary")
    page.keyboard.press("Enter")


def choose_by_keys(page, item, fields):
    if item.interaction == "order":
        keys_in_order(page, fields)
    else:
        look_at_the_answer(
            page, lambda fold: (go_to(page, "summary"), page.keyboard.press("Enter"))
        )
        for name, value in pairs(fields):
            keys_for_field(page, name, value)


def keys_for_field(page, name, value):
    kind = page.locator(f"main [name='{name}']").first.evaluate("one => one.type")
    if kind == "checkbox":
        go_to(page, f"[name='{name}'][value='{value}']")
        page.keyboard.press("Space")
    elif kind == "radio":
        go_to(page, f"[name='{name}']")
        page.keyboard.press("Space")
        arrow_down_to(page, value)
    elif kind == "select-one":
        go_to(page, f"[name='{name}']")
        arrow_down_to(page, value)
    else:
        go_to(page, f"[name='{name}']")
        page.keyboard.type(value)


def keys_in_order(page, fields):
    for place, step in enumerate(steps_in_order(fields)):
        row = page.locator(f"main .order__row:has(#place-{step})")
        for _ in range(position(row) - place):
            go_to(page, f".order__row:has(#place-{step}) [data-move=up]")
            page.keyboard.press("Enter")


def go_to(page, selector):
    """Tab, as far as it takes; once round the page at most."""
    for _ in range(120):
        if page.evaluate("(one) => document.activeElement.matches('main ' + one)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard never reaches {selector}")


def arrow_down_to(page, value):
    for _ in range(12):
        if page.evaluate("document.activeElement.value") == value:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"the arrow keys never reach {value}")


# --- without scripts -----------------------------------------------------------------------


def send_plainly(page, _item, fields):
    look_at_the_answer(page, lambda fold: fold.click())
    for name, value in pairs(fields):
        field = page.locator(f"main [name='{name}']").first
        kind = field.evaluate("one => one.type")
        if kind in ("radio", "checkbox"):
            page.locator(f"main [name='{name}'][value='{value}']").check()
        elif kind == "select-one":
            field.select_option(value)
        else:
            field.fill(value)
    page.locator("main .btn--primary").click()


WAYS = {"tap": tap, "keyboard": press_keys, "plain form": send_plainly}
