"""The order of Kazakh names, and texts in three languages."""

import pytest
from pydantic import ValidationError

from app.core.i18n import KAZAKH_ALPHABET, LocalizedText, collation_key, listing_key, search_key


def test_the_alphabet_has_42_letters():
    assert len(KAZAKH_ALPHABET) == len(set(KAZAKH_ALPHABET)) == 42


@pytest.mark.parametrize(
    "names",
    [
        ["Асан", "Әлия", "Болат"],
        ["Гүлнар", "Ғани", "Дана"],
        ["Ернар", "Ёлкин", "Жанна"],
        ["Камила", "Қанат", "Лаура"],
        ["Назым", "Ңурия", "Олжас", "Өмір", "Перизат"],
        ["Темір", "Улан", "Ұлжан", "Үміт", "Фарида"],
        ["Хан", "Һарон", "Цой"],
        ["Ырыс", "Ілияс", "Эльмира"],
        ["Ким Ольга", "Ким Ян", "Кимов Аян"],
        ["7 А", "7 Ә", "7 Б"],
    ],
)
def test_names_sort_by_the_kazakh_alphabet(names):
    shuffled = names[::-1]
    assert sorted(shuffled, key=collation_key) == names


def test_hyphens_and_case_do_not_disturb_the_order():
    assert collation_key("Әли-Хан") == collation_key("әлихан")


def test_numbers_in_names_of_schools_count_by_value():
    names = ["№ 3 мектеп", "№ 14 мектеп", "№ 14 мектеп-гимназия", "№ 140 мектеп"]
    assert sorted(names[2:] + names[:2], key=listing_key) == names


def test_a_russian_keyboard_finds_kazakh_names():
    assert search_key("Әсем Қыдырәлі") == search_key("асем кыдырали")


def test_a_missing_language_is_refused():
    with pytest.raises(ValidationError):
        LocalizedText.model_validate({"kk": "Сәлем", "ru": "Привет"})


def test_an_empty_text_is_refused():
    with pytest.raises(ValidationError):
        LocalizedText.model_validate({"kk": "Сәлем", "ru": " ", "en": "Hi"})
