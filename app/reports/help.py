"""What a child is shown about asking for help: who reads it, by when, and who has looked."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from app.casework import intake, workflow
from app.casework.access import readers_of
from app.casework.letters import ParentLetter
from app.casework.models import Case, ChronologyEntry
from app.core import audit, clock
from app.core.audit import AuditEntry
from app.core.db import db
from app.people.access import NotFound
from app.people.calendars import calendar_of
from app.people.queries import Person, class_teacher_of, helpers_of, staff_of_school
from app.people.viewer import Viewer
from app.risk import lesson_words, rules
from app.risk.cards import Card
from app.risk.models import LessonWords
from app.risk.rules import SignalFinding
from app.wellbeing import queries as wellbeing
from app.wellbeing.models import HelpRequest

# Topics that reach more, or other, people than the psychologist.
GRAVE = ("home", "adult", "low")


@dataclass(frozen=True, slots=True)
class Promise:
    """Said before anything is sent: by when there is an answer, and whether anybody is there."""

    answer_by: dt.datetime
    is_school_hour: bool


def promise(pupil: Viewer, severity: int) -> Promise:
    now, calendar = clock.now(), calendar_of(pupil.school_id)
    return Promise(
        workflow.deadlines(severity, now, calendar).contact, calendar.is_school_hour(now)
    )


@dataclass(frozen=True, slots=True)
class TalkPage:
    """The form "please talk to me"."""

    helpers: tuple[Person, ...]
    # Who answers where the child chooses nobody, and who for the grave topics.
    default: tuple[Person, ...]
    grave: Mapping[str, tuple[Person, ...]]
    staff: tuple[Person, ...]
    promise: Promise


def talk_page(pupil: Viewer) -> TalkPage:
    staff = staff_of_school(pupil.school_id)
    default, *grave = _told(pupil, staff, ["other", *GRAVE])
    return TalkPage(
        helpers=tuple(helpers_of(pupil)),
        default=default,
        grave=dict(zip(GRAVE, grave, strict=True)),
        staff=tuple(staff),
        promise=promise(pupil, 2),
    )


def _told(
    pupil: Viewer, staff: Sequence[Person], topics: Sequence[str], *, kind: str = "talk"
) -> list[tuple[Person, ...]]:
    findings = [
        rules.of_help_request(
            kind=kind, topic=topic, wish=None, frequency=None, has_addressee=False
        )
        for topic in topics
    ]
    people = {one.id: one for one in staff}
    told = intake.would_be_told(pupil=pupil, findings=findings)
    return [tuple(people[one] for one in ids) for ids in told]


@dataclass(frozen=True, slots=True)
class DangerPage:
    """The question between the two taps."""

    told: tuple[Person, ...]
    staff: tuple[Person, ...]
    is_school_hour: bool


def danger_page(pupil: Viewer) -> DangerPage:
    staff = staff_of_school(pupil.school_id)
    (told,) = _told(pupil, staff, ["other"], kind="danger")
    return DangerPage(told, tuple(staff), promise(pupil, 4).is_school_hour)


@dataclass(frozen=True, slots=True)
class CardPage:
    """A disclosure card, after a hard lesson or from the page of help."""

    told: tuple[Person, ...]
    teacher: Person | None
    staff: tuple[Person, ...]
    promise: Promise


def card_page(pupil: Viewer, card: Card) -> CardPage:
    """Who is told and by when, as far as it is known before anything is marked."""
    staff = staff_of_school(pupil.school_id)
    people = {one.id: one for one in staff}
    finding = SignalFinding(card.id, card.severity, card.told(card.severity))
    [told] = intake.would_be_told(pupil=pupil, findings=[finding])
    teacher = class_teacher_of(pupil.id) if card.teacher_may_know else None
    return CardPage(
        tuple(people[one] for one in told), teacher, tuple(staff), promise(pupil, card.severity)
    )


@dataclass(frozen=True, slots=True)
class AboutYouPage:
    """The child is asked about words in a lesson; `told` are those who learn of a yes."""

    row: LessonWords
    told: tuple[Person, ...]
    promise: Promise


def about_you_page(pupil: Viewer, lesson_id: str) -> AboutYouPage:
    row = lesson_words.question_for(pupil, lesson_id)
    people = {one.id: one for one in staff_of_school(pupil.school_id)}
    finding = rules.of_lesson_words(reply="me", severity=row.severity)
    [told] = intake.would_be_told(pupil=pupil, findings=[finding])
    return AboutYouPage(row, tuple(people[one] for one in told), promise(pupil, row.severity))


@dataclass(frozen=True, slots=True)
class Look:
    """One person's looks at a case: when first, when last."""

    person_id: int
    first_at: dt.datetime
    last_at: dt.datetime
    times: int


