"""The quiz: one question a page, no word on what is right before the hand-in, one result."""

import dataclasses
import html
import uuid

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup

from app.content import library
from app.core.db import db, transaction
from app.learning import quizzes
from app.learning.models import Attempt, LessonProgress, QuizSitting
from app.learning.quiz_models import QuizAnswer
from app.people.viewer import load_viewer
from tests import classroom
from tests.answers import form, item, right, told_of, wrong
from tests.pages import text_of

pytestmark = pytest.mark.usefixtures("context")

OPEN, SENSITIVE = "L21", "L24"
QUIZ = f"/learn/lessons/{OPEN}/quiz"


@pytest.fixture
def aigerim(world, sign_in):
    return sign_in(world.aigerim)


def begin(browser, lesson_id=OPEN):
    """Starts the quiz and returns its sitting."""
    browser.post(f"/learn/lessons/{lesson_id}/quiz")
    return db.session.scalars(
        sa.select(QuizSitting).order_by(QuizSitting.started_at.desc())
    ).first()


def question_url(sitting_id, item_id):
    return f"/learn/quizzes/{sitting_id}/items/{item_id}"


def asked(browser, url=QUIZ):
    """The id of the item that the page asks, and its form."""
    page = BeautifulSoup(browser.get(url).data, "html5lib")
    shown = page.select_one("main form[data-resend]")
    return shown["action"].rsplit("/", 1)[1] if shown else None


def answer_all(browser, sitting, given=right):
    sitting_id, items = sitting.id, list(sitting.item_ids)
    for item_id in items:
        browser.post(question_url(sitting_id, item_id), data=given(item(item_id)))
    return sitting_id


def hand_in(browser, sitting_id):
    return browser.post(f"/learn/quizzes/{sitting_id}/hand-in")


def take(browser, given=right, lesson_id=OPEN):
    sitting_id = answer_all(browser, begin(browser, lesson_id), given)
    hand_in(browser, sitting_id)
    return sitting_id


def results_url(sitting_id):
    return f"/learn/quizzes/{sitting_id}/results"


def attempts(**where):
    return db.session.scalar(sa.select(sa.func.count()).select_from(Attempt).filter_by(**where))


# --- the way through -------------------------------------------------------------------------


def test_the_start_says_who_sees_what_and_that_it_is_no_mark(aigerim, open_page):
    text = text_of(open_page(aigerim, QUIZ))
    assert "6 questions, about 6 min." in text
    assert "The class teacher sees the result, not the single answers." in text
    assert "This is not a school mark." in text
    assert "answers are shown at the end" in text


def test_questions_follow_the_blueprint_one_a_page(aigerim, open_page):
    sitting = begin(aigerim)
    wanted = [
        draw.objective for draw in library.get().banks[OPEN].blueprint for _ in range(draw.count)
    ]
    assert [item(item_id).objective for item_id in sitting.item_ids] == wanted
    for number, item_id in enumerate(list(sitting.item_ids), start=1):
        page = open_page(aigerim, QUIZ)
        assert f"Question {number} of 6" in text_of(page)
        assert asked(aigerim) == item_id
        answered = aigerim.post(question_url(sitting.id, item_id), data=right(item(item_id)))
        assert answered.location == QUIZ
    assert "All questions are answered" in text_of(open_page(aigerim, QUIZ))


EACH_KIND = (
    "l21-whose-name-a",
    "l21-two-piles",
    "l21-best-answer",
    "l21-what-to-keep",
    "l21-shop-photos",
)


@pytest.mark.parametrize("item_id", EACH_KIND)
def test_no_question_shows_its_key(world, aigerim, item_id):
    begin(aigerim)
    with transaction():
        db.session.scalars(sa.select(QuizSitting)).one().item_ids = [item_id]
    shown = aigerim.get(QUIZ)
    assert item(item_id).prompt.en in html.unescape(shown.text)
    assert told_of(item(item_id), shown) == []
    assert "is-right" not in shown.text
    assert "Right answer" not in shown.text


