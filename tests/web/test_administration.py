"""Administration without the shell: people, roles with dates, free days, the trail."""

import datetime as dt
import uuid

import pytest
import sqlalchemy as sa

from app.casework import intake
from app.casework.models import CaseReader
from app.core import audit, clock
from app.core.db import db, transaction
from app.jobs import keep_house
from app.people import services
from app.people.models import Enrolment, SchoolClass, User
from app.people.roles import Role
from app.people.school_models import Holiday
from app.people.viewer import load_viewer
from tests.pages import text_of
from tests.people import add_pupil

pytestmark = pytest.mark.usefixtures("context")
DAY = dt.timedelta(days=1)

PAGES = (
    "/school/people",
    "/school/people?q=алим&group=pupils&page=1",
    "/school/audit",
    "/school/calendar",
    "/school/settings",
    "/school/year",
    "/school/transfers",
    "/school/consents",
    "/school/consents/sheet",
)


@pytest.fixture
def admin(sign_in, world):
    return sign_in(world.admin)


def text(open_page, browser, url):
    return text_of(open_page(browser, url))


@pytest.mark.parametrize("locale", ["kk", "ru", "en"])
@pytest.mark.parametrize("url", PAGES)
def test_every_page_opens_in_each_language_within_its_budget(
    world, sign_in, open_page, at_most, url, locale
):
    browser = sign_in(world.admin, locale)
    with at_most(12):
        page = open_page(browser, url)
    assert page.html["lang"] == locale


@pytest.mark.parametrize("url", ["people/{}", "people/{}/consents", "people/{}/release"])
def test_pages_of_one_pupil_stay_within_the_budget(world, admin, open_page, at_most, url):
    with at_most(12):
        page = open_page(admin, "/school/" + url.format(world.aigerim))
    assert "Әлімова Айгерім" in text_of(page)


def test_a_person_is_found_from_a_russian_keyboard(world, admin, open_page):
    found = text(open_page, admin, "/school/people?q=алимова айг")
    assert "Әлімова Айгерім" in found
    assert "Жүнісов" not in found


def test_a_list_of_people_comes_in_pages(world, admin, open_page, at_most):
    with transaction():
        for n in range(60):
            add_pupil(world.school, world.class_8a, "Сансыз", f"Бала{chr(1072 + n % 30)}{n // 30}")
    with at_most(12):
        page = open_page(admin, "/school/people?q=сансыз")
    assert len(page.select("tbody tr")) == 50
    second = open_page(admin, page.select_one("a[rel=next]")["href"])
    assert len(second.select("tbody tr")) == 10
    assert second.select_one("a[rel=prev]")


def role(admin, person, **changed):
    fields = {"role": "lead", "starts_on": str(clock.today()), "ends_on": ""}
    return admin.post(f"/school/people/{person}/role", data=fields | changed)


def test_a_role_begins_and_ends_on_its_days(world, admin, sign_in, at, open_page):
    today = clock.today()
    assert role(admin, world.pedagogue, ends_on=str(today + 10 * DAY)).status_code == 303
    assert db.session.get(User, world.pedagogue).role == Role.LEAD
    with at(clock.at(today + 10 * DAY, 12)):
        assert sign_in(world.pedagogue).get("/cases/").status_code == 200
    with at(clock.at(today + 11 * DAY, 1)):
        assert sign_in(world.pedagogue).get("/cases/").status_code == 303
    page = text(open_page, admin, f"/school/people/{world.pedagogue}")
    assert "Safeguarding lead now" in page
    assert "Social pedagogue" in page


def test_a_role_given_for_later_waits_for_its_day(world, admin, at):
    tomorrow = clock.today() + DAY
    role(admin, world.pedagogue, role="deputy", starts_on=str(tomorrow))
    assert db.session.get(User, world.pedagogue).role == Role.SOCIAL_PEDAGOGUE
    with at(clock.at(tomorrow, 3, 15)):
        for _ in range(2):
            keep_house.call_local()
    assert db.session.get(User, world.pedagogue).role == Role.DEPUTY


def test_an_ended_role_closes_the_account_and_its_cases(world, admin, sign_in, at):
    teacher = sign_in(world.teacher)
    assert teacher.get("/class/").status_code == 200
    yesterday = clock.today() - DAY
    admin.post(f"/school/people/{world.teacher}/role/end", data={"last_day": str(yesterday)})
    assert teacher.get("/class/").status_code == 303
    assert db.session.get(User, world.teacher).is_active is False


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"role": "pupil"}, "Choose a role"),
        ({"starts_on": "soon"}, "Choose a day between"),
        ({"ends_on": "2026-01-01"}, "The last day is before the first one"),
    ],
)
def test_a_refused_role_says_why_and_changes_nothing(world, admin, changed, message):
    answer = role(admin, world.pedagogue, **changed)
    assert answer.status_code == 422
    assert message in answer.text
    assert db.session.get(User, world.pedagogue).role == Role.SOCIAL_PEDAGOGUE


