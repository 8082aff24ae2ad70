"""Words to avoid, quotation marks, who is spoken to how: planted in a text and found there."""

import pytest

from tests.catalogue import (
    BANK,
    CURRICULUM,
    DILEMMA,
    LAW,
    LESSON,
    SCENE,
    WORDS,
    errors,
    faults,
    put,
    spoilt,
    whole,
)

PROMPT = (BANK, "items", 0, "prompt")
OPTION = (BANK, "items", 0, "options", 0, "text")
REASON = (BANK, "items", 0, "options", 0, "reason")
NOTE = (LESSON, "steps", 6, "teacher_note")
DONT = (LESSON, "dont")
SPEECH = (SCENE, "script", 0, "text")
WHY = (DILEMMA, "nodes", "n1", "choices", 0, "why")


def found(*changes):
    files = whole()
    for path, value in changes:
        put(files, path, value)
    return faults(files)


@pytest.mark.parametrize(
    ("path", "text", "place"),
    [
        ((*PROMPT, "ru"), "Кто жертва?", f"{BANK}: items › l99-0 › prompt › ru"),
        ((*SPEECH, "en"), "A victim!", f"{SCENE}: script › 1 › text › en"),
        ((*NOTE, "ru"), "О жертвах.", f"{LESSON}: steps › talk › teacher_note › ru"),
        ((*WHY, "ru"), "Жертву жаль.", f"{DILEMMA}: nodes › n1 › choices › answer › why › ru"),
        ((LAW, "says", "en"), "Two victims.", f"{LAW}: says › en"),
        (
            (CURRICULUM, "misconceptions", 0, "ask", "ru"),
            "Жертва?",
            "content/curriculum: misconceptions › M-JOKE › ask › ru",
        ),
    ],
)
def test_a_word_to_avoid_is_found_wherever_it_stands(path, text, place):
    (fault,) = found((path, text))
    assert fault.startswith(f"{place}: we do not write “")
    assert fault.endswith(
        "(content/language/words.yaml); say: "
        + ("child who is bullied" if "› en" in place else "ребёнок, которого травят")
    )


def test_what_we_do_not_say_others_may():
    assert "(убрать)" in "".join(found(((*REASON, "ru"), "Это просто.")))
    assert "(убрать)" in "".join(found(((*DONT, "ru"), "Просто послушайте.")))
    assert found(((*OPTION, "ru"), "Просто взять")) == []
    assert found(((*SPEECH, "ru"), "Это просто.")) == []
    assert found(((*REASON, "ru"), "«Это просто» говорят часто.")) == []


def test_a_part_of_another_word_is_no_word_to_avoid():
    assert found(((*REASON, "ru"), "Отказать непросто.")) == []


@pytest.mark.parametrize("word", ["Қате!", "Бұл қате!"])
def test_a_word_may_end_with_its_mark(word):
    assert "онша дұрыс емес" in "".join(found(((*REASON, "kk"), word)))


def test_a_word_without_a_better_one_is_refused():
    files = spoilt(((WORDS, "words", 0, "instead"), {"ru": "тот, кого травят"}))
    assert f"{WORDS}: words › 0: `instead` says nothing in en" in errors(files)


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("kk", 'Ол "иә" деді.'),
        ("kk", "Ол «“иә” деді."),
        ("kk", "Ол «мен «иә» дедім» деді."),
        ("ru", 'Ответ "да".'),
        ("ru", "Ответ “да”."),
        ("ru", "Она: «Скажи «да»»."),
        ("en", 'It says "yes".'),
        ("en", "It says 'yes'."),
        ("en", "It says «yes»."),
        ("en", "It says “a “yes” please”."),
        ("en", "It says “yes."),
    ],
)
def test_a_quotation_mark_of_another_kind_is_found(locale, text):
    (fault,) = found(((*REASON, locale), text))
    assert "this language quotes with" in fault


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("kk", "Ол: «Мен “иә” дедім», – деді."),
        ("ru", "Она: «Скажи „да“ и „нет“»."),
        ("en", "It's “a ‘yes’”, the twins' idea."),
    ],
)
def test_the_quotation_marks_of_a_language_fit(locale, text):
    assert found(((*REASON, locale), text)) == []


@pytest.mark.parametrize(
    ("path", "text", "said"),
    [
        ((*REASON, "ru"), "Спросите взрослого.", None),
        ((*REASON, "ru"), "Скажите взрослому.", None),
        ((*REASON, "ru"), "Подумайте ещё.", "“Подумайте”: a pupil reads this, write «ты»"),
        ((*PROMPT, "ru"), "Что вам делать?", "“вам”: a pupil reads this, write «ты»"),
        ((*PROMPT, "kk"), "Жауапты таңдаңыз.", "“таңдаңыз”: a pupil reads this, write «сен»"),
        ((*REASON, "kk"), "Бұл сізге керек.", "“сізге”: a pupil reads this, write «сен»"),
        ((*NOTE, "ru"), "Скажи классу.", None),
        ((*NOTE, "ru"), "Это твой класс.", "“твой”: an adult reads this, write «вы»"),
        ((*NOTE, "ru"), "Если спросишь класс.", "“спросишь”: an adult reads this, write «вы»"),
        ((*DONT, "kk"), "Сен баланы ұрыспа.", "“Сен”: an adult reads this, write «сіз»"),
        ((*NOTE, "kk"), "Сұрақ қоясың.", "“қоясың”: an adult reads this, write «сіз»"),
    ],
)
def test_pupils_and_adults_are_addressed_each_in_their_way(path, text, said):
    faults_ = found((path, text))
    assert [one.split(": ", 2)[2] for one in faults_] == ([said] if said else [])


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ((*NOTE, "ru"), "Скажите: «Ты не виноват»."),
        ((*NOTE, "kk"), "«Саған сенемін» деңіз."),
        ((*REASON, "ru"), "Теперь вы вдвоём, и вас слышно."),
        ((*REASON, "kk"), "Мұның маңызы зор, теңіз де бар."),
        ((*REASON, "ru"), "«Помогите мне» — этого хватит."),
        ((*OPTION, "kk"), "Апай, көмектесіңізші"),
        ((*SPEECH, "ru"), "Помогите мне, апай!"),
        ((LESSON, "dinner", 0, "ru"), "Что ты видишь во дворе?"),
    ],
)
def test_words_of_others_and_of_children_to_adults_are_free(path, text):
    assert found((path, text)) == []


@pytest.mark.parametrize(
    "text", ["Ученик(ца) пришла", "Кто видел(а)?", "Ты уверен?", "Что ты сделал?"]
)
def test_a_pupil_has_no_gender_in_russian(text):
    assert "fits a boy or a girl only" in "".join(found(((*PROMPT, "ru"), text)))


def test_a_hero_has_a_gender():
    assert found(((DILEMMA, "nodes", "n1", "text", "ru"), "Ты один. Ты пришёл.")) == []


@pytest.mark.parametrize(
    ("locale", "text", "said"),
    [
        ("kk", "Бұл Cынып.", "Latin and Cyrillic letters in one word: Cынып"),
        ("ru", "Это рaзговор.", "Latin and Cyrillic letters in one word: рaзговор"),
        (
            "kk",
            "Мұнда 5 сабақтар бар.",
            "“5 сабақтар”: after this word the noun is in the singular",
        ),
        ("kk", "Барлық балалар келді.", "“Барлық балалар”: after this word"),
    ],
)
def test_slips_of_grammar_and_letters_are_found(locale, text, said):
    (fault,) = found(((*REASON, locale), text))
    assert said in fault