def test_a_refused_answer_shows_no_key_either(aigerim):
    sitting = begin(aigerim)
    item_id = sitting.item_ids[0]
    refused = aigerim.post(question_url(sitting.id, item_id), data=form())
    assert refused.status_code == 422
    assert "Choose an answer first" in refused.text
    assert told_of(item(item_id), refused) == []


def test_an_answer_gets_no_feedback_before_the_hand_in(aigerim, open_page):
    sitting = begin(aigerim)
    first = sitting.item_ids[0]
    aigerim.post(question_url(sitting.id, first), data=wrong(item(first)))
    page = open_page(aigerim, QUIZ)
    assert not page.select(".verdict")
    assert item(first).prompt.en not in text_of(page)
    assert aigerim.get(results_url(sitting.id)).location == QUIZ


def test_the_quiz_goes_on_at_the_exact_question_on_another_device(world, aigerim, sign_in):
    sitting = begin(aigerim)
    for item_id in sitting.item_ids[:2]:
        aigerim.post(question_url(sitting.id, item_id), data=right(item(item_id)))
    phone = sign_in(world.aigerim)
    assert asked(phone) == sitting.item_ids[2]
    phone.post(QUIZ)
    assert asked(phone) == sitting.item_ids[2]
    assert db.session.scalar(sa.select(sa.func.count()).select_from(QuizSitting)) == 1


def test_a_language_is_changed_in_the_middle(aigerim, open_page):
    sitting = begin(aigerim)
    page = open_page(aigerim, f"{QUIZ}?locale=kk")
    assert page.html["lang"] == "kk"
    assert item(sitting.item_ids[0]).prompt.kk in text_of(page)


@pytest.mark.parametrize("page", ["start", "question", "hand-in", "results"])
def test_pages_of_the_quiz_stay_within_the_budget(world, aigerim, at_most, open_page, page):
    classroom.assign(world, SENSITIVE, on=0, due=90)
    quiz = f"/learn/lessons/{SENSITIVE}/quiz"
    url = quiz
    if page != "start":
        sitting = begin(aigerim, SENSITIVE)
        if page != "question":
            answer_all(aigerim, sitting)
        if page == "results":
            hand_in(aigerim, sitting.id)
            url = results_url(sitting.id)
    with at_most(12):
        open_page(aigerim, url)


@pytest.mark.parametrize("lesson_id", [OPEN, SENSITIVE])
@pytest.mark.parametrize("given", [right, wrong])
def test_an_answer_takes_at_most_eight_statements(world, aigerim, at_most, lesson_id, given):
    classroom.assign(world, SENSITIVE, on=0, due=90)
    sitting = begin(aigerim, lesson_id)
    url, one = question_url(sitting.id, sitting.item_ids[0]), item(sitting.item_ids[0])
    with at_most(8):
        aigerim.post(url, data=given(one))


# --- the result ------------------------------------------------------------------------------


def test_results_say_how_many_with_own_answers_reasons_and_law(aigerim, open_page):
    page = open_page(aigerim, results_url(take(aigerim, wrong)))
    text = text_of(page)
    assert page.select_one(".ring")["aria-label"] == "0 right answers of 6"
    assert "This is not a school mark." in text
    assert text.count("Your answer") >= 6
    assert "Right answer" in text
    assert "232-1" in text
    assert len(page.select("details.fold[open]")) == 6


def test_what_was_missed_is_named_and_comes_back(aigerim, open_page):
    text = text_of(open_page(aigerim, results_url(take(aigerim, wrong))))
    assert "What to repeat" in text
    objective = library.get().objectives["FRD-4"].can.en
    assert objective[1:] in text
    assert "comes back tomorrow" in text


def test_when_everything_is_right_nothing_is_to_repeat(aigerim, open_page):
    page = open_page(aigerim, results_url(take(aigerim)))
    assert page.select_one(".ring")["aria-label"] == "6 right answers of 6"
    assert "Every answer is right." in text_of(page)
    assert "What to repeat" not in text_of(page)
    assert not page.select("details.fold[open]")


