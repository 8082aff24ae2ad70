"""What is in a copy: one readable page and one file for programs, with the same rows."""

import datetime as dt
import io
import json
import uuid
import zipfile
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from flask_babel import force_locale
from flask_babel import gettext as _
from markupsafe import Markup, escape

from app.content import library
from app.core import clock
from app.core.db import db
from app.people.models import School, SchoolClass, User
from app.privacy.registry import HOLDINGS, Holding
from app.privacy.words import column_name, table_name

Row = dict[str, Any]
PROFILE = ("family_name", "given_name", "patronymic", "username", "locale", "born_on", "created_at")


def packed(person_id: int, *, asked_by_id: int, locale: str) -> bytes:
    """A zip with `data.json` and `index.html`. A parent gets less of a child than the child."""
    is_own = person_id == asked_by_id
    parts = {"users": [_profile(person_id)], **_rows(person_id, is_own=is_own)}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data.json", json.dumps(parts, ensure_ascii=False, indent=1))
        with force_locale(locale):
            archive.writestr("index.html", _page(parts, locale))
    return made.getvalue()


def _profile(person_id: int) -> Row:
    user = db.session.get_one(User, person_id)
    school = db.session.get(School, user.school_id) if user.school_id else None
    row = {name: _plain(getattr(user, name)) for name in PROFILE}
    return row | {"school": school.name if school else None}


def _rows(person_id: int, *, is_own: bool) -> dict[str, list[Row]]:
    wanted = [
        one
        for one in HOLDINGS
        if one.owner and (one.copied == "guardian" or (is_own and one.copied))
    ]
    found = {one.table: _rows_of(one, person_id, is_own=is_own) for one in wanted}
    return {table: rows for table, rows in found.items() if rows}


def _rows_of(holding: Holding, person_id: int, *, is_own: bool) -> list[Row]:
    table = db.metadata.tables[holding.table]
    left_out = {holding.owner, *holding.hidden, *holding.hands, *(() if is_own else holding.own)}
    columns = [column for column in table.columns if column.name not in left_out]
    query = sa.select(*columns).where(table.c[holding.owner or ""] == person_id)
    if holding.table == "enrolments":
        query = query.add_columns(SchoolClass.grade, SchoolClass.letter, SchoolClass.school_year)
        query = query.join(SchoolClass, SchoolClass.id == table.c.class_id)
    rows = [
        {name: _plain(value) for name, value in row._mapping.items()}
        for row in db.session.execute(query)
    ]
    return rows if is_own else [row for row in rows if not _is_sensitive(row)]


def _is_sensitive(row: Row) -> bool:
    """Of a sensitive lesson a parent sees neither title nor count (design §11.1)."""
    lesson_id = row.get("lesson_id")
    lesson = library.get().lessons.get(lesson_id) if lesson_id else None
    return lesson_id is not None and (lesson is None or lesson.sensitive)


def _plain(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return clock.local(value).isoformat(timespec="minutes")
    if isinstance(value, dt.date | uuid.UUID):
        return str(value)
    return value


def _page(parts: dict[str, list[Row]], locale: str) -> str:
    """Opens in any browser without a line: no script, no outside file."""
    body = Markup("").join(_section(table, rows) for table, rows in parts.items())
    return Markup(
        '<!doctype html><html lang="{locale}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><title>{title}</title><style>'
        "body{{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}}"
        "table{{border-collapse:collapse;width:100%}}td,th{{border:1px solid #b8c4cc;"
        "padding:.3rem .5rem;text-align:left;vertical-align:top}}div{{overflow-x:auto}}"
        "</style></head><body><h1>{title}</h1><p>{made}</p><p>{note}</p>{body}</body></html>"
    ).format(
        locale=locale,
        title=_("A copy of the data"),
        made=_("Made on %(date)s.", date=clock.local(clock.now()).strftime("%d.%m.%Y %H:%M")),
        note=_(
            "What was written in Help is not in this file, so that nobody reads it with the file. "
            "It can be read on the help page."
        ),
        body=body,
    )


def _section(table: str, rows: list[Row]) -> Markup:
    names = list(rows[0])
    head = Markup("").join(Markup("<th>{}</th>").format(column_name(name)) for name in names)
    lines = Markup("").join(_line(row[name] for name in names) for row in rows)
    return Markup("<h2>{}</h2><div><table><tr>{}</tr>{}</table></div>").format(
        table_name(table), head, lines
    )


def _line(values: Iterable[Any]) -> Markup:
    cells = Markup("").join(Markup("<td>{}</td>").format(_shown(value)) for value in values)
    return Markup("<tr>{}</tr>").format(cells)


def _shown(value: Any) -> Markup:
    if value is None:
        return Markup("–")
    if isinstance(value, dict | list):
        return escape(json.dumps(value, ensure_ascii=False))
    return escape(value)
