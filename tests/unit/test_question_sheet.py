"""Questions as a table: heads in three languages, all mistakes by line and column, no formulas."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.bank import sheet, sheet_file
from app.bank.sheet_file import BOM
from app.core.i18n import LOCALES
from tests.bank_strategies import GIFTABLE, ORDERS, drafts, same


@settings(max_examples=200, deadline=None)
@given(drafts(st.one_of(GIFTABLE, ORDERS)), st.sampled_from(LOCALES))
def test_what_is_exported_is_imported_the_same(made, language):
    read = sheet.read(sheet_file.write(made, language).removeprefix(BOM))
    assert read.problems == ()
    assert [same(one) for one in read.drafts] == [same(one) for one in made]


def problems(text):
    return [(p.place.line, p.place.column, p.code) for p in sheet.read(text).problems]


@pytest.mark.parametrize(
    "text",
    [
        "Түрі;Сұрақ;Жауап 1;Жауап 2;Дұрысы;Түсіндірме\nтаңдау;Неше?;бір;екі;2;Себебі",
        "тип,вопрос,ответ 1,ответ 2,верно,пояснение\nвыбор,Неше?,бір,екі,2,Себебі",
        "Type\tQuestion\tAnswer 1\tanswer2\tRight\tReason\nChoice\tНеше?\tбір\tекі\t2\tСебебі",
    ],
)
def test_heads_and_kinds_in_each_language_and_any_delimiter(text):
    (draft,) = sheet.read(text).drafts
    assert [(o.text.kk, o.right) for o in draft.item.options] == [("бір", False), ("екі", True)]
    assert draft.item.options[1].reason.kk == "Себебі"


HEAD = "type;question;answer 1;answer 2;answer 3;right;tolerance;near\n"


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        ("essay;Why?;;;;;;", "type", "unknown-kind"),
        ("choice;Which?;a;b;;4;;", "right", "bad-right"),
        ("choice;Which?;a;b;;a;;", "right", "bad-right"),
        ("choice;Which?;a;b;;1,2;;", "question", "many-right"),
        ("choice;;a;b;;1;;", "question", "no-words"),
        ("true-false;So?;;;;maybe;;", "right", "bad-truth"),
        ("gap;No gap;a;b;;1;;", "question", "one-gap"),
        ("match;Find;a;b -> c;;;;", "answer 1", "pair"),
        ("number;How many?;;;;many;;", "right", "bad-number"),
        ("number;How many?;;;;5;2;1", "near", "bad-near"),
        ("number;How many?;5;;;5;;", "question", "bad-slip"),
        ("order;In order?;a;b;;;;", "question", "steps-few"),
        ("choice;Which?;a;A;;1;;", "answer 2", "answer-twice"),
    ],
)
def test_a_mistake_is_told_by_its_column(row, column, code):
    assert problems(HEAD + row) == [(2, column, code)]


def test_all_mistakes_are_told_at_once_by_the_line_of_the_file():
    text = HEAD + 'essay;"Two\nlines";;;;;;\n\nchoice;Fine;a;b;;1;;\nchoice;Bad;a;b;;9;;\n'
    assert problems(text) == [(2, "type", "unknown-kind"), (6, "right", "bad-right")]


def test_missing_columns_are_named():
    read = sheet.read("type;question\nchoice;x")
    assert [(p.code, p.details) for p in read.problems] == [("no-column", {"column": "right"})]


def test_a_broken_table_is_no_table():
    assert problems('type;question;right\n"never closed') == [(1, 1, "no-table")]


def test_a_cell_is_never_a_formula_for_a_spreadsheet():
    (draft,) = sheet.read("type;question;right\ntrue-false;'=HYPERLINK(1);true").drafts
    assert draft.item.prompt.en == "=HYPERLINK(1)"
    assert ";'=HYPERLINK(1);" in sheet_file.write([draft], "en")


@settings(max_examples=300, deadline=None)
@given(
    st.text(alphabet=st.sampled_from(";,\"\n\t'-+=_>1 аA"), max_size=60) | st.text(),
    st.booleans(),
)
def test_whatever_the_text_a_table_is_read_or_its_mistakes_are_told(text, has_head):
    read = sheet.read(HEAD + text if has_head else text)
    assert read.drafts or read.problems


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                ["choice", "multiple", "true-false", "gap", "match", "order", "number"]
            ),
            *[
                st.sampled_from(
                    ["", "a", "b -> c", "->", "1", "2", "1,2", "true", "___ x", "9" * 400]
                )
            ]
            * 7,
        ),
        max_size=3,
    )
)
def test_any_cells_give_a_question_or_a_mistake(rows):
    read = sheet.read(HEAD + "\n".join(";".join(f'"{cell}"' for cell in row) for row in rows))
    assert len(read.drafts) + len(read.problems) >= min(1, len(rows))
