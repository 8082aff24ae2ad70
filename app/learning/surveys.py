"""Surveys of a class: no names, no marks, always to be skipped; counts when they are closed.

One transaction adds to the counts and writes the mark of the pupil. Neither knows of the other,
and no order of time is kept, so that nobody can put them together again.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import sqlalchemy as sa

from app.content import library
from app.content.schema.base import band_of_grade
from app.content.schema.item_own import CHOSEN
from app.content.schema.items import LikertItem, OpinionItem, SelfReportItem
from app.content.schema.lesson import Survey
from app.core import clock
from app.core.db import db, upsert
from app.core.i18n import LocalizedText
from app.learning.survey_models import ClassSurvey, SurveyCount, SurveyMark
from app.people import consents
from app.people.access import NotFound, visible_classes
from app.people.models import SchoolClass
from app.people.viewer import Viewer

# Fewer answers could show who gave which.
SHOWN_FROM = 10
Moment = Literal["before", "after"]
# Of agreement.
POINTS = (1, 2, 3, 4)


class AlreadyGiven(Exception):
    """The class has this survey for this moment."""


@dataclass(frozen=True, slots=True)
class Given:
    """A survey in the hands of a class."""

    id: int
    class_id: int
    survey: Survey
    moment: Moment
    version: int
    is_closed: bool
    marks: int = 0

    @property
    def has_other_words_now(self) -> bool:
        return self.survey.version != self.version


def surveys_for(grade: int) -> list[Survey]:
    """Those written for this grade."""
    band = band_of_grade(grade)
    return [one for one in library.get().surveys.values() if band in one.bands]


def give(*, class_id: int, survey: Survey, moment: Moment, by_id: int) -> int:
    standing = sa.select(ClassSurvey.id).where(
        ClassSurvey.class_id == class_id,
        ClassSurvey.survey == survey.survey,
        ClassSurvey.moment == moment,
    )
    if db.session.scalar(standing) is not None:
        raise AlreadyGiven
    row = ClassSurvey(
        class_id=class_id,
        survey=survey.survey,
        version=survey.version,
        moment=moment,
        given_by_id=by_id,
    )
    db.session.add(row)
    db.session.flush()
    return row.id


def close(*, survey_id: int) -> None:
    """For good: a survey that opens again would show what each new answer was."""
    db.session.execute(
        sa.update(ClassSurvey)
        .where(ClassSurvey.id == survey_id, ClassSurvey.closed_at.is_(None))
        .values(closed_at=clock.now())
    )


def take_part(*, pupil: Viewer, given: Given, responses: Mapping[str, Mapping[str, Any]]) -> bool:
    """Counts what was answered, once; nothing answered is as good. False if it was done before."""
    mark = upsert(SurveyMark, {"class_survey_id": given.id, "pupil_id": pupil.id})
    is_first = db.session.execute(mark.returning(sa.literal(1))).first() is not None
    if is_first:
        _count(given, responses)
    return is_first


def _count(given: Given, responses: Mapping[str, Mapping[str, Any]]) -> None:
    rows = [
        {
            "class_survey_id": given.id,
            "item_id": item.id,
            "part_id": part,
            "value": value,
            "answers": 1,
        }
        for item in items_of(given.survey)
        if item.id in responses
        for part, value in item.counted(responses[item.id]).items()
    ]
    if rows:
        more = {"answers": SurveyCount.answers + 1}
        db.session.execute(upsert(SurveyCount, rows, update=more))


def items_of(survey: Survey) -> list[OpinionItem]:
    return [item for item in survey.items if isinstance(item, OpinionItem)]


def waiting_for(pupil: Viewer) -> list[Given]:
    """Open surveys of the pupil's class that this pupil is not through with."""
    done = sa.select(SurveyMark.class_survey_id).where(SurveyMark.pupil_id == pupil.id)
    query = sa.select(ClassSurvey).where(
        ClassSurvey.class_id == pupil.class_id,
        ClassSurvey.closed_at.is_(None),
        ClassSurvey.id.not_in(done),
    )
    return _given(db.session.scalars(query.order_by(ClassSurvey.id)))


