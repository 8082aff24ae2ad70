"""The administrator's pages: from an empty school to a class that signs in."""

import re

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup

from app.core import audit
from app.core.db import db, transaction
from app.people import services
from app.people.models import Enrolment, SchoolClass, User
from app.people.roles import Role
from tests.pages import text_of

pytestmark = pytest.mark.usefixtures("context")

NAMES = "Оспанова Айгерім Нұрланқызы\nҚасымов Дәулет\n\nАхмет Әлия"


@pytest.fixture
def admin(sign_in, world):
    return sign_in(world.admin)


def new_class(admin, grade="5", letter="б", language="ru"):
    return admin.post(
        "/school/classes/new", data={"grade": grade, "letter": letter, "language": language}
    )


def add_names(admin, world, names=NAMES):
    return admin.post(f"/school/classes/{world.class_8a}/pupils", data={"names": names})


def colleague(admin, **changed):
    fields = {
        "role": "teacher",
        "family_name": "Сейітова",
        "given_name": "Гүлнар",
        "patronymic": "",
        "username": "Gulnar.S",
    }
    return admin.post("/school/staff/new", data=fields | changed)


def test_home_counts_people_and_lists_classes(world, admin, open_page, at_most):
    with at_most(12):
        admin.get("/school/")
    text = text_of(open_page(admin, "/school/"))
    assert "№ 14 мектеп-гимназия" in text
    assert "Pupils 2" in text
    assert "Class 8А Серікқызы Гүлнар 2 482715" in text
    assert "№ 3 мектеп" not in text
    assert "Орлова" not in text


def test_empty_school_is_told_where_to_begin(world, sign_in, open_page):
    with transaction():
        empty = services.create_school(name="Жаңа мектеп").id
        admin = services.add_person(
            role=Role.SCHOOL_ADMIN,
            school_id=empty,
            family_name="Ли",
            given_name="Анна",
            locale="en",
        ).id
    assert "The school has no class yet" in text_of(open_page(sign_in(admin), "/school/"))


def test_new_class_has_a_code_and_a_capital_letter(world, admin, open_page):
    page = open_page(admin, new_class(admin).location)
    assert page.h1.get_text(strip=True) == "Class 5Б"
    assert re.search(r"Class code: \d{3} \d{3} \d{3}", text_of(page))


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"grade": "8", "letter": "А"}, "The school has this class already"),
        ({"grade": "12"}, "A number from 1 to 11"),
        ({"letter": "7"}, "One or two letters"),
        ({"letter": "АБВ"}, "Too long: 3 of 2 characters"),
        ({"letter": ""}, "Fill in this field"),
    ],
)
def test_refused_class_says_why(world, admin, fields, message):
    answer = new_class(admin, **fields)
    assert answer.status_code == 422
    assert message in answer.text


def test_class_gets_its_teacher(world, admin, sign_in, open_page):
    url = new_class(admin).location
    answer = admin.post(f"{url}/teacher", data={"teacher": world.teacher})
    assert answer.location == url
    classes = open_page(sign_in(world.teacher), "/class/").select("nav[aria-label=Classes] a")
    assert [one.get_text(strip=True) for one in classes] == ["Class 5Б", "Class 8А"]


@pytest.mark.parametrize("who", ["strange_teacher", "psychologist", "aigerim"])
def test_only_a_teacher_of_this_school_gets_a_class(world, admin, who):
    admin.post(f"/school/classes/{world.class_8a}/teacher", data={"teacher": getattr(world, who)})
    assert db.session.get(SchoolClass, world.class_8a).teacher_id == world.teacher


def test_pasted_names_become_pupils_with_pins_that_work(world, admin, client, open_page):
    answer = add_names(admin, world)
    assert answer.headers["Cache-Control"] == "no-store"
    page = BeautifulSoup(answer.data, "html5lib")
    cards = [
        (card.h2.get_text(), card.select(".pass__code")[1].get_text())
        for card in page.select(".pass")
    ]
    names = [name for name, _pin in cards]
    assert names == ["Ахмет Әлия", "Қасымов Дәулет", "Оспанова Айгерім"]
    pin = cards[1][1]
    pupil = db.session.scalar(sa.select(User.id).where(User.given_name == "Дәулет"))
    entered = client.post(
        "/sign-in/pin", data={"code": world.class_code, "pupil": pupil, "pin": pin}
    )
    assert entered.status_code == 303
    assert pin not in admin.get(f"/school/classes/{world.class_8a}").text
    assert db.session.get(User, pupil).pin_hash != pin


def test_names_sent_twice_are_added_once(world, admin):
    add_names(admin, world)
    again = add_names(admin, world)
    assert again.status_code == 422
    assert "In this class already: Оспанова Айгерім Нұрланқызы" in again.text
    assert "Оспанова Айгерім Нұрланқызы\n" in again.text.replace("\r", "")
    count = sa.select(sa.func.count()).select_from(Enrolment)
    assert db.session.scalar(count.where(Enrolment.class_id == world.class_8a)) == 5


