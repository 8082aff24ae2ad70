"""Surveys of a class: no names, no marks, all of it to be skipped; counts when closed, from ten."""

import pytest
import sqlalchemy as sa

from app.content import library
from app.core.db import db
from app.learning.models import Attempt, ItemProgress, ObjectiveProgress, Submission
from app.learning.survey_models import ClassSurvey, SurveyCount, SurveyMark
from tests import classroom
from tests.pages import text_of

pytestmark = pytest.mark.usefixtures("context")

ITEM, STATEMENT = "survey-bullying-norms", "bul-n1"
FIELD = f"{ITEM}.agree-{STATEMENT}"


@pytest.fixture
def teacher(sign_in, world):
    return sign_in(world.teacher)


@pytest.fixture
def given(teacher, world):
    give(teacher, world)
    return db.session.scalar(sa.select(ClassSurvey.id))


def give(teacher, world, moment="before", survey="bullying"):
    data = {"survey": survey, "moment": moment}
    return teacher.post(f"/class/{world.class_8a}/surveys", data=data)


def send(pupil, given, **fields):
    return pupil.post(f"/learn/surveys/{given}", data=fields)


def counted():
    rows = db.session.execute(
        sa.select(SurveyCount.part_id, SurveyCount.value, SurveyCount.answers)
    )
    return {(row.part_id, row.value): row.answers for row in rows}


def test_a_class_is_given_a_survey_before_and_after_each_once(teacher, world, open_page):
    url = f"/class/{world.class_8a}/surveys"
    assert len(open_page(teacher, url).select("form button")) >= 2
    give(teacher, world)
    give(teacher, world)
    give(teacher, world, "after")
    moments = db.session.scalars(sa.select(ClassSurvey.moment).order_by(ClassSurvey.id))
    assert moments.all() == ["before", "after"]


@pytest.mark.parametrize(("moment", "survey"), [("later", "bullying"), ("before", "none")])
def test_what_is_no_survey_is_not_given(teacher, world, moment, survey):
    assert give(teacher, world, moment, survey).status_code == 404


def test_a_pupil_answers_without_a_name_and_once(sign_in, world, given, open_page):
    pupil = sign_in(world.aigerim)
    title = library.get().surveys["bullying"].title.en
    assert title in text_of(open_page(pupil, "/learn/tasks"))
    page = open_page(pupil, f"/learn/surveys/{given}")
    assert "Your name is not kept" in text_of(page)
    assert send(pupil, given, **{FIELD: "4"}).status_code == 303
    send(pupil, given, **{FIELD: "1"})
    assert counted() == {(STATEMENT, 4): 1}
    assert "Thank you." in text_of(open_page(pupil, f"/learn/surveys/{given}"))
    assert title not in text_of(open_page(pupil, "/learn/tasks"))


def test_leaving_everything_out_is_as_good(sign_in, world, given, open_page):
    pupil = sign_in(world.aigerim)
    assert send(pupil, given).status_code == 303
    assert counted() == {}
    assert "Thank you." in text_of(open_page(pupil, f"/learn/surveys/{given}"))


@pytest.mark.parametrize("value", ["5", "0", "x", "4\u0661"])
def test_what_is_no_point_of_the_scale_is_refused(sign_in, world, given, value):
    assert send(sign_in(world.aigerim), given, **{FIELD: value}).status_code == 404
    assert counted() == {}


def test_no_row_of_the_database_joins_a_pupil_to_an_answer(sign_in, world, given):
    send(sign_in(world.aigerim), given, **{FIELD: "4"})
    for table in (Attempt, ItemProgress, ObjectiveProgress, Submission):
        assert db.session.scalar(sa.select(sa.func.count()).select_from(table)) == 0
    assert set(SurveyMark.__table__.c.keys()) == {"class_survey_id", "pupil_id"}
    joined = {key.column.table.name for key in SurveyCount.__table__.foreign_keys}
    assert joined == {"class_surveys"}


def test_counts_wait_for_the_end_and_for_ten_answers(sign_in, world, given, teacher, open_page):
    mates = classroom.add_classmates(world, 12)
    for mate in mates[:10]:
        send(sign_in(mate), given, **{FIELD: "3"})
    send(sign_in(mates[10]), given, **{f"{ITEM}.agree-bul-n2": "1"})
    for url in (f"/class/surveys/{given}", f"/class/surveys/{given}/screen"):
        assert open_page(teacher, url).select("table") == []
    assert teacher.post(f"/class/surveys/{given}/close").status_code == 303
    for url in (f"/class/surveys/{given}", f"/class/surveys/{given}/screen"):
        page = open_page(teacher, url)
        assert len(page.select("table")) == 1
        cells = [td.get_text(strip=True) for td in page.select("tbody td.n")]
        assert cells == ["0", "0", "10", "0"]


def test_a_closed_survey_takes_no_more_answers(sign_in, world, given, teacher, open_page):
    teacher.post(f"/class/surveys/{given}/close")
    pupil = sign_in(world.aigerim)
    send(pupil, given, **{FIELD: "4"})
    assert counted() == {}
    assert db.session.scalar(sa.select(sa.func.count()).select_from(SurveyMark)) == 0
    assert "This survey is over." in text_of(open_page(pupil, f"/learn/surveys/{given}"))


def test_counts_after_the_lessons_stand_beside_those_before(
    sign_in, world, given, teacher, open_page
):
    mates = [sign_in(mate) for mate in classroom.add_classmates(world, 10)]
    give(teacher, world, "after")
    after = db.session.scalar(sa.select(sa.func.max(ClassSurvey.id)))
    for pupil in mates:
        send(pupil, given, **{FIELD: "2"})
        send(pupil, after, **{FIELD: "4"})
    for one in (given, after):
        teacher.post(f"/class/surveys/{one}/close")
    cells = [
        td.get_text(strip=True)
        for td in open_page(teacher, f"/class/surveys/{after}").select("tbody td.n")
    ]
    assert cells == ["0", "0", "10", "0", "0", "0", "0", "10"]


def test_other_schools_and_other_roles_have_no_way_in(sign_in, world, given):
    assert sign_in(world.stranger).get(f"/learn/surveys/{given}").status_code == 404
    assert send(sign_in(world.stranger), given, **{FIELD: "4"}).status_code == 404
    strange = sign_in(world.strange_teacher)
    assert strange.get(f"/class/surveys/{given}").status_code == 404
    assert strange.post(f"/class/surveys/{given}/close").status_code == 404
    assert sign_in(world.parent).get(f"/class/surveys/{given}").status_code == 404


def test_the_number_of_statements_stays_small(sign_in, world, given, at_most):
    pupil = sign_in(world.aigerim)
    with at_most(8):
        send(pupil, given, **{FIELD: "4"})
