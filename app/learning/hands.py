"""Hands that a teacher counted: kept per class, lesson, item and option; nobody is named.

Shown again only from ten hands on: see FLOOR.
"""

from collections import defaultdict
from collections.abc import Mapping

import sqlalchemy as sa

from app.core.db import db
from app.learning.ballots import Ballot
from app.learning.delivery_models import HandCount

# Fewer could show who thinks what. The same floor as for answers on devices.
FLOOR = 10

# By option.
Hands = Mapping[str, int]


def keep(*, class_id: int, ballots: Mapping[str, Ballot], counted: Mapping[str, Hands]) -> None:
    """A vote takes the place of the vote before; a question without any hand keeps the old one."""
    voted = [ballots[item_id] for item_id, hands in counted.items() if any(hands.values())]
    for ballot in voted:
        db.session.execute(
            sa.delete(HandCount).where(
                HandCount.class_id == class_id,
                HandCount.lesson_id == ballot.lesson_id,
                HandCount.item_id == ballot.item_id,
            )
        )
    rows = [row for one in voted for row in _rows(class_id, one, counted[one.item_id])]
    if rows:
        db.session.execute(sa.insert(HandCount), rows)


def _rows(class_id: int, ballot: Ballot, hands: Hands) -> list[dict[str, object]]:
    return [
        {
            "class_id": class_id,
            "lesson_id": ballot.lesson_id,
            "item_id": ballot.item_id,
            "option_id": option,
            "version": ballot.version,
            "hands": hands.get(option, 0),
        }
        for option in ballot.options
    ]


def of_class(class_id: int | None, **only: str) -> dict[tuple[str, str, int], dict[str, int]]:
    """By lesson, item and version, what ten hands or more voted for.

    `only`: lesson_id or item_id, where not everything is asked for.
    """
    query = sa.select(
        HandCount.lesson_id,
        HandCount.item_id,
        HandCount.version,
        HandCount.option_id,
        HandCount.hands,
    ).where(HandCount.class_id == class_id)
    found: dict[tuple[str, str, int], dict[str, int]] = defaultdict(dict)
    for lesson_id, item_id, version, option, hands in db.session.execute(query.filter_by(**only)):
        found[lesson_id, item_id, version][option] = hands
    return {key: hands for key, hands in found.items() if sum(hands.values()) >= FLOOR}
