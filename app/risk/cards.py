"""Disclosure cards D1 to D7: what a child can mark, how grave it is, and who is told. Pure.

domain/safeguarding.md §8. "Just for me" is offered only where keeping it to oneself cannot mean
that a child is left in danger: elsewhere the card says so before the child marks anything, and
skipping it is open to everybody.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal, get_args

CardId = Literal["D1", "D2", "D3", "D4", "D5", "D6", "D7"]
CARDS: tuple[CardId, ...] = get_args(CardId)

Wish = Literal["contact-me", "not-safe"]


@dataclass(frozen=True, slots=True)
class Card:
    """`signs` are what can be marked; `grave` and `critical` among them raise the severity."""

    id: CardId
    topic: str
    signs: tuple[str, ...]
    severity: int
    told_roles: tuple[str, ...]
    grave: frozenset[str] = frozenset()
    critical: frozenset[str] = frozenset()
    # Told, too, from "serious" on.
    told_when_serious: tuple[str, ...] = ()
    may_stay_private: bool = False
    # The class teacher can be let in by the child.
    teacher_may_know: bool = False
    asks_frequency: bool = False

    def severity_of(self, *, signs: Collection[str], wish: str | None) -> int:
        if self.critical.intersection(signs):
            return 4
        if self.grave.intersection(signs) or wish == "not-safe":
            return max(self.severity, 3)
        return self.severity

    def told(self, severity: int) -> tuple[str, ...]:
        more = self.told_when_serious if severity >= 3 else ()
        return tuple(dict.fromkeys((*self.told_roles, *more)))


_SPECIALISTS = ("psychologist", "lead")

_CARDS = (
    Card(
        "D1",
        "home",
        ("hit", "threatened", "locked-out", "no-food", "afraid-home", "today"),
        severity=3,
        told_roles=_SPECIALISTS,
        critical=frozenset({"afraid-home", "today"}),
    ),
    # An adult is accused before the lead, not before the nearest colleague.
    Card(
        "D2",
        "adult",
        ("shamed", "threatened", "hit", "touched"),
        severity=3,
        told_roles=("lead",),
        critical=frozenset({"hit", "touched"}),
    ),
    Card(
        "D3",
        "online",
        ("asks-photo", "threatens-photo", "wants-meeting", "touched"),
        severity=4,
        told_roles=_SPECIALISTS,
    ),
    Card(
        "D4",
        "bullied",
        ("injured", "money", "afraid-to-come"),
        severity=2,
        told_roles=("psychologist",),
        grave=frozenset({"injured", "money", "afraid-to-come"}),
        may_stay_private=True,
        teacher_may_know=True,
        asks_frequency=True,
    ),
    Card("D5", "friend", ("injured", "money"), severity=1, told_roles=("psychologist",)),
    # Only a child who asks for help: answers in lessons never count (design §7).
    Card(
        "D6",
        "drugs",
        ("offered", "tried", "often", "forced", "carrying", "debt"),
        severity=2,
        told_roles=("psychologist",),
        grave=frozenset({"forced", "carrying", "debt"}),
        told_when_serious=("lead",),
    ),
    Card(
        "D7",
        "low",
        ("no-sense", "hurt-myself", "wish-to-die", "today", "plan"),
        severity=3,
        told_roles=_SPECIALISTS,
        critical=frozenset({"today", "plan"}),
    ),
)
CARD_OF: dict[str, Card] = {card.id: card for card in _CARDS}
# "Not safe at school at any frequency", or two or three times a month and more (D4).
OFTEN = frozenset({"monthly", "weekly"})
# The card that belongs to a topic of the page of help.
CARD_OF_TOPIC: dict[str, CardId] = {card.topic: card.id for card in _CARDS}