def test_results_offer_the_review_when_something_is_due(world, aigerim, at, open_page):
    with at(classroom.day(0)):
        sitting_id = take(aigerim, wrong)
    with at(classroom.day(2)):
        page = open_page(aigerim, results_url(sitting_id))
    assert page.select_one('main a[href="/learn/review"]')


def test_a_second_hand_in_changes_nothing(world, aigerim):
    sitting_id = take(aigerim)
    handed_in = db.session.get(QuizSitting, sitting_id).handed_in_at
    assert hand_in(aigerim, sitting_id).location == results_url(sitting_id)
    assert db.session.get(QuizSitting, sitting_id).handed_in_at == handed_in


def test_a_quiz_with_open_questions_is_not_handed_in(aigerim):
    sitting = begin(aigerim)
    assert hand_in(aigerim, sitting.id).location == QUIZ
    assert db.session.get(QuizSitting, sitting.id).handed_in_at is None


def test_the_best_result_stands(world, aigerim):
    take(aigerim, right)
    take(aigerim, wrong)
    progress = db.session.get(LessonProgress, (world.aigerim, OPEN))
    assert (progress.quiz_right, progress.quiz_total) == (6, 6)


def test_a_second_quiz_asks_other_questions_first(aigerim):
    first = set(begin(aigerim).item_ids)
    answer_all(aigerim, begin(aigerim))
    hand_in(aigerim, begin(aigerim).id)
    second = set(begin(aigerim).item_ids)
    assert len(first & second) < len(first)


# --- what must not get through ---------------------------------------------------------------


def test_an_answer_sent_twice_with_one_key_counts_once(aigerim):
    sitting = begin(aigerim)
    url, one = question_url(sitting.id, sitting.item_ids[0]), item(sitting.item_ids[0])
    sent = right(one)
    assert [aigerim.post(url, data=sent).status_code for _ in range(2)] == [303, 303]
    row = db.session.scalars(sa.select(QuizAnswer)).one()
    assert row.revision == 1


def test_the_first_answer_to_a_question_is_the_answer(world, aigerim):
    sitting = begin(aigerim)
    first = sitting.item_ids[0]
    aigerim.post(question_url(sitting.id, first), data=wrong(item(first)))
    aigerim.post(question_url(sitting.id, first), data=right(item(first)))
    done = quizzes.answered(db.session.get(QuizSitting, sitting.id))
    assert [one.is_right for one in done] == [False]


def test_an_answer_after_the_hand_in_is_too_late(aigerim):
    sitting_id = take(aigerim, wrong)
    before = attempts()
    first = db.session.get(QuizSitting, sitting_id).item_ids[0]
    late = aigerim.post(question_url(sitting_id, first), data=right(item(first)))
    assert late.location == results_url(sitting_id)
    assert attempts() == before


@pytest.mark.parametrize("whose", ["bolat", "stranger"])
def test_anothers_quiz_is_not_there(world, aigerim, sign_in, whose):
    sitting = begin(aigerim)
    other = sign_in(getattr(world, whose))
    first = sitting.item_ids[0]
    assert other.post(question_url(sitting.id, first), data=right(item(first))).status_code == 404
    assert hand_in(other, sitting.id).status_code == 404
    assert other.post(f"/learn/quizzes/{sitting.id}/renew").status_code == 404
    assert other.get(results_url(sitting.id)).status_code == 404
    assert attempts() == 0


def test_an_unknown_quiz_is_not_there(aigerim):
    unknown = uuid.uuid4()
    one = item("l21-whose-name-a")
    assert aigerim.get(results_url(unknown)).status_code == 404
    assert hand_in(aigerim, unknown).status_code == 404
    assert aigerim.post(question_url(unknown, one.id), data=right(one)).status_code == 404
    assert aigerim.get("/learn/quizzes/nonsense/results").status_code == 404


def test_a_question_of_another_quiz_is_refused(aigerim):
    sitting = begin(aigerim)
    foreign = next(one for one in library.get().banks[OPEN].items if one.id not in sitting.item_ids)
    refused = aigerim.post(question_url(sitting.id, foreign.id), data=right(foreign))
    assert refused.status_code == 404
    assert attempts() == 0


