"""Values of rosters: however a school writes them, in one form."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.interop.rosters import values
from app.interop.rosters.rows import Trouble, Unreadable

TODAY = dt.date(2026, 11, 24)
CYRILLIC = "АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ"
NAMES = st.from_regex(r"\A[А-ЯӘҒҚҢӨҰҮҺІа-яәғқңөұүһі'’. -]{1,30}\Z")


@pytest.mark.parametrize(
    "written",
    [
        "7 «Ә»", "7«Ә»", "7-Ә", "7 - Ә", "7 Ә", "7Ә", "7ә", " 7 ə ", "7Ə", '7 "Ә"', "7 „Ә“",
        "7 Ә сынып", "7-Ә сыныбы", "7 Ә класс", "7ә кл.", "7 (Ә)", "07 Ә", "7\u00a0Ә", "7\u200bӘ",
    ],
)  # fmt: skip
def test_one_class_in_many_writings(written):
    assert values.class_name(written) == (7, "Ә")


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [(*pair,) for pair in zip("ABCEHIKMOPTXY", "АВСЕНІКМОРТХУ", strict=True)],
)
def test_a_latin_letter_of_a_class_is_the_cyrillic_one_it_looks_like(latin, cyrillic):
    assert values.class_name(f"11-{latin}") == values.class_name(f"11 «{cyrillic}»")


@pytest.mark.parametrize(
    ("written", "trouble"),
    [
        ("", Trouble.CLASS_MISSING),
        ("«»", Trouble.CLASS_MISSING),
        ("7", Trouble.CLASS_UNREADABLE),
        ("Ә", Trouble.CLASS_UNREADABLE),
        ("7 Ъ5", Trouble.CLASS_UNREADABLE),
        ("Алгебра 7", Trouble.CLASS_UNREADABLE),
        ("0 А", Trouble.GRADE_OUT_OF_RANGE),
        ("12 А", Trouble.GRADE_OUT_OF_RANGE),
        ("77 А", Trouble.GRADE_OUT_OF_RANGE),
        ("=7&А", Trouble.CLASS_UNREADABLE),
    ],
)
def test_what_is_no_class_is_told(written, trouble):
    with pytest.raises(Unreadable) as refusal:
        values.class_name(written)
    assert refusal.value.trouble is trouble


@given(st.integers(1, 11), st.sampled_from(CYRILLIC), st.sampled_from(["{} «{}»", "{}-{}", "{}{}"]))
def test_classes_are_read_as_they_are_exported(grade, letter, form):
    assert values.class_name(form.format(grade, letter)) == (grade, letter)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("  Айгерім ", "Айгерім"),
        ("АЙГЕРІМ", "Айгерім"),
        ("айгерім", "Айгерім"),
        ("Aйгеpiм", "Айгерім"),  # Latin A, p and i
        ("Әли - Хан", "Әли-Хан"),
        ("ӘЛИ-ХАН", "Әли-Хан"),
        ("Марат  ҰЛЫ", "Марат ұлы"),
        ("Серікқызы", "Серікқызы"),
        ("О`Коннор", "О’Коннор"),
        ("Schmidt", "Schmidt"),
        ("Ким", "Ким"),
    ],
)
def test_one_name_in_many_writings(written, name):
    assert values.name(written) == name


@pytest.mark.parametrize(
    "written", ["=cmd|' /C calc'!A0", "+7 701", "@SUM(A1)", "-Али", "Али7", "Айгер?м", "1", "<b>"]
)
def test_what_is_no_name_is_refused(written):
    with pytest.raises(Unreadable) as refusal:
        values.name(written)
    assert refusal.value.trouble is Trouble.NAME_UNREADABLE


@given(NAMES)
def test_a_name_that_was_tidied_is_tidy(written):
    try:
        once = values.name(written)
    except Unreadable:
        return
    assert values.name(once) == once
    assert not once.startswith(("=", "+", "-", "@"))


@given(st.text(max_size=40))
def test_any_text_is_a_value_or_a_trouble_and_never_a_crash(text):
    readers = (
        values.name,
        values.full_name,
        values.class_name,
        values.grade,
        values.letter,
        values.language,
        values.external_id,
        values.own_number,
        lambda one: values.birth_date(one, TODAY),
    )
    assert all(trouble_of(read, text) in {None, *Trouble} for read in readers)


def trouble_of(read, text):
    try:
        read(text)
    except Unreadable as refusal:
        return refusal.trouble
    return None


@pytest.mark.parametrize(
    "written",
    ["14.03.2014", "14/03/2014", "14-03-2014", "2014-03-14", "14.3.2014", "14.03.2014 г.",
     "2014-03-14 00:00:00", dt.date(2014, 3, 14)],
)  # fmt: skip
def test_one_day_in_many_writings(written):
    assert values.birth_date(written, TODAY) == dt.date(2014, 3, 14)


@pytest.mark.parametrize(
    ("written", "trouble"),
    [
        ("31.02.2014", Trouble.DATE_UNREADABLE),
        ("14.03.14", Trouble.DATE_UNREADABLE),
        ("2014", Trouble.DATE_UNREADABLE),
        ("14.03.1914", Trouble.DATE_OF_NO_PUPIL),
        ("14.03.2025", Trouble.DATE_OF_NO_PUPIL),
    ],
)
def test_what_is_no_birthday_of_a_pupil_is_told(written, trouble):
    with pytest.raises(Unreadable) as refusal:
        values.birth_date(written, TODAY)
    assert refusal.value.trouble is trouble


def test_an_empty_date_language_or_id_is_no_trouble():
    assert values.birth_date(" ", TODAY) is None
    assert values.language("") is None
    assert values.external_id(" ") is None


@pytest.mark.parametrize(
    ("written", "language"),
    [("Казахский", "kk"), ("қазақ тілі", "kk"), ("каз.", "kk"), ("KZ", "kk"),
     ("русский язык", "ru"), ("Орысша", "ru"), ("RU", "ru")],
)  # fmt: skip
def test_languages_of_teaching(written, language):
    assert values.language(written) == language


def test_an_id_is_a_text_with_its_zeros_and_its_nineteenth_digit():
    assert values.external_id("000123") == "000123"
    assert values.external_id("1000000000000000872") == "1000000000000000872"


def test_an_iin_is_refused_as_an_id():
    with pytest.raises(Unreadable) as refusal:
        values.external_id("140314500123")
    assert refusal.value.trouble is Trouble.ID_IS_IIN


def test_a_full_name_has_its_parts():
    assert values.full_name("ОСПАНОВА Айару нұрланқызы") == ("Оспанова", "Айару", "Нұрланқызы")
    assert values.full_name("Ли, Тимофей") == ("Ли", "Тимофей", None)
    with pytest.raises(Unreadable):
        values.full_name("Ли")
