"""A message to a parent: written by a person, approved by a second one, and nothing before that.

safeguarding.md §9: home must be known to be safe, the child told first or a reason given, and the
lead approves; blocked while something at home, by an adult of the school or of a sexual kind may
be behind it.
"""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Literal, get_args

import sqlalchemy as sa
import sqlalchemy.orm as so

from app.casework import workflow
from app.casework.models import Case, ChronologyEntry
from app.casework.services import write_line
from app.core import clock
from app.core.db import EncryptedText, Model, db
from app.core.ids import new_id
from app.notices.services import queue_notices
from app.people.access import NotFound
from app.people.models import Guardianship
from app.people.queries import guardians_of
from app.people.roles import Role
from app.people.viewer import Viewer
from app.risk.models import Signal
from app.wellbeing.models import HelpRequest

APPROVERS = (Role.LEAD, Role.DEPUTY, Role.HEAD)
# While any open case of the child may be about home, nobody writes home.
BLOCKING_CATEGORIES = ("home",)
BLOCKING_TOPICS = ("home",)
BLOCKING_RULES = ("D1", "D3")

AFTER_TRIAGE = ("triaged", "assigned", "in_support", "monitoring", "referred_out")

# A case that was merged is as open as the one that goes on for both.
_joined = so.aliased(Case)

Obstacle = Literal["home-unknown", "home-unsafe", "home-case", "not-in-support", "no-guardian"]
OBSTACLES: tuple[Obstacle, ...] = get_args(Obstacle)


