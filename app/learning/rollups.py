"""Counts kept beside the attempts. Everything is counted in SQL: two answers at once both count.

`at` is when an answer counts. It comes from the caller, so that the counts can be made again from
the attempts (learning.rebuilding).
"""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from app.content.schema.dilemma import Dilemma
from app.core import clock
from app.core.db import db, incoming, upsert
from app.learning.mastery import (
    FIRST_GAP_DAYS,
    REVIEW_GAP_DAYS,
    STRONG_SHARE,
    STRONG_STREAK,
)
from app.learning.models import (
    DilemmaStep,
    ItemProgress,
    LessonProgress,
    MisconceptionProgress,
    NormGuess,
    ObjectiveProgress,
    OpinionCount,
    ReviewDue,
    StepDone,
    Submission,
)


def claim_submission(key: uuid.UUID, pupil_id: int) -> bool:
    """False when this key has been recorded before: the caller then changes nothing."""
    row = upsert(Submission, {"key": key, "pupil_id": pupil_id, "recorded_at": clock.now()})
    return db.session.execute(row.returning(sa.literal(1))).first() is not None


def count_try(
    pupil_id: int,
    item_id: str,
    *,
    score: float | None,
    response: dict[str, Any],
    at: dt.datetime,
) -> int:
    """Keeps the last response and returns which try of this pupil it was."""
    kept = {"score": score, "response": response, "last_at": at}
    row = upsert(
        ItemProgress,
        {"pupil_id": pupil_id, "item_id": item_id, "tries": 1, **kept},
        update={**kept, "tries": ItemProgress.tries + 1},
    )
    return int(db.session.execute(row.returning(ItemProgress.tries)).scalar_one())


def count_tries(
    pupil_id: int, answers: Mapping[str, tuple[float | None, Any]], *, at: dt.datetime
) -> dict[str, int]:
    """As count_try, for several items at once: score and response by item."""
    if not answers:
        return {}
    rows = [
        {
            "pupil_id": pupil_id,
            "item_id": item_id,
            "tries": 1,
            "score": score,
            "response": response,
            "last_at": at,
        }
        for item_id, (score, response) in answers.items()
    ]
    statement = upsert(
        ItemProgress,
        rows,
        update={
            "tries": ItemProgress.tries + 1,
            "score": incoming(ItemProgress, "score"),
            "response": incoming(ItemProgress, "response"),
            "last_at": at,
        },
    )
    counted = db.session.execute(statement.returning(ItemProgress.item_id, ItemProgress.tries))
    return {row.item_id: row.tries for row in counted}


def count_objective(
    pupil_id: int, objective: str, *, credit: float, is_right: bool, at: dt.datetime
) -> None:
    """An error ends the row of right answers and its days."""
    today = clock.local(at).date()
    streak = ObjectiveProgress.streak + 1 if is_right else 0
    days = ObjectiveProgress.right_days + _is_new_day(today) if is_right else 0
    is_strong = _makes_strong(credit) if is_right else sa.false()
    row = upsert(
        ObjectiveProgress,
        {
            "pupil_id": pupil_id,
            "objective": objective,
            "answered": 1,
            "credit": credit,
            "streak": int(is_right),
            "right_days": int(is_right),
            "last_right_on": today if is_right else None,
            "last_at": at,
        },
        update={
            "answered": ObjectiveProgress.answered + 1,
            "credit": ObjectiveProgress.credit + credit,
            "streak": streak,
            "right_days": days,
            "last_right_on": today if is_right else None,
            "was_strong": sa.or_(ObjectiveProgress.was_strong, is_strong),
            "last_at": at,
        },
    )
    db.session.execute(row)


def _makes_strong(credit: float) -> sa.ColumnElement[bool]:
    """Whether one more right answer makes it "proficient": mastery.stage in SQL."""
    share = (ObjectiveProgress.credit + credit) / (ObjectiveProgress.answered + 1)
    return sa.and_(share >= STRONG_SHARE, ObjectiveProgress.streak + 1 >= STRONG_STREAK)


def _is_new_day(today: dt.date) -> sa.ColumnElement[int]:
    """1 for the first right answer of the day, in this row of right answers."""
    return sa.case((ObjectiveProgress.last_right_on == today, 0), else_=1)


def count_sure_error(pupil_id: int, misconceptions: Sequence[str], *, at: dt.datetime) -> None:
    """A sure error starts the correction anew."""
    if not misconceptions:
        return
    rows = [
        {
            "pupil_id": pupil_id,
            "misconception": misconception,
            "sure_errors": 1,
            "last_error_at": at,
            "right_days": 0,
        }
        for misconception in misconceptions
    ]
    statement = upsert(
        MisconceptionProgress,
        rows,
        update={
            "sure_errors": MisconceptionProgress.sure_errors + 1,
            "last_error_at": at,
            "right_days": 0,
            "last_right_on": None,
        },
    )
    db.session.execute(statement)


