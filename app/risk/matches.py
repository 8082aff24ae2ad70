"""The rule of words at work: on a child's message to an adult, where the school signed it on."""

import uuid
from collections.abc import Iterable

import sqlalchemy as sa

from app.core.db import db, upsert
from app.people import switches
from app.people.access import NotFound
from app.people.viewer import Viewer
from app.risk import words
from app.risk.lists import Verdict
from app.risk.models import WordMatch


def look_at(*, school_id: int | None, request_id: uuid.UUID, text: str | None) -> int:
    """The severity that the words ask for: 0 where nothing was found, or the rule is on trial."""
    state = switches.state(school_id, "words") if text else "off"
    found = words.find(text) if text and state != "off" else None
    if found is None:
        return 0
    row = {
        "request_id": request_id,
        "rule": found.rule,
        "rule_version": found.version,
        "severity": found.severity,
        "is_shadow": state == "shadow",
    }
    db.session.execute(upsert(WordMatch, row))
    return found.severity if state == "on" else 0


def of_requests(request_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, WordMatch]:
    query = sa.select(WordMatch).where(WordMatch.request_id.in_(list(request_ids)))
    return {row.request_id: row for row in db.session.scalars(query)}


def judge(*, request_id: uuid.UUID, by: Viewer, verdict: Verdict) -> None:
    row = db.session.get(WordMatch, request_id)
    if row is None:
        raise NotFound
    row.verdict, row.verdict_by_id = verdict, by.id
