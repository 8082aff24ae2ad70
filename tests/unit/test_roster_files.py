"""Files as schools save them: encodings, separators, sheets, titles, archives."""

import datetime as dt

import pytest

from app.interop.rosters import oneroster
from app.interop.rosters.columns import guess_all
from app.interop.rosters.reading import guarded, read_rows
from app.interop.rosters.rows import BrokenFile, Fault, Problem, Row, Trouble
from app.interop.rosters.tables import open_table
from tests import rosters

TODAY = dt.date(2026, 11, 24)
SCHOOL = "№ 14 мектеп"


def read(data):
    table = open_table(data)
    return list(read_rows(table, guess_all([one.text for one in table.headings]), TODAY))


def names(results):
    return [(one.full_name, one.grade, one.letter) for one in results if isinstance(one, Row)]


EXPECTED = [
    ("Оспанова Айару Нұрланқызы", 7, "Ә"),
    ("Қасымов Дәулет", 7, "Ә"),
    ("Ли Тимофей", 7, "Б"),
]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "kz1048", "utf-16"])
def test_text_in_each_encoding_with_each_separator(encoding, separator):
    assert names(read(rosters.csv(encoding=encoding, separator=separator))) == EXPECTED


def test_windows_1251_without_kazakh_letters():
    rows = (("Иванов", "Пётр", "Ильич", "7-Б"),)
    data = rosters.csv(*rows, headings=rosters.HEADINGS[:4], encoding="cp1251")
    assert names(read(data)) == [("Иванов Пётр Ильич", 7, "Б")]


def test_a_workbook():
    first = read(rosters.xlsx())[0]
    assert (first.born_on, first.language, first.external_id) == (
        dt.date(2014, 3, 14),
        "kk",
        "000123",
    )
    assert names(read(rosters.xlsx())) == EXPECTED


def test_cells_of_dates_and_numbers():
    row = ("Ли", "Ким", "", "7 А", dt.date(2014, 3, 14), "", 17)
    (one,) = read(rosters.xlsx(row))
    assert (one.born_on, one.external_id) == (dt.date(2014, 3, 14), "17")


def test_grade_and_letter_in_two_columns():
    data = rosters.xlsx(("Ли Ким", 7, "ә"), headings=("ФИО", "Параллель", "Литера"))
    assert names(read(data)) == [("Ли Ким", 7, "Ә")]


def test_titles_above_the_headings_are_passed_over():
    def put_titles(sheet):
        sheet.insert_rows(1, 3)
        sheet["A1"] = "№ 14 мектеп-гимназия"
        sheet.merge_cells("A1:F1")
        sheet["A2"] = "2026/2027 оқу жылы"

    results = read(rosters.xlsx(change=put_titles))
    assert names(results) == EXPECTED
    assert results[0].place.row == 5


def test_a_sheet_for_each_class_gives_the_class():
    head, child = ("Тегі", "Аты"), ("Ли", "Ким")
    data = rosters.xlsx(
        child, headings=head, sheets={"7-Б": (head, ("Пак", "Ян"))}, change=name_sheet("7 Ә")
    )
    assert open_table(data).sheets_are_classes
    assert names(read(data)) == [("Ли Ким", 7, "Ә"), ("Пак Ян", 7, "Б")]


def name_sheet(title):
    def name(sheet):
        sheet.title = title

    return name


def test_a_sheet_with_other_headings_is_left_out_with_a_remark():
    results = read(rosters.xlsx(sheets={"Нұсқаулық": (("Толтыру тәртібі",),)}))
    assert names(results) == EXPECTED
    assert [(one.trouble, one.place.sheet) for one in results if isinstance(one, Problem)] == [
        (Trouble.SHEET_LEFT_OUT, "Нұсқаулық")
    ]


def test_each_trouble_of_a_row_is_told_with_its_column():
    row = ("Л1", "", "", "77", "31.02.2014", "французский", "")
    assert [(one.column, one.trouble) for one in read(rosters.xlsx(row))] == [
        ("Фамилия", Trouble.NAME_UNREADABLE),
        ("Имя", Trouble.NAME_MISSING),
        ("Класс", Trouble.CLASS_UNREADABLE),
        ("Язык обучения", Trouble.LANGUAGE_UNKNOWN),
        ("Дата рождения", Trouble.DATE_UNREADABLE),
    ]


