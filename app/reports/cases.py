"""Cases as specialists see them: the inbox, one case, and the numbers of those who oversee."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
import sqlalchemy.orm as so

from app.casework import workflow
from app.casework.access import visible_cases
from app.casework.models import Case, CaseExclusion, CaseReader, CaseTask, ChronologyEntry
from app.core import clock
from app.core.db import db
from app.people.access import NotFound
from app.people.calendars import calendar_of
from app.people.models import User
from app.people.queries import Person
from app.people.roles import CASE_WORKERS, Role
from app.people.viewer import Viewer
from app.reports.case_lines import LINE, CaseLine, visible_lines
from app.reports.help import Look, looks_at
from app.reports.referrals import Referral, referrals_of
from app.reports.thread import Line, lines_of
from app.risk import matches, words
from app.risk.models import Signal, WordMatch
from app.wellbeing.models import Concern, HelpRequest


@dataclass(frozen=True, slots=True)
class Matched:
    """Words that the rule of words found: the phrase as the child wrote it."""

    request_id: uuid.UUID
    rule: str
    rule_version: int
    phrase: str
    is_shadow: bool
    verdict: str | None


@dataclass(frozen=True, slots=True)
class Said:
    """A request of the child. Words taken back before anybody read them stay unread."""

    id: uuid.UUID
    kind: str
    topic: str
    wish: str | None
    frequency: str | None
    lesson_id: str | None
    # Of a disclosure: which card, and what was marked on it.
    card: str | None
    signs: tuple[str, ...]
    at: dt.datetime
    is_taken_back: bool
    words: str | None
    safe_contact: str | None
    call_quietly: bool
    to: Person | None
    match: Matched | None
    # What was written after it, by adults and by the child.
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Noticed:
    """A concern of an adult."""

    kind: str
    at: dt.datetime
    author: Person
    told_in_person: bool
    facts: str
    child_words: str | None


@dataclass(frozen=True, slots=True)
class Event:
    at: dt.datetime
    kind: str
    actor: Person | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Step:
    id: int
    text: str
    due_on: dt.date
    done_at: dt.datetime | None

    @property
    def is_overdue(self) -> bool:
        return self.done_at is None and self.due_on < clock.today()


@dataclass(frozen=True, slots=True)
class Seen:
    """Somebody's looks at the case."""

    person: Person
    look: Look


@dataclass(frozen=True, slots=True)
class CasePage:
    line: CaseLine
    version: int
    rule_version: int
    category: str | None
    home_is_safe: bool | None
    review_on: dt.date | None
    answer_by: dt.datetime
    owner_id: int | None
    backup: Person | None
    safe_contact: str | None
    said: tuple[Said, ...]
    noticed: Noticed | None
    steps: tuple[Step, ...]
    chronology: tuple[Event, ...]
    readers: tuple[Person, ...]
    excluded: tuple[Person, ...]
    may_be_brought_in: tuple[Person, ...]
    referrals: tuple[Referral, ...]
    # Other open cases of the child that this one could join, and the one that it has joined.
    may_join: tuple[int, ...]
    merged_into: int | None
    seen: tuple[Seen, ...]

    @property
    def may_own(self) -> tuple[Person, ...]:
        """Readers first: whoever is not one yet becomes one."""
        workers = [one for one in self.readers if one.role in CASE_WORKERS]
        return (*workers, *self.may_be_brought_in)

    @property
    def moves(self) -> frozenset[str]:
        return workflow.moves_from(self.line.state)

    def needs_another(self, viewer: Viewer) -> bool:
        """Serious and the viewer's own: lowering and closing need a second person."""
        return self.line.severity >= workflow.SERIOUS and self.owner_id == viewer.id


