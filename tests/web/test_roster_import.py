"""A list of pupils from the upload to the class, and back out of it."""

import datetime as dt
import io
import re
import uuid

import pytest
import sqlalchemy as sa

from app.core import audit, clock
from app.core.db import db, transaction
from app.interop.rosters.keeping import UNDO_DAYS, UNFINISHED_DAYS, forget_old
from app.interop.rosters.models import RosterHeading, RosterImport
from app.people import services
from app.people.models import Enrolment, SchoolClass, User
from app.people.roles import Role
from tests import rosters
from tests.pages import text_of

pytestmark = pytest.mark.usefixtures("context")

COLUMNS = ("family-name", "given-name", "patronymic", "class", "born-on", "language", "external-id")


@pytest.fixture
def admin(sign_in, world):
    return sign_in(world.admin)


def send(client, data, name="list.xlsx", key=None):
    return client.post(
        "/school/imports/",
        data={"file": (io.BytesIO(data), name), "submission_key": str(key or uuid.uuid4())},
        content_type="multipart/form-data",
    )


def name_columns(client, url, fields=COLUMNS, **extra):
    data = {f"column-{n}": field for n, field in enumerate(fields)}
    return client.post(f"{url}/columns", data=data | extra)


def confirm(client, url, open_page, **ticks):
    seen = open_page(client, url).select_one("input[name=seen]")["value"]
    return client.post(f"{url}/confirm", data={"seen": seen} | ticks)


@pytest.fixture
def to_difference(admin, run_jobs):
    """Sends a list, takes the guessed columns, lets the job read it; gives the list's address."""

    def go(data, name="list.xlsx", fields=COLUMNS):
        url = send(admin, data, name).location
        if fields:
            assert name_columns(admin, url, fields).status_code == 303
        run_jobs()
        return url

    return go


@pytest.fixture
def write(admin, to_difference, open_page, run_jobs):
    def go(data, name="list.xlsx", fields=COLUMNS, **ticks):
        url = to_difference(data, name, fields)
        assert confirm(admin, url, open_page, **ticks).status_code == 303
        run_jobs()
        return url

    return go


def pupils(world):
    rows = db.session.execute(
        sa.select(User.family_name, SchoolClass.grade, SchoolClass.letter)
        .join(Enrolment, Enrolment.pupil_id == User.id)
        .join(SchoolClass, SchoolClass.id == Enrolment.class_id)
        .where(User.school_id == world.school, Enrolment.ends_on.is_(None))
    )
    return {row.family_name: f"{row.grade}{row.letter}" for row in rows}


def test_a_list_becomes_classes_and_pupils(world, admin, write, open_page):
    url = write(rosters.xlsx())
    assert "The list is written" in text_of(open_page(admin, url))
    assert pupils(world) == {
        "Әлімова": "8А",
        "Жүнісов": "8А",
        "Оспанова": "7Ә",
        "Қасымов": "7Ә",
        "Ли": "7Б",
    }
    girl = db.session.scalars(sa.select(User).where(User.family_name == "Оспанова")).one()
    assert (str(girl.born_on), girl.external_id, girl.locale) == ("2014-03-14", "000123", "kk")
    assert girl.pin_hash is girl.password_hash is girl.username is None
    boy = db.session.scalars(sa.select(User).where(User.family_name == "Ли")).one()
    assert boy.locale == "ru"


def test_nothing_is_written_before_it_is_confirmed(world, admin, to_difference, open_page):
    url = to_difference(rosters.xlsx())
    text = text_of(open_page(admin, url))
    assert "Nothing is saved yet" in text
    assert "New 3 2 new classes" in text
    assert len(pupils(world)) == 2


def test_headings_are_guessed_and_the_schools_own_are_remembered(world, admin, open_page):
    headings = ("Баланың тегі!", "Имя", "Отчество", "Класс", "Туған күні", "Language", "ID")
    data = rosters.xlsx(headings=headings)
    url = send(admin, data).location
    page = open_page(admin, url)
    assert chosen(page) == ["left-out", *COLUMNS[1:]]
    name_columns(admin, url)
    assert chosen(open_page(admin, send(admin, data).location)) == list(COLUMNS)
    assert db.session.scalars(sa.select(RosterHeading.school_id)).first() == world.school


