"""Every text of a document with its place, as an author would name it, and the fields it is in."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pydantic import BaseModel

from app.core.i18n import LocalizedText

Path = tuple[str, ...]


class Passage(NamedTuple):
    path: Path
    # The names of the fields around the text, without numbers and ids.
    fields: frozenset[str]
    text: LocalizedText


def passages(document: BaseModel) -> Iterator[Passage]:
    return _passages(document, (), frozenset())


def _passages(value: object, path: Path, fields: frozenset[str]) -> Iterator[Passage]:
    if isinstance(value, LocalizedText):
        yield Passage(path, fields, value)
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _passages(getattr(value, name), (*path, name), fields | {name})
    elif isinstance(value, Mapping):
        for key, part in value.items():
            yield from _passages(part, (*path, str(key)), fields)
    elif isinstance(value, tuple):
        for number, part in enumerate(value, start=1):
            name = getattr(part, "id", None) or str(number)
            yield from _passages(part, (*path, name), fields)
