"""How a case of the demo school is told: somebody speaks, people act, on days of the term."""

import datetime as dt
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random
from typing import Any

import sqlalchemy as sa

from app.casework import intake, passing, services, thread
from app.casework.access import case_for, record_reading
from app.casework.models import Case, CaseTask, ChronologyEntry
from app.core import audit, clock
from app.core.db import db
from app.demo.calendar import Term
from app.demo.history import deliver_notices
from app.demo.people import SEED
from app.demo.school import School
from app.notices.services import mark_read
from app.people.queries import staff
from app.people.roles import Role
from app.people.viewer import Viewer
from app.risk.models import Signal
from app.wellbeing.services import Request, keep_for_myself

ONE_MINUTE = dt.timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Opened:
    """A case open before one adult."""

    case: Case
    by: Viewer

    def take(self) -> None:
        services.acknowledge(case=self.case, by=self.by)

    def note(self, text: str, kind: str = "facts") -> None:
        services.add_note(case=self.case, by=self.by, note=text, kind=kind)

    def talked(self) -> None:
        services.talked(case=self.case, by=self.by)

    def triage(
        self, category: str, note: str, *, home_is_safe: bool | None, safe_contact: str
    ) -> None:
        """Sorted, with an owner and somebody who stands in."""
        services.triage(
            case=self.case,
            by=self.by,
            category=category,
            severity=self.case.severity,
            home_is_safe=home_is_safe,
            note=note,
            conflict_checked=True,
            safe_contact=safe_contact,
        )
        (lead, *_rest) = staff(self.by.school_id, Role.LEAD)
        passing.assign(case=self.case, by=self.by, owner_id=self.by.id, backup_id=lead.id)

    def answer(self, words: str) -> None:
        request_id = db.session.scalars(
            sa.select(ChronologyEntry.request_id).where(
                ChronologyEntry.case_id == self.case.id, ChronologyEntry.kind == "signal"
            )
        ).one()
        assert request_id is not None
        key = uuid.uuid5(request_id, words)
        thread.answer(
            case=self.case, request_id=request_id, by=self.by, words=words, submission_key=key
        )

    def plan(self, text: str, due_on: dt.date) -> None:
        services.add_task(case=self.case, by=self.by, text=text, due_on=due_on)

    def finish_first_task(self) -> None:
        open_tasks = sa.select(CaseTask).where(
            CaseTask.case_id == self.case.id, CaseTask.done_at.is_(None)
        )
        task = db.session.scalars(open_tasks.order_by(CaseTask.id).limit(1)).one()
        services.finish_task(case=self.case, by=self.by, task=task)

    def print(self) -> None:
        audit.record(
            actor_id=self.by.id,
            action=audit.Action.CASE_PRINTED,
            subject_type="case",
            subject_id=self.case.id,
        )

    def bring_in(self, adult: Viewer) -> None:
        services.bring_in(case=self.case, by=self.by, user_id=adult.id)

    def observe(self, note: str, review_on: dt.date) -> None:
        services.monitor(case=self.case, by=self.by, review_on=review_on, note=note)

    def close(self, note: str) -> None:
        services.close(case=self.case, by=self.by, better="yes", note=note)


class Story:
    """One case from its first words on; acts follow each other in the order of time."""

    def __init__(self, school: School, term: Term, name: str) -> None:
        self.school, self.term = school, term
        self._chance = Random(f"{SEED} {name}")
        self._case_id = 0

    @contextmanager
    def on(self, days_back: int, hour: int, minute: int = 0) -> Iterator[None]:
        """At that hour of the school day so many school days ago; then the jobs run."""
        moment = clock.at(self.term.back(days_back), hour, minute)
        with clock.fixed(moment):
            yield
            db.session.flush()
        with clock.fixed(moment + ONE_MINUTE):
            services.climb_overdue()
            deliver_notices()

    def child_asks(self, child: str, **what: Any) -> None:
        request = Request(submission_key=self._key(), **what)
        row = intake.ask_for_help(pupil=self.school.pupils[child].viewer, request=request)
        self._case_id = intake.case_of(row.id)

    def child_writes_more(self, child: str, words: str) -> None:
        lines = sa.select(ChronologyEntry.request_id).where(
            ChronologyEntry.case_id == self._case_id, ChronologyEntry.kind == "signal"
        )
        request_id = db.session.scalars(lines).one()
        assert request_id is not None
        thread.write_more(
            pupil=self.school.pupils[child].viewer,
            request_id=request_id,
            words=words,
            submission_key=self._key(),
        )

    def adult_worries(self, author: str, child: str, **what: Any) -> None:
        concern = intake.report_concern(
            author=self.school.adult(author),
            pupil_id=self.school.pupils[child].viewer.id,
            school_id=self.school.id,
            submission_key=self._key(),
            **what,
        )
        opened = sa.select(Case.id).join(Signal, Signal.id == Case.signal_id)
        occasion = f"concern:{concern.id}"
        self._case_id = db.session.scalars(opened.where(Signal.occasion == occasion)).one()

    def keeps_for_themself(self, child: str, card: str) -> None:
        viewer = self.school.pupils[child].viewer
        keep_for_myself(pupil_id=viewer.id, card=card, submission_key=self._key())

    def opened_by(self, adult: str) -> Opened:
        """From the notice to the case; every look at it leaves a trace."""
        by = self.school.adult(adult)
        mark_read(recipient_id=by.id)
        case = case_for(by, self._case_id)
        record_reading(by, case)
        return Opened(case, by)

    def _key(self) -> uuid.UUID:
        return uuid.UUID(int=self._chance.getrandbits(128), version=4)