def chosen(page):
    return [one.select_one("option[selected]")["value"] for one in page.select("select")]


def test_a_list_without_names_or_classes_is_told_what_lacks(admin):
    url = send(admin, rosters.xlsx()).location
    answer = name_columns(admin, url, ("family-name", *["left-out"] * 6))
    assert answer.status_code == 422
    assert "Columns are missing: Given name, Class" in answer.get_data(as_text=True)


def test_two_columns_cannot_be_the_same(admin):
    url = send(admin, rosters.xlsx()).location
    answer = name_columns(admin, url, ("family-name", *COLUMNS[1:6], "family-name"))
    assert answer.status_code == 422
    assert "named the same: Family name" in answer.get_data(as_text=True)


def test_the_same_list_again_changes_nothing(world, admin, write, to_difference, open_page):
    write(rosters.xlsx())
    text = text_of(open_page(admin, to_difference(rosters.xlsx())))
    assert "The school has everything that this list says" in text
    assert "As they are 3" in text


def test_a_second_click_on_the_upload_sends_one_list(world, admin):
    key = uuid.uuid4()
    first, second = (send(admin, rosters.xlsx(), key=key) for _ in range(2))
    assert first.location == second.location
    assert db.session.scalar(sa.select(sa.func.count()).select_from(RosterImport)) == 1


def test_a_second_click_on_confirm_writes_once(world, admin, to_difference, open_page, run_jobs):
    url = to_difference(rosters.xlsx())
    seen = open_page(admin, url).select_one("input[name=seen]")["value"]
    answers = [admin.post(f"{url}/confirm", data={"seen": seen}) for _ in range(2)]
    assert [one.status_code for one in answers] == [303, 303]
    run_jobs()
    assert len(pupils(world)) == 5


def test_a_pupil_moves_only_by_a_tick(world, admin, write, to_difference, open_page):
    move = rosters.xlsx(("Әлімова", "Айгерім", "", "8 Б", "", "", ""))
    write(move)
    assert pupils(world)["Әлімова"] == "8А"
    write(move, moved=str(world.aigerim))
    assert pupils(world)["Әлімова"] == "8Б"
    history = db.session.scalars(sa.select(Enrolment).where(Enrolment.pupil_id == world.aigerim))
    assert len(history.all()) == 2


def test_values_change_only_by_a_tick(world, admin, write):
    change = rosters.xlsx(("Әлімова", "Айгерім", "Серікқызы", "8 А", "05.05.2013", "", "A-1"))
    write(change, moved="1")
    assert db.session.get(User, world.aigerim).patronymic is None
    write(change, **{"all-changed": "1"})
    girl = db.session.get(User, world.aigerim)
    assert (girl.patronymic, str(girl.born_on), girl.external_id) == (
        "Серікқызы",
        "2013-05-05",
        "A-1",
    )
    assert "серик" in girl.search_key


def test_who_is_not_in_the_list_is_shown_and_stays(world, admin, write, to_difference, open_page):
    data = rosters.xlsx(
        ("Әлімова", "Айгерім", "", "8 А", "", "", ""), ("Жаңа", "Бала", "", "8 А", "", "", "")
    )
    text = text_of(open_page(admin, to_difference(data)))
    assert "Not in the list 1" in text
    assert "Жүнісов Болат, Class 8А" in text
    write(data)
    assert pupils(world)["Жүнісов"] == "8А"


def test_a_difference_that_is_out_of_date_is_told(world, admin, to_difference, open_page):
    url = to_difference(rosters.xlsx())
    seen = open_page(admin, url).select_one("input[name=seen]")["value"]
    with transaction():
        services.enrol(pupil_id=world.bolat, class_id=another_class(world))
    answer = admin.post(f"{url}/confirm", data={"seen": seen})
    assert answer.status_code == 409
    assert "The school has changed since you looked" in answer.get_data(as_text=True)
    assert "Оспанова" not in pupils(world)


def another_class(world):
    return services.open_class(
        school_id=world.school,
        school_year=2026,
        grade=8,
        letter="В",
        language="kk",
        teacher_id=None,
    ).id


