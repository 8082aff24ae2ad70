"""Questions in three rounds: no names, no marks, all of it to be skipped; counts when closed."""

import datetime as dt
from collections import Counter

import pytest
import sqlalchemy as sa

from app.content import library
from app.core import audit, clock
from app.core.db import db, transaction
from app.evidence import rounds, surveys
from app.evidence.models import (
    ClassSurvey,
    SurveyCount,
    SurveyMark,
    SurveyPlace,
    SurveyRound,
    SurveyScore,
)
from app.learning.models import Attempt, ItemProgress, ObjectiveProgress, Submission
from app.people import services, years
from app.people.models import SchoolClass
from app.people.roles import Role
from app.people.viewer import load_viewer
from app.risk.models import Signal, SkillCard
from tests import classroom
from tests.pages import text_of
from tests.rounds import (
    AFTER,
    BEFORE,
    LATER,
    YEAR,
    another_class,
    close_round,
    count_rows,
    everything,
    fill,
    open_round,
    sheets_of,
)

pytestmark = pytest.mark.usefixtures("context")


@pytest.fixture
def admin(sign_in, world):
    return sign_in(world.admin)


@pytest.fixture
def opened(world):
    return open_round(world, "before")


def send(client, given, **fields):
    return client.post(f"/learn/surveys/{given.id}", data=fields)


def counted(theme=None):
    query = sa.select(SurveyCount.item_id, SurveyCount.value, SurveyCount.answers)
    if theme:
        query = query.join(ClassSurvey).where(ClassSurvey.theme == theme)
    return {(row.item_id, row.value): row.answers for row in db.session.execute(query)}


# --- rounds ---------------------------------------------------------------------------------


def test_the_administrator_opens_and_closes_the_rounds_in_their_order(admin, world, open_page):
    with clock.fixed(BEFORE):
        page = open_page(admin, "/evidence/rounds")
        assert len(page.select("form[action*='/rounds/2026/']")) == 1
        assert admin.post(f"/evidence/rounds/{YEAR}/after").status_code == 303
        assert count_rows(SurveyRound) == 0
        admin.post(f"/evidence/rounds/{YEAR}/before")
        admin.post(f"/evidence/rounds/{YEAR}/before")
        first = db.session.scalar(sa.select(SurveyRound.id))
        assert count_rows(SurveyRound) == 1
        admin.post(f"/evidence/rounds/{first}/close")
        closed = db.session.scalar(sa.select(SurveyRound.closed_at))
    with clock.fixed(BEFORE + dt.timedelta(days=3)):
        admin.post(f"/evidence/rounds/{first}/close")
    assert db.session.scalar(sa.select(SurveyRound.closed_at)) == closed
    assert len(audit.entries_about("survey-round", first)) == 2


def test_the_last_round_waits_for_two_months(world, opened):
    close_round(world, opened)
    second = open_round(world, "after")
    close_round(world, second, "after")
    with clock.fixed(AFTER + dt.timedelta(days=40)), pytest.raises(rounds.NotYet), transaction():
        rounds.open_round(school_year=YEAR, moment="later", by=load_viewer(world.admin))
    assert open_round(world, "later")


@pytest.mark.parametrize("address", ["/evidence/rounds/2026/now", "/evidence/rounds/77/close"])
def test_what_is_no_round_is_not_found(admin, address):
    assert admin.post(address).status_code == 404


def test_another_school_cannot_close_a_round(world, sign_in, opened):
    with transaction():
        stranger = services.add_person(
            role=Role.SCHOOL_ADMIN,
            school_id=world.other_school,
            family_name="Ли",
            given_name="Ирина",
            locale="ru",
        ).id
    assert sign_in(stranger).post(f"/evidence/rounds/{opened}/close").status_code == 404
    assert db.session.scalar(sa.select(SurveyRound.closed_at)) is None


