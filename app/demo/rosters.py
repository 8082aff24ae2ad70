"""A list that waits for the administrator: somebody new, somebody who moved, and an error."""

import uuid

from app.demo.school import DemoClass, School
from app.interop.rosters import exporting, imports
from app.interop.rosters.columns import Field

FILE = "8-9-synyptar.xlsx"
WAITING = uuid.UUID("0192f000-0000-7000-8000-000000000001")
FIELDS = (
    Field.FAMILY_NAME,
    Field.GIVEN_NAME,
    Field.CLASS_NAME,
    Field.BORN_ON,
    Field.EXTERNAL_ID,
)


def leave_a_list(school: School) -> None:
    one = imports.receive(
        import_id=WAITING,
        school_id=school.id,
        by_id=school.adult("viktor").id,
        file_name=FILE,
        data=exporting.as_xlsx(_rows(school.classes["8Ә"]), "8-9"),
    )
    headings = [head.text for head in imports.columns_of(one).headings]
    imports.name_columns(one, headings=headings, fields=FIELDS, language="kk")
    results, _total = imports.read_list(one)
    imports.keep_checked(one, list(results))


def _rows(known: DemoClass) -> list[list[str]]:
    """The whole class as it is, but for the last one of it."""
    heads = [exporting.HEADINGS[field]["kk"] for field in FIELDS]
    *staying, moving = known.pupils[:-1]
    return [
        heads,
        *([one.name.family_name, one.name.given, "8 «Ә»", "", ""] for one in staying),
        [moving.name.family_name, moving.name.given, "8-Б", "", ""],
        ["Сейдахмет", "Аружан", "8 Ә", "14.03.2013", "000417"],
        ["Нұрпейіс", "Әлихан", "8ә", "31.02.2013", "000418"],
    ]