def survey_of_pupil(pupil: Viewer, survey_id: int) -> Given:
    """An own survey, open or not; none where family or pupil have not agreed."""
    if not consents.allows(pupil.id, consents.SURVEYS):
        raise NotFound
    query = sa.select(ClassSurvey).where(
        ClassSurvey.id == survey_id, ClassSurvey.class_id == pupil.class_id
    )
    return _one(_given(db.session.scalars(query)))


def is_through(pupil: Viewer, survey_id: int) -> bool:
    return db.session.get(SurveyMark, (survey_id, pupil.id)) is not None


def surveys_of_class(class_id: int) -> list[Given]:
    """The latest first, with how many are through."""
    marks = (
        sa.select(sa.func.count())
        .where(SurveyMark.class_survey_id == ClassSurvey.id)
        .correlate(ClassSurvey)
        .scalar_subquery()
    )
    rows = db.session.execute(
        sa.select(ClassSurvey, marks)
        .where(ClassSurvey.class_id == class_id)
        .order_by(ClassSurvey.id.desc())
    )
    return [given for row, pupils in rows for given in _given([row], pupils)]


def survey_of_teacher(viewer: Viewer, survey_id: int) -> Given:
    own = visible_classes(viewer).with_only_columns(SchoolClass.id).order_by(None)
    row = db.session.scalar(
        sa.select(ClassSurvey).where(ClassSurvey.id == survey_id, ClassSurvey.class_id.in_(own))
    )
    if row is None:
        raise NotFound
    return _one([one for one in surveys_of_class(row.class_id) if one.id == survey_id])


def _given(rows: Iterable[ClassSurvey], marks: int = 0) -> list[Given]:
    """A survey that has left the files is shown no more."""
    known = library.get().surveys
    return [
        Given(
            id=row.id,
            class_id=row.class_id,
            survey=known[row.survey],
            moment=row.moment,  # type: ignore[arg-type]  # the database holds no other
            version=row.version,
            is_closed=row.closed_at is not None,
            marks=marks,
        )
        for row in rows
        if row.survey in known
    ]


def _one(found: Sequence[Given]) -> Given:
    if not found:
        raise NotFound
    return found[0]


@dataclass(frozen=True, slots=True)
class Asked:
    """A statement with its points, or a question with its options, and how many chose each."""

    text: LocalizedText
    # Fewer than ten answered: None.
    counts: tuple[int, ...] | None
    # Of a question; the points of a statement are always the same four.
    options: tuple[LocalizedText, ...] = ()

    @property
    def answers(self) -> int:
        return sum(self.counts or ())


def results(given: Given) -> list[Asked]:
    """Nothing before the survey is closed, and nothing of what fewer than ten have answered."""
    if not given.is_closed or given.has_other_words_now:
        return []
    counted = _counted(given.id)
    return [one for item in items_of(given.survey) for one in _asked(item, counted)]


def results_before(given: Given) -> list[Asked]:
    """Of the same survey before the lessons, to stand beside those after them."""
    if given.moment != "after":
        return []
    query = sa.select(ClassSurvey).where(
        ClassSurvey.class_id == given.class_id,
        ClassSurvey.survey == given.survey.survey,
        ClassSurvey.moment == "before",
    )
    return [asked for one in _given(db.session.scalars(query)) for asked in results(one)]


def _counted(survey_id: int) -> Mapping[tuple[str, str, int], int]:
    rows = db.session.execute(
        sa.select(
            SurveyCount.item_id, SurveyCount.part_id, SurveyCount.value, SurveyCount.answers
        ).where(SurveyCount.class_survey_id == survey_id)
    )
    return {(row.item_id, row.part_id, row.value): row.answers for row in rows}


def _asked(item: OpinionItem, counted: Mapping[tuple[str, str, int], int]) -> Iterator[Asked]:
    if isinstance(item, LikertItem):
        for part in item.statements:
            points = [counted.get((item.id, part.id, point), 0) for point in POINTS]
            yield Asked(part.text, _if_enough(points))
    elif isinstance(item, SelfReportItem):
        chosen = [counted.get((item.id, one.id, CHOSEN), 0) for one in item.options]
        yield Asked(item.prompt, _if_enough(chosen), tuple(one.text for one in item.options))


def _if_enough(found: Sequence[int]) -> tuple[int, ...] | None:
    return tuple(found) if sum(found) >= SHOWN_FROM else None