def test_each_pupil_has_two_themes_and_the_class_is_balanced(world):
    classroom.add_classmates(world, 19)
    open_round(world, "before")
    rows = db.session.execute(
        sa.select(SurveyPlace.pupil_id, SurveyPlace.theme, SurveyPlace.first_form)
    ).all()
    assert set(Counter(row.pupil_id for row in rows).values()) == {2}
    themes = Counter({one.theme: 0 for one in library.get().instruments_for(8)})
    themes.update(row.theme for row in rows)
    assert max(themes.values()) - min(themes.values()) <= 1
    for theme in themes:
        forms = Counter(row.first_form for row in rows if row.theme == theme)
        assert abs(forms["a"] - forms["b"]) <= 1


def test_the_same_seed_deals_the_same_places(world):
    classroom.add_classmates(world, 8)
    dealt = []
    for _ in range(2):
        with clock.fixed(BEFORE), db.session.begin_nested() as undone:
            by = load_viewer(world.admin)
            rounds.open_round(school_year=YEAR, moment="before", by=by, seed="ABCD")
            query = sa.select(SurveyPlace.pupil_id, SurveyPlace.theme, SurveyPlace.first_form)
            dealt.append(sorted(tuple(row) for row in db.session.execute(query)))
            undone.rollback()
    assert dealt[0] == dealt[1] != []


def test_after_the_lessons_each_pupil_has_the_other_form(world, opened):
    first = {one.theme: one.form for one in sheets_of(world.aigerim)}
    close_round(world, opened)
    second = open_round(world, "after")
    assert {one.theme for one in sheets_of(world.aigerim)} == set(first)
    assert all(one.form != first[one.theme] for one in sheets_of(world.aigerim))
    close_round(world, second, "after")
    open_round(world, "later")
    assert {one.theme: one.form for one in sheets_of(world.aigerim)} == first


def test_who_comes_later_is_dealt_a_place_and_nobody_two(world, opened):
    close_round(world, opened)
    newcomer = classroom.add_classmates(world, 1)[0]
    open_round(world, "after")
    assert len(sheets_of(newcomer)) == 2
    places = sa.select(sa.func.count()).select_from(SurveyPlace)
    assert db.session.scalar(places.where(SurveyPlace.pupil_id == world.aigerim)) == 2


def test_a_young_class_has_the_same_themes_in_one_form_to_read_aloud(
    world, sign_in, open_page, teacher_of
):
    class_id = another_class(world, "Г", grade=2)
    pupils = fill(world, class_id, 5)
    open_round(world, "before")
    sheets = {tuple((one.id, one.form) for one in sheets_of(pupil)) for pupil in pupils}
    assert len(sheets) == 1
    (given_id, _form), _second = sheets.pop()
    teacher_of(class_id)
    page = open_page(sign_in(world.teacher), f"/class/surveys/{given_id}")
    given = sheets_of(pupils[0])[0]
    words = [asked for _scale, asked in given.items()]
    assert len(page.select("ol:not(.crumbs) li")) == len(words)
    assert words[0].wording(given.form).text.en in text_of(page)
    pupil_page = open_page(sign_in(pupils[0]), f"/learn/surveys/{given_id}")
    assert len(pupil_page.select("fieldset.moods--three")[0].select("input")) == 3


@pytest.fixture
def teacher_of(world):
    def give(class_id):
        with transaction():
            db.session.get_one(SchoolClass, class_id).teacher_id = world.teacher

    return give


# --- a pupil answers ------------------------------------------------------------------------


def test_a_pupil_answers_without_a_name_and_once(sign_in, world, opened, open_page):
    pupil, (given, other) = sign_in(world.aigerim), sheets_of(world.aigerim)
    assert text_of(open_page(pupil, "/learn/tasks")).count("Questions without names") == 2
    page = open_page(pupil, f"/learn/surveys/{given.id}")
    assert "your name is not kept" in text_of(page)
    fields = everything(given)
    assert {one["name"] for one in page.select("input[type=radio]")} == set(fields)
    assert send(pupil, given, **fields).status_code == 303
    send(pupil, given, **everything(given, right=False, point=1))
    right = [value for (item, value) in counted() if "-k" in item]
    assert set(right) == {4}
    assert set(counted().values()) == {1}
    assert "Thank you." in text_of(open_page(pupil, f"/learn/surveys/{given.id}"))
    assert [one.id for one in sheets_of(world.aigerim)] == [other.id]


