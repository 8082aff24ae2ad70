"""What a class can talk about: errors that several share, on devices or with their hands."""

import sqlalchemy as sa

from app.content.library import Library
from app.core.db import db
from app.learning import ballots, hands
from app.learning.models import MisconceptionProgress
from app.people.access import pupils_of_class
from app.reports.classpage import Talk
from app.risk import rules

TALKS_SHOWN = 3
RIGHT_DAYS_TO_CORRECT = 2


def talks_of(catalogue: Library, class_id: int, pupils: int) -> list[Talk]:
    """Shared confident errors, the most frequent first; nothing of sensitive lessons alone."""
    shares = _shares_of_hands(catalogue, class_id)
    for misconception, share in _shares_of_answers(class_id, pupils).items():
        shares[misconception] = max(share, shares.get(misconception, 0))
    speakable = {
        one
        for lesson in catalogue.lessons.values()
        if not lesson.sensitive
        for one in lesson.misconceptions
    }
    found = sorted(speakable.intersection(shares), key=lambda one: (-shares[one], one))
    return [
        Talk(
            thinks=catalogue.misconceptions[one].thinks,
            ask=catalogue.misconceptions[one].ask,
            share=min(1.0, shares[one]),
        )
        for one in found[:TALKS_SHOWN]
    ]


def _shares_of_answers(class_id: int, pupils: int) -> dict[str, float]:
    """By misconception, the share of the class that was sure of it on devices."""
    holders = sa.func.count()
    rows = db.session.execute(
        sa.select(MisconceptionProgress.misconception, holders.label("holders"))
        .where(
            MisconceptionProgress.pupil_id.in_(pupils_of_class(class_id)),
            MisconceptionProgress.sure_errors > 0,
            MisconceptionProgress.right_days < RIGHT_DAYS_TO_CORRECT,
        )
        .group_by(MisconceptionProgress.misconception)
    )
    return {
        row.misconception: row.holders / pupils
        for row in rows
        if rules.may_be_talked_about(row.holders, pupils)
    }


def _shares_of_hands(catalogue: Library, class_id: int) -> dict[str, float]:
    """By misconception, the share of hands that went up for it; ten hands at least."""
    shares: dict[str, float] = {}
    for (_lesson, item_id, version), voted in hands.of_class(class_id).items():
        home = catalogue.find(item_id)
        if home is None or home.item.version != version or home.is_sensitive:
            continue
        whole = sum(voted.values())
        for misconception, count in ballots.beliefs_voted_for(home.item, voted).items():
            if rules.may_be_talked_about(count, whole):
                shares[misconception] = max(count / whole, shares.get(misconception, 0))
    return shares