def test_nobody_changes_their_own_role(world, admin):
    assert role(admin, world.admin).status_code == 404
    assert role(admin, world.aigerim).status_code == 404


def test_a_corrected_name_is_sorted_and_found_anew(world, admin, open_page):
    fields = {"family_name": "Ақынова", "given_name": "Айгерім", "patronymic": ""}
    admin.post(f"/school/people/{world.aigerim}/name", data=fields)
    assert "Ақынова Айгерім" in text(open_page, admin, "/school/people?q=акынова")


def change(admin, people, action, **more):
    return admin.post("/school/people/change", data={"person": people, "action": action, **more})


def test_many_are_changed_only_after_a_preview(world, admin):
    with transaction():
        other = services.open_class(
            school_id=world.school,
            school_year=2026,
            grade=8,
            letter="Б",
            language="kk",
            teacher_id=None,
        ).id
    chosen = [world.aigerim, world.bolat, world.parent, world.stranger]
    shown = change(admin, chosen, "move", class_id=other)
    assert "This will change: 2. Left as it is: 1." in shown.text
    assert "not a pupil" in shown.text
    assert "Иванов" not in shown.text
    assert classes_of(world.aigerim) == [world.class_8a]
    change(admin, chosen, "move", class_id=other, sure="1")
    assert classes_of(world.aigerim) == classes_of(world.bolat) == [other]
    assert classes_of(world.stranger) == [world.other_class]


def classes_of(pupil):
    query = sa.select(Enrolment.class_id).where(Enrolment.pupil_id == pupil)
    return list(db.session.scalars(query.where(Enrolment.ends_on.is_(None))))


def test_pupils_who_left_have_no_class_and_no_way_in(world, admin, sign_in):
    pupil = sign_in(world.aigerim)
    change(admin, [world.aigerim], "leave", sure="1")
    assert classes_of(world.aigerim) == []
    assert pupil.get("/learn/").status_code == 303
    assert db.session.scalar(sa.select(Enrolment.id).where(Enrolment.pupil_id == world.aigerim))


def test_a_pupil_who_left_comes_back_with_everything(world, admin, sign_in, open_page):
    change(admin, [world.aigerim], "leave", sure="1")
    assert "Back at school" in text(open_page, admin, f"/school/people/{world.aigerim}")
    url = f"/school/people/{world.aigerim}/return"
    for wrong in (world.other_class, "x"):
        assert admin.post(url, data={"class_id": wrong}).status_code == 404
    assert admin.post(url, data={"class_id": world.class_8a}).status_code == 303
    assert classes_of(world.aigerim) == [world.class_8a]
    assert sign_in(world.aigerim).get("/learn/").status_code == 200
    assert admin.post(url, data={"class_id": world.class_8a}).status_code == 404


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"person": ["x"], "action": "leave"},
        {"person": ["1"], "action": "fly"},
        {"person": ["1"], "action": "move", "class_id": "ә"},
        {"person": ["1"], "action": "locale", "locale": "xx"},
    ],
)
def test_an_order_without_sense_changes_nothing(world, admin, data):
    assert admin.post("/school/people/change", data=data).status_code == 303


def test_a_class_of_another_school_is_no_place_to_move_to(world, admin):
    for sure in ("", "1"):
        answer = change(admin, [world.aigerim], "move", class_id=world.other_class, sure=sure)
        assert answer.status_code == 404


def test_an_administrator_does_not_close_the_own_account_with_the_others(world, admin):
    change(admin, [world.admin, world.pedagogue], "end-role", sure="1")
    assert db.session.get(User, world.admin).is_active
    assert not db.session.get(User, world.pedagogue).is_active


def holiday(admin, first, last, name="Каникулы"):
    fields = {"name": name, "starts_on": str(first), "ends_on": str(last)}
    return admin.post("/school/calendar", data=fields)


def test_free_days_are_not_counted_into_a_promise(world, admin, sign_in, at, open_page):
    monday = dt.date(2026, 11, 23)
    with at(clock.at(monday, 12)):
        assert holiday(admin, monday + DAY, monday + 7 * DAY).status_code == 303
        page = text(open_page, sign_in(world.aigerim), "/learn/help/talk")
    # Two school days: Monday, and the Tuesday after the break.
    assert "2 December, 17:00" in page or "1 December, 17:00" in page


@pytest.mark.parametrize(
    ("first", "last", "message"),
    [
        ("2026-12-02", "2026-12-01", "The last day is before the first one"),
        ("2026-12-01", "2027-06-01", "At most 120 days at once"),
        ("", "2026-12-01", "Choose a day between"),
    ],
)
def test_free_days_without_sense_are_refused(world, admin, at, first, last, message):
    with at(clock.at(dt.date(2026, 11, 24), 12)):
        answer = holiday(admin, first, last)
    assert answer.status_code == 422
    assert message in answer.text
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Holiday)) == 0


