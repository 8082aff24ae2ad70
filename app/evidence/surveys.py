"""Surveys of pupils: no names, no marks, always to be skipped; counts when the round is closed.

One transaction adds to counts and sums and writes the mark of the pupil. Neither knows of the
other, and no order of time is kept, so that nobody can put them together again.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import sqlalchemy as sa

from app.content import library
from app.content.schema.instrument import Form, Instrument, Knowledge, Scale, Statement
from app.core.db import db, incoming, upsert
from app.evidence.answers import Answered, points
from app.evidence.dealing import form_at
from app.evidence.models import (
    ClassSurvey,
    SurveyCount,
    SurveyMark,
    SurveyPlace,
    SurveyRound,
    SurveyScore,
)
from app.people import consents
from app.people.access import NotFound, visible_classes
from app.people.models import Enrolment, SchoolClass
from app.people.viewer import Viewer

# Fewer answers could show who gave which.
SHOWN_FROM = 10
Moment = Literal["before", "after", "later"]
MOMENTS: tuple[Moment, ...] = ("before", "after", "later")


@dataclass(frozen=True, slots=True)
class Given:
    """A survey in the hands of a class; of a pupil's, with the form that the pupil has."""

    id: int
    class_id: int
    grade: int
    instrument: Instrument
    moment: Moment
    version: int
    is_closed: bool
    form: Form = "a"
    marks: int = 0

    @property
    def theme(self) -> str:
        return self.instrument.theme

    @property
    def points(self) -> int:
        """Steps of the scale of agreement."""
        return points(self.grade)

    @property
    def has_other_words_now(self) -> bool:
        return self.instrument.version != self.version

    def items(self) -> list[tuple[Scale, Knowledge | Statement]]:
        return list(self.instrument.in_order(self.grade))


_SURVEYS = (
    sa.select(
        ClassSurvey.id,
        ClassSurvey.class_id,
        ClassSurvey.theme,
        ClassSurvey.version,
        SchoolClass.grade,
        SurveyRound.moment,
        SurveyRound.closed_at,
    )
    .join(SurveyRound, SurveyRound.id == ClassSurvey.round_id)
    .join(SchoolClass, SchoolClass.id == ClassSurvey.class_id)
)


def _of_pupil(pupil: Viewer) -> sa.Select[Any]:
    """Of the school that the pupil is at now, and of the class of the lessons."""
    return (
        _SURVEYS.add_columns(SurveyPlace.first_form)
        .join(
            SurveyPlace,
            sa.and_(
                SurveyPlace.class_id == ClassSurvey.class_id,
                SurveyPlace.theme == ClassSurvey.theme,
                SurveyPlace.school_year == SurveyRound.school_year,
            ),
        )
        .where(SurveyPlace.pupil_id == pupil.id, SurveyRound.school_id == pupil.school_id)
    )


def waiting_for(pupil: Viewer) -> list[Given]:
    """Open surveys that this pupil is asked and not through with."""
    done = sa.select(SurveyMark.class_survey_id).where(SurveyMark.pupil_id == pupil.id)
    query = _of_pupil(pupil).where(SurveyRound.closed_at.is_(None), ClassSurvey.id.not_in(done))
    found = _given(db.session.execute(query.order_by(ClassSurvey.id)))
    return found if found and consents.allows(pupil.id, consents.SURVEYS) else []


def survey_of_pupil(pupil: Viewer, survey_id: int, *, to_answer: bool = False) -> Given:
    """An own survey, open or not; none where family or pupil have not agreed.

    Whoever answers holds the round open until it is counted, beside others who do.
    """
    if not consents.allows(pupil.id, consents.SURVEYS):
        raise NotFound
    query = _of_pupil(pupil).where(ClassSurvey.id == survey_id)
    if to_answer:
        query = query.with_for_update(read=True, of=SurveyRound)
    return _one(_given(db.session.execute(query)))


def is_through(pupil: Viewer, survey_id: int) -> bool:
    return db.session.get(SurveyMark, (survey_id, pupil.id)) is not None


def take_part(*, pupil: Viewer, survey_id: int, answered: Answered) -> bool:
    """Counts what was answered, once; nothing answered is as good. False if it was done before."""
    mark = upsert(SurveyMark, {"class_survey_id": survey_id, "pupil_id": pupil.id})
    is_first = db.session.execute(mark.returning(sa.literal(1))).first() is not None
    if is_first:
        count(survey_id, [answered])
    return is_first


def count(survey_id: int, sheets: Iterable[Answered]) -> None:
    """Knows of nobody: cells grow, and the sums of the scales."""
    every = list(sheets)
    cells = Counter(cell for one in every for cell in one.cells)
    if not cells:
        return
    _grow(
        SurveyCount,
        [
            {"class_survey_id": survey_id, **cell._asdict(), "answers": number}
            for cell, number in cells.items()
        ],
        "answers",
    )
    scores: dict[tuple[str, Scale], list[int]] = {}
    for one in every:
        for key, reached in one.scores.items():
            scores.setdefault(key, []).append(reached)
    _grow(
        SurveyScore,
        [
            {
                "class_survey_id": survey_id,
                "form": form,
                "scale": scale,
                "pupils": len(reached),
                "total": sum(reached),
                "squares": sum(score**2 for score in reached),
            }
            for (form, scale), reached in scores.items()
        ],
        "pupils",
        "total",
        "squares",
    )