def test_a_school_that_changed_before_the_job_ran_is_not_written(
    world, admin, to_difference, open_page, run_jobs
):
    url = to_difference(rosters.xlsx())
    confirm(admin, url, open_page)
    with transaction():
        services.enrol(pupil_id=world.bolat, class_id=another_class(world))
    run_jobs()
    assert "The school has changed since you looked" in text_of(open_page(admin, url))
    assert "Оспанова" not in pupils(world)


def test_rows_with_errors_stop_the_list_until_they_may_stay_out(
    world, admin, to_difference, open_page, run_jobs
):
    url = to_difference(rosters.xlsx(*rosters.ROWS, ("Бекова", "Амина", "", "7 Ъ5", "", "", "")))
    text = text_of(open_page(admin, url))
    assert "Row 5 Класс 7 Ъ5 This is not a class." in text
    assert confirm(admin, url, open_page).status_code == 409
    run_jobs()
    assert len(pupils(world)) == 2
    assert confirm(admin, url, open_page, **{"without-errors": "1"}).status_code == 303
    run_jobs()
    assert len(pupils(world)) == 5


def test_a_list_of_errors_only_is_not_called_complete(world, admin, to_difference, open_page):
    page = open_page(admin, to_difference(rosters.xlsx(("Л1", "Аян", "", "8 А", "", "", ""))))
    assert "The school has everything" not in text_of(page)
    assert not page.find("button", string="Write the list")


def test_undo_makes_the_school_as_it_was(world, admin, write, open_page):
    before = whole_school()
    url = write(
        rosters.xlsx(
            *rosters.ROWS,
            ("Әлімова", "Айгерім", "Серікқызы", "8 Б", "05.05.2013", "", "A-1"),
        ),
        **{"all-moved": "1", "all-changed": "1"},
    )
    assert whole_school() != before
    open_page(admin, f"{url}/undo")
    admin.post(f"{url}/undo")
    assert "The list was taken back" in text_of(open_page(admin, url))
    after = whole_school()
    assert [set(a) ^ set(b) for a, b in zip(after, before, strict=True)] == [set(), set(), set()]


def whole_school():
    tables = (User.__table__, Enrolment.__table__, SchoolClass.__table__)
    return [sorted(map(repr, db.session.execute(sa.select(one)).all())) for one in tables]


def test_undo_leaves_a_pupil_on_whom_later_work_stands(world, admin, write, open_page):
    url = write(rosters.xlsx())
    girl = db.session.scalars(sa.select(User.id).where(User.family_name == "Оспанова")).one()
    with transaction():
        services.link_guardian(guardian_id=world.parent, pupil_id=girl)
    text = text_of(open_page(admin, f"{url}/undo"))
    assert "What stays" in text
    assert "Оспанова Айару" in text
    assert "1 new class stays as well" in text
    admin.post(f"{url}/undo")
    assert pupils(world) == {"Әлімова": "8А", "Жүнісов": "8А", "Оспанова": "7Ә"}


def test_a_move_that_was_followed_by_another_is_not_taken_back(world, admin, write, open_page):
    url = write(rosters.xlsx(("Әлімова", "Айгерім", "", "8 Б", "", "", "")), **{"all-moved": "1"})
    with transaction():
        services.enrol(pupil_id=world.aigerim, class_id=another_class(world))
    assert "Әлімова Айгерім" in text_of(open_page(admin, f"{url}/undo"))
    admin.post(f"{url}/undo")
    assert pupils(world)["Әлімова"] == "8В"


def test_after_thirty_days_nothing_is_taken_back(world, admin, write, at, open_page, app):
    url = write(rosters.xlsx())
    with at(clock.now() + dt.timedelta(days=UNDO_DAYS, minutes=1)):
        assert admin.post(f"{url}/undo").status_code == 303
        with transaction():
            forget_old()
    assert len(pupils(world)) == 5
    assert db.session.scalars(sa.select(RosterImport.undo)).one() is None


def test_a_list_that_nobody_confirmed_goes_after_a_week(world, admin, to_difference, at):
    to_difference(rosters.xlsx())
    with at(clock.now() + dt.timedelta(days=UNFINISHED_DAYS - 1)), transaction():
        forget_old()
    assert db.session.scalars(sa.select(RosterImport)).one().rows is not None
    with at(clock.now() + dt.timedelta(days=UNFINISHED_DAYS, minutes=1)), transaction():
        forget_old()
    assert db.session.scalars(sa.select(RosterImport)).all() == []


