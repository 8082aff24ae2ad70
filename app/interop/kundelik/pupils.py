"""Classes and pupils of the signed-in person's school in Kundelik, as rows of a list.

Its ids pass 2^53: they are texts from beginning to end. A class is an active group; subgroups
and archived years are passed over.
"""

from collections.abc import Iterator
from typing import Any

from app.core import clock
from app.core.i18n import search_key
from app.interop.kundelik.client import Client, Config, Token
from app.interop.rosters import values
from app.interop.rosters.rows import BrokenFile, Fault, Place, Problem, Row, Trouble, Unreadable

_config: Config | None = None


def configure(config: Config | None) -> None:
    """Once, at the start; None keeps the door shut."""
    global _config
    _config = config


def config() -> Config | None:
    return _config


def read(token: Token, school_name: str) -> Iterator[Row | Problem]:
    if _config is None:
        raise BrokenFile(Fault.SERVICE_REFUSES)
    yield from read_with(Client(_config, token), school_name)


def read_with(client: Client, school_name: str) -> Iterator[Row | Problem]:
    school_id = _school(client.get("users/me/context"), school_name)
    for group in client.each(f"schools/{school_id}/edu-groups"):
        if isinstance(group, dict) and _is_class(group):
            yield from _class(client, group)


def _school(context: Any, school_name: str) -> str:
    """The person's only school; of several the one that is named as ours is."""
    schools = context.get("schools") if isinstance(context, dict) else None
    if not isinstance(schools, list):
        raise BrokenFile(Fault.SERVICE_DOWN)
    named = [one for one in schools if search_key(str(one.get("name"))) == search_key(school_name)]
    found = named or schools
    if len(found) != 1:
        raise BrokenFile(Fault.WHICH_SCHOOL)
    return _id(found[0])


def _id(thing: dict[str, Any]) -> str:
    return str(thing.get("id_str") or thing["id"])


def _is_class(group: dict[str, Any]) -> bool:
    return group.get("type") == "Group" and group.get("status") == "Active"


def _class(client: Client, group: dict[str, Any]) -> Iterator[Row | Problem]:
    title = str(group.get("name", ""))
    try:
        class_name = values.class_name(title)
        if group.get("parallel") not in (None, class_name[0]):
            raise Unreadable(Trouble.CLASS_UNREADABLE)
    except Unreadable as refusal:
        yield Problem(place=Place(1, title), trouble=refusal.trouble, column="name", value=title)
        return
    for number, person in enumerate(client.each(f"edu-groups/{_id(group)}/persons"), start=1):
        if isinstance(person, dict):
            yield _pupil(person, class_name, Place(number, title))


def _pupil(person: dict[str, Any], class_name: tuple[int, str], place: Place) -> Row | Problem:
    column = ""
    try:
        parts: dict[str, Any] = {}
        for column, field, read_value in (
            ("lastName", "family_name", values.name),
            ("firstName", "given_name", values.name),
            ("middleName", "patronymic", lambda text: values.name(text) if text else None),
            ("birthday", "born_on", lambda text: values.birth_date(text, clock.today())),
        ):
            parts[field] = read_value(str(person.get(column) or ""))
        grade, letter = class_name
        return Row(place=place, grade=grade, letter=letter, external_id=_id(person), **parts)
    except Unreadable as refusal:
        value = str(person.get(column) or "")[:60]
        return Problem(place=place, trouble=refusal.trouble, column=column, value=value)
