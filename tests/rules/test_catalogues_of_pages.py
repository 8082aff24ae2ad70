"""The catalogues of interface texts are complete in all three languages."""

import pytest
from babel.messages.pofile import read_po

LOCALES = ("kk", "ru", "en")


def catalogue(repo, locale):
    path = repo / "app" / "translations" / locale / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        return read_po(file, locale=locale)


@pytest.mark.parametrize("locale", LOCALES)
def test_no_text_is_missing_or_fuzzy(repo, locale):
    unfinished = [
        message.id
        for message in catalogue(repo, locale)
        if message.id and (message.fuzzy or not all(_strings(message)))
    ]
    assert unfinished == []


def _strings(message):
    return message.string if isinstance(message.string, tuple) else (message.string,)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_translation_names_the_same_values(repo, locale):
    broken = [
        message.id for message in catalogue(repo, locale) if message.id and list(message.check())
    ]
    assert broken == []


@pytest.mark.parametrize(("locale", "forms"), [("kk", 2), ("ru", 3), ("en", 2)])
def test_plural_forms_are_those_of_the_language(repo, locale, forms):
    assert catalogue(repo, locale).num_plurals == forms