def test_an_apostrophe_that_guards_a_cell_is_taken_off():
    data = rosters.csv(("Ли", "Ким", "", "7 А", "", "", guarded("-17")))
    assert [one.trouble for one in read(data)] == [Trouble.ID_UNREADABLE]
    assert guarded("=1") == "'=1"
    assert guarded("Ли") == "Ли"


@pytest.mark.parametrize("version", ["1.1", "1.2"])
def test_oneroster(version):
    results = list(oneroster.read(rosters.oneroster(version), SCHOOL))
    assert names(results) == [("Оспанова Айару Нұрланқызы", 7, "Ә"), ("Ли Тимофей", 7, "Б")]
    assert [one.external_id for one in results] == ["u-1", "u-2"]


def test_oneroster_1_2_with_roles_in_a_table_of_their_own():
    users = (
        "sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,"
        "middleName\nu-1,,,true,,,Айару,Оспанова,\nu-3,,,true,,,Вера,Орлова,\n"
    )
    roles = (
        "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,"
        "orgSourcedId,userProfileSourcedId\nr-1,,,u-1,primary,student,,,org-1,\n"
        "r-2,,,u-3,primary,teacher,,,org-1,\n"
    )
    results = list(oneroster.read(rosters.oneroster("1.2", users=users, roles=roles), SCHOOL))
    assert names(results) == [("Оспанова Айару", 7, "Ә")]


def test_what_a_oneroster_delta_deletes_is_not_in_the_list():
    users = (
        "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,givenName,familyName\n"
        "u-1,tobedeleted,2026-09-01,true,org-1,student,Айару,Оспанова\n"
        "u-2,active,2026-09-01,true,org-1,student,Тимофей,Ли\n"
    )
    assert names(oneroster.read(rosters.oneroster(users=users), SCHOOL)) == [("Ли Тимофей", 7, "Б")]


def test_a_pupil_of_oneroster_without_a_class_is_a_trouble():
    enrolments = (
        "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role\n"
        "e-1,,,c-7a,org-1,u-1,student\n"
    )
    results = list(oneroster.read(rosters.oneroster(enrollments=enrolments), SCHOOL))
    assert [one.trouble for one in results if isinstance(one, Problem)] == [Trouble.CLASS_MISSING]


def test_a_pupil_of_oneroster_in_two_homerooms_is_a_trouble():
    enrolments = (
        "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role\n"
        "e-1,,,c-7a,org-1,u-1,student\ne-2,,,c-7b,org-1,u-1,student\ne-3,,,c-7b,org-1,u-2,student\n"
    )
    results = list(oneroster.read(rosters.oneroster(enrollments=enrolments), SCHOOL))
    assert [one.trouble for one in results if isinstance(one, Problem)] == [Trouble.IN_TWO_CLASSES]


def two_schools():
    orgs = (
        "sourcedId,status,dateLastModified,name,type\n"
        "d,,,Аудан,district\norg-1,,,№ 14 мектеп,school\norg-2,,,№ 3 мектеп,school\n"
    )
    classes = (
        "sourcedId,status,dateLastModified,title,classType,schoolSourcedId,termSourcedIds\n"
        "c-7a,,,7 «Ә»,homeroom,org-1,term-1\nc-7b,,,7 «Ә»,homeroom,org-2,term-1\n"
    )
    return rosters.oneroster(orgs=orgs, classes=classes)


def test_of_several_schools_in_oneroster_only_our_pupils_are_read():
    assert names(oneroster.read(two_schools(), "№14 мектеп")) == [
        ("Оспанова Айару Нұрланқызы", 7, "Ә")
    ]
    assert names(oneroster.read(two_schools(), "№ 3 мектеп")) == [("Ли Тимофей", 7, "Ә")]


def test_a_oneroster_of_other_schools_is_refused():
    with pytest.raises(BrokenFile) as broken:
        oneroster.check(two_schools(), "№ 5 мектеп")
    assert broken.value.fault is Fault.WHICH_SCHOOL
