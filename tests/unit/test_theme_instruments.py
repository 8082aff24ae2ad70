"""What is asked before and after the lessons: both forms whole, twins turned round, every theme."""

import pytest

from app.content import library
from app.content.schema.base import THEMES
from app.content.schema.instrument import SCALES
from tests.catalogue import INSTRUMENT, documents, errors, faults, spoilt, three, whole

# Grades 1 to 4 are asked about five themes, the court begins in grade 7.
YOUNG = {"bullying", "online-safety", "substances", "rights", "help"}


@pytest.fixture(scope="module")
def instruments(repo):
    return library.load(repo).instruments


def test_every_theme_has_its_instrument_in_three_languages(instruments):
    assert set(instruments) == set(THEMES)
    for one in instruments.values():
        for _scale, asked in one.in_order():
            texts = [asked.a.text, asked.b.text] if hasattr(asked, "a") else [asked.text]
            assert all(all(text.model_dump().values()) for text in texts), asked.id


def test_both_forms_are_whole_and_twins_have_the_reversed_key(instruments):
    for one in instruments.values():
        assert len(one.knowledge) == 4
        assert all(asked.a.is_true != asked.b.is_true for asked in one.knowledge), one.theme
        assert [len(getattr(one, scale)) for scale in SCALES] == [4, 3, 3, 3]


def test_the_key_is_not_always_the_same_in_a_form(instruments):
    for one in instruments.values():
        assert len({asked.a.is_true for asked in one.knowledge}) == 2, one.theme


def test_young_pupils_are_asked_only_what_the_plan_allows(instruments):
    assert {one.theme for one in instruments.values() if one.from_grade == 1} == YOUNG
    assert instruments["court"].from_grade == 7
    asked = [one.id for _scale, one in instruments["substances"].in_order(3)]
    assert not {"sub-k3", "sub-k4", "sub-n1", "sub-n3", "sub-i3", "sub-c2"} & set(asked)
    assert [one.id for _scale, one in instruments["fraud"].in_order(6)].count("frd-k2") == 0


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (((INSTRUMENT, "knowledge", 0, "b", "is_true"), True), ""),
        (((INSTRUMENT, "knowledge", 0, "b", "is_true"), False), "one of the twins is true"),
        (((INSTRUMENT, "knowledge", 0, "b"), ...), "knowledge"),
        (((INSTRUMENT, "norms", 0), ...), "norms"),
        (((INSTRUMENT, "norms", 0, "text", "kk"), ...), "kk"),
        (((INSTRUMENT, "norms", 1, "id"), "ord-i1"), "duplicate item id 'ord-i1'"),
        (((INSTRUMENT, "instrument"), "help"), "the file must be"),
    ],
)
def test_what_cannot_be_measured_is_refused(change, said):
    if not said:  # as it stands it is sound
        assert library.build(spoilt(change)).instruments
        return
    assert any(said in one for one in errors(spoilt(change)))


def test_nothing_is_left_to_ask_a_young_class_is_refused():
    files = documents()
    for one in files[INSTRUMENT]["confidence"]:
        one["from_grade"] = 9
    assert any("nothing is left to ask in grade 5" in one for one in errors(files))


def test_a_theme_that_is_taught_needs_its_instrument():
    files = whole()
    assert faults(files) == []
    del files[INSTRUMENT]
    assert any("instruments/order.yaml" in one and "missing" in one for one in faults(files))


def test_two_forms_that_say_the_same_are_a_fault():
    files = whole()
    files[INSTRUMENT]["knowledge"][0]["b"]["text"] = three("One 1")
    assert any("both forms say the same" in one for one in faults(files))
