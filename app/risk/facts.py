"""A pupil's answers as the facts that the rules of skill risks take."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Protocol

import sqlalchemy as sa

from app.content import library
from app.content.library import ItemHome
from app.core import clock
from app.core.db import db
from app.learning import behaviours
from app.learning.attempts import TOO_QUICK_SECONDS
from app.learning.models import Attempt
from app.risk.rules import SURE_WINDOW, RightAnswer, SureError
from app.risk.trends import ScoredAnswer


def recent_attempts(pupil_id: int) -> Sequence[Any]:
    """Scored answers of the last 60 days, oldest first."""
    since = clock.now() - SURE_WINDOW
    return db.session.execute(
        sa.select(
            Attempt.id,
            Attempt.item_id,
            Attempt.lesson_id,
            Attempt.behaviour,
            Attempt.try_number,
            Attempt.score,
            Attempt.credit,
            Attempt.certainty,
            Attempt.misconceptions,
            Attempt.seconds,
            Attempt.recorded_at,
        )
        .where(
            Attempt.pupil_id == pupil_id,
            Attempt.recorded_at >= since,
            Attempt.score.is_not(None),
        )
        .order_by(Attempt.recorded_at)
    ).all()


def sure_errors(attempts: Sequence[Any]) -> dict[str, list[SureError]]:
    """By misconception. Sensitive matters, second tries and hasty clicks never count."""
    errors: dict[str, list[SureError]] = defaultdict(list)
    for row in attempts:
        if row.certainty != "sure" or row.score == 1 or row.try_number != 1 or _is_hasty(row):
            continue
        if _ordinary_home(row.item_id) is None:
            continue
        for misconception in row.misconceptions:
            errors[misconception].append(
                SureError(
                    attempt_id=str(row.id),
                    misconception=misconception,
                    item_id=row.item_id,
                    lesson_id=row.lesson_id,
                    is_review=behaviours.of(row.behaviour).is_recheck,
                    at=row.recorded_at,
                )
            )
    return errors


def scored_answers(attempts: Sequence[Any]) -> dict[str, list[ScoredAnswer]]:
    """By objective: first answers, and every answer of a review."""
    answers: dict[str, list[ScoredAnswer]] = defaultdict(list)
    for row in attempts:
        home = _ordinary_home(row.item_id)
        if home is None or not _is_own(row):
            continue
        answers[home.item.objective].append(
            ScoredAnswer(
                attempt_id=str(row.id),
                item_id=row.item_id,
                lesson_id=row.lesson_id,
                credit=row.credit,
                is_review=behaviours.of(row.behaviour).is_recheck,
                at=row.recorded_at,
            )
        )
    return answers


class Topic(Protocol):
    """What a card or a finding is about."""

    @property
    def misconception(self) -> str | None: ...

    @property
    def objective(self) -> str | None: ...


def right_answers(attempts: Sequence[Any], topic: Topic) -> list[RightAnswer]:
    """Right answers about the same thing; a second try in practice only repeats the feedback."""
    return [
        RightAnswer(row.item_id, row.recorded_at)
        for row in attempts
        if row.score == 1 and _is_own(row) and _is_about(row.item_id, topic)
    ]


def _is_own(row: Any) -> bool:
    """Not hasty, and not given right after the answer had been shown."""
    counts = behaviours.of(row.behaviour).counts_try(row.try_number)
    return counts and not _is_hasty(row)


def _is_about(item_id: str, topic: Topic) -> bool:
    home = _ordinary_home(item_id)
    if home is None:
        return False
    if topic.misconception is not None:
        return topic.misconception in home.item.misconceptions
    return home.item.objective == topic.objective


def _is_hasty(row: Any) -> bool:
    return row.seconds is not None and row.seconds < TOO_QUICK_SECONDS


def _ordinary_home(item_id: str) -> ItemHome | None:
    """Where a non-sensitive item lives; None for sensitive ones and for those that have left."""
    try:
        home = library.get().item(item_id)
    except library.UnknownContent:
        return None
    return None if home.is_sensitive else home
