"""Lists by the command: one file, or a folder of schools."""

import pytest
import sqlalchemy as sa

from app.core.db import db
from app.interop.rosters import imports, region
from app.interop.rosters.cli import people
from app.interop.rosters.models import RosterImport
from app.people.models import Enrolment, School, SchoolClass, User
from tests import rosters

pytestmark = pytest.mark.usefixtures("context")


@pytest.fixture
def command(app):
    """Runs `flask people …` in the test's own transaction."""

    def run(*words):
        return app.test_cli_runner().invoke(people, [str(word) for word in words])

    return run


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "list.csv"
    path.write_bytes(rosters.csv())
    return path


def pupils(school_id):
    query = sa.select(sa.func.count()).where(User.school_id == school_id, User.role == "pupil")
    return db.session.scalar(query)


def test_without_write_the_difference_is_only_told(world, command, file):
    result = command("import", file, "--school", "№ 14 мектеп-гимназия")
    assert "3 new, 0 moved" in result.output
    assert "nothing was written: add --write" in result.output
    assert pupils(world.school) == 2


def test_a_file_is_written_to_the_school_that_is_named(world, command, file):
    result = command("import", file, "--school", world.school, "--write")
    assert result.exit_code == 0
    assert "3 new" in result.output
    assert (pupils(world.school), pupils(world.other_school)) == (5, 1)


def test_an_import_by_the_command_can_be_undone_on_the_page(world, command, file):
    command("import", file, "--school", world.school, "--write")
    one = db.session.scalars(sa.select(RosterImport)).one()
    assert (one.made_by_id, len(imports.undo_plan(one).pupils)) == (None, 3)


def test_errors_stop_the_file_and_the_command_says_so(world, command, tmp_path):
    path = tmp_path / "list.csv"
    path.write_bytes(rosters.csv(*rosters.ROWS, rosters.ROWS[0]))
    result = command("import", path, "--school", world.school, "--write")
    assert result.exit_code == 1
    assert "error: row 5:  'Оспанова Айару Нұрланқызы': same-id (row 2)" in result.output
    assert pupils(world.school) == 2
    lenient = command("import", path, "--school", world.school, "--write", "--without-errors")
    assert lenient.exit_code == 0
    assert pupils(world.school) == 5


def test_a_broken_file_and_an_unknown_school_are_told(world, command, file, tmp_path):
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04")
    assert (
        "not-a-table; nothing was written"
        in command("import", broken, "--school", world.school).output
    )
    unknown = command("import", file, "--school", "Жоқ мектеп")
    assert (unknown.exit_code, "no such school" in unknown.output) == (1, True)


def test_a_list_without_a_class_says_which_column_lacks(world, command, tmp_path):
    path = tmp_path / "list.csv"
    path.write_bytes(rosters.csv(("Ли", "Ким"), headings=("Фамилия", "Имя")))
    result = command("import", path, "--school", world.school)
    assert "columns-missing: class" in result.output


@pytest.fixture
def folder(tmp_path):
    """Two districts with a school of the same name in each, and a broken file."""
    for district, family in (("Арал", "Арали"), ("Қазалы", "Қазалин")):
        (tmp_path / district).mkdir()
        path = tmp_path / district / "№ 1 мектеп.csv"
        path.write_bytes(rosters.csv((family, "Аян", "", "7 А"), headings=rosters.HEADINGS[:4]))
    (tmp_path / "№ 14 мектеп-гимназия.xlsx").write_bytes(rosters.xlsx())
    (tmp_path / "№ 3 мектеп.csv").write_bytes(b"\0\0\0x")
    return tmp_path


def test_a_folder_fills_each_school_and_a_broken_file_stops_only_its_own(world, command, folder):
    result = command("import-region", folder, "--create-schools", "--write")
    assert result.exit_code == 1
    assert "№ 3 мектеп: not-a-table; nothing was written" in result.output
    assert "4 files in" in result.output
    assert "1 not written" in result.output
    assert (pupils(world.school), pupils(world.other_school)) == (5, 1)
    found = db.session.execute(
        sa.select(School.district, User.family_name)
        .join(User, User.school_id == School.id)
        .where(School.name == "№ 1 мектеп")
    )
    assert {tuple(row) for row in found} == {("Арал", "Арали"), ("Қазалы", "Қазалин")}


def test_a_folder_without_create_opens_no_school(world, command, folder):
    result = command("import-region", folder, "--write")
    assert "№ 1 мектеп: no such school; nothing was written" in result.output
    assert db.session.scalar(sa.select(sa.func.count()).select_from(School)) == 2


def test_a_folder_again_changes_nothing(world, command, folder):
    command("import-region", folder, "--create-schools", "--write")
    before = counts()
    result = command("import-region", folder, "--create-schools", "--write")
    assert "№ 14 мектеп-гимназия: 0 new, 0 moved, 0 changed, 3 as they are" in result.output
    assert counts() == before


def counts():
    models = (School, SchoolClass, User, Enrolment)
    return [db.session.scalar(sa.select(sa.func.count()).select_from(one)) for one in models]


def test_codes_of_classes_are_their_own(world, command, folder, monkeypatch):
    """Of two schools with one code a child would sign in into the wrong class."""
    taken = int(world.class_code) - 100_000
    draws = iter([taken, 1, taken, 1, 2, 3, 4, 5, 6, 7])
    monkeypatch.setattr("app.interop.rosters.writing.secrets.randbelow", lambda _n: next(draws))
    region.import_file(
        folder / "№ 14 мектеп-гимназия.xlsx",
        school_id=world.school,
        language="kk",
        chosen=imports.Chosen(),
        write=True,
    )
    codes = db.session.scalars(sa.select(SchoolClass.code)).all()
    assert len(codes) == len(set(codes)) == 4
