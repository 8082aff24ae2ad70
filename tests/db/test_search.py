"""People are found by the beginnings of words, from any keyboard, on both databases."""

import pytest
import sqlalchemy as sa

from app.core.db import db, transaction
from app.people import queries, services
from app.people.access import visible_classes
from app.people.models import User
from app.people.roles import Role
from app.people.viewer import load_viewer


@pytest.fixture
def admin(context, world):
    return load_viewer(world.admin)


def names(found):
    return [one.full_name for one in found]


def add(world, family_name, given_name, patronymic=None, role=Role.TEACHER):
    with transaction():
        return services.add_person(
            role=role,
            school_id=world.school,
            family_name=family_name,
            given_name=given_name,
            patronymic=patronymic,
            locale="kk",
        ).id


@pytest.mark.parametrize(
    "typed",
    [
        "Әлімова",
        "әлімова",
        "ӘЛІМОВА",
        "алимова",
        "АЛИМОВА",
        "алим",
        "айгерим",
        "айг алим",
        "Aлимова",
    ],
)
def test_aigerim_is_found_from_any_keyboard_in_either_case(admin, typed):
    assert "Әлімова Айгерім" in names(queries.find_people(admin, typed))


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Қыдыр", "кыдыр"),
        ("Ғабит", "габит"),
        ("Өмір", "омир"),
        ("Үміт", "умит"),
        ("Ұлжан", "улжан"),
        ("Һарон", "харон"),
        ("Аңсар", "ансар"),
        ("Фёдоров", "федоров"),
    ],
)
def test_every_letter_that_a_russian_keyboard_lacks_is_folded(admin, world, name, typed):
    add(world, name, "Аян")
    assert names(queries.find_people(admin, typed)) == [f"{name} Аян"]


def test_the_middle_of_a_word_does_not_count(admin):
    assert queries.find_people(admin, "герим") == []


def test_both_parts_of_a_double_name_are_found(admin, world):
    add(world, "Ким-Серік", "Аян")
    assert names(queries.find_people(admin, "серик")) == ["Ким-Серік Аян", "Серікқызы Гүлнар"]


def test_signs_of_patterns_find_nobody(admin):
    assert queries.find_people(admin, "%лим") == []
    assert queries.find_people(admin, "айг_рим") == []


def test_people_of_another_school_are_not_found(admin):
    assert queries.find_people(admin, "Иванов") == []


def test_a_teacher_looks_up_nobody(context, world):
    assert queries.find_people(load_viewer(world.teacher), "айгерим") == []


def test_answers_come_in_the_kazakh_order_with_the_class(admin, world):
    add(world, "Әбенов", "Аян")
    add(world, "Абаев", "Аян")
    add(world, "Бабаев", "Аян")
    assert names(queries.find_people(admin, "аян")) == ["Абаев Аян", "Әбенов Аян", "Бабаев Аян"]
    (aigerim,) = queries.find_people(admin, "айгерим", roles=[Role.PUPIL])
    assert (aigerim.grade, aigerim.letter) == (8, "А")


def test_classes_come_in_the_order_of_the_kazakh_alphabet(admin, world):
    with transaction():
        for grade, letter in ((10, "А"), (8, "Я"), (8, "Ә"), (8, "Б"), (8, "І"), (8, "Қ")):
            services.open_class(
                school_id=world.school,
                school_year=2026,
                grade=grade,
                letter=letter,
                language="kk",
                teacher_id=None,
            )
    classes = db.session.scalars(visible_classes(admin))
    assert [f"{one.grade}{one.letter}" for one in classes] == [
        "8А", "8Ә", "8Б", "8Қ", "8І", "8Я", "10А"
    ]  # fmt: skip


def test_rows_of_a_bulk_insert_are_found_as_well(admin, world):
    row = {"school_id": world.school, "role": Role.PUPIL, "sort_key": "", "locale": "kk"}
    with transaction() as session:
        session.execute(
            sa.insert(User),
            [
                row | {"family_name": "Әуез", "given_name": "Инжу", "patronymic": None},
                row | {"family_name": "Ғани", "given_name": "Инжу", "patronymic": "Аянқызы"},
            ],
        )
    assert len(queries.find_people(admin, "инжу")) == 2
    assert names(queries.find_people(admin, "гани аян")) == ["Ғани Инжу Аянқызы"]


def test_everybody_has_a_key_that_is_made_of_the_name(context, world):
    for one in db.session.scalars(sa.select(User)):
        assert one.search_key.startswith(" ")
        assert one.search_key.split()