def case_page(viewer: Viewer, case_id: int) -> CasePage:
    """Everything about one case that is for the viewer's eyes."""
    columns = (Case.pupil_id, Case.owner_id, Case.version, Case.category, Case.home_is_safe)
    query = visible_lines(viewer).where(Case.id == case_id)
    more = (Case.review_on, Signal.rule_version, Signal.occasion, User.school_id)
    passed = (Case.backup_id, Case.safe_contact, Case.merged_into_id, _other_number(case_id))
    row = db.session.execute(query.add_columns(*columns, *more, *passed)).first()
    if row is None:
        raise NotFound
    line = CaseLine(*row[: len(LINE)])
    staff = _Staff.of(case_id, row.school_id)
    entries = _entries(case_id)
    looks = looks_at([case_id])[case_id]
    return CasePage(
        line=line,
        version=row.version,
        rule_version=row.rule_version,
        category=row.category,
        home_is_safe=row.home_is_safe,
        review_on=row.review_on,
        answer_by=workflow.deadlines(
            line.severity, line.opened_at, calendar_of(row.school_id)
        ).contact,
        owner_id=row.owner_id,
        backup=staff.people.get(row.backup_id or 0),
        safe_contact=row.safe_contact,
        said=_said(entries, staff),
        noticed=_noticed(row.occasion),
        steps=_steps(case_id),
        chronology=tuple(
            Event(one.at, one.kind, staff.people.get(one.actor_id or 0), one.note)
            for one in entries
        ),
        readers=staff.readers,
        excluded=staff.excluded,
        may_be_brought_in=staff.may_be_brought_in,
        referrals=referrals_of(case_id, staff.people) if _was_referred(entries) else (),
        may_join=_may_join(viewer, case_id) if row.others else (),
        merged_into=row.merged_into_id,
        seen=tuple(
            Seen(staff.people[one.person_id], one) for one in looks if one.person_id in staff.people
        ),
    )


@dataclass(frozen=True, slots=True)
class _Staff:
    """The adults of the school as they stand to one case."""

    people: Mapping[int, Person]
    readers: tuple[Person, ...]
    excluded: tuple[Person, ...]
    may_be_brought_in: tuple[Person, ...]

    @classmethod
    def of(cls, case_id: int, school_id: int) -> "_Staff":
        query = (
            sa.select(
                User.id,
                User.role,
                User.family_name,
                User.given_name,
                User.patronymic,
                User.is_active,
                CaseReader.user_id.is_not(None).label("reads"),
                CaseExclusion.user_id.is_not(None).label("is_excluded"),
            )
            .outerjoin(
                CaseReader, sa.and_(CaseReader.user_id == User.id, CaseReader.case_id == case_id)
            )
            .outerjoin(
                CaseExclusion,
                sa.and_(CaseExclusion.user_id == User.id, CaseExclusion.case_id == case_id),
            )
            .where(User.school_id == school_id, User.role.notin_([Role.PUPIL, Role.PARENT]))
            .order_by(User.sort_key)
        )
        rows = db.session.execute(query).all()
        people = {row.id: Person(*row[:5]) for row in rows}
        free = [row for row in rows if row.is_active and not row.is_excluded]
        return cls(
            people=people,
            readers=tuple(people[row.id] for row in free if row.reads),
            excluded=tuple(people[row.id] for row in rows if row.is_excluded),
            may_be_brought_in=tuple(
                people[row.id] for row in free if not row.reads and row.role in CASE_WORKERS
            ),
        )


def _was_referred(entries: Sequence[ChronologyEntry]) -> bool:
    return any(one.kind == "refer" for one in entries)


def _other_number(case_id: int) -> sa.Label[int]:
    """Mostly there is none, and nothing more is asked."""
    this, other = so.aliased(Case), so.aliased(Case)
    query = (
        sa.select(sa.func.count())
        .select_from(this)
        .join(other, sa.and_(other.pupil_id == this.pupil_id, other.id != this.id))
        .where(this.id == case_id, other.state.in_(workflow.OPEN_STATES))
    )
    return query.scalar_subquery().label("others")


