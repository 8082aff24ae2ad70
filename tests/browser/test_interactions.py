"""Every interaction answered by tapping, by keyboard alone, and as a plain form without scripts."""

import os
from itertools import product

import pytest

from app.content import library
from app.core.db import db
from app.learning.models import ItemProgress, OpinionCount
from app.learning.responses import read_certainty, read_response
from tests import interactions
from tests.answers import right
from tests.browser.ways import WAYS, WINDOWS, choose_by_keys, go_to
from tests.interactions import LESSON_ID, STEP

ALL = sorted(interactions.ITEMS)
PAGE = f"/learn/lessons/{LESSON_ID}/steps/{STEP}"
MATRIX = list(product(ALL, WINDOWS))
# Each interaction in one way in `make test`, in all three in `make test-all`.
TURNS = [(one, list(WINDOWS)[at % 3]) for at, one in enumerate(ALL)]
CASES = MATRIX if os.environ.get("ADAL_TEST_FULL") else TURNS


@pytest.fixture
def item(request, live):
    with interactions.served(interactions.tiny(request.param)):
        yield library.get().item("l98-task").item


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
