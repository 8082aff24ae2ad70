"""Every interaction as a plain form: asked, refused in words, answered, told with reasons."""

from datetime import timedelta
from urllib.parse import quote_from_bytes

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.content import library
from app.core import clock
from app.core.db import db, transaction
from app.learning import rollups
from app.learning.models import Attempt, ItemProgress, ObjectiveProgress, OpinionCount, ReviewDue
from tests import interactions
from tests.answers import form, right, secrets_of, told_of, wrong
from tests.catalogue import BANK, CURRICULUM, documents
from tests.interactions import LESSON_ID, STEP, all_themes, item_document
from tests.pages import text_of

pytestmark = pytest.mark.usefixtures("context")

PAGE = f"/learn/lessons/{LESSON_ID}/steps/{STEP}"
ANSWER = f"{PAGE}/answer"
ALL = sorted(interactions.ITEMS)
SCORED = [one for one in ALL if one not in ("likert", "norm-guess", "recall", "self-report")]
PARTS = ["classify", "match", "inline-choice", "best-worst"]


@pytest.fixture
def asked(request, world, sign_in):
    """A pupil before a lesson whose first task has this interaction."""
    with interactions.served(interactions.tiny(request.param)) as catalogue:
        pupil = sign_in(world.aigerim, locale="en")
        pupil.post(f"/learn/lessons/{LESSON_ID}/start")
        yield pupil, catalogue.item("l98-task").item


def each(names):
    return pytest.mark.parametrize("asked", names, indirect=True)


@each(ALL)
def test_the_page_asks_without_telling(asked, open_page):
    pupil, item = asked
    page = open_page(pupil, PAGE)
    assert page.h1.get_text() == "And now?"
    assert told_of(item, pupil.get(PAGE)) == [] or item.interaction == "recall"


@each(ALL)
def test_an_answer_is_recorded_once_and_thanked_or_explained(asked, open_page):
    pupil, item = asked
    sent = right(item)
    for _ in range(2):
        assert pupil.post(ANSWER, data=sent).status_code == 303
    assert db.session.query(ItemProgress).one().tries == 1
    page = open_page(pupil, PAGE)
    assert page.select_one("main form.actions") is not None


@each(SCORED)
def test_a_wrong_answer_is_told_with_its_reasons_and_may_be_tried_again(asked, open_page):
    pupil, item = asked
    pupil.post(ANSWER, data=wrong(item, certainty="unsure"))
    page = open_page(pupil, PAGE)
    assert set(secrets_of(item)) & set(told_of(item, pupil.get(PAGE)))
    assert page.select_one("a[href$='again=1']") is not None
    assert not page.select_one(".verdict:not(.verdict--no)")


@each(SCORED)
def test_an_empty_form_comes_back_with_a_sentence(asked):
    pupil, _item = asked
    answer = pupil.post(ANSWER, data=form())
    assert answer.status_code == 422
    assert db.session.query(Attempt).count() == 0


@each(PARTS)
def test_a_refused_form_keeps_what_was_chosen(asked):
    pupil, item = asked
    sent = right(item)
    names = [name for name in sent if name not in ("submission_key", "certainty")]
    kept, dropped = names[0], names[-1]
    del sent[dropped]
    page = pupil.post(ANSWER, data=sent)
    assert page.status_code == 422
    value = sent[kept][0]
    assert f'value="{value}" selected' in page.text or f'value="{value}" checked' in page.text


@each(["match"])
def test_one_target_for_two_entries_is_refused(asked):
    pupil, _item = asked
    sent = form({"pair-judge": ["decides"], "pair-prosecutor": ["decides"]})
    page = pupil.post(ANSWER, data=sent)
    assert page.status_code == 422
    assert "Give each answer once" in page.text


@each(["number"])
@pytest.mark.parametrize("written", ["sixteen", "9", "22", "1e3", "nan", "16,5,5", "١٦", "9" * 13])
def test_what_is_no_number_in_range_is_refused_in_words(asked, written):
    pupil, _item = asked
    page = pupil.post(ANSWER, data=form({"number": [written]}))
    assert page.status_code == 422
    assert "Write a number from 10 to 21" in page.text


@each(["number"])
@pytest.mark.parametrize(
    ("written", "score"), [("16", 1), ("16,0", 1), (" 1 6 ", 1), ("15.5", 0.5), ("18", 0)]
)
def test_numbers_are_read_as_people_write_them(asked, written, score):
    pupil, _item = asked
    pupil.post(ANSWER, data=form({"number": [written]}))
    assert db.session.query(Attempt).one().score == score