def test_what_is_kept_of_a_list_is_encrypted(world, admin, to_difference):
    to_difference(rosters.csv(), "list.csv")
    (file, rows) = db.session.execute(sa.text("SELECT file, rows FROM roster_imports")).one()
    assert bytes(file).startswith(b"gAAAA")
    assert bytes(rows).startswith(b"gAAAA")


def test_names_do_not_stay_when_a_list_is_thrown_away(world, admin, to_difference):
    url = to_difference(rosters.xlsx())
    admin.post(f"{url}/drop")
    assert db.session.scalars(sa.select(RosterImport)).all() == []


def test_import_undo_and_export_are_in_the_trail(world, admin, write):
    url = write(rosters.xlsx())
    admin.post(f"{url}/undo")
    admin.get("/school/imports/pupils.csv")
    import_id = url.rsplit("/", 1)[-1]
    actions = [one.action for one in audit.entries_about("roster", import_id)]
    assert actions == ["roster:undone", "roster:imported"]
    (exported,) = audit.entries_about("school", world.school)
    assert (exported.action, exported.actor_id) == ("roster:exported", world.admin)


def test_another_school_does_not_see_the_list(world, admin, to_difference, sign_in):
    with transaction():
        stranger = services.add_person(
            role=Role.SCHOOL_ADMIN,
            school_id=world.other_school,
            family_name="Ли",
            given_name="Анна",
            locale="en",
        ).id
    url = to_difference(rosters.xlsx())
    other = sign_in(stranger)
    assert other.get(url).status_code == 404
    for step in ("confirm", "drop", "undo", "again", "back", "columns"):
        assert other.post(f"{url}/{step}").status_code == 404


def test_a_oneroster_archive_needs_no_columns(world, admin, write):
    write(rosters.oneroster(), "oneroster.zip", fields=None)
    assert pupils(world) == {"Әлімова": "8А", "Жүнісов": "8А", "Оспанова": "7Ә", "Ли": "7Б"}


def test_the_template_is_a_list_that_can_be_sent(world, admin, write, open_page):
    data = admin.get("/school/imports/template.xlsx").data
    page = open_page(admin, send(admin, data).location)
    assert chosen(page) == list(COLUMNS)
    write(data)
    assert pupils(world)["Үлгіқызы"] == "7Ә"


@pytest.mark.parametrize("name", ["pupils.xlsx", "pupils.csv"])
def test_what_is_exported_and_sent_back_changes_nothing(
    world, admin, write, to_difference, open_page, name
):
    write(rosters.xlsx())
    data = admin.get(f"/school/imports/{name}").data
    fields = ("own-id", *COLUMNS)
    assert chosen(open_page(admin, send(admin, data, name).location)) == list(fields)
    text = text_of(open_page(admin, to_difference(data, name, fields)))
    assert "The school has everything that this list says" in text
    assert "As they are 5" in text


def test_a_page_that_waits_tells_how_far_it_is(world, admin, open_page):
    url = send(admin, rosters.xlsx()).location
    name_columns(admin, url)
    page = open_page(admin, url)
    assert page.progress is not None
    assert "The list is being read" in text_of(page)
    assert admin.post(f"{url}/again").status_code == 303


def test_a_file_larger_than_the_limit_is_refused(world, admin):
    answer = admin.post(
        "/school/imports/",
        data=b"x" * (100 * 1024 * 1024),
        content_type="multipart/form-data; boundary=x",
    )
    assert answer.status_code == 413
    assert "too large" in answer.get_data(as_text=True)
    assert db.session.scalars(sa.select(RosterImport)).all() == []


def test_the_page_of_a_list_takes_few_statements(world, admin, to_difference, at_most):
    url = to_difference(rosters.xlsx())
    with at_most(12):
        admin.get(url)


def test_iin_is_neither_shown_nor_read(world, admin, open_page):
    headings = (*rosters.HEADINGS[:6], "ИИН")
    data = rosters.xlsx(("Ли", "Ким", "", "7 А", "", "", "140314500123"), headings=headings)
    page = open_page(admin, send(admin, data).location)
    assert "IIN is never read or kept" in text_of(page)
    assert re.search("140314", text_of(page)) is None
