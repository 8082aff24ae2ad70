"""Opens and clears skill cards from what a pupil has answered. Safe to run twice."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from app.content import library
from app.content.schema.curriculum import SkillRiskKind
from app.core import clock
from app.core.db import db
from app.learning.models import Attempt, MisconceptionProgress
from app.notices.services import queue_notices
from app.people import consents
from app.people.access import pupils_of_class
from app.people.models import Enrolment
from app.people.queries import class_teacher_of, guardians_of
from app.risk import facts, rules, trends
from app.risk.models import SkillCard
from app.risk.rules import SkillFinding, SureError
from app.risk.trends import LowFinding, ScoredAnswer

Finding = SkillFinding | LowFinding


def evaluate_pupil(pupil_id: int) -> None:
    """The rules over the pupil's recent answers: new cards open, practised ones clear."""
    attempts = facts.recent_attempts(pupil_id)
    cards = _cards(pupil_id)
    for card in cards:
        if card.cleared_at is None:
            _clear_if_practised(card, attempts)
    standing = {card.kind for card in cards if card.cleared_at is None}
    for kind, finding in _findings(attempts, _cleared(cards)):
        if kind.id not in standing and len(standing) < rules.CARDS_AT_ONCE:
            standing.update(_open(pupil_id, kind, finding, attempts))


def _cards(pupil_id: int) -> Sequence[SkillCard]:
    query = sa.select(SkillCard).where(SkillCard.pupil_id == pupil_id)
    return db.session.scalars(query.order_by(SkillCard.opened_at)).all()


def open_cards(pupil_id: int) -> Sequence[SkillCard]:
    return [card for card in _cards(pupil_id) if card.cleared_at is None]


def _cleared(cards: Iterable[SkillCard]) -> dict[str, dt.datetime]:
    """When each kind was last cleared: what was answered before it counts no more."""
    cleared: dict[str, dt.datetime] = {}
    for card in cards:
        if card.cleared_at is not None:
            cleared[card.kind] = max(card.cleared_at, cleared.get(card.kind, card.cleared_at))
    return cleared


def _findings(
    attempts: Sequence[Any], cleared: Mapping[str, dt.datetime]
) -> list[tuple[SkillRiskKind, Finding]]:
    """One finding at most for each kind of skill risk."""
    errors = facts.sure_errors(attempts)
    answers = facts.scored_answers(attempts)
    found: list[tuple[SkillRiskKind, Finding]] = []
    for kind in library.get().skill_risks.values():
        since = cleared.get(kind.id)
        surely = (
            rules.find_sure(_fresh(errors[one], since), clock.now()) for one in kind.misconceptions
        )
        poorly = (
            trends.find_low(one, _with_fresh_reviews(answers[one], since))
            for one in kind.objectives
            if "T-LOW" in kind.triggers
        )
        first = next((finding for finding in (*surely, *poorly) if finding), None)
        if first:
            found.append((kind, first))
    return found


def _fresh(errors: Sequence[SureError], since: dt.datetime | None) -> list[SureError]:
    return [one for one in errors if since is None or one.at > since]


def _with_fresh_reviews(
    answers: Sequence[ScoredAnswer], since: dt.datetime | None
) -> list[ScoredAnswer]:
    """First answers stay a fact; reviews of before the clearing do not."""
    return [one for one in answers if not one.is_review or since is None or one.at > since]


def _open(
    pupil_id: int, kind: SkillRiskKind, finding: Finding, attempts: Sequence[Any]
) -> set[str]:
    """A card, told to the pupil first; none where it is put right or the class shares it."""
    if _is_put_right(finding, attempts) or _is_shared(pupil_id, finding.misconception):
        return set()
    card = SkillCard(
        pupil_id=pupil_id,
        kind=kind.id,
        rule=finding.rule,
        rule_version=finding.rule_version,
        misconception=finding.misconception,
        objective=finding.objective,
        occasion=finding.occasion,
        evidence=_evidence(finding),
        opened_at=finding.evidence[-1].at,
        # A card may open late (two others stood, the class shared it): the wait begins now.
        visible_from=rules.visible_from(clock.now()),
    )
    db.session.add(card)
    db.session.flush()
    queue_notices(recipients=[pupil_id], kind="skill-card", subject_id=card.id)
    return {kind.id}


def _is_put_right(finding: Finding, attempts: Sequence[Any]) -> bool:
    return rules.is_cleared(
        facts.right_answers(attempts, finding),
        opened_at=finding.evidence[-1].at,
        failed_items=frozenset(one.item_id for one in finding.evidence),
    )


def _evidence(finding: Finding) -> dict[str, object]:
    return {
        "errors": [
            {
                "lesson": one.lesson_id,
                "item": one.item_id,
                "review": one.is_review,
                "on": clock.local(one.at).date().isoformat(),
            }
            for one in finding.evidence
        ]
    }


def _is_shared(pupil_id: int, misconception: str | None) -> bool:
    """Whether so many of the class hold it surely that it belongs into a talk for all."""
    class_id = db.session.scalar(
        sa.select(Enrolment.class_id).where(
            Enrolment.pupil_id == pupil_id, Enrolment.ends_on.is_(None)
        )
    )
    if class_id is None:
        return False
    members = pupils_of_class(class_id)
    pupils = db.session.scalar(sa.select(sa.func.count()).select_from(members.subquery()))
    holders = db.session.scalar(
        sa.select(sa.func.count()).where(
            MisconceptionProgress.misconception == misconception,
            MisconceptionProgress.sure_errors > 0,
            MisconceptionProgress.right_days < 2,
            MisconceptionProgress.pupil_id.in_(members),
        )
    )
    return rules.belongs_to_the_class(holders or 0, pupils or 0)


def _clear_if_practised(card: SkillCard, attempts: Sequence[Any]) -> None:
    rights = facts.right_answers(attempts, card)
    failed = frozenset(error["item"] for error in card.evidence["errors"])
    if rules.is_cleared(rights, opened_at=card.opened_at, failed_items=failed):
        card.cleared_at = clock.now()


def tell_adults_of_due_cards() -> None:
    """Nightly, safe to run twice: cards whose 14 days are over reach teacher and parents."""
    pupils = sa.select(SkillCard.pupil_id)
    due = sa.select(SkillCard).where(
        SkillCard.cleared_at.is_(None),
        SkillCard.visible_from <= clock.today(),
        SkillCard.pupil_id.in_(consents.allowing(consents.SKILLS, pupils)),
    )
    for card in db.session.scalars(due).all():
        teacher = class_teacher_of(card.pupil_id)
        adults = guardians_of(card.pupil_id) + ([teacher.id] if teacher else [])
        queue_notices(recipients=adults, kind="skill-card-adult", subject_id=card.id)


def pupils_with_recent_answers(since: dt.datetime) -> list[int]:
    """For the nightly sweep: a lost job changes nothing."""
    query = sa.select(Attempt.pupil_id).where(Attempt.recorded_at >= since).distinct()
    return list(db.session.scalars(query))