@each(["recall"])
@pytest.mark.parametrize(("recalled", "comes_back"), [("yes", 0), ("almost", 1), ("no", 1)])
def test_what_is_not_remembered_comes_back_and_is_never_scored(asked, recalled, comes_back):
    pupil, _item = asked
    pupil.post(ANSWER, data=form({"recalled": [recalled]}))
    assert db.session.query(Attempt).one().score is None
    assert db.session.query(ObjectiveProgress).count() == 0
    assert db.session.query(ReviewDue).count() == comes_back


@each(["self-report"])
def test_a_word_about_oneself_is_counted_without_a_name(asked):
    pupil, _item = asked
    pupil.post(ANSWER, data=form({"answer": ["hard"]}))
    assert db.session.query(Attempt).count() == 0
    assert db.session.query(ItemProgress).one().response == {}
    (count,) = db.session.query(OpinionCount).all()
    assert (count.statement_id, count.answers) == ("hard", 1)


@each(["self-report"])
@pytest.mark.parametrize("fields", [{}, {"answer": ["rather-not-say"]}])
def test_nobody_has_to_say_anything_about_oneself(asked, fields):
    pupil, _item = asked
    assert pupil.post(ANSWER, data=form(fields)).status_code == 303
    assert db.session.query(OpinionCount).count() == 0


def names_of(item):
    """Fields of a right answer, and some of other interactions."""
    strays = ["answer", "answers", "number", "place-one", "certainty", "shown", "csrf_token"]
    return sorted({*(right(item)), *strays} - {"submission_key"})


@st.composite
def bodies(draw, item):
    """A form body of any bytes, at times with the real names and a real key."""
    if draw(st.booleans()):
        return draw(st.binary(max_size=200))
    pairs = draw(
        st.lists(st.tuples(st.sampled_from(names_of(item)), st.binary(max_size=40)), max_size=6)
    )
    key = form()["submission_key"]
    sent = [f"{name}={quote_from_bytes(value)}" for name, value in pairs]
    return "&".join([f"submission_key={key}", *sent]).encode()


@each(ALL)
def test_any_bytes_get_a_message(asked):
    pupil, item = asked

    @settings(
        max_examples=25,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(bodies(item))
    def answers(body):
        got = pupil.post(ANSWER, data=body, content_type="application/x-www-form-urlencoded")
        assert got.status_code in (303, 400, 413, 422)
        assert got.status_code == 303 or "<h1" in got.text

    answers()


@each(ALL)
def test_the_teacher_reads_the_key_beside_the_question(asked, world, sign_in, open_page):
    _pupil, item = asked
    page = open_page(sign_in(world.teacher, locale="en"), f"/class/lessons/{LESSON_ID}")
    shown = text_of(page)
    assert "And now?" in shown
    assert all(reason in shown for reason in secrets_of(item))
    if item.interaction == "number":
        assert "16 years" in shown
    if item.interaction == "match":
        assert "Judge → Decides" in shown
        assert "Without a pair: Counts" in shown


@each(SCORED)
def test_an_answer_costs_few_statements(asked, at_most):
    pupil, item = asked
    sent = right(item)
    with at_most(8):
        pupil.post(ANSWER, data=sent)


@pytest.fixture
def only_recall():
    """A catalogue whose reviews can only ask from memory."""
    files = documents()
    for item in files[BANK]["items"]:
        item["uses"] = ["quiz"]
    files[BANK]["items"].append({**item_document("recall"), "uses": ["review"]})
    files[CURRICULUM]["themes"] = all_themes()
    with interactions.served(library.build(files)):
        yield


@pytest.mark.usefixtures("only_recall")
@pytest.mark.parametrize(("recalled", "rights", "days"), [("yes", 1, 3), ("no", 0, 1)])
def test_a_review_from_memory_moves_the_next_date_only(world, sign_in, recalled, rights, days):
    with transaction():
        rollups.bring_back(world.aigerim, "ORD-6", None, at=clock.now())
    db.session.query(ReviewDue).update({"due_on": clock.today()})
    pupil = sign_in(world.aigerim, locale="en")
    url = pupil.get("/learn/review").location
    assert "Show the answer" in pupil.get(url).text
    assert pupil.post(url, data=form({"recalled": [recalled]})).status_code == 303
    assert "Give it to an adult." in pupil.get(url).text
    due = db.session.query(ReviewDue).one()
    assert (due.rights, due.due_on) == (rights, clock.today() + timedelta(days=days))
    assert db.session.query(ObjectiveProgress).count() == 0
