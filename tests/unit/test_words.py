"""T1, T2 and T3: strict phrases, in the first person, in text addressed to an adult."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.risk import words
from app.risk.letters import folded
from tests.evaluation import lists

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
    ("T1", 3, "omir surgim kelmeidi"),
    ("T1", 3, "ya ne hochu zhit"),
    ("T1", 3, "нехочу жить помогите"),
    ("T1", 3, "апай маған жаман, өлгім кеп тұр"),
    ("T1", 3, "мне хочется умереть когда я остаюсь одна"),
    ("T1", 3, "үйде жалғыз қалған кезде өлгім келеді"),
    ("T1", 3, "I am not okay, I cut myself"),
    ("T1", 3, "больше не могу, думаю о самоубийстве"),
    ("T2", 3, "I will kill him, I am not joking"),
    ("T3", 4, "қазір әкем мені ұрып жатыр"),
    ("T3", 3, "папа избил меня, потом извинился"),
    ("T3", 3, "my mom hits me if I get bad marks"),
    ("T3", 3, "papam meni urady ishse"),
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
    "менің өлгім келіп тұрған жоқ, уайымдамаңыз",
    "әкем мені ұрмайды, тек ұрысады",
    "өзімді өлтірмеймін, қорықпаңыз",
    "мен оны өлтірмеймін ғой",
    "бұрын әкем ұратын, қазір бөлек тұрамыз",
    "кулкиден олгим келди",
    "kulkiden olgim keldi",
    "меня никто дома не бьёт",
    "отчим у меня добрый, не бьёт",
    "убивать себя я не собираюсь",
    "боюсь идти домой, там собаки",
    "папам мені теннисте ұрды, алты нөл",
    "my parents dont beat me, they only shout",
    "I was not going to kill myself",
    "dad beats me at tennis",
    "I used to cut myself, two years clean",
    "убью их всех на следующей карте, го катку",
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
    father = words._word(folded("әке~"))
    for form in ("әкем", "әкемнің", "әкелеріміз", "әке"):
        assert father.fullmatch(folded(form)), form
    for other in ("әкелген", "әкету", "әкімшілік"):
        assert not father.fullmatch(folded(other)), other


def test_kazakh_verbs_that_deny_by_their_ending_are_not_the_phrase():
    i_kill, they_beat = words._word(folded("өлтір^")), words._word(folded("ұр_"))
    for form in ("өлтіремін", "өлтірем", "өлтіргім", "өлтірейін", "өлтірсем", "өлтірдім"):
        assert i_kill.fullmatch(folded(form)), form
    for form in ("ұрады", "ұрды", "ұрған", "ұрып", "ұратын"):
        assert they_beat.fullmatch(folded(form)), form
    for denied in ("өлтірмеймін", "өлтірмедім", "өлтіргенсің"):
        assert not i_kill.fullmatch(folded(denied)), denied
    for denied in ("ұрмайды", "ұрмады", "ұрмаған", "ұрса"):
        assert not they_beat.fullmatch(folded(denied)), denied


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("өлгім келеді", "olgim keledi"),
        ("өлгім келеді", "олгим келеди"),
        ("әкем мені ұрады", "akem meni urady"),
        ("қорқамын", "qorqamyn"),
        ("не хочу жить", "ne hochu zhit"),
        ("папа меня бьёт", "papa menya biet"),
        ("боюсь", "boyus"),
    ],
)
def test_the_same_words_in_other_letters_are_the_same_words(one, other):
    assert folded(one) == folded(other)


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
    for path in words.LISTS.glob("*.yaml"):
        listed = re.findall(r"[\w-]+", path.read_text("utf-8").lower().split("language:", 1)[1])
        assert not [word for word in listed if word.startswith(IDENTITY)], path.name


@pytest.mark.parametrize("word", IDENTITY)
def test_who_somebody_is_finds_nothing(word):
    for text in (f"я {word}", f"мен {word}", f"i am {word}", f"папа не знает что я {word}"):
        assert words.find(text) is None


def test_nothing_is_found_in_vain_in_the_tuning_half():
    assert not [one for tally in lists.tallies(["tuning"]) for one in tally.in_vain]


def test_texts_with_known_truth_are_many_and_varied():
    sizes = lists.sizes()
    assert all(sizes.values()), sizes