def _others(viewer: Viewer, case_id: int) -> sa.Select[Any]:
    """Other open cases of the child that the viewer reads. Who may know is asked when merging."""
    this = so.aliased(Case)
    return (
        visible_cases(viewer)
        .join(this, sa.and_(this.id == case_id, this.pupil_id == Case.pupil_id))
        .where(Case.id != case_id, Case.state.in_(workflow.OPEN_STATES))
    )


def _may_join(viewer: Viewer, case_id: int) -> tuple[int, ...]:
    others = _others(viewer, case_id).with_only_columns(Case.id).order_by(Case.id)
    return tuple(db.session.scalars(others))


def _entries(case_id: int) -> Sequence[ChronologyEntry]:
    query = sa.select(ChronologyEntry).where(ChronologyEntry.case_id == case_id)
    return db.session.scalars(query.order_by(ChronologyEntry.at, ChronologyEntry.id)).all()


def _said(entries: Sequence[ChronologyEntry], staff: _Staff) -> tuple[Said, ...]:
    """Newest first: what came last is what is true now."""
    ids = {one.request_id for one in entries if one.request_id}
    if not ids:
        return ()
    unread = {one.request_id for one in entries if one.kind == "taken-back-unread"}
    talked = {one.request_id for one in entries if one.kind in ("answered", "child-wrote")}
    lines = lines_of([one for one in talked if one], staff.people)
    query = sa.select(HelpRequest).where(HelpRequest.id.in_(ids))
    rows = db.session.scalars(query.order_by(HelpRequest.created_at.desc()))
    found = matches.of_requests(ids)
    return tuple(
        _one_said(
            row,
            staff,
            found.get(row.id),
            lines=lines.get(row.id, ()),
            is_readable=row.id not in unread,
        )
        for row in rows
    )


def _matched(row: HelpRequest, match: WordMatch | None, lines: Sequence[Line]) -> Matched | None:
    """The phrase is looked up again: it is stored nowhere but in the message."""
    texts = [row.words or "", *(one.words for one in lines if one.author is None)] if match else []
    found = next((hit for hit in map(words.find, texts) if hit), None)
    if match is None or found is None:
        return None
    return Matched(
        row.id, match.rule, match.rule_version, found.phrase, match.is_shadow, match.verdict
    )


def _one_said(
    row: HelpRequest,
    staff: _Staff,
    match: WordMatch | None,
    *,
    lines: tuple[Line, ...],
    is_readable: bool,
) -> Said:
    return Said(
        id=row.id,
        kind=row.kind,
        topic=row.topic,
        wish=row.wish,
        frequency=row.frequency,
        lesson_id=row.lesson_id,
        card=row.card,
        signs=tuple(row.signs or ()),
        at=row.created_at,
        is_taken_back=row.withdrawn_at is not None,
        words=row.words if is_readable else None,
        safe_contact=row.safe_contact if is_readable else None,
        call_quietly=row.call_quietly,
        to=staff.people.get(row.addressed_to_id or 0),
        match=_matched(row, match, lines) if is_readable else None,
        lines=lines if is_readable else tuple(one for one in lines if one.author),
    )


def _noticed(occasion: str) -> Noticed | None:
    kind, _, concern_id = occasion.partition(":")
    if kind != "concern":
        return None
    names = (User.id, User.role, User.family_name, User.given_name, User.patronymic)
    row = db.session.execute(
        sa.select(Concern, *names)
        .join(User, User.id == Concern.author_id)
        .where(Concern.id == uuid.UUID(concern_id))
    ).one()
    concern = row.Concern
    return Noticed(
        kind=concern.kind,
        at=concern.created_at,
        author=Person(*row[1:]),
        told_in_person=concern.told_in_person,
        facts=concern.facts,
        child_words=concern.child_words,
    )


def _steps(case_id: int) -> tuple[Step, ...]:
    query = sa.select(CaseTask).where(CaseTask.case_id == case_id)
    rows = db.session.scalars(query.order_by(CaseTask.due_on, CaseTask.id))
    return tuple(Step(row.id, row.text, row.due_on, row.done_at) for row in rows)