def count_correction(pupil_id: int, misconceptions: Iterable[str], *, at: dt.datetime) -> None:
    """A right answer counts once a day for each misconception that the item carries."""
    today = clock.local(at).date()
    db.session.execute(
        sa.update(MisconceptionProgress)
        .where(
            MisconceptionProgress.pupil_id == pupil_id,
            MisconceptionProgress.misconception.in_(list(misconceptions)),
            sa.or_(
                MisconceptionProgress.last_right_on.is_(None),
                MisconceptionProgress.last_right_on < today,
            ),
        )
        .values(right_days=MisconceptionProgress.right_days + 1, last_right_on=today)
    )


def bring_back(
    pupil_id: int, objective: str, misconception: str | None, *, at: dt.datetime
) -> None:
    """A missed objective comes back tomorrow."""
    due_on = clock.local(at).date() + dt.timedelta(days=FIRST_GAP_DAYS)
    row = upsert(
        ReviewDue,
        {
            "pupil_id": pupil_id,
            "objective": objective,
            "misconception": misconception,
            "due_on": due_on,
            "rights": 0,
        },
        update={"due_on": due_on, "rights": 0, "misconception": misconception},
    )
    db.session.execute(row)


def review_went_well(pupil_id: int, objective: str, *, at: dt.datetime) -> None:
    """Comes back once more after a pause; after the second right answer it rests."""
    today = clock.local(at).date()
    db.session.execute(
        sa.update(ReviewDue)
        .where(
            ReviewDue.pupil_id == pupil_id,
            ReviewDue.objective == objective,
            ReviewDue.due_on <= today,
        )
        .values(
            rights=ReviewDue.rights + 1,
            due_on=today + dt.timedelta(days=REVIEW_GAP_DAYS),
        )
    )


def finish_step(pupil_id: int, lesson_id: str, step_id: str) -> bool:
    """True the first time."""
    row = upsert(
        StepDone,
        {
            "pupil_id": pupil_id,
            "lesson_id": lesson_id,
            "step_id": step_id,
            "done_at": clock.now(),
        },
    )
    return db.session.execute(row.returning(sa.literal(1))).first() is not None


def touch_lesson(
    pupil_id: int, lesson_id: str, version: int, *, new_steps: int, total_steps: int
) -> None:
    """Starts or moves the pupil's row of this lesson; the last step finishes it, once."""
    now = clock.now()
    done = LessonProgress.steps_done + new_steps
    row = upsert(
        LessonProgress,
        {
            "pupil_id": pupil_id,
            "lesson_id": lesson_id,
            "lesson_version": version,
            "started_at": now,
            "last_at": now,
            "steps_done": new_steps,
            "finished_at": now if new_steps >= total_steps else None,
        },
        update={
            "last_at": now,
            "steps_done": done,
            "finished_at": sa.case(
                (LessonProgress.finished_at.is_not(None), LessonProgress.finished_at),
                (done >= total_steps, now),
                else_=None,
            ),
        },
    )
    db.session.execute(row)


def keep_quiz_result(
    pupil_id: int, lesson_id: str, *, right: int, total: int, keeps_last: bool = False
) -> None:
    """The best hand-in stands, or the last one where the teacher wants it so. Never a sum."""
    stands = sa.or_(
        sa.literal(keeps_last),
        LessonProgress.quiz_right.is_(None),
        LessonProgress.quiz_right * total < right * LessonProgress.quiz_total,
    )
    db.session.execute(
        sa.update(LessonProgress)
        .where(LessonProgress.pupil_id == pupil_id, LessonProgress.lesson_id == lesson_id, stands)
        .values(quiz_right=right, quiz_total=total)
    )


def keep_guess(pupil_id: int, class_id: int | None, item_id: str, guess: int) -> None:
    """The first guess stands: after the reveal it would be no guess."""
    row = upsert(
        NormGuess,
        {"pupil_id": pupil_id, "item_id": item_id, "class_id": class_id, "guess": guess},
    )
    db.session.execute(row)


def count_opinions(class_id: int, item_id: str, agreement: dict[str, int]) -> None:
    """Adds one anonymous answer to the class's counts."""
    if not agreement:
        return
    rows = [
        {
            "class_id": class_id,
            "item_id": item_id,
            "statement_id": statement,
            "value": value,
            "answers": 1,
        }
        for statement, value in agreement.items()
    ]
    db.session.execute(upsert(OpinionCount, rows, update={"answers": OpinionCount.answers + 1}))


def count_choice(
    class_id: int, dilemma: Dilemma, *, node: str, choice: str, is_replay: bool
) -> None:
    """One more of the class chose this, for the first time or when going back."""
    row = upsert(
        DilemmaStep,
        {
            "class_id": class_id,
            "lesson_id": dilemma.lesson,
            "version": dilemma.version,
            "node": node,
            "choice": choice,
            "first_count": int(not is_replay),
            "replay_count": int(is_replay),
        },
        update={
            "first_count": DilemmaStep.first_count + int(not is_replay),
            "replay_count": DilemmaStep.replay_count + int(is_replay),
        },
    )
    db.session.execute(row)
