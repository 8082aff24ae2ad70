"""Sentences too long for the band, and items that two lessons share."""

import pytest

from app.content import check_language, library
from tests.catalogue import (
    BANK,
    DILEMMA,
    LESSON,
    LIMITS,
    OTHER_BANK,
    SCENE,
    WORDS,
    choice,
    documents,
    errors,
    faults,
    put,
    second_lesson,
    spoilt,
    three,
)

LONG = " ".join(["Word"] * 15) + "."
CARD = (LESSON, "steps", 3)
LIMITS_A_SCREEN = (LIMITS, "words_a_screen", "7-9")


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ((BANK, "items", 0, "prompt", "kk"), f"{BANK}: items › l99-0 › prompt › kk"),
        (
            (BANK, "items", 0, "options", 1, "reason", "ru"),
            f"{BANK}: items › l99-0 › options › take › reason › ru",
        ),
        ((DILEMMA, "nodes", "n1", "text", "en"), f"{DILEMMA}: nodes › n1 › text › en"),
        (
            (DILEMMA, "endings", "e-back", "text", "kk"),
            f"{DILEMMA}: endings › e-back › text › kk",
        ),
        ((SCENE, "script", 1, "text", "kk"), f"{SCENE}: script › 2 › text › kk"),
        ((*CARD, "body", "ru"), f"{LESSON}: steps › law › body › ru"),
        ((LESSON, "steps", 2, "item", "reveal", "kk"), f"{LESSON}: steps › of-ten › item › reveal"),
    ],
)
def test_a_sentence_over_the_limit_of_the_band_is_a_fault(path, place):
    found = [one for one in faults(spoilt((path, f"Short. {LONG}"))) if one.startswith(place)]
    assert found
    assert found[0].endswith(f": 15 words, grades 7-9 read up to 14: {LONG}")


@pytest.mark.parametrize(
    "path", [(LESSON, "steps", 4, "teacher_note", "kk"), (LESSON, "dont", "ru")]
)
def test_texts_for_adults_may_have_long_sentences(path):
    assert not any("15 words" in one for one in faults(spoilt((path, LONG))))


def test_the_limit_is_that_of_the_band_and_of_the_language():
    files = spoilt(((LIMITS, "words_a_sentence", "7-9", "kk"), 3))
    files[BANK]["items"][0]["prompt"] = three("Four words stand here.")
    assert f"{BANK}: items › l99-0 › prompt › kk: 4 words, grades 7-9 read up to 3: " in "".join(
        faults(files)
    )
    assert not any("l99-0 › prompt › ru" in one for one in faults(files))


def test_a_text_that_is_too_much_at_once_is_a_fault():
    files = spoilt((LIMITS_A_SCREEN, 6), ((BANK, "items", 0, "prompt"), three("One two. " * 4)))
    place = f"{BANK}: items › l99-0 › prompt › kk"
    assert f"{place}: 8 words at once, grades 7-9 take in 6; divide the text" in faults(files)


def test_a_card_that_quotes_the_law_may_be_longer():
    text = ((*CARD, "body"), three("One two. " * 40))
    assert not any("at once" in one for one in faults(spoilt(text)))
    assert any("at once" in one for one in faults(spoilt(text, ((*CARD, "law"), []))))


@pytest.mark.parametrize("file", [LIMITS, WORDS])
def test_a_catalogue_without_limits_or_words_says_so(file):
    assert f"{file}: the file is missing" in faults(spoilt(((file,), ...)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Бір. Екі? Үш!", ["Бір.", "Екі?", "Үш!"]),
        ("«Бұл кім?» – деді ол.", ["«Бұл кім?» – деді ол."]),
        ("«Иә. Барамын», – деді.", ["«Иә.", "Барамын», – деді."]),
        ("- **Бірінші.** Екінші\n- Үшінші", ["Бірінші.", "Екінші", "Үшінші"]),
        ("Күт… сосын айт", ["Күт… сосын айт"]),
        ("\n\n", []),
    ],
)
def test_a_text_falls_into_sentences(text, expected):
    assert check_language.sentences(text) == expected


QUESTION = "Somebody has found a phone at the bus stop and wants to give it back to {} today?"


def test_two_lessons_may_not_ask_the_same_with_another_name():
    files = documents()
    second_lesson(files)
    put(files, (BANK, "items", 3), choice("l99-3", QUESTION.format("Dana")))
    put(files, (OTHER_BANK, "items", 3), choice("l98-3", QUESTION.format("Aru")))
    asked = "Somebody has found a phone at the bus stop and wants to give"
    assert errors(files) == [
        f"{OTHER_BANK}: l98-3 › {locale}: too much like 'l99-3' in {BANK}; write it anew: {asked}"
        for locale in ("en", "kk", "ru")
    ]


def test_one_lesson_may_hold_twins_that_are_alike():
    files = documents()
    for number, name in ((3, "Dana"), (4, "Aru")):
        put(files, (BANK, "items", number), choice(f"l99-{number}", QUESTION.format(name)))
    assert library.build(files).banks["L99"].items[4].id == "l99-4"


def test_the_texts_of_order_and_sorting_items_count_as_well():
    files = documents()
    second_lesson(files)
    steps = [{"id": f"s{n}", "text": three(f"Then do thing number {n}")} for n in range(5)]
    for name, item_id in ((BANK, "l99-3"), (OTHER_BANK, "l98-3")):
        item = choice(item_id, "In order.") | {"interaction": "order", "steps": steps}
        del item["options"]
        put(files, (name, "items", 3), item | {"reason": three("So.")})
    assert any("too much like 'l99-3'" in error for error in errors(files))
