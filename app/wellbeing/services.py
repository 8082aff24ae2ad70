"""Records what people say. Deciding who is told is not done here: see casework.intake."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

import sqlalchemy as sa

from app.core import clock
from app.core.db import db, upsert
from app.wellbeing.models import Concern, HelpRequest, NotThisPerson, PrivateMark

PRIVATE_MARK_DAYS = 30
MARKS_BEFORE_ASKING_AGAIN = 3


@dataclass(frozen=True, slots=True)
class Request:
    """A child's request as the form gives it; ids are checked against what was offered."""

    kind: str
    topic: str
    submission_key: uuid.UUID
    words: str | None = None
    safe_contact: str | None = None
    addressed_to_id: int | None = None
    not_these: frozenset[int] = field(default_factory=frozenset)
    call_quietly: bool = False
    wish: str | None = None
    frequency: str | None = None
    teacher_may_know: bool = False
    lesson_id: str | None = None
    card: str | None = None
    signs: tuple[str, ...] = ()


def record_request(*, pupil_id: int, request: Request) -> tuple[HelpRequest, bool]:
    """The request, and whether it is new: a resent form finds the first one."""
    known = db.session.scalar(
        sa.select(HelpRequest).where(HelpRequest.submission_key == request.submission_key)
    )
    if known is not None:
        return known, False
    row = HelpRequest(
        pupil_id=pupil_id,
        submission_key=request.submission_key,
        kind=request.kind,
        topic=request.topic,
        wish=request.wish,
        frequency=request.frequency,
        lesson_id=request.lesson_id,
        card=request.card,
        signs=list(request.signs) if request.card else None,
        addressed_to_id=request.addressed_to_id,
        teacher_may_know=request.teacher_may_know,
        call_quietly=request.call_quietly,
        words=request.words,
        safe_contact=request.safe_contact,
    )
    db.session.add(row)
    db.session.flush()
    _exclude(row.id, request.not_these)
    return row, True


def _exclude(request_id: uuid.UUID, people: Iterable[int]) -> None:
    db.session.add_all(
        NotThisPerson(request_id=request_id, user_id=user_id) for user_id in sorted(people)
    )
    db.session.flush()


def withdraw(*, row: HelpRequest) -> None:
    """The child takes the request back. It stays stored, as what was said does."""
    row.withdrawn_at = clock.now()


def keep_for_myself(*, pupil_id: int, card: str, submission_key: uuid.UUID) -> None:
    """Keeps a private mark for 30 days. No member of staff has a way to read it."""
    # The key is the id: a resent form, even at the same moment, keeps one mark.
    mark = {
        "id": submission_key,
        "submission_key": submission_key,
        "pupil_id": pupil_id,
        "card": card,
        "created_at": clock.now(),
        "expires_on": clock.today() + dt.timedelta(days=PRIVATE_MARK_DAYS),
    }
    db.session.execute(upsert(PrivateMark, mark))


def should_ask_again(pupil_id: int, card: str) -> bool:
    """The third mark within 30 days: the child, and nobody else, is asked once more, warmly."""
    return marks_standing(pupil_id, card) >= MARKS_BEFORE_ASKING_AGAIN


def marks_standing(pupil_id: int, card: str) -> int:
    """For the child's own page only."""
    query = (
        sa.select(sa.func.count())
        .select_from(PrivateMark)
        .where(
            PrivateMark.pupil_id == pupil_id,
            PrivateMark.card == card,
            PrivateMark.expires_on >= clock.today(),
        )
    )
    return db.session.scalar(query) or 0


def forget_expired_marks() -> None:
    """Nightly; safe to run twice."""
    db.session.execute(sa.delete(PrivateMark).where(PrivateMark.expires_on < clock.today()))


def record_concern(
    *,
    kind: str,
    pupil_id: int,
    author_id: int,
    submission_key: uuid.UUID,
    facts: str,
    child_words: str | None = None,
    told_in_person: bool = False,
    is_urgent: bool = False,
) -> tuple[Concern, bool]:
    """An adult's concern, and whether it is new."""
    known = db.session.scalar(sa.select(Concern).where(Concern.submission_key == submission_key))
    if known is not None:
        return known, False
    concern = Concern(
        kind=kind,
        pupil_id=pupil_id,
        author_id=author_id,
        submission_key=submission_key,
        facts=facts,
        child_words=child_words,
        told_in_person=told_in_person,
        is_urgent=is_urgent,
    )
    db.session.add(concern)
    db.session.flush()
    return concern, True
