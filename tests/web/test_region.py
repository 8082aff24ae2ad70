"""The region: sums of schools with small numbers hidden, and who opens schools."""

import re

import pytest
import sqlalchemy as sa

from app.core import audit, clock
from app.core.db import db, transaction
from app.jobs import keep_house
from app.learning.models import LessonProgress
from app.learning.school_figures import SchoolFigures
from app.people import services
from app.people.models import School, SchoolClass, User
from app.people.roles import Role
from tests.pages import text_of
from tests.people import add_pupil

pytestmark = pytest.mark.usefixtures("context")


def regional(role):
    with transaction():
        return services.add_person(
            role=role, school_id=None, family_name="Өңір", given_name="Адамы", locale="en"
        ).id


@pytest.fixture
def officer(sign_in, world):
    return sign_in(regional(Role.REGION_OFFICER))


@pytest.fixture
def keeper(sign_in, world):
    return sign_in(regional(Role.REGION_ADMIN))


@pytest.fixture
def site(app):
    """What a page has set is forgotten again."""
    yield
    app.extensions.pop("page_settings", None)


def crowd(world, number, finished):
    with transaction():
        for n in range(number):
            pupil = add_pupil(world.school, world.class_8a, "Көп", f"Бала{n}")
            db.session.add(
                LessonProgress(
                    pupil_id=pupil,
                    lesson_id="L21",
                    lesson_version=1,
                    started_at=clock.now(),
                    last_at=clock.now(),
                    finished_at=clock.now() if n < finished else None,
                    steps_done=1,
                )
            )


def cells(page):
    return {
        row.th.get_text(strip=True): [cell.get_text(strip=True) for cell in row.select("td")]
        for row in page.select("tbody tr")
    }


def test_numbers_of_fewer_than_ten_are_hidden(world, officer, open_page):
    keep_house.call_local()
    rows = cells(open_page(officer, "/region/"))
    for school in ("№ 14 мектеп-гимназия", "№ 3 мектеп"):
        assert rows[school][1:] == ["hidden: fewer than 10"] * 2 + ["–", "0"]


def test_sums_of_many_are_shown_and_one_hidden_number_hides_another(world, officer, open_page):
    crowd(world, 30, finished=15)
    with transaction():
        third = services.create_school(name="№ 9 мектеп").id
        class_id = services.open_class(
            school_id=third,
            school_year=2026,
            grade=8,
            letter="А",
            language="kk",
            teacher_id=None,
        ).id
        for n in range(12):
            add_pupil(third, class_id, "Тоғыз", f"Бала{n}")
    keep_house.call_local()
    rows = cells(open_page(officer, "/region/"))
    assert rows["№ 14 мектеп-гимназия"][1] == "32"
    assert rows["№ 3 мектеп"][1] == rows["№ 9 мектеп"][1] == "hidden: fewer than 10"


def test_the_page_of_300_schools_reads_no_pupil(world, officer, open_page, at_most):
    with transaction():
        db.session.add_all(School(name=f"№ {n} мектеп", district="Арал") for n in range(300))
    with at_most(6) as seen:
        page = open_page(officer, "/region/")
    assert len(page.select("tbody tr")) == 100
    # Cases are counted by school; of people only the officer and the administrators are read.
    of_people = [one for one in seen if "FROM users" in one and "enrolments" not in one]
    assert [one for one in of_people if "GROUP BY users.school_id" not in one] == []
    assert "rel" in page.select_one("a[rel=next]").attrs
    found = cells(open_page(officer, "/region/?q=299"))
    assert list(found) == ["№ 299 мектеп"]


@pytest.mark.parametrize("locale", ["kk", "ru", "en"])
@pytest.mark.parametrize("url", ["", "calendar", "audit", "settings", "schools/new"])
def test_pages_of_the_region_in_each_language(world, sign_in, open_page, at_most, url, locale):
    browser = sign_in(regional(Role.REGION_ADMIN), locale)
    with at_most(12):
        open_page(browser, f"/region/{url}")


@pytest.mark.parametrize("url", ["schools/new", "calendar", "audit", "settings"])
def test_an_officer_looks_and_changes_nothing(world, officer, url):
    assert officer.get(f"/region/{url}").status_code == 404
    assert officer.post("/region/schools/new", data={"name": "x"}).status_code == 404
    page = officer.get(f"/region/schools/{world.school}")
    assert page.status_code == 200
    assert "Ким Виктор" not in page.text