class NotAllowed(Exception):
    """A precondition is not met; `reason` names it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class ParentLetter(Model):
    __tablename__ = "parent_letters"
    __table_args__ = (
        sa.CheckConstraint(
            "(released_at IS NULL) = (approved_by_id IS NULL)", "released_by_an_approval"
        ),
        sa.CheckConstraint("approved_by_id <> written_by_id", "approved_by_another"),
        sa.CheckConstraint("child_was_told OR why_not IS NOT NULL", "told_or_a_reason"),
        sa.UniqueConstraint("submission_key"),
        sa.Index(None, "guardian_id"),
        sa.Index(None, "case_id"),
    )

    id: so.Mapped[uuid.UUID] = so.mapped_column(primary_key=True, default=new_id)
    submission_key: so.Mapped[uuid.UUID]
    case_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("cases.id"))
    pupil_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"))
    guardian_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"))
    words: so.Mapped[str] = so.mapped_column(EncryptedText)
    child_was_told: so.Mapped[bool]
    why_not: so.Mapped[str | None] = so.mapped_column(EncryptedText)
    written_by_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"))
    written_at: so.Mapped[dt.datetime] = so.mapped_column(default=clock.now)
    approved_by_id: so.Mapped[int | None] = so.mapped_column(sa.ForeignKey("users.id"))
    released_at: so.Mapped[dt.datetime | None]
    withdrawn_at: so.Mapped[dt.datetime | None]


def obstacles(case: Case) -> tuple[Obstacle, ...]:
    """Why nobody may write home now; empty where a message can be written."""
    standing: dict[Obstacle, bool] = {
        "home-unknown": case.home_is_safe is None,
        "home-unsafe": case.home_is_safe is False,
        "home-case": _is_about_home(case.pupil_id),
        "not-in-support": case.state not in AFTER_TRIAGE,
        "no-guardian": not guardians_of(case.pupil_id),
    }
    return tuple(one for one in OBSTACLES if standing[one])


def _is_about_home(pupil_id: int) -> bool:
    """Also where it was said in a request that joined a case about something else."""
    query = (
        sa.select(Case.category, Signal.rule, Signal.inputs)
        .join(Signal, Signal.id == Case.signal_id)
        .outerjoin(_joined, _joined.id == Case.merged_into_id)
        .where(
            Case.pupil_id == pupil_id,
            sa.func.coalesce(_joined.state, Case.state).in_(workflow.OPEN_STATES),
        )
    )
    return any(
        row.category in BLOCKING_CATEGORIES
        or row.rule in BLOCKING_RULES
        or row.inputs.get("topic") in BLOCKING_TOPICS
        for row in db.session.execute(query)
    ) or _has_joined_about_home(pupil_id)


def _has_joined_about_home(pupil_id: int) -> bool:
    query = (
        sa.select(HelpRequest.id)
        .join(ChronologyEntry, ChronologyEntry.request_id == HelpRequest.id)
        .join(Case, Case.id == ChronologyEntry.case_id)
        .outerjoin(_joined, _joined.id == Case.merged_into_id)
        .where(
            HelpRequest.pupil_id == pupil_id,
            HelpRequest.topic.in_(BLOCKING_TOPICS),
            sa.func.coalesce(_joined.state, Case.state).in_(workflow.OPEN_STATES),
        )
    )
    return db.session.scalar(query.limit(1)) is not None


def write(
    *,
    case: Case,
    by: Viewer,
    guardian_id: int,
    words: str,
    child_was_told: bool,
    why_not: str | None,
    submission_key: uuid.UUID,
) -> None:
    """A draft: it waits for a second person, and no parent can see that there is one."""
    _require_no_obstacle(case)
    if guardian_id not in guardians_of(case.pupil_id):
        raise NotFound
    letter = ParentLetter(
        id=new_id(),
        submission_key=submission_key,
        case_id=case.id,
        pupil_id=case.pupil_id,
        guardian_id=guardian_id,
        words=words,
        child_was_told=child_was_told,
        why_not=why_not,
        written_by_id=by.id,
    )
    db.session.add(letter)
    write_line(case, by, "letter-written")


def approve(*, case: Case, letter: ParentLetter, by: Viewer) -> None:
    """Releases it. What stood in the way then may stand there again: it is asked once more."""
    if letter.released_at or letter.withdrawn_at:
        return
    if by.role not in APPROVERS or by.id == letter.written_by_id:
        raise NotAllowed("second-person")
    _require_no_obstacle(case)
    if letter.guardian_id not in guardians_of(case.pupil_id):
        raise NotAllowed("no-guardian")
    letter.approved_by_id, letter.released_at = by.id, clock.now()
    write_line(case, by, "letter-released", at=letter.released_at)
    queue_notices(recipients=[letter.guardian_id], kind="parent-letter", subject_id=letter.id)


def withdraw(*, case: Case, letter: ParentLetter, by: Viewer) -> None:
    """A draft only: what a parent has got cannot be taken back."""
    if letter.released_at is None and letter.withdrawn_at is None:
        letter.withdrawn_at = clock.now()
        write_line(case, by, "letter-withdrawn")


def _require_no_obstacle(case: Case) -> None:
    standing = obstacles(case)
    if standing:
        raise NotAllowed(standing[0])


def letters_of(case_id: int) -> Sequence[ParentLetter]:
    query = sa.select(ParentLetter).where(ParentLetter.case_id == case_id)
    return db.session.scalars(query.order_by(ParentLetter.written_at)).all()


def letter_of(case: Case, letter_id: uuid.UUID) -> ParentLetter:
    letter = db.session.get(ParentLetter, letter_id, with_for_update=True)
    if letter is None or letter.case_id != case.id:
        raise NotFound
    return letter


def released_to(guardian_id: int) -> Sequence[ParentLetter]:
    """What this parent may read, the newest first; only of children who are still linked."""
    linked = sa.select(Guardianship.pupil_id).where(Guardianship.guardian_id == guardian_id)
    query = sa.select(ParentLetter).where(
        ParentLetter.guardian_id == guardian_id,
        ParentLetter.released_at.is_not(None),
        ParentLetter.pupil_id.in_(linked),
    )
    return db.session.scalars(query.order_by(ParentLetter.released_at.desc())).all()