def test_a_school_removes_its_own_free_days_only(world, admin):
    today = clock.today()
    with transaction():
        days = {"name": "x", "starts_on": today, "ends_on": today}
        own = Holiday(school_id=world.school, **days)
        others = [Holiday(school_id=world.other_school, **days), Holiday(school_id=None, **days)]
        db.session.add_all([own, *others])
    foreign = [one.id for one in others]
    assert admin.post(f"/school/calendar/{own.id}/remove").status_code == 303
    for one in foreign:
        assert admin.post(f"/school/calendar/{one}/remove").status_code == 404
    assert sorted(db.session.scalars(sa.select(Holiday.id))) == sorted(foreign)


def test_the_trail_is_narrowed_by_act_and_day(world, admin, open_page):
    role(admin, world.pedagogue)
    name = {"family_name": "Жүнісов", "given_name": "Болат"}
    admin.post(f"/school/people/{world.bolat}/name", data=name)
    today = clock.today()
    found = text(open_page, admin, "/school/audit?action=role:changed")
    assert "Қасымова Жанна" in found
    assert "Жүнісов Болат" not in found
    assert "Nothing was found" in text(open_page, admin, f"/school/audit?until={today - DAY}")
    assert "Жүнісов Болат" in text(open_page, admin, f"/school/audit?since={today}&until={today}")
    text(open_page, admin, "/school/audit?since=x&until=y&action=z&page=-1")


def test_the_trail_never_says_that_there_is_a_case(world, admin, open_page):
    with transaction():
        for subject_type, action in (
            ("case", audit.Action.CASE_READ),
            ("request", audit.Action.REQUEST_READ),
            ("concern", audit.Action.CONCERN_READ),
            ("anonymous-report", audit.Action.REQUEST_READ),
            ("anonymous-report", audit.Action.CASE_CHANGED),
            ("soft-signal", audit.Action.WEEKS_READ),
        ):
            audit.record(
                actor_id=world.psychologist, action=action, subject_type=subject_type, subject_id=1
            )
    assert "Nothing was found" in text(open_page, admin, "/school/audit")


def test_the_trail_of_another_school_is_not_shown(world, admin, open_page):
    with transaction():
        audit.record(
            actor_id=world.strange_psychologist,
            action=audit.Action.SIGNED_IN,
            subject_type="user",
            subject_id=world.strange_psychologist,
        )
    assert "Петрова" not in text(open_page, admin, "/school/audit")


def worry_about(world, pupil):
    with transaction():
        intake.report_concern(
            author=load_viewer(world.teacher),
            pupil_id=pupil,
            school_id=world.school,
            submission_key=uuid.uuid4(),
            kind="staff",
            facts="seen",
        )


def test_who_sees_a_child_is_what_the_rules_let_see(world, admin, sign_in, open_page, at_most):
    url = f"/access/{world.aigerim}"
    with at_most(12):
        page = text(open_page, admin, url)
    for name in ("Серікқызы", "Мадина", "Маратқызы", "Бекұлы", "Ким Виктор", "own page"):
        assert name in page
    for name in ("Орлова", "Петрова", "Қасымова", "Нұрланұлы", "Жүнісов"):
        assert name not in page
    admin.post(f"/school/classes/{world.class_8a}/teacher", data={"teacher": 0})
    assert "Серікқызы" not in text(open_page, admin, url)


def test_that_there_is_a_case_is_seen_by_its_readers_only(world, sign_in, open_page):
    url = f"/access/{world.aigerim}"
    people = ("admin", "teacher", "parent", "aigerim")
    before = {who: text(open_page, sign_in(getattr(world, who)), url) for who in people}
    worry_about(world, world.aigerim)
    after = {who: text(open_page, sign_in(getattr(world, who)), url) for who in people}
    assert before == after
    assert db.session.scalar(
        sa.select(CaseReader.case_id).where(CaseReader.user_id == world.psychologist)
    )
    assert "Case" in text(open_page, sign_in(world.psychologist), url)


def test_a_stranger_does_not_learn_who_sees_a_child(world, sign_in):
    for who in ("strange_teacher", "strange_parent", "strange_psychologist", "stranger", "bolat"):
        assert sign_in(getattr(world, who)).get(f"/access/{world.aigerim}").status_code == 404


def test_a_school_changes_its_own_name(world, admin, open_page):
    admin.post("/school/settings", data={"name": "№ 14 лицей", "district": "Қызылорда"})
    assert "№ 14 лицей" in text(open_page, admin, "/school/")
    assert admin.post("/school/settings", data={"name": ""}).status_code == 422


def test_a_closed_class_is_on_no_list(world, admin, open_page):
    with transaction():
        db.session.get(SchoolClass, world.class_8a).closed_on = clock.today()
    assert admin.get(f"/school/classes/{world.class_8a}").status_code == 404
