"""Saying yes and no: of parents on their page or on paper, of pupils for a term."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from app.core import audit, clock, schoolcalendar
from app.core.db import db, upsert
from app.people.calendars import calendar_of_pupil
from app.people.consent_models import Consent, ConsentExemption, ConsentState
from app.people.consents import Purpose
from app.people.viewer import Viewer

# Law 94-V, article 8, part 7.
WORKING_DAYS_TO_STOP = 15
SATURDAY = 5
DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Words:
    """The text that was read: its version, its language, and proof of its wording."""

    version: int
    locale: str
    digest: str


def decide(
    *,
    pupil_id: int,
    purpose: Purpose,
    decision: str,
    words: Words,
    by: Viewer,
    paper: str | None = None,
) -> None:
    """A parent's yes or no; with `paper`, of a signed sheet that a member of staff copies."""
    _add(
        pupil_id=pupil_id,
        purpose=purpose.id,
        voice="guardian",
        decision=decision,
        given_by_id=None if paper else by.id,
        recorded_by_id=by.id,
        paper=paper,
        words=words,
    )
    is_given = _family_says(pupil_id, purpose.id)
    stops = decision != "given" and bool(purpose.erases)
    values: dict[str, object] = {
        "is_given": is_given,
        "erase_on": _last_day_to_stop(pupil_id) if stops and not is_given else None,
    }
    _keep_state(pupil_id, purpose.id, values)


def _family_says(pupil_id: int, purpose: str) -> bool:
    """The last word of each parent and of the papers: one "no" is enough."""
    rows = db.session.execute(
        sa.select(Consent.given_by_id, Consent.decision)
        .where(
            Consent.pupil_id == pupil_id,
            Consent.purpose == purpose,
            Consent.voice == "guardian",
        )
        .order_by(Consent.at, Consent.id)
    )
    last = {row.given_by_id: row.decision for row in rows}
    return all(decision == "given" for decision in last.values())


def _last_day_to_stop(pupil_id: int) -> dt.date:
    calendar, day = calendar_of_pupil(pupil_id), clock.today()
    for _ in range(WORKING_DAYS_TO_STOP):
        day += DAY
        while day.weekday() >= SATURDAY or day in calendar.free:
            day += DAY
    return day


def assent(*, pupil: Viewer, purpose: Purpose, is_yes: bool, words: Words) -> None:
    """The pupil's own word; it counts until the school term ends."""
    term = schoolcalendar.term(clock.today())
    _add(
        pupil_id=pupil.id,
        purpose=purpose.id,
        voice="pupil",
        decision="given" if is_yes else "refused",
        given_by_id=pupil.id,
        recorded_by_id=pupil.id,
        paper=None,
        words=words,
        term=term,
    )
    _keep_state(pupil.id, purpose.id, {"assent_term": term if is_yes else None})


def _add(*, words: Words, recorded_by_id: int, pupil_id: int, **values: object) -> None:
    db.session.add(
        Consent(
            pupil_id=pupil_id,
            recorded_by_id=recorded_by_id,
            text_version=words.version,
            text_locale=words.locale,
            text_digest=words.digest,
            **values,
        )
    )
    audit.record(
        actor_id=recorded_by_id,
        action=audit.Action.CONSENT_RECORDED,
        subject_type="user",
        subject_id=pupil_id,
    )
    db.session.flush()


def _keep_state(pupil_id: int, purpose: str, values: dict[str, object]) -> None:
    key = {"pupil_id": pupil_id, "purpose": purpose}
    db.session.execute(upsert(ConsentState, key | values, update=values))


def copy_papers(
    *, pupils: Iterable[int], purposes: Sequence[tuple[Purpose, Words]], paper: str, by: Viewer
) -> int:
    """Signed sheets of a class; returns how many decisions were written down."""
    written = 0
    for pupil_id in pupils:
        for purpose, words in purposes:
            decide(
                pupil_id=pupil_id,
                purpose=purpose,
                decision="given",
                words=words,
                by=by,
                paper=paper,
            )
            written += 1
    return written


def set_ground(*, purpose: Purpose, ground: str, by: Viewer) -> None:
    """Another legal ground at this school, or none any more."""
    key = {"school_id": by.school_id, "purpose": purpose.id}
    if ground:
        values = {"ground": ground, "set_by_id": by.id, "set_at": clock.now()}
        db.session.execute(upsert(ConsentExemption, key | values, update=values))
    else:
        db.session.execute(
            sa.delete(ConsentExemption).where(
                ConsentExemption.school_id == by.school_id,
                ConsentExemption.purpose == purpose.id,
            )
        )
    audit.record(
        actor_id=by.id,
        action=audit.Action.SETTING_CHANGED,
        subject_type="school",
        subject_id=by.school_id,
    )


def due_to_erase() -> Sequence[ConsentState]:
    """Withdrawals whose time is over: what was collected for them goes today."""
    query = sa.select(ConsentState).where(ConsentState.erase_on <= clock.today())
    return db.session.scalars(query.order_by(ConsentState.pupil_id)).all()