def _grow(model: type[SurveyCount | SurveyScore], rows: list[dict[str, Any]], *names: str) -> None:
    grown = {name: getattr(model, name) + incoming(model, name) for name in names}
    db.session.execute(upsert(model, rows, update=grown))


def surveys_of_class(class_id: int) -> list[Given]:
    """The latest first, with how many are through."""
    query = _with_marks().where(_is_of(sa.select(sa.literal(class_id))))
    return _given(db.session.execute(query.order_by(ClassSurvey.id.desc())))


def survey_of_teacher(viewer: Viewer, survey_id: int) -> Given:
    own = visible_classes(viewer).with_only_columns(SchoolClass.id).order_by(None)
    query = _with_marks().where(ClassSurvey.id == survey_id, _is_of(own))
    return _one(_given(db.session.execute(query)))


def _is_of(classes: sa.Select[int]) -> sa.ColumnElement[bool]:
    """The class's own; and, of the last round, that of the class in which its pupils were then."""
    before_the_summer = (
        sa.select(SurveyPlace.class_id)
        .join(
            Enrolment,
            sa.and_(Enrolment.pupil_id == SurveyPlace.pupil_id, Enrolment.ends_on.is_(None)),
        )
        .where(Enrolment.class_id.in_(classes), SurveyPlace.school_year == SurveyRound.school_year)
    )
    return sa.or_(
        ClassSurvey.class_id.in_(classes),
        sa.and_(SurveyRound.moment == "later", ClassSurvey.class_id.in_(before_the_summer)),
    )


def class_of(viewer: Viewer, survey: Given) -> SchoolClass:
    """The class of this person that has the survey: after the summer, the one its pupils are in."""
    pupils = sa.select(SurveyPlace.pupil_id).where(SurveyPlace.class_id == survey.class_id)
    now = sa.select(Enrolment.class_id).where(
        Enrolment.pupil_id.in_(pupils), Enrolment.ends_on.is_(None)
    )
    is_it = sa.or_(SchoolClass.id == survey.class_id, SchoolClass.id.in_(now))
    found = db.session.scalars(visible_classes(viewer).where(is_it)).first()
    if found is None:
        raise NotFound
    return found


def _with_marks() -> sa.Select[Any]:
    marks = (
        sa.select(sa.func.count())
        .where(SurveyMark.class_survey_id == ClassSurvey.id)
        .correlate(ClassSurvey)
        .scalar_subquery()
    )
    return _SURVEYS.add_columns(marks.label("marks"))


def form_of_class(survey: Given) -> Form | None:
    """The form that the whole class has, where a teacher reads it aloud; None if both are used."""
    query = (
        sa.select(SurveyPlace.first_form)
        .distinct()
        .where(SurveyPlace.class_id == survey.class_id, SurveyPlace.theme == survey.theme)
    )
    forms = list(db.session.scalars(query))
    return form_at(survey.moment, forms[0]) if len(forms) == 1 else None  # type: ignore[arg-type]


def _given(rows: Any) -> list[Given]:
    """A survey whose theme has left the files is shown no more."""
    known = library.get().instruments
    return [
        Given(
            id=row.id,
            class_id=row.class_id,
            grade=row.grade,
            instrument=known[row.theme],
            moment=row.moment,
            version=row.version,
            is_closed=row.closed_at is not None,
            form=form_at(row.moment, row.first_form) if "first_form" in row._fields else "a",
            marks=row.marks if "marks" in row._fields else 0,
        )
        for row in rows
        if row.theme in known
    ]


def _one(found: Sequence[Given]) -> Given:
    if not found:
        raise NotFound
    return found[0]


def counts(given: Given) -> Mapping[tuple[str, str], Mapping[int, int]]:
    """By form and item, how many gave each answer. Nothing before the round is closed.

    Items that fewer than ten have answered are left out.
    """
    if not given.is_closed or given.has_other_words_now:
        return {}
    rows = db.session.execute(
        sa.select(
            SurveyCount.form, SurveyCount.item_id, SurveyCount.value, SurveyCount.answers
        ).where(SurveyCount.class_survey_id == given.id)
    )
    found: dict[tuple[str, str], dict[int, int]] = {}
    for row in rows:
        found.setdefault((row.form, row.item_id), {})[row.value] = row.answers
    return {key: each for key, each in found.items() if sum(each.values()) >= SHOWN_FROM}


def counts_before(given: Given) -> Mapping[tuple[str, str], Mapping[int, int]]:
    """Of the same class and theme before the lessons, to stand beside those after them."""
    if given.moment == "before":
        return {}
    query = _SURVEYS.where(
        ClassSurvey.class_id == given.class_id,
        ClassSurvey.theme == given.theme,
        SurveyRound.moment == "before",
    )
    return next((counts(one) for one in _given(db.session.execute(query))), {})
