"""A quiz of the school's own questions: given by a teacher, practised, apart from lessons."""

import uuid

import pytest
import sqlalchemy as sa

from app.bank import gift, services
from app.bank.models import SchoolItem, SchoolQuiz
from app.core import clock
from app.core.db import db, transaction
from app.jobs import count_item_figures
from app.learning.models import Attempt, ItemFigures, ObjectiveProgress
from tests import classroom
from tests.pages import text_of

pytestmark = pytest.mark.usefixtures("context")

TEXT = """Неше жаста? {=18#Кодекс солай дейді. ~16 ~21}

Рас па? {T}

Қай сан? {#14:1}
"""


@pytest.fixture
def questions(world):
    """Three in use, in Kazakh; their rows' ids."""
    with transaction():
        services.take_in(
            school_id=world.school,
            language="kk",
            drafts=gift.read(TEXT).drafts,
            by_id=world.teacher,
        )
        ids = list(db.session.scalars(sa.select(SchoolItem.id).order_by(SchoolItem.id)))
        services.set_status(school_id=world.school, ids=ids, status="on")
    return ids


@pytest.fixture
def teacher(sign_in, world):
    return sign_in(world.teacher)


@pytest.fixture
def quiz(teacher, world, questions):
    give(teacher, world, questions)
    return db.session.scalar(sa.select(SchoolQuiz.id))


def give(teacher, world, ids, **more):
    data = {"title": "Жас туралы", "due": clock.today().isoformat(), "question": ids, **more}
    return teacher.post(f"/class/{world.class_8a}/school-quizzes/new", data=data)


def item_ids():
    return list(db.session.scalars(sa.select(SchoolItem.item_id).order_by(SchoolItem.id)))


def answer(pupil, quiz, at, **fields):
    data = {"submission_key": str(uuid.uuid4()), "certainty": "sure", **fields}
    return pupil.post(f"/learn/school-quizzes/{quiz}/items/{item_ids()[at]}", data=data)


def test_a_teacher_gives_questions_in_use_to_a_class(teacher, world, questions, open_page):
    form = open_page(teacher, f"/class/{world.class_8a}/school-quizzes/new")
    assert len(form.select("input[name=question]")) == 3
    response = give(teacher, world, questions)
    assert response.status_code == 303
    page = open_page(teacher, response.location)
    assert page.h1.get_text(strip=True) == "Жас туралы"
    assert "Жас туралы" in text_of(open_page(teacher, "/class/bank"))


@pytest.mark.parametrize("wrong", [{"question": []}, {"title": ""}, {"due": "2020-01-01"}])
def test_a_quiz_without_questions_title_or_day_is_not_given(teacher, world, questions, wrong):
    assert give(teacher, world, questions, **wrong).status_code == 422
    assert db.session.scalar(sa.select(sa.func.count()).select_from(SchoolQuiz)) == 0


def test_questions_of_another_school_or_not_in_use_are_not_given(teacher, world, questions):
    with transaction():
        services.set_status(school_id=world.school, ids=questions[:1], status="withdrawn")
    assert give(teacher, world, questions).status_code == 422
    assert give(teacher, world, [*questions[1:], 9999]).status_code == 422


def test_a_pupil_goes_through_it_with_a_reason_after_each_answer(sign_in, world, quiz, open_page):
    pupil = sign_in(world.aigerim)
    assert "Жас туралы" in text_of(open_page(pupil, "/learn/tasks"))
    assert "3 questions" in text_of(open_page(pupil, f"/learn/school-quizzes/{quiz}"))
    asked = open_page(pupil, f"/learn/school-quizzes/{quiz}/items/{item_ids()[0]}")
    assert "Your school has written this question in Kazakh only." in text_of(asked)
    told = answer(pupil, quiz, 0, answer="o2")
    assert told.status_code == 303
    assert "Кодекс солай дейді." in text_of(open_page(pupil, told.location))
    # An exact resume, on whatever device.
    resumed = sign_in(world.aigerim).get(f"/learn/school-quizzes/{quiz}")
    assert resumed.location.endswith(item_ids()[1])
    answer(pupil, quiz, 1, answer="true")
    answer(pupil, quiz, 2, number="15")
    assert "2 of 3" in text_of(open_page(pupil, f"/learn/school-quizzes/{quiz}"))


