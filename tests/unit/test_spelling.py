"""hunspell over the texts of the content, with one wrong word planted in each language."""

import pytest

from app.core.i18n import LOCALES
from tests.catalogue import three
from tools import spelling


def found(text, locale):
    """What is said of a text; the lists are those of the project."""
    documents = {"quizzes/L99-a.yaml": {"items": [{"id": "l99-a", "prompt": three(text)}]}}
    return spelling.check(documents, locale, spelling.ROOT)


@pytest.mark.parametrize(
    ("locale", "text", "word"),
    [
        ("ru", "Расскажи взрозлому.", "взрозлому"),
        ("en", "Tell an adlut.", "adlut"),
        ("kk", "Мүғалімге айт.", "Мүғалімге"),
        # A Russian letter in place of a Kazakh one.
        ("kk", "Балалар окыгысы келеді.", "окыгысы"),
    ],
)
def test_a_misspelt_word_fails_with_its_place_and_what_to_do(locale, text, word):
    assert found(text, locale) == spelling.Spelling(
        [
            f"quizzes/L99-a.yaml: items › l99-a › prompt › {locale}: “{word}” is unknown; "
            f"mend it, or add it to content/language/words.{locale}.txt"
        ],
        [],
    )


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("ru", "Дамиру помогла апа: код из SMS — это тайна."),
        ("en", "Aigerim's apa recognised the colour of Böken's card."),
        ("kk", "Сабақтар мен жауаптар."),
        # One ending more than the dictionary adds.
        ("kk", "Барғысы келмеді, Дамирмен бірге күлгің келді. 10 АЕК-тің құны."),
        ("en", "Fill {gap-xyz} in 16-year-olds' {whatt}."),
    ],
)
def test_words_of_the_language_and_of_the_project_pass(locale, text):
    assert found(text, locale) == spelling.Spelling([], [])


def test_a_kazakh_word_with_a_deep_stem_is_a_warning():
    errors, warnings = found("Кітапханаларымыздағылардан сұра.", "kk")
    assert errors == []
    assert "“Кітапханаларымыздағылардан” is unknown" in warnings[0]


def test_debian_does_not_know_the_plurals_that_are_repaired():
    dictionary = spelling.DICTIONARIES / "kk_KZ"
    lists = spelling.ROOT / spelling.LISTS / "words.kk.txt"
    assert spelling.unknown(["сабақтар"], dictionary, lists) == {"сабақтар"}


@pytest.mark.parametrize(
    ("word", "stem"),
    [("сабағы", "сабақ"), ("досымен", "досы"), ("тасиды", "тасу"), ("Лизаға", "Лиза")],
)
def test_one_ending_is_peeled_off_in_harmony(word, stem):
    assert stem in next(spelling.peels(word))


def test_an_ending_out_of_harmony_stays():
    assert "бала" not in next(spelling.peels("балаге"))


def test_the_texts_of_the_project_are_spelt_right():
    documents, _ = spelling.read_documents(spelling.ROOT)
    found = [spelling.check(documents, locale, spelling.ROOT) for locale in LOCALES]
    assert [one for spelt in found for one in (*spelt.errors, *spelt.warnings)] == []


class TestWhereItIsMissing:
    @pytest.mark.parametrize(("locale", "package"), spelling.PACKAGES.items())
    def test_a_dictionary_is_named(self, monkeypatch, tmp_path, locale, package):
        monkeypatch.setattr(spelling, "DICTIONARIES", tmp_path)
        with pytest.raises(spelling.Missing, match=f"apt-get install {package}"):
            found("A", locale)

    def test_hunspell_is_named(self, monkeypatch, capsys):
        monkeypatch.setenv("PATH", "")
        assert spelling.main() == 1
        assert capsys.readouterr().out == (
            "hunspell is missing; install it with: sudo apt-get install hunspell\n"
        )