def test_a_new_school_gets_an_administrator_who_signs_in(world, keeper, client, open_page):
    url = keeper.post("/region/schools/new", data={"name": "№ 77", "district": "Арал"}).location
    assert "The school has no administrator yet" in text_of(open_page(keeper, url))
    fields = {"family_name": "Жаңа", "given_name": "Әкімші", "username": "jana"}
    answer = keeper.post(f"{url}/administrators/new", data=fields)
    password = re.search(r'receipt__code">([a-z0-9-]+)<', answer.text)[1]
    assert "Жаңа Әкімші" in text_of(open_page(keeper, url))
    assert (
        client.post("/sign-in", data={"username": "jana", "password": password}).status_code == 303
    )


def test_a_taken_name_is_told_and_adds_nobody(world, keeper):
    url = f"/region/schools/{world.school}/administrators/new"
    fields = {"family_name": "Ж", "given_name": "Ә", "username": "gulnar"}
    answer = keeper.post(url, data=fields)
    assert answer.status_code == 422
    assert "This username is taken" in answer.text


def test_the_region_keeps_administrators_and_nobody_else(world, keeper, sign_in):
    for who in (world.teacher, world.aigerim, world.psychologist):
        for act in ("password", "close"):
            assert keeper.post(f"/region/administrators/{who}/{act}").status_code == 404
    admin = sign_in(world.admin)
    assert keeper.post(f"/region/administrators/{world.admin}/password").status_code == 200
    assert admin.get("/school/").status_code == 303
    keeper.post(f"/region/administrators/{world.admin}/close")
    assert db.session.get(User, world.admin).is_active is False


def test_free_days_of_the_region_reach_every_school(world, keeper, sign_in, open_page):
    today = str(clock.today())
    fields = {"name": "Мереке", "starts_on": today, "ends_on": today}
    assert keeper.post("/region/calendar", data=fields).status_code == 303
    page = text_of(open_page(sign_in(world.admin), "/school/calendar"))
    assert "Мереке" in page
    assert "for all schools" in page


def test_numbers_of_help_are_set_on_a_page(world, keeper, sign_in, open_page, site):
    lines = {"helpline_child": "8 800 111", "helpline_emergency": "112", "helpline_police": "102"}
    assert keeper.post("/region/settings", data=lines).status_code == 303
    assert "8 800 111" in text_of(open_page(sign_in(world.aigerim), "/learn/help"), "body")
    wrong = keeper.post("/region/settings", data=lines | {"helpline_police": "police"})
    assert wrong.status_code == 422
    assert "A telephone number: digits only" in wrong.text


def test_the_trail_of_the_region_holds_its_own_acts(world, keeper, open_page):
    keeper.post(f"/region/schools/{world.school}", data={"name": "№ 14", "district": ""})
    with transaction():
        audit.record(
            actor_id=world.teacher,
            action=audit.Action.SIGNED_IN,
            subject_type="user",
            subject_id=world.teacher,
        )
    page = text_of(open_page(keeper, "/region/audit"))
    assert "Settings changed" in page
    assert "Серікқызы" not in page
    assert db.session.scalar(sa.select(School.name).where(School.id == world.school)) == "№ 14"


@pytest.mark.parametrize("fields", [{"name": ""}, {"name": "x" * 121}])
def test_a_school_without_a_fitting_name_is_refused(world, keeper, fields):
    assert keeper.post("/region/schools/new", data=fields).status_code == 422
    assert keeper.post(f"/region/schools/{world.school}", data=fields).status_code == 422


def test_the_first_regional_administrator_is_made_at_installation(app, world, client):
    made = app.test_cli_runner().invoke(
        args=["school", "region-admin", "Kairat", "--family-name", "Д", "--given-name", "Қ"]
    )
    password = made.output.split(" signs in with ")[1].split(" ")[0]
    entered = client.post("/sign-in", data={"username": "kairat", "password": password})
    assert entered.status_code == 303
    again = app.test_cli_runner().invoke(
        args=["school", "region-admin", "kairat", "--family-name", "Д", "--given-name", "Қ"]
    )
    assert again.exit_code == 1
    assert "taken" in again.output


@pytest.mark.parametrize("blank", ["", "   ", "\u00a0"])
def test_a_school_without_a_name_is_not_opened(world, keeper, blank):
    answer = keeper.post("/region/schools/new", data={"name": blank})
    assert answer.status_code == 422
    assert "Fill in this field" in answer.text
    assert db.session.scalar(sa.select(sa.func.count()).select_from(School)) == 2


def test_a_school_that_was_emptied_is_counted_anew(world, officer):
    keep_house.call_local()
    with transaction():
        db.session.execute(
            sa.update(User).where(User.school_id == world.school).values(is_active=False)
        )
        db.session.execute(sa.update(SchoolClass).values(closed_on=clock.today()))
    keep_house.call_local()
    figures = db.session.get(SchoolFigures, world.school)
    assert (figures.pupils, figures.classes) == (0, 0)