def test_a_second_try_never_changes_the_first(sign_in, world, quiz, open_page, teacher):
    pupil = sign_in(world.aigerim)
    answer(pupil, quiz, 0, answer="o2")
    answer(pupil, quiz, 0, answer="o1")
    for number, fields in ((1, {"answer": "false"}), (2, {"number": "99"})):
        answer(pupil, quiz, number, **fields)
    page = open_page(teacher, f"/class/school-quizzes/{quiz}")
    rows = {tr.th.get_text(strip=True): tr for tr in page.select("table")[1].select("tbody tr")}
    assert [td.get_text(strip=True) for td in rows["Әлімова Айгерім"].select("td")] == [
        "3 of 3",
        "0",
    ]


def test_what_is_no_answer_gets_a_message(sign_in, world, quiz):
    pupil = sign_in(world.aigerim)
    assert answer(pupil, quiz, 0).status_code == 422
    assert answer(pupil, quiz, 2, number="много").status_code == 422


def test_nothing_of_it_counts_for_the_curriculum(sign_in, world, quiz):
    pupil = sign_in(world.aigerim)
    answer(pupil, quiz, 0, answer="o2")
    count = sa.func.count()
    assert db.session.scalar(sa.select(count).select_from(Attempt)) == 1
    assert db.session.scalar(sa.select(count).select_from(ObjectiveProgress)) == 0


def test_authors_see_no_figures_of_a_schools_questions(sign_in, world, quiz, run_jobs):
    for mate in classroom.add_classmates(world, 21):
        answer(sign_in(mate), quiz, 0, answer="o1")
    count_item_figures()
    run_jobs()
    assert db.session.scalar(sa.select(sa.func.count()).select_from(ItemFigures)) == 0


def test_shares_of_a_question_are_hidden_under_ten_answers(
    sign_in, world, quiz, open_page, teacher
):
    mates = classroom.add_classmates(world, 10)
    for mate in mates[:9]:
        answer(sign_in(mate), quiz, 0, answer="o1")
    hidden = open_page(teacher, f"/class/school-quizzes/{quiz}").select("table")[0]
    assert "%" not in text_of(hidden, "tbody")
    answer(sign_in(mates[9]), quiz, 0, answer="o2")
    shown = open_page(teacher, f"/class/school-quizzes/{quiz}").select("table")[0]
    assert "90%" in text_of(shown, "tbody")


def test_another_class_has_no_way_in(sign_in, world, quiz):
    stranger = sign_in(world.stranger)
    assert stranger.get(f"/learn/school-quizzes/{quiz}").status_code == 404
    assert answer(stranger, quiz, 0, answer="o1").status_code == 404
    strange_teacher = sign_in(world.strange_teacher)
    assert strange_teacher.get(f"/class/school-quizzes/{quiz}").status_code == 404
    assert strange_teacher.post(f"/class/school-quizzes/{quiz}/withdraw").status_code == 404
    assert sign_in(world.aigerim).get(f"/learn/school-quizzes/{quiz}/items/no").status_code == 404


def test_a_withdrawn_quiz_is_no_task_and_its_answers_stay(sign_in, world, quiz, teacher, open_page):
    pupil = sign_in(world.aigerim)
    answer(pupil, quiz, 0, answer="o2")
    assert teacher.post(f"/class/school-quizzes/{quiz}/withdraw").status_code == 303
    assert "Жас туралы" not in text_of(open_page(pupil, "/learn/tasks"))
    assert pupil.get(f"/learn/school-quizzes/{quiz}").status_code == 404
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Attempt)) == 1
