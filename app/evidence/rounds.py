"""The three rounds of a school year's lessons: opened for all classes, closed for good."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
import sqlalchemy.orm as so

from app.content import library
from app.core import audit, clock, events, schoolcalendar
from app.core.db import db
from app.core.ids import new_code
from app.evidence.answers import YOUNG
from app.evidence.dealing import Place, deal
from app.evidence.events import RoundClosed
from app.evidence.models import ClassSurvey, SurveyMark, SurveyPlace, SurveyRound
from app.evidence.surveys import MOMENTS, Moment
from app.people.access import NotFound
from app.people.models import Enrolment, SchoolClass, User
from app.people.viewer import Viewer

# The follow-up is asked about three months after the second round; never sooner than this.
LATER = dt.timedelta(days=90)
SOONEST = dt.timedelta(days=60)
KEPT_WITHOUT_THE_LAST = dt.timedelta(days=365)


class NotYet(Exception):
    """Another round comes first, or too little time has passed."""


class AlreadyOpened(Exception):
    """The round was opened before; it is opened once."""


@dataclass(frozen=True, slots=True)
class Year:
    """The rounds of one school year's lessons, and which may be opened now."""

    school_year: int
    rounds: dict[Moment, SurveyRound]

    @property
    def next(self) -> Moment | None:
        """The round that comes next; None while one is open and after the last one."""
        if any(one.closed_at is None for one in self.rounds.values()):
            return None
        return next((one for one in MOMENTS if one not in self.rounds), None)

    @property
    def later_from(self) -> dt.date | None:
        """When the follow-up is due."""
        after = self.rounds.get("after")
        return clock.local(after.closed_at + LATER).date() if after and after.closed_at else None

    @property
    def may_open(self) -> Moment | None:
        if self.next == "later":
            closed = self.rounds["after"].closed_at
            assert closed is not None
            return "later" if clock.now() >= closed + SOONEST else None
        is_running = self.school_year == schoolcalendar.school_year(clock.today())
        return self.next if is_running else None


def year(school_id: int | None, school_year: int) -> Year:
    query = sa.select(SurveyRound).where(
        SurveyRound.school_id == school_id, SurveyRound.school_year == school_year
    )
    found = {one.moment: one for one in db.session.scalars(query)}
    return Year(school_year, {one: found[one] for one in MOMENTS if one in found})


def years(school_id: int | None) -> list[Year]:
    """The running school year first, then those before it that were asked."""
    query = sa.select(SurveyRound).where(SurveyRound.school_id == school_id)
    found: dict[int, dict[Moment, SurveyRound]] = {schoolcalendar.school_year(clock.today()): {}}
    for one in db.session.scalars(query.order_by(SurveyRound.id)):
        found.setdefault(one.school_year, {})[one.moment] = one  # type: ignore[index]
    return [Year(number, found[number]) for number in sorted(found, reverse=True)]


def open_round(*, school_year: int, moment: Moment, by: Viewer, seed: str = "") -> int:
    """Gives every class its themes and every pupil a place. Raises NotYet, AlreadyOpened.

    `seed`: for who has to deal the same places again.
    """
    assert by.school_id is not None
    known = year(by.school_id, school_year)
    if moment in known.rounds:
        raise AlreadyOpened
    if known.may_open != moment:
        raise NotYet
    opened = SurveyRound(
        school_id=by.school_id,
        school_year=school_year,
        moment=moment,
        seed=seed or new_code(),
        opened_by_id=by.id,
    )
    db.session.add(opened)
    db.session.flush()
    if moment != "later":
        _deal(opened)
    _give(opened)
    _trace(by, audit.Action.ROUND_OPENED, opened)
    return opened.id


def close_round(*, round_id: int, by: Viewer) -> None:
    """For good. With the last round goes the memory of who was asked what."""
    closing = round_for(by, round_id, to_write=True)
    if closing.closed_at is not None:
        return
    closing.closed_at = clock.now()
    if closing.moment == "later":
        _forget(closing.school_id, closing.school_year)
    _trace(by, audit.Action.ROUND_CLOSED, closing)
    events.record(db.session, RoundClosed(closing.id))


def round_for(viewer: Viewer, round_id: int, *, to_write: bool = False) -> SurveyRound:
    found = db.session.get(SurveyRound, round_id, with_for_update=to_write or None)
    if found is None or found.school_id != viewer.school_id:
        raise NotFound
    return found


def _trace(by: Viewer, action: audit.Action, about: SurveyRound) -> None:
    audit.record(actor_id=by.id, action=action, subject_type="survey-round", subject_id=about.id)


def _deal(opened: SurveyRound) -> None:
    """Pupils who came since the first round are dealt places beside those who have them."""
    classes = db.session.scalars(
        sa.select(SchoolClass).where(
            SchoolClass.school_id == opened.school_id, SchoolClass.closed_on.is_(None)
        )
    ).all()
    new = _without_place(opened, classes)
    known = _known(opened)
    rows = _young_places(opened, [one for one in classes if one.grade <= YOUNG], new, known)
    for one in classes:
        if one.grade > YOUNG:
            its = known.get(one.id, [])
            dealt = deal(new[one.id], _themes(one.grade), f"{opened.seed} {one.id}", its)
            rows += [_row(opened, one.id, place.unit, place) for place in dealt]
    if rows:
        db.session.execute(sa.insert(SurveyPlace), rows)


