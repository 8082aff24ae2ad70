"""GIFT in and out: what teachers have in Moodle, and what comes back the same."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.bank import gift, gift_file
from app.learning import marking, responses
from tests.bank_strategies import GIFTABLE, drafts, same


@settings(max_examples=200, deadline=None)
@given(drafts(GIFTABLE))
def test_what_is_exported_is_imported_the_same(made):
    read = gift.read(gift_file.write(made))
    assert read.problems == ()
    assert [same(one) for one in read.drafts] == [same(one) for one in made]
    assert [one.notices for one in read.drafts] == [()] * len(made)


def one(text):
    read = gift.read(text)
    assert read.problems == (), read.problems
    (draft,) = read.drafts
    return draft


def problems(text):
    return [(p.place.line, p.place.column, p.code) for p in gift.read(text).problems]


def test_single_choice_keeps_its_feedback():
    draft = one(
        "// a remark\n::Жас::Адам неше жастан кәмелетке толады? {\n"
        "=18 жастан#Заң солай дейді.\n~16 жастан#Бұл басқа жас.\n~21 жастан\n}"
    )
    assert (draft.name, draft.item.interaction, draft.line) == ("Жас", "choice", 2)
    assert [(o.text.kk, o.right, o.reason and o.reason.kk) for o in draft.item.options] == [
        ("18 жастан", True, "Заң солай дейді."),
        ("16 жастан", False, "Бұл басқа жас."),
        ("21 жастан", False, None),
    ]


def test_weights_make_a_multiple_response():
    draft = one("Кому позвонить? {~%50%111 ~%50%родителям ~%-50%никому ~%-50%обидчику}")
    assert draft.item.interaction == "multiple-response"
    assert [o.right for o in draft.item.options] == [True, True, False, False]
    assert draft.notices == ()


def test_uneven_weights_are_told():
    draft = one("Which? {~%70%one ~%30%two ~%-100%three}")
    assert draft.notices == ("weights",)


@pytest.mark.parametrize("word", ["T", "true", "TRUE", "F", "False"])
def test_true_and_false_in_every_writing(word):
    assert one(f"So it is. {{{word}}}").item.is_true == word.upper().startswith("T")


def test_both_reasons_of_a_statement_become_one():
    assert (
        one("S. {T#No, it is so.#Yes.####And more}").item.reason.en == "No, it is so. Yes. And more"
    )


def test_pairs_and_a_target_left_over():
    item = one("Жұбын тап. {=Мирас -> 111 =Айша -> 102 = -> 103}").item
    assert item.interaction == "match"
    assert [o.kk for o in item.left_over()] == ["103"]


def test_shared_targets_make_a_sorting():
    item = one("Sort. {=a joke -> fine =a threat -> not =a greeting -> fine}").item
    assert item.interaction == "classify"
    assert [e.category for e in item.entries] == ["t1", "t2", "t1"]


def test_missing_word_is_a_gap_in_the_sentence():
    item = one("Омбудсмен {=балалар ~ересектер} құқығын қорғайды.").item
    assert item.text.kk == "Омбудсмен {g1} құқығын қорғайды."
    assert [o.text.kk for o in item.gaps[0].options] == ["балалар", "ересектер"]


@pytest.mark.parametrize(
    ("answers", "value", "tolerance"),
    [
        ("#14", 14, 0),
        ("#14:2", 14, 2),
        ("#12..16", 14, 2),
        ("#3,5:0,5", 3.5, 0.5),
        ("#=14:0", 14, 0),
    ],
)
def test_numbers_with_a_range(answers, value, tolerance):
    item = one(f"How old? {{{answers}}}").item
    assert (item.value, item.tolerance) == (value, tolerance)


def test_near_numbers_and_slips():
    item = one("Неше жас? {#=14:0#Дұрыс. =%50%14:1 =%0%16:0#Бұл басқа бап.}").item
    assert (item.near, item.reason.kk) == (1, "Дұрыс.")
    assert [(s.value, s.reason.kk) for s in item.slips] == [(16, "Бұл басқа бап.")]


def test_escaped_signs_are_letters():
    item = one(r"2 \= 1+1 \{see\} 50\% \~ C\:\\d {=so \= it \~ is \# ~no}").item
    assert item.prompt.en == r"2 = 1+1 {see} 50\% ~ C:\d"
    assert item.options[0].text.en == "so = it ~ is #"


def test_categories_hold_until_the_next_one():
    read = gift.read("$CATEGORY: $course$/top/Заң/Жас\n\nA {T}\n\nB {F}\n\n$CATEGORY: top\n\nC {T}")
    assert [d.category for d in read.drafts] == ["Заң/Жас", "Заң/Жас", ""]


def test_html_and_markdown_give_their_words_and_say_so():
    draft = one("[html]<p>Is <b>this</b> &amp; that <script>x()</script> so?</p> {T}")
    assert (draft.item.prompt.en, draft.notices) == ("Is this & that so?", ("formatting",))
    draft = one("[markdown]Is **this** so? {T}")
    assert draft.item.prompt.en == "Is this so?"


def test_a_lesser_sign_is_no_markup():
    assert one("Is 3 < 5 and 7 > 2? {T}").item.prompt.en == "Is 3 < 5 and 7 > 2?"


def test_all_problems_are_told_at_once_with_their_places():
    text = "\n".join(
        [
            "No answers here",
            "",
            "::n::Open {}",
            "",
            "Typed {=Астана =астана}",
            "",
            "Unclosed {=a",
            "~b",
            "",
            "Good {=a ~b}",
            "",
            "No key {~%0%a ~%0%b ~%0%c}",
            "",
            "Same {=a ~A}",
            "",
            "Sign { a =b }",
            "",
            "Number {#abc}",
            "",
            "Picture <img src='x'> {T}",
        ]
    )
    assert problems(text) == [
        (1, 1, "no-answers"),
        (3, 12, "essay"),
        (5, 9, "typed"),
        (7, 10, "unclosed"),
        (12, 1, "no-right"),
        (14, 11, "answer-twice"),
        (16, 8, "no-sign"),
        (18, 10, "bad-number"),
        (20, 1, "picture"),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("A {=a ~b} and {=c ~d}", "two-blocks"),
        ("A {=a =b ~c}", "many-right"),
        ("A {=only}", "typed"),
        ("A {=a ~b ~c ~d ~e ~f ~g}", "options-many"),
        ("A {=a -> 1}", "pairs-few"),
        ("A {=a -> 1 =b}", "pair"),
        ("A {=%500%a ~b}", "bad-weight"),
        ("A {#=1:0 =2:0}", "many-right"),
        ("A {#=1:0 =%30%1:3}", "bad-near"),
        ("::a::A {T}\n\n::A::B {F}", "name-twice"),
        ("A {T}\n\nA {T}", "question-twice"),
        ("::a", "name-unclosed"),
        ("A {~%50%a ~%50%b ~c} b", "gap-many"),
        (" {T}", "no-words"),
        ("Ә" * 1001 + " {T}", "too-long"),
    ],
)
def test_each_mistake_has_a_name(text, code):
    assert [p.code for p in gift.read(text).problems] == [code]


def test_more_questions_than_a_bank_takes_at_once():
    text = "\n\n".join(f"Q{n} {{T}}" for n in range(201))
    assert [p.code for p in gift.read(text).problems] == ["too-many"]


@settings(max_examples=500, deadline=None)
@given(
    st.text(alphabet=st.sampled_from("~=#{}:\\%->[]()TF1.5 \n\t/$аЖ\"'<b>✓"), max_size=60)
    | st.text()
)
def test_whatever_the_text_a_file_is_read_or_its_mistakes_are_told(text):
    read = gift.read(text)
    assert read.drafts or read.problems
    lines = text.count("\n") + 1
    assert all(1 <= problem.place.line <= lines for problem in read.problems)


def test_words_behind_a_gap_that_look_like_a_format_stay_words():
    draft = one("::Gap::Кім {=бала ~ересек} [plain] [html] болады?")
    assert draft.item.text.kk == "Кім {g1} [html] болады?"
    again = one(gift_file.write([draft]))
    assert same(again) == same(draft)


def test_slips_that_differ_in_the_last_digits_are_two():
    draft = one("Сколько? {#\n=%100%5:0\n=%0%1234567:0\n=%0%1234568:0\n}")
    assert [slip.value for slip in draft.item.slips] == [1234567, 1234568]


@pytest.mark.parametrize("written", ["0.4", "0,4", "0.2"])
@pytest.mark.parametrize("answers", ["#0.3:0.1", "#0.2..0.4"])
def test_the_edge_of_a_range_is_right_also_after_an_export(answers, written):
    first = one(f"Сколько? {{{answers}}}")
    again = one(gift_file.write([first]))
    for draft in (first, again):
        response = responses.read_response(draft.item, {"number": [written]})
        assert marking.mark(draft.item, response).score == 1
    assert same(again) == same(first)


def test_a_slip_on_the_edge_of_the_range_is_refused():
    assert problems("Сколько? {#\n=%100%0.3:0.1\n=%0%0.4:0\n}") == [(1, 1, "bad-slip")]


def test_small_numbers_are_written_without_an_exponent():
    first = one("Сколько? {#0.00005:0.00001}")
    assert "e-" not in gift_file.write([first])
    assert same(one(gift_file.write([first]))) == same(first)
    assert responses.to_fields({"number": 0.00005})["number"] == ["0.00005"]