def test_leaving_everything_out_is_as_good(sign_in, world, opened, open_page):
    pupil, given = sign_in(world.aigerim), sheets_of(world.aigerim)[0]
    assert send(pupil, given).status_code == 303
    assert counted() == {}
    assert count_rows(SurveyScore) == 0
    assert "Thank you." in text_of(open_page(pupil, f"/learn/surveys/{given.id}"))


@pytest.mark.parametrize("value", ["5", "0", "x", "-1", "4\u0661", "3.0"])
def test_what_was_not_offered_is_refused_and_nothing_is_half_written(sign_in, world, opened, value):
    given = sheets_of(world.aigerim)[0]
    item = next(one.id for scale, one in given.items() if scale == "confidence")
    fields = everything(given) | {item: value}
    assert send(sign_in(world.aigerim), given, **fields).status_code == 404
    assert counted() == {}
    assert count_rows(SurveyMark) == 0


def test_certainty_is_counted_and_honest_ignorance_is_no_error(sign_in, world, opened):
    given = sheets_of(world.aigerim)[0]
    first, second, third, *_ = [one for scale, one in given.items() if scale == "knowledge"]
    key = {one.id: str(one.wording(given.form).is_true).lower() for one in (first, second, third)}
    wrong = {"true": "false", "false": "true"}
    send(
        sign_in(world.aigerim),
        given,
        **{
            first.id: key[first.id],
            second.id: "dont-know",
            f"{second.id}-sure": "sure",
            third.id: wrong[key[third.id]],
            f"{third.id}-sure": "sure",
        },
    )
    assert counted() == {(first.id, 3): 1, (second.id, 2): 1, (third.id, 0): 1}
    score = db.session.scalars(sa.select(SurveyScore)).one()
    assert (score.form, score.scale, score.pupils) == (given.form, "knowledge", 1)
    assert (score.total, score.squares) == (33, 33**2)


def test_no_row_of_the_database_joins_a_pupil_to_an_answer(sign_in, world, opened):
    given = sheets_of(world.aigerim)[0]
    send(sign_in(world.aigerim), given, **everything(given, right=False, point=1))
    for table in (Attempt, ItemProgress, ObjectiveProgress, Submission, SkillCard, Signal):
        assert count_rows(table) == 0
    assert set(SurveyMark.__table__.c.keys()) == {"class_survey_id", "pupil_id"}
    for table in (SurveyCount, SurveyScore):
        joined = {key.column.table.name for key in table.__table__.foreign_keys}
        assert joined == {"class_surveys"}
        assert not {"at", "answered_at", "created_at"} & set(table.__table__.c.keys())


def test_a_closed_round_takes_no_more_answers(sign_in, world, opened, open_page):
    given = sheets_of(world.aigerim)[0]
    close_round(world, opened)
    send(sign_in(world.aigerim), given, **everything(given))
    assert counted() == {}
    assert count_rows(SurveyMark) == 0
    page = open_page(sign_in(world.aigerim), f"/learn/surveys/{given.id}")
    assert "These questions are over." in text_of(page)


def test_nobody_has_the_sheet_of_another_pupil(sign_in, world, opened):
    classroom.add_classmates(world, 6)
    own = {one.id for one in sheets_of(world.aigerim)}
    others = set(db.session.scalars(sa.select(ClassSurvey.id))) - own
    for one in others:
        assert sign_in(world.aigerim).get(f"/learn/surveys/{one}").status_code == 404
    for one in own:
        assert sign_in(world.stranger).get(f"/learn/surveys/{one}").status_code == 404
        assert sign_in(world.parent).get(f"/learn/surveys/{one}").status_code == 404


def test_with_the_last_round_goes_who_was_asked_what(sign_in, world, opened):
    given = sheets_of(world.aigerim)[0]
    send(sign_in(world.aigerim), given, **everything(given))
    close_round(world, opened)
    close_round(world, open_round(world, "after"), "after")
    last = open_round(world, "later")
    assert count_rows(SurveyPlace) == 4
    close_round(world, last, "later")
    assert count_rows(SurveyPlace) == 0
    assert count_rows(SurveyMark) == 0
    assert counted() != {}


