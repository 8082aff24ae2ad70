"""Headings in three languages, guessed, remembered, and never read where they may not be."""

import pytest

from app.interop.rosters.columns import (
    HEADINGS,
    Field,
    chosen_twice,
    guess,
    guess_all,
    heading_key,
    missing,
)
from app.interop.rosters.exporting import HEADINGS as EXPORTED


@pytest.mark.parametrize(
    ("heading", "field"), [(word, field) for field, words in HEADINGS.items() for word in words]
)
def test_every_known_heading_is_guessed_in_any_case(heading, field):
    assert guess(heading) is field
    assert guess(f"  {heading.upper()}* ") in (field, guess(heading.upper()))


@pytest.mark.parametrize(
    ("heading", "field"), [(word, field) for field, by in EXPORTED.items() for word in by.values()]
)
def test_what_is_exported_is_known_again(heading, field):
    assert guess(heading) is field


def test_a_heading_in_three_languages_is_guessed_by_any_of_them():
    assert guess("Тегі / Фамилия / Family name") is Field.FAMILY_NAME


@pytest.mark.parametrize("heading", ["ИИН", "ЖСН", "IIN", "ИИН ученика", "Оқушының ЖСН"])
def test_iin_is_left_out_whatever_was_remembered(heading):
    assert guess(heading, {heading_key(heading): Field.EXTERNAL_ID}) is Field.LEFT_OUT


def test_the_schools_own_word_goes_before_the_guess():
    remembered = {heading_key("Код"): Field.EXTERNAL_ID, heading_key("Имя"): Field.FULL_NAME}
    assert guess_all(["Код", "имя "], remembered) == [Field.EXTERNAL_ID, Field.FULL_NAME]


def test_of_two_columns_of_one_kind_the_first_counts():
    assert guess_all(["Класс", "Сынып"]) == [Field.CLASS_NAME, Field.LEFT_OUT]


def test_a_list_needs_a_name_and_a_class():
    assert missing([Field.FULL_NAME, Field.CLASS_NAME]) == []
    assert missing([Field.FAMILY_NAME]) == [Field.GIVEN_NAME, Field.CLASS_NAME]
    assert missing([Field.FULL_NAME, Field.GRADE]) == [Field.CLASS_NAME]
    assert missing([Field.FULL_NAME, Field.GRADE, Field.LETTER]) == []
    assert missing([Field.FULL_NAME], sheets_are_classes=True) == []


def test_a_field_chosen_twice_is_found():
    assert chosen_twice([Field.LEFT_OUT, Field.LEFT_OUT, Field.GRADE]) == []
    assert chosen_twice([Field.GRADE, Field.GRADE]) == [Field.GRADE]
