"""Whatever school is exported: the file that comes out goes in again and changes nothing."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.interop.rosters import exporting
from app.interop.rosters.columns import guess_all
from app.interop.rosters.difference import Known, School, compare
from app.interop.rosters.reading import read_rows
from app.interop.rosters.tables import open_table

TODAY = dt.date(2026, 11, 24)
LETTERS = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщыіэюя"
# As forms take names: in any case, double, with an apostrophe; and all that a list may not trust.
WORD = st.text(LETTERS, min_size=1, max_size=12)
NAME = st.builds(
    lambda first, second, form: form(first + second),
    WORD,
    st.sampled_from(["", "-хан", "’ара", " қызы"]),
    st.sampled_from([str.title, str.upper, str.lower, lambda text: text]),
)
CLASS = st.tuples(st.integers(1, 11), st.sampled_from("АӘБВГҒДІ"))
PERSON = st.tuples(
    NAME,
    NAME,
    st.none() | NAME,
    st.none() | st.dates(dt.date(2009, 1, 1), dt.date(2020, 1, 1)),
    st.none() | st.from_regex(r"\A[A-Za-z0-9]{1,18}\Z").filter(lambda text: len(text) != 12),
    CLASS,
)


def school_of(people):
    ids = set()
    pupils = []
    for number, (family, given_name, father, born, external, class_name) in enumerate(people, 1):
        own = None if external in ids else external
        ids.add(external)
        pupils.append(Known(number, family, given_name, father, born, own, class_name))
    return School(tuple(pupils), {one.class_name: "kk" for one in pupils})


@pytest.mark.parametrize("file", [exporting.as_csv, lambda rows: exporting.as_xlsx(rows, "1")])
@settings(max_examples=60, deadline=None)
@given(people=st.lists(PERSON, min_size=1, max_size=8), locale=st.sampled_from(["kk", "ru", "en"]))
def test_export_and_import_change_nothing(file, people, locale):
    school = school_of(people)
    rows = exporting.rows_of([(one, "kk") for one in school.pupils], locale)
    table = open_table(file(rows))
    fields = guess_all([one.text for one in table.headings])
    difference = compare(read_rows(table, fields, TODAY), school)
    assert difference.errors == []
    assert difference.changes_nothing, difference.changed
    assert (difference.same, difference.gone) == (len(people), [])


@given(st.lists(st.text(max_size=20), min_size=1, max_size=6))
def test_no_cell_that_comes_out_can_be_taken_for_a_formula(texts):
    cells = [exporting.guarded(text) for text in texts]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)
