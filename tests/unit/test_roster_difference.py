"""What a list would change: who is meant, who is new, what is a person's job to decide."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.interop.rosters.difference import Known, School, compare
from app.interop.rosters.rows import Place, Row, Trouble

BORN = dt.date(2014, 3, 14)
OTHER_DAY = dt.date(2014, 9, 2)


def row(name, class_name="7А", number=2, **more):
    family, given_name, *rest = name.split()
    return Row(
        place=Place(number),
        family_name=family,
        given_name=given_name,
        patronymic=" ".join(rest) or None,
        grade=int(class_name[:-1]),
        letter=class_name[-1],
        **more,
    )


def known(pupil_id, name, class_name="7А", **more):
    family, given_name, *rest = name.split()
    return Known(
        id=pupil_id,
        family_name=family,
        given_name=given_name,
        patronymic=" ".join(rest) or None,
        born_on=more.pop("born_on", None),
        external_id=more.pop("external_id", None),
        class_name=(int(class_name[:-1]), class_name[-1]) if class_name else None,
        **more,
    )


def school(*pupils, classes=("7А",)):
    return School(pupils, {(int(one[:-1]), one[-1]): "kk" for one in classes})


def troubles(difference):
    return [one.trouble for one in difference.errors]


def test_somebody_unknown_is_new_and_so_is_the_class():
    difference = compare([row("Ли Ким", "8Б", language="ru")], school())
    assert [one.full_name for one in difference.new] == ["Ли Ким"]
    assert difference.new_classes == {(8, "Б"): "ru"}


def test_a_new_class_has_the_language_of_the_import_where_rows_do_not_tell():
    difference = compare([row("Ли Ким", "8Б")], school(), default_language="ru")
    assert difference.new_classes == {(8, "Б"): "ru"}


def test_the_same_name_in_the_same_class_is_the_same_child():
    difference = compare([row("Ли Ким")], school(known(1, "Ли Ким")))
    assert (difference.same, difference.new) == (1, [])


def test_the_schools_id_decides_over_the_name():
    here = school(known(1, "Ли Ким", external_id="17"))
    (change,) = compare([row("Лим Кима", external_id="17")], here).changed
    assert change.values == {"family_name": ("Ли", "Лим"), "given_name": ("Ким", "Кима")}


def test_our_own_number_decides_over_all():
    here = school(known(1, "Ли Ким", external_id="17"), known(2, "Пак Ян"))
    (change,) = compare([row("Ли Ким", own_id=2)], here).changed
    assert change.pupil.id == 2


def test_an_unknown_number_of_ours_is_an_error():
    assert troubles(compare([row("Ли Ким", own_id=9)], school())) == [Trouble.UNKNOWN_NUMBER]


def test_a_name_as_a_russian_keyboard_writes_it_is_not_a_second_child():
    difference = compare([row("Алимова Айгерим")], school(known(1, "Әлімова Айгерім")))
    assert difference.new == []
    assert [one.pupil.id for one in difference.changed] == [1]


def test_the_same_child_in_another_class_has_moved():
    here = school(known(1, "Ли Ким", "7А"), classes=("7А", "7Б"))
    difference = compare([row("Ли Ким", "7Б")], here)
    assert [one.pupil.id for one in difference.moved] == [1]
    assert difference.new == []


def test_an_empty_cell_takes_nothing_away():
    here = school(known(1, "Ли Ким Ынович", born_on=BORN, external_id="17"))
    assert compare([row("Ли Ким")], here).changed == []


def test_who_is_not_in_the_list_of_the_class_is_gone_and_others_are_not():
    here = school(known(1, "Ли Ким"), known(2, "Пак Ян"), known(3, "Хан Ю", "9Б"))
    assert [one.id for one in compare([row("Ли Ким")], here).gone] == [2]


def test_twins_are_two_children():
    twins = [
        row("Ли Ким", number=2, born_on=BORN),
        row("Ли Кан", number=3, born_on=BORN),
    ]
    difference = compare(twins, school())
    assert (len(difference.new), difference.errors, difference.remarks) == (2, [], [])


@pytest.mark.parametrize(
    "apart",
    [
        ({"born_on": BORN}, {"born_on": OTHER_DAY}),
        ({"external_id": "1"}, {"external_id": "2"}),
    ],
)
def test_namesakes_told_apart_by_date_or_id_are_two_with_a_remark(apart):
    rows = [row("Ли Ким", number=n, **more) for n, more in enumerate(apart, start=2)]
    difference = compare(rows, school())
    assert len(difference.new) == 2
    assert [(one.trouble, one.other) for one in difference.remarks] == [(Trouble.NAMESAKES, 2)]


def test_namesakes_with_other_patronymics_are_two():
    rows = [row("Ли Ким Ынович", number=2), row("Ли Ким Сенович", number=3)]
    assert len(compare(rows, school()).new) == 2


def test_a_row_repeated_is_an_error_that_names_the_other_row():
    difference = compare([row("Ли Ким", number=2), row("ЛИ Ким", number=8)], school())
    assert [(one.trouble, one.place.row, one.other) for one in difference.errors] == [
        (Trouble.REPEATED, 8, 2)
    ]
    assert len(difference.new) == 1


def test_one_id_for_two_children_is_an_error():
    rows = [row("Ли Ким", external_id="1"), row("Пак Ян", number=3, external_id="1")]
    assert troubles(compare(rows, school())) == [Trouble.SAME_ID]


def test_one_child_in_two_classes_is_an_error():
    rows = [row("Ли Ким", born_on=BORN), row("Ли Ким", "7Б", number=3, born_on=BORN)]
    assert troubles(compare(rows, school())) == [Trouble.IN_TWO_CLASSES]


def test_two_languages_of_one_class_are_an_error():
    rows = [row("Ли Ким", language="kk"), row("Пак Ян", number=3, language="ru")]
    assert troubles(compare(rows, school())) == [Trouble.TWO_LANGUAGES]


def test_of_two_namesakes_in_school_nobody_is_guessed():
    here = school(known(1, "Ли Ким", born_on=BORN), known(2, "Ли Ким", born_on=OTHER_DAY))
    assert troubles(compare([row("Ли Ким")], here)) == [Trouble.WHICH_ONE]
    difference = compare([row("Ли Ким", born_on=OTHER_DAY)], here)
    assert (difference.same, [one.id for one in difference.gone]) == (1, [1])


def test_a_namesake_elsewhere_does_not_take_the_place_of_a_child():
    here = school(known(1, "Ли Ким", "7А"))
    rows = [row("Ли Ким", "9Б", number=2), row("Ли Ким", "7А", number=3)]
    difference = compare(rows, here)
    assert (difference.same, difference.moved) == (1, [])
    assert [one.class_name for one in difference.new] == [(9, "Б")]


def test_who_has_left_is_not_taken_back_by_a_list():
    here = school(known(1, "Ли Ким", None, external_id="17", is_active=False))
    assert troubles(compare([row("Ли Ким", external_id="17")], here)) == [Trouble.HAS_LEFT]


def test_a_newcomer_may_share_the_name_of_somebody_who_left():
    here = school(known(1, "Ли Ким", None, is_active=False))
    assert len(compare([row("Ли Ким")], here).new) == 1


def test_the_fingerprint_follows_every_change_of_the_school():
    one = school(known(1, "Ли Ким"))
    others = (
        school(known(1, "Ли Кима")),
        school(known(1, "Ли Ким", "7Б")),
        school(known(1, "Ли Ким", born_on=BORN)),
        school(known(1, "Ли Ким"), known(2, "Пак Ян")),
        school(known(1, "Ли Ким"), classes=("7А", "7Б")),
    )
    assert one.fingerprint() == school(known(1, "Ли Ким")).fingerprint()
    assert one.fingerprint() not in [other.fingerprint() for other in others]


PUPILS = st.lists(
    st.tuples(
        st.sampled_from(["Ли", "Пак", "Әлімова", "Алимова"]),
        st.sampled_from(["Ким", "Ян", "Айгерім"]),
        st.sampled_from([None, "Ынович", "Сенқызы"]),
        st.sampled_from([None, BORN, OTHER_DAY]),
        st.sampled_from(["7А", "7Б", "8А"]),
    ),
    max_size=12,
)


@given(PUPILS)
def test_the_schools_own_export_changes_nothing_whoever_is_in_it(people):
    pupils = [
        known(n, " ".join(filter(None, (family, name, father))), class_name, born_on=born)
        for n, (family, name, father, born, class_name) in enumerate(people, start=1)
    ]
    rows = [
        row(
            one.full_name,
            "{}{}".format(*one.class_name),
            one.id + 1,
            own_id=one.id,
            born_on=one.born_on,
        )
        for one in pupils
    ]
    difference = compare(rows, school(*pupils, classes=("7А", "7Б", "8А")))
    assert difference.changes_nothing
    assert (difference.errors, difference.gone) == ([], [])
    assert difference.same == len(pupils)


@given(PUPILS, PUPILS)
def test_a_pupil_is_meant_by_one_row_at_most_and_every_row_has_one_end(here, listed):
    pupils = [
        known(n, " ".join(filter(None, one[:3])), one[4], born_on=one[3])
        for n, one in enumerate(here, start=1)
    ]
    rows = [
        row(" ".join(filter(None, one[:3])), one[4], n, born_on=one[3])
        for n, one in enumerate(listed, start=2)
    ]
    difference = compare(rows, school(*pupils))
    moved, changed = (
        [one.pupil.id for one in some] for some in (difference.moved, difference.changed)
    )
    assert len(set(moved)) == len(moved)
    assert len(set(changed)) == len(changed)
    ends = len(difference.new) + difference.same + len(difference.errors)
    assert ends + len(set(moved) | set(changed)) == len(rows)