def test_an_unknown_option_is_refused_and_the_choice_of_certainty_stays(aigerim):
    sitting = begin(aigerim)
    # The draw is by chance, and not every kind of item asks how sure one is.
    chosen = next(one for one in sitting.item_ids if item(one).has_single_choice)
    url = question_url(sitting.id, chosen)
    refused = aigerim.post(url, data=form({"answer": "nonsense"}, certainty="unsure"))
    assert refused.status_code == 422
    page = BeautifulSoup(refused.data, "html5lib")
    assert page.select_one('[name="certainty"][value="unsure"][checked]')
    assert attempts() == 0


def test_after_a_refused_answer_the_language_may_be_changed(aigerim, open_page):
    sitting = begin(aigerim)
    url = question_url(sitting.id, sitting.item_ids[0])
    refused = BeautifulSoup(aigerim.post(url, data=form()).data, "html5lib")
    switch = refused.select_one('.langs a[lang="kk"]')["href"]
    assert aigerim.get(url + switch).location == QUIZ
    assert open_page(aigerim, QUIZ).html["lang"] == "kk"


def test_a_closed_lesson_has_no_quiz(aigerim):
    assert aigerim.get(f"/learn/lessons/{SENSITIVE}/quiz").status_code == 404
    assert aigerim.post(f"/learn/lessons/{SENSITIVE}/quiz").status_code == 404


# --- questions that have left the bank -------------------------------------------------------


@pytest.fixture
def without():
    """`without(item_id)`: the catalogue of tomorrow, in which this item is no more."""
    served = library.get()

    def remove(*item_ids):
        homes = {key: home for key, home in served._homes.items() if key not in item_ids}
        bank = served.banks[OPEN]
        items = tuple(one for one in bank.items if one.id not in item_ids)
        banks = {**served.banks, OPEN: bank.model_copy(update={"items": items})}
        library.install(dataclasses.replace(served, _homes=homes, banks=banks))

    yield remove
    library.install(served)


def test_an_answer_to_a_question_that_has_left_the_bank_is_told_so(aigerim, without):
    sitting = begin(aigerim)
    gone = sitting.item_ids[0]
    sent = right(item(gone))
    without(gone)
    refused = aigerim.post(question_url(sitting.id, gone), data=sent)
    assert refused.status_code == 410
    assert "has been replaced" in refused.text
    assert QUIZ in refused.text


def test_an_open_quiz_goes_on_with_other_questions(world, aigerim, without, open_page):
    sitting = begin(aigerim)
    kept, gone = sitting.item_ids[0], sitting.item_ids[1]
    aigerim.post(question_url(sitting.id, kept), data=right(item(kept)))
    without(gone)
    page = open_page(aigerim, QUIZ)
    assert "The quiz has been renewed" in text_of(page)
    renewed = page.select_one("main form")["action"]
    assert aigerim.post(renewed).location == QUIZ
    db.session.refresh(sitting)
    ids = sitting.item_ids
    assert gone not in ids
    assert kept in ids
    assert len(ids) == len(set(ids)) == 6
    assert "Question 2 of 6" in text_of(open_page(aigerim, QUIZ))


def test_old_results_stay_readable(aigerim, without, open_page):
    sitting_id = take(aigerim, wrong)
    without(db.session.get(QuizSitting, sitting_id).item_ids[0])
    page = open_page(aigerim, results_url(sitting_id))
    assert "This question is no longer in use." in text_of(page)
    assert page.select_one(".ring")["aria-label"] == "0 right answers of 6"


def test_two_devices_that_start_at_once_share_one_quiz(world):
    pupil, lesson = load_viewer(world.aigerim), library.get().lesson(OPEN)
    with transaction():
        first = quizzes.start(pupil=pupil, lesson=lesson)
        late = QuizSitting(
            pupil_id=pupil.id, lesson_id=OPEN, item_ids=[], started_at=first.started_at
        )
        assert quizzes._add(late) is None
        assert quizzes._opened_meanwhile(pupil.id, OPEN).id == first.id