def looks_at(case_ids: Sequence[int]) -> dict[int, list[Look]]:
    """By case, in the order of the first look."""
    query = (
        sa.select(
            AuditEntry.subject_id,
            AuditEntry.actor_id,
            sa.func.min(AuditEntry.at).label("first_at"),
            sa.func.max(AuditEntry.at).label("last_at"),
            sa.func.count().label("times"),
        )
        .where(
            AuditEntry.subject_type == "case",
            AuditEntry.subject_id.in_([str(one) for one in case_ids]),
            AuditEntry.action == audit.Action.CASE_READ,
        )
        .group_by(AuditEntry.subject_id, AuditEntry.actor_id)
        .order_by(sa.func.min(AuditEntry.at))
    )
    looks: dict[int, list[Look]] = defaultdict(list)
    for row in db.session.execute(query):
        look = Look(row.actor_id, row.first_at, row.last_at, row.times)
        looks[int(row.subject_id)].append(look)
    return looks


@dataclass(frozen=True, slots=True)
class Opened:
    """Somebody has opened the child's message."""

    person: Person
    at: dt.datetime


# Lines of a case that say that somebody else knows of it now.
PASSED_ON = ("brought-in", "climbed", "refer", "merged-here", "handed-over", "letter-released")


@dataclass(frozen=True, slots=True)
class PassedOn:
    """Somebody else knows of it: what happened, when, and whom the child can ask about it."""

    kind: str
    at: dt.datetime
    by: Person | None


@dataclass(frozen=True, slots=True)
class Asked:
    """One of the child's own requests, without its words."""

    id: uuid.UUID
    kind: str
    at: dt.datetime
    is_taken_back: bool
    state: str
    answer_by: dt.datetime
    readers: tuple[Person, ...]
    opened: tuple[Opened, ...]
    # Of a message taken back: whether an adult knows its words.
    was_read: bool
    # What went on to others, the oldest first.
    passed_on: tuple[PassedOn, ...]


def who_knows_page(pupil: Viewer, opened: Collection[uuid.UUID]) -> list[Asked]:
    """Those of the child's requests that are open to this session, newest first."""
    rows = [row for row in wellbeing.requests_of(pupil.id) if row.id in opened]
    return _asked(pupil, rows)


def receipt(pupil: Viewer, request_id: uuid.UUID) -> Asked:
    row = wellbeing.request(request_id)
    if row is None or row.pupil_id != pupil.id:
        raise NotFound
    (asked,) = _asked(pupil, [row])
    return asked


def _asked(pupil: Viewer, rows: Sequence[HelpRequest]) -> list[Asked]:
    ids = [row.id for row in rows]
    calendar = calendar_of(pupil.school_id)
    cases, unread = _cases(ids), _taken_back_unread(ids)
    case_ids = [case.id for case in cases.values()]
    looks, readers = looks_at(case_ids), readers_of(case_ids)
    people = {one.id: one for one in staff_of_school(pupil.school_id, also_former=True)}
    passed_on = _passed_on(case_ids, people)
    return [
        Asked(
            id=row.id,
            kind=row.kind,
            at=row.created_at,
            is_taken_back=row.withdrawn_at is not None,
            state=(case := cases[row.id]).state,
            answer_by=workflow.deadlines(case.severity, row.created_at, calendar).contact,
            readers=tuple(people[one] for one in readers[case.id] if one in people),
            opened=tuple(
                Opened(people[look.person_id], look.first_at)
                for look in looks[case.id]
                if look.person_id in people
            ),
            was_read=row.id not in unread,
            passed_on=tuple(passed_on[case.id]),
        )
        for row in rows
    ]


def _cases(request_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Case]:
    query = (
        sa.select(ChronologyEntry.request_id, Case)
        .join(Case, Case.id == ChronologyEntry.case_id)
        .where(ChronologyEntry.request_id.in_(request_ids), Case.state != "merged")
        .order_by(ChronologyEntry.at.desc(), ChronologyEntry.id.desc())  # the first one stays
    )
    return {row.request_id: row.Case for row in db.session.execute(query)}


def _passed_on(case_ids: Sequence[int], people: Mapping[int, Person]) -> dict[int, list[PassedOn]]:
    """Also a message to a parent, unless people have decided that the child is not told of it."""
    untold = sa.exists().where(
        ParentLetter.case_id == ChronologyEntry.case_id,
        ParentLetter.released_at == ChronologyEntry.at,
        ~ParentLetter.child_was_told,
    )
    query = sa.select(ChronologyEntry).where(
        ChronologyEntry.case_id.in_(case_ids), ChronologyEntry.kind.in_(PASSED_ON), ~untold
    )
    found: dict[int, list[PassedOn]] = defaultdict(list)
    for row in db.session.scalars(query.order_by(ChronologyEntry.at, ChronologyEntry.id)):
        found[row.case_id].append(PassedOn(row.kind, row.at, people.get(row.actor_id or 0)))
    return found


def _taken_back_unread(request_ids: Sequence[uuid.UUID]) -> set[uuid.UUID | None]:
    query = sa.select(ChronologyEntry.request_id).where(
        ChronologyEntry.request_id.in_(request_ids), ChronologyEntry.kind == "taken-back-unread"
    )
    return set(db.session.scalars(query))
