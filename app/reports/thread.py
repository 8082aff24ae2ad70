"""Conversations between a child and the adults of a case, as either side reads them."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.casework import thread
from app.people.access import NotFound
from app.people.queries import Person, people
from app.people.viewer import Viewer
from app.wellbeing import queries as requests


@dataclass(frozen=True, slots=True)
class Line:
    words: str
    at: dt.datetime
    # None is the child.
    author: Person | None


@dataclass(frozen=True, slots=True)
class Conversation:
    """A request as its child reads it: its own words, the answers, and what came after them."""

    request_id: uuid.UUID
    kind: str
    lines: tuple[Line, ...]
    is_answered: bool


def lines_of(
    request_ids: Iterable[uuid.UUID], authors: Mapping[int, Person]
) -> dict[uuid.UUID, tuple[Line, ...]]:
    found = thread.messages_of(request_ids)
    return {
        request_id: tuple(
            Line(row.words, row.at, authors.get(row.author_id) if row.author_id else None)
            for row in rows
        )
        for request_id, rows in found.items()
    }


def conversation(pupil: Viewer, request_id: uuid.UUID) -> Conversation:
    row = requests.request(request_id)
    if row is None or row.pupil_id != pupil.id:
        raise NotFound
    written = thread.messages_of([request_id]).get(request_id, [])
    authors = people(one.author_id for one in written if one.author_id)
    first = (Line(row.words, row.created_at, None),) if row.words else ()
    lines = lines_of([request_id], authors).get(request_id, ())
    return Conversation(row.id, row.kind, first + lines, is_answered=any(authors))
