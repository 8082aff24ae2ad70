"""Ten broken files, and more: each gives a clear report, and nothing is written."""

import io
import uuid
import zipfile

import pytest
import sqlalchemy as sa

from app.core.db import db
from app.interop.rosters.models import RosterImport
from app.people.models import SchoolClass, User
from tests import rosters
from tests.pages import text_of

pytestmark = pytest.mark.usefixtures("context")

HEAD = rosters.HEADINGS[:4]
CHILD = ("Ли", "Ким", "", "7 А")


@pytest.fixture
def admin(sign_in, world):
    return sign_in(world.admin)


@pytest.fixture(autouse=True)
def nothing_is_written(context, world):
    """Whatever a test sends: nobody is added, nobody changed, no class opened."""
    before = people()
    yield
    assert people() == before


def people():
    db.session.rollback()
    return [
        sorted(map(repr, db.session.execute(sa.select(one.__table__)).all()))
        for one in (User, SchoolClass)
    ]


@pytest.fixture
def refusal(admin):
    """What the upload's answer says of a file that cannot be read at all."""

    def send(data, name="list.xlsx"):
        answer = upload(admin, data, name)
        assert answer.status_code == 422
        assert db.session.scalars(sa.select(RosterImport)).all() == []
        return answer.get_data(as_text=True)

    return send


def upload(client, data, name="list.xlsx"):
    return client.post(
        "/school/imports/",
        data={"file": (io.BytesIO(data), name), "submission_key": str(uuid.uuid4())},
        content_type="multipart/form-data",
    )


@pytest.fixture
def report(admin, run_jobs, open_page):
    """The page of a list that can be read, but has errors: it must not let itself be confirmed."""

    def send(data, name="list.xlsx"):
        url = upload(admin, data, name).location
        page = open_page(admin, url)
        fields = [one.select_one("option[selected]")["value"] for one in page.select("select")]
        data = {f"column-{number}": field for number, field in enumerate(fields)}
        if fields:
            assert admin.post(f"{url}/columns", data=data).status_code == 303
        run_jobs()
        page = open_page(admin, url)
        if (seen := page.select_one("input[name=seen]")) is not None:
            assert admin.post(f"{url}/confirm", data={"seen": seen["value"]}).status_code == 409
            run_jobs()
        return text_of(page)

    return send


# --- the ten of the issue --------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["cp866", "koi8-r", "mac-cyrillic"])
def test_wrong_encoding(refusal, encoding):
    rows = (("Иванов", "Пётр", "", "7 А"),)
    text = refusal(rosters.csv(*rows, headings=HEAD, encoding=encoding), "list.csv")
    assert "The letters of this file cannot be read" in text


def test_merged_cells(report):
    def merge(sheet):
        sheet.merge_cells("D2:D3")

    text = report(rosters.xlsx(CHILD, ("Пак", "Ян", "", ""), headings=HEAD, change=merge))
    assert "Row 3 Класс – This cell is merged with others" in text


def test_formula_cells(report):
    text = report(rosters.xlsx(('=CONCATENATE("Л","и")', "Ким", "", "7 А"), headings=HEAD))
    assert 'Row 2 Фамилия =CONCATENATE("Л","и") There is a formula in this cell' in text


def test_a_hundred_megabytes(admin):
    answer = admin.post(
        "/school/imports/",
        data=b"x" * (100 * 1024 * 1024),
        content_type="multipart/form-data; boundary=x",
    )
    assert answer.status_code == 413
    assert "The text or the file is too large" in answer.get_data(as_text=True)