@pytest.mark.parametrize(
    ("names", "message"),
    [
        ("Оспанова\nҚасымов Дәулет\n12 34", "Check lines: 1, 3"),
        ("Ә" * 5000 + " Ы", "Check lines: 1"),
        (
            "\n".join(f"Ахмет Әлия{chr(1072 + n // 30)}{chr(1072 + n % 30)}" for n in range(61)),
            "60",
        ),
        ("Ахмет Әлия\nАхмет Әлия", "In this class already: Ахмет Әлия"),
        ("", "Fill in this field"),
        ("Ә" * 8001, "Too long: 8001 of 8000"),
    ],
)
def test_unreadable_lists_add_nobody(world, admin, names, message):
    answer = add_names(admin, world, names)
    assert answer.status_code == 422
    assert message in answer.text
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Enrolment)) == 3


def test_colleague_signs_in_with_the_password_that_is_shown_once(world, admin, client):
    answer = colleague(admin)
    password = re.search(r'receipt__code">([a-z0-9-]+)<', answer.text)[1]
    assert answer.headers["Cache-Control"] == "no-store"
    assert password not in admin.get("/school/").text
    entered = client.post("/sign-in", data={"username": "gulnar.s", "password": password})
    assert entered.location == "/class/"
    [entry] = audit.entries_about(
        "user", db.session.scalar(sa.select(User.id).where(User.username == "gulnar.s"))
    )
    assert (entry.action, entry.actor_id) == ("person:added", world.admin)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"username": "GULNAR"}, "This username is taken"),
        ({"username": "a b"}, "Three letters or more"),
        ({"role": "pupil"}, "Choose a role"),
        ({"role": "region_officer"}, "Choose a role"),
        ({"given_name": ""}, "Fill in this field"),
    ],
)
def test_refused_colleague_says_why_and_adds_nobody(world, admin, changed, message):
    before = db.session.scalar(sa.select(sa.func.count()).select_from(User))
    answer = colleague(admin, **changed)
    assert answer.status_code == 422
    assert message in answer.text
    assert db.session.scalar(sa.select(sa.func.count()).select_from(User)) == before


def test_new_password_ends_open_sessions_and_is_counted(world, admin, sign_in, open_page):
    teacher = sign_in(world.teacher)
    assert teacher.get("/class/lessons").status_code == 200
    assert admin.post(f"/school/staff/{world.teacher}/password").status_code == 200
    assert teacher.get("/class/lessons").status_code == 303
    assert "PINs and passwords renewed 1" in text_of(open_page(admin, "/school/"))


def test_audit_counts_are_of_the_own_school(world, admin, open_page):
    with transaction():
        for actor in (world.psychologist, world.strange_psychologist, world.strange_psychologist):
            audit.record(
                actor_id=actor, action=audit.Action.CASE_READ, subject_type="case", subject_id=1
            )
    assert "Cases read 1" in text_of(open_page(admin, "/school/"))


def test_administrator_opens_no_case_and_no_class_page(world, admin):
    for url in ("/cases/", "/class/", f"/class/pupils/{world.aigerim}", "/child/"):
        assert admin.get(url).status_code == 404, url


@pytest.mark.parametrize("who", ["teacher", "psychologist", "head", "parent", "aigerim"])
def test_strangers_find_nothing_at_any_address(world, sign_in, who):
    browser = sign_in(getattr(world, who))
    for url in ("/school/", "/school/classes/new", "/school/staff/new"):
        assert browser.get(url).status_code == 404, url
    assert browser.get(f"/school/classes/{world.class_8a}").status_code == 404
    for url in (
        f"/school/classes/{world.class_8a}/pupils",
        f"/school/classes/{world.class_8a}/teacher",
        f"/school/pupils/{world.aigerim}/pin",
        f"/school/staff/{world.psychologist}/password",
    ):
        assert browser.post(url, data={"names": NAMES, "teacher": 0}).status_code == 404, url


def test_another_schools_people_and_classes_are_not_found(world, admin):
    assert admin.get(f"/school/classes/{world.other_class}").status_code == 404
    for url in (
        f"/school/classes/{world.other_class}/pupils",
        f"/school/classes/{world.other_class}/teacher",
        f"/school/pupils/{world.stranger}/pin",
        f"/school/staff/{world.strange_teacher}/password",
        f"/school/staff/{world.aigerim}/password",
        f"/school/staff/{world.parent}/password",
    ):
        assert admin.post(url, data={"names": NAMES, "teacher": 0}).status_code == 404, url
    assert audit.entries_about("user", world.strange_teacher) == []
