"""Questions from a bank by its blueprint. Pure: the same seed draws the same."""

import random
from collections.abc import Sequence

from app.content.schema.lesson import Bank


def draw(bank: Bank, *, seed: int, avoid: frozenset[str] = frozenset()) -> list[str]:
    """Item ids by the blueprint: unseen ones first, the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311  (a draw, not a secret)
    drawn: list[str] = []
    for wish in bank.blueprint:
        pool = [
            item.id
            for item in bank.items
            if item.objective == wish.objective and "quiz" in item.uses
        ]
        chance.shuffle(pool)
        pool.sort(key=lambda item_id: item_id in avoid)  # stable: keeps the shuffle
        drawn += _without_twins(pool, bank, wish.count)
    return drawn


def _without_twins(pool: Sequence[str], bank: Bank, count: int) -> list[str]:
    """Parallel forms ask the same thing twice: take one of a pair if the pool allows."""
    twin_of = {item.id: item.twin for item in bank.items}
    chosen: list[str] = []
    for item_id in pool:
        if twin_of[item_id] not in chosen:
            chosen.append(item_id)
    rest = [item_id for item_id in pool if item_id not in chosen]
    return (chosen + rest)[:count]