def test_a_zip_bomb(refusal):
    bomb = io.BytesIO(rosters.xlsx(CHILD, headings=HEAD))
    with (
        zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED, compresslevel=9) as archive,
        archive.open("xl/worksheets/sheet2.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(200):
            part.write(b"\0" * (1 << 20))
    assert len(bomb.getvalue()) < 10 * 1024 * 1024
    assert "unpacks to more than a school" in refusal(bomb.getvalue())


@pytest.mark.parametrize("cell", ["=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(1)"])
def test_csv_injection(report, cell):
    text = report(rosters.csv((cell, "Ким", "", "7 А"), headings=HEAD), "list.csv")
    assert f"Row 2 Фамилия {cell} This is not a name" in text


def test_duplicate_pupils(report):
    text = report(rosters.xlsx(CHILD, ("Пак", "Ян", "", "7 А"), CHILD, headings=HEAD))
    assert "Row 4 – Ли Ким The same as row 2. Delete one of them" in text


def test_two_classes_of_one_name(report):
    rows = (("Ли", "Ким", "", "7 А", "казахский"), ("Пак", "Ян", "", "7-A", "русский"))
    text = report(rosters.xlsx(*rows, headings=(*HEAD, "Язык обучения")))
    assert "Row 3 – Пак Ян Row 2 names another language for this class" in text


def test_two_classes_of_one_name_in_oneroster(report):
    classes = (
        "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,"
        "location,schoolSourcedId,termSourcedIds\n"
        "c-7a,,,7 «Ә»,7,co,,homeroom,,org-1,term-1\nc-7b,,,7-Ә,7,co,,homeroom,,org-1,term-1\n"
    )
    text = report(rosters.oneroster(classes=classes), "oneroster.zip")
    assert "classes.csv, Row 3 title 7-Ә Row 2 is a class of the same name" in text


def test_twins_without_a_date_that_cannot_be_told_apart(report):
    rows = (("Ли", "Ким", "", "7 А", "14.03.2014"),) * 2
    text = report(rosters.xlsx(*rows, headings=(*HEAD, "Дата рождения")))
    assert "if they are two children, add their dates of birth" in text


def test_missing_columns(admin, open_page):
    url = upload(admin, rosters.xlsx(("Ли", "Ким"), headings=("Фамилия", "Имя"))).location
    data = {"column-0": "family-name", "column-1": "given-name"}
    answer = admin.post(f"{url}/columns", data=data)
    assert answer.status_code == 422
    assert "Columns are missing: Class" in answer.get_data(as_text=True)


# --- more of the same kind -------------------------------------------------------------------


@pytest.mark.parametrize("data", [b"", b"\n\n  \r\n", rosters.xlsx(("", ""), headings=("", ""))])
def test_an_empty_file(refusal, data):
    assert "The file is empty" in refusal(data)


def test_the_old_workbook(refusal):
    assert "This is the old XLS" in refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)


def test_a_workbook_behind_a_password(refusal):
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    assert "The file has a password" in refusal(head)


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04 not really",
        b"\x89PNG\r\n\x1a\n\0\0\0",
        rosters.archive({"[Content_Types].xml": "<x/>", "xl/workbook.xml": "<broken"}),
        rosters.xlsx(CHILD, headings=HEAD)[:-200],
    ],
)
def test_what_is_no_table(refusal, data):
    assert "This is not a table that can be read" in refusal(data)


def test_entities_in_a_workbook_are_not_unfolded(refusal):
    data = io.BytesIO()
    source = zipfile.ZipFile(io.BytesIO(rosters.xlsx(CHILD, headings=HEAD)))
    with zipfile.ZipFile(data, "w") as target:
        for one in source.namelist():
            content = source.read(one)
            if one.endswith("sheet1.xml"):
                content = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + content
            target.writestr(one, content)
    assert "This is not a table that can be read" in refusal(data.getvalue())


def test_a_number_that_the_spreadsheet_has_rounded(report):
    rows = (("Ли", "Ким", "", "7 А", 1000000000000000872),)
    text = report(rosters.xlsx(*rows, headings=(*HEAD, "ID")))
    assert "The spreadsheet has rounded this long number" in text


def test_too_many_rows(report, monkeypatch):
    monkeypatch.setattr("app.interop.rosters.reading.MOST_ROWS", 1)
    text = report(rosters.xlsx(CHILD, ("Пак", "Ян", "", "7 А"), headings=HEAD))
    assert "too many rows for one school: 1" in text


@pytest.mark.parametrize("lost", ["manifest", "orgs", "users", "classes", "enrollments"])
def test_a_oneroster_archive_without_a_table(refusal, lost):
    text = refusal(rosters.oneroster(**{lost: None}), "oneroster.zip")
    assert f"The OneRoster archive lacks {lost}.csv" in text


def unreadable(archive, method):
    """Each part says that it is packed by `method`, which it is not."""
    data = bytearray(archive)
    for mark, place in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        at = -1
        while (at := data.find(mark, at + 1)) >= 0:
            data[at + place : at + place + 2] = method.to_bytes(2, "little")
    return bytes(data)


@pytest.mark.parametrize("method", [8, 12, 14, 97], ids=["deflate", "bzip2", "lzma", "unknown"])
def test_a_oneroster_archive_that_cannot_be_unpacked(refusal, method):
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(rosters.oneroster())) as good,
        zipfile.ZipFile(packed, "w") as bad,
    ):
        for name in good.namelist():
            bad.writestr(name, good.read(name))
    assert "not a table that can be read" in refusal(
        unreadable(packed.getvalue(), method), "oneroster.zip"
    )


def test_a_oneroster_of_a_later_version(refusal):
    assert "this file says 2.0" in refusal(rosters.oneroster("2.0"), "oneroster.zip")


def test_a_form_without_a_file(admin):
    answer = admin.post("/school/imports/", data={"submission_key": str(uuid.uuid4())})
    assert answer.status_code == 422
    assert "Choose a file" in answer.get_data(as_text=True)
