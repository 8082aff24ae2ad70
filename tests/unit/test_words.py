"""T1, T2 and T3: strict phrases, in the first person, in text addressed to an adult."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.risk import words

FOUND = [
    ("T1", 3, "Я больше не хочу жить."),
    ("T1", 3, "мне плохо, не хочется жить"),
    ("T1", 4, "Хочу умереть. Сегодня. Нет, правда: сегодня хочу умереть"),
    ("T1", 4, "У меня есть таблетки, я покончу с собой"),
    ("T1", 3, "Өмір сүргім келмейді"),
    ("T1", 3, "Кейде өлгім келіп кетеді, ешкімге айтпаңызшы"),
    ("T1", 4, "бүгін өзіме қол жұмсаймын"),
    ("T1", 3, "I don't want to live any more"),
    ("T2", 3, "Я убью его, он меня достал"),
    ("T2", 4, "завтра принесу нож в школу"),
    ("T3", 3, "Папа вчера сильно меня избил"),
    ("T3", 3, "Әкем мас болса мені ұрады"),
    ("T3", 3, "Мені өгей әкем сабайды"),
    ("T3", 3, "боюсь идти домой"),
    ("T3", 3, "My stepfather hits me"),
]
NOT_FOUND = [
    "Умираю со смеху",
    "Хочу умереть от смеха",
    "күлкіден өлгім келді",
    "Я не хочу жить в общежитии, хочу с мамой",
    "Мой друг говорит, что не хочет жить здесь",
    "Она написала: «не хочу жить»",
    "Досым маған «өлгім келеді» деді",
    "Айгерім өмір сүргім келмейді деді, мен қорқып кеттім",
    "В песне поется хочу умереть",
    "Я не хочу умереть, не бойтесь",
    "Герой не хочет жить и прыгает с моста",
    "Убью время за игрой",
    "Папа меня обнял",
    "Әкем мені мектепке апарады",
    "Отца побили на улице",
    "өлең жазғым келеді",
    "I want to die of laughing",
    "",
    "😀 … !!! ???",
]


@pytest.mark.parametrize(("rule", "severity", "text"), FOUND, ids=[one[2] for one in FOUND])
def test_what_a_child_says_of_itself_is_found(rule, severity, text):
    finding = words.find(text)
    assert finding is not None
    assert (finding.rule, finding.severity) == (rule, severity)
    assert finding.sentence in text


@pytest.mark.parametrize("text", NOT_FOUND)
def test_idioms_quotations_and_what_others_say_are_not(text):
    assert words.find(text) is None


def test_a_phrase_of_the_task_itself_is_no_finding():
    task = "Что ты ответишь другу, который пишет: не хочу жить?"
    assert words.find("не хочу жить", given=task) is None
    assert words.find("не хочу жить") is not None


def test_kazakh_endings_are_taken_one_after_the_other():
    for form in ("әкем", "әкемнің", "әкелеріміз", "әке"):
        assert words._word("әке~").fullmatch(form), form
    for other in ("әкелген", "әкету", "әкімшілік"):
        assert not words._word("әке~").fullmatch(other), other


def test_the_gravest_finding_of_a_text_is_told():
    finding = words.find("Папа меня избил. Сегодня ночью покончу с собой.")
    assert (finding.rule, finding.severity) == ("T1", 4)


@given(st.text(max_size=300))
@settings(max_examples=200)
def test_any_text_can_be_looked_at(text):
    finding = words.find(text)
    assert finding is None or finding.severity in (3, 4)


IDENTITY = (
    "гей", "лесби", "гомо", "трансген", "ориентац", "мусульман", "христиан", "иудей", "атеис",
    "русский", "казах", "узбек", "уйгур", "цыган", "gay", "lesbian", "muslim", "jew",
    "мұсылман", "қазақ", "орыс", "өзбек",
)  # fmt: skip


def test_no_list_names_whom_somebody_loves_believes_or_comes_from():
    texts = " ".join(path.read_text("utf-8").lower() for path in words.LISTS.glob("*.yaml"))
    listed = texts.split("language:", 1)[1]
    assert not [word for word in IDENTITY if word in listed]