def _young_places(
    opened: SurveyRound,
    classes: Sequence[SchoolClass],
    new: dict[int, list[int]],
    known: dict[int, list[Place]],
) -> list[dict[str, object]]:
    """A teacher reads aloud: the whole class has the same themes in the same form."""
    held = {place._replace(unit=one.id) for one in classes for place in known.get(one.id, ())}
    places = sorted(held)
    for grade in sorted({one.grade for one in classes}):
        units = [one.id for one in classes if one.grade == grade]
        places += deal(units, _themes(grade), f"{opened.seed} {grade}", places)
    return [
        _row(opened, place.unit, pupil_id, place)
        for place in places
        for pupil_id in new[place.unit]
    ]


def _themes(grade: int) -> list[str]:
    return [one.theme for one in library.get().instruments_for(grade)]


def _row(opened: SurveyRound, class_id: int, pupil_id: int, place: Place) -> dict[str, object]:
    return {
        "school_year": opened.school_year,
        "pupil_id": pupil_id,
        "theme": place.theme,
        "class_id": class_id,
        "first_form": place.first_form,
    }


def _without_place(opened: SurveyRound, classes: Sequence[SchoolClass]) -> dict[int, list[int]]:
    """Present pupils by class; who has a place of this year has it in whatever class or school."""
    placed = sa.select(SurveyPlace.pupil_id).where(SurveyPlace.school_year == opened.school_year)
    new: dict[int, list[int]] = {one.id: [] for one in classes}
    rows = db.session.execute(
        sa.select(Enrolment.class_id, Enrolment.pupil_id)
        .join(User, User.id == Enrolment.pupil_id)
        .where(
            Enrolment.class_id.in_(new),
            Enrolment.ends_on.is_(None),
            Enrolment.pupil_id.not_in(placed),
            User.is_active,
        )
    )
    for class_id, pupil_id in rows:
        new[class_id].append(pupil_id)
    return new


def _known(opened: SurveyRound) -> dict[int, list[Place]]:
    """Places of an earlier round, by class."""
    rows = db.session.scalars(
        sa.select(SurveyPlace)
        .join(SchoolClass, SchoolClass.id == SurveyPlace.class_id)
        .where(
            SchoolClass.school_id == opened.school_id,
            SurveyPlace.school_year == opened.school_year,
        )
    )
    found: dict[int, list[Place]] = {}
    for row in rows:
        place = Place(row.pupil_id, row.theme, row.first_form)  # type: ignore[arg-type]
        found.setdefault(row.class_id, []).append(place)
    return found


def _give(opened: SurveyRound) -> None:
    """A survey for each theme of a class that somebody has a place in."""
    known = library.get().instruments
    given = sorted(
        {(class_id, one.theme) for class_id, its in _known(opened).items() for one in its}
    )
    rows = [
        {
            "round_id": opened.id,
            "class_id": class_id,
            "theme": theme,
            "version": known[theme].version,
        }
        for class_id, theme in given
        if theme in known
    ]
    if rows:
        db.session.execute(sa.insert(ClassSurvey), rows)


def forget_overdue() -> None:
    """Nightly: a year whose last round nobody opened is over, too."""
    later = so.aliased(SurveyRound)
    has_later = sa.exists().where(
        later.school_id == SurveyRound.school_id,
        later.school_year == SurveyRound.school_year,
        later.moment == "later",
    )
    query = sa.select(SurveyRound.school_id, SurveyRound.school_year).where(
        SurveyRound.moment == "after",
        SurveyRound.closed_at < clock.now() - KEPT_WITHOUT_THE_LAST,
        SurveyRound.seed != "",
        ~has_later,
    )
    for school_id, school_year in db.session.execute(query).all():
        _forget(school_id, school_year)


def _forget(school_id: int, school_year: int) -> None:
    """Nobody will be asked again: places and marks go, and the seed that would deal them again."""
    db.session.execute(
        sa.update(SurveyRound)
        .where(SurveyRound.school_id == school_id, SurveyRound.school_year == school_year)
        .values(seed="")
    )
    rounds = sa.select(SurveyRound.id).where(
        SurveyRound.school_id == school_id, SurveyRound.school_year == school_year
    )
    surveys = sa.select(ClassSurvey.id).where(ClassSurvey.round_id.in_(rounds))
    classes = sa.select(SchoolClass.id).where(SchoolClass.school_id == school_id)
    db.session.execute(sa.delete(SurveyMark).where(SurveyMark.class_survey_id.in_(surveys)))
    db.session.execute(
        sa.delete(SurveyPlace).where(
            SurveyPlace.school_year == school_year, SurveyPlace.class_id.in_(classes)
        )
    )