def test_after_the_summer_the_teacher_of_now_reads_aloud_to_a_young_class(
    world, at, sign_in, open_page, teacher_of
):
    class_id = another_class(world, "Г", grade=2)
    [pupil, *_rest] = fill(world, class_id, 5)
    for moment in ("before", "after"):
        close_round(world, open_round(world, moment), moment)
    with at(AFTER + dt.timedelta(days=12)), transaction():
        years.promote(
            school_year=YEAR + 1, exceptions=years.Exceptions(), by=load_viewer(world.admin)
        )
    grown = load_viewer(pupil).class_id
    teacher_of(grown)
    open_round(world, "later")
    given = sheets_of(pupil)[0]
    with at(LATER):
        teacher = sign_in(world.teacher)
        assert f"/class/surveys/{given.id}" in teacher.get(f"/class/{grown}/surveys").text
        page = open_page(teacher, f"/class/surveys/{given.id}")
    assert page.select("ol:not(.crumbs) li")


def test_a_year_whose_last_round_never_came_is_forgotten(world):
    for moment in ("before", "after"):
        close_round(world, open_round(world, moment), moment)

    def kept():
        places = db.session.scalar(sa.select(sa.func.count()).select_from(SurveyPlace))
        return places, set(db.session.scalars(sa.select(SurveyRound.seed)))

    with clock.fixed(AFTER + dt.timedelta(days=300)), transaction():
        rounds.forget_overdue()
    places, seeds = kept()
    assert places
    assert "" not in seeds
    for _ in range(2):
        with clock.fixed(AFTER + dt.timedelta(days=400)), transaction():
            rounds.forget_overdue()
    assert kept() == (0, {""})


def test_after_the_summer_answers_count_for_the_class_of_the_lessons(world, opened, at, sign_in):
    close_round(world, opened)
    close_round(world, open_round(world, "after"), "after")
    with at(AFTER + dt.timedelta(days=12)), transaction():
        years.promote(
            school_year=YEAR + 1, exceptions=years.Exceptions(), by=load_viewer(world.admin)
        )
    open_round(world, "later")
    given = sheets_of(world.aigerim)[0]
    assert given.class_id == world.class_8a != load_viewer(world.aigerim).class_id
    assert (given.moment, given.grade) == ("later", 8)
    assert send(sign_in(world.aigerim), given, **everything(given)).status_code == 303
    assert counted(given.theme) != {}


# --- the class teacher ----------------------------------------------------------------------


@pytest.fixture
def answered(world, sign_in):
    """So many that each of nine themes has ten sheets or more, and fewer than ten of a form."""
    pupils = classroom.add_classmates(world, 52)
    opened = open_round(world, "before")
    for pupil in pupils:
        for given in sheets_of(pupil):
            send(sign_in(pupil), given, **everything(given))
    return opened


def test_counts_wait_for_the_end_and_for_ten_answers(world, sign_in, answered, open_page):
    teacher = sign_in(world.teacher)
    given = surveys.surveys_of_class(world.class_8a)[0]
    url = f"/class/surveys/{given.id}"
    assert open_page(teacher, url).select("table") == []
    close_round(world, answered)
    page = open_page(teacher, url)
    # Statements have ten answers; each form of the knowledge has fewer, and is hidden.
    assert len(page.select("table")) + text_of(page).count("On average") == 9
    knowledge = [one for scale, one in given.items() if scale == "knowledge"]
    assert len(page.select("p.veil")) == 2 * len(knowledge)
    assert {cell.get_text(strip=True) for cell in page.select("tbody td.n")} >= {"0"}


def test_other_schools_and_other_roles_have_no_way_in(world, sign_in, opened):
    given = surveys.surveys_of_class(world.class_8a)[0]
    for person in (world.strange_teacher, world.parent, world.aigerim, world.admin):
        assert sign_in(person).get(f"/class/surveys/{given.id}").status_code == 404
        assert sign_in(person).get(f"/class/{world.class_8a}/surveys").status_code == 404


def test_the_number_of_statements_stays_small(sign_in, world, opened, at_most):
    given = sheets_of(world.aigerim)[0]
    pupil, fields = sign_in(world.aigerim), everything(given)
    with at_most(8):
        send(pupil, given, **fields)
