"""Rules of both families. Pure: facts in, findings out.

Skill risks: curriculum plan §2. Safety signals: domain/safeguarding.md §8. Every finding names
its rule and version, so that what is stored can be explained later.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from app.core import clock
from app.risk.cards import CARD_OF, OFTEN

SURE_RULE, SURE_VERSION = "T-SURE", 1
SURE_WINDOW = dt.timedelta(days=60)
PUPIL_FIRST = dt.timedelta(days=14)
CLEARING_DAYS = 3
CARDS_AT_ONCE = 2
CLASS_SHARE_FOR_TALK = 0.4
# Fewer would be a hint at who they are; ten is the floor of every figure (design §11.10).
PUPILS_FOR_A_TALK = 3
CLASS_FOR_A_TALK = 10

SIGNAL_VERSION = 1


@dataclass(frozen=True, slots=True)
class SureError:
    """A sure and wrong first answer on a non-sensitive matter, slow enough to be meant."""

    attempt_id: str
    misconception: str
    item_id: str
    lesson_id: str
    is_review: bool
    at: dt.datetime

    @property
    def place(self) -> str:
        """Two errors of one lesson's pages are one place; a review is another."""
        return "review" if self.is_review else self.lesson_id


@dataclass(frozen=True, slots=True)
class RightAnswer:
    """A right answer to an item that carries the misconception."""

    item_id: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class SkillFinding:
    """The same misconception held surely in two places. `evidence` is oldest first."""

    misconception: str
    evidence: tuple[SureError, ...]
    rule: str = SURE_RULE
    rule_version: int = SURE_VERSION
    objective: None = None

    @property
    def occasion(self) -> str:
        """The attempt that completed the rule: the same facts open one card."""
        return self.evidence[-1].attempt_id


def find_sure(errors: Sequence[SureError], at: dt.datetime) -> SkillFinding | None:
    """T-SURE over the errors of one misconception: two places within 60 days."""
    recent = sorted((one for one in errors if at - one.at <= SURE_WINDOW), key=lambda one: one.at)
    for index, error in enumerate(recent):
        earlier = [one for one in recent[:index] if one.place != error.place]
        if earlier:
            return SkillFinding(error.misconception, (earlier[0], error))
    return None


def visible_from(told_at: dt.datetime) -> dt.date:
    """The pupil is told first; the adults see what still stands after 14 days."""
    return clock.local(told_at + PUPIL_FIRST).date()


def is_cleared(
    rights: Sequence[RightAnswer], *, opened_at: dt.datetime, failed_items: frozenset[str]
) -> bool:
    """Two right answers on days at least three days apart, one of them to another item."""
    since = [one for one in rights if one.at > opened_at]
    days = sorted(clock.local(one.at).date() for one in since)
    if not days or (days[-1] - days[0]).days < CLEARING_DAYS:
        return False
    return any(one.item_id not in failed_items for one in since)


def may_be_talked_about(holders: int, pupils: int) -> bool:
    """Whether the class can hear how many of it hold an error, and nobody is named by it."""
    return holders >= PUPILS_FOR_A_TALK and pupils >= CLASS_FOR_A_TALK


def belongs_to_the_class(holders: int, pupils: int) -> bool:
    """Shared by more than 40 % of the class: a talk for all instead of cards for each."""
    return may_be_talked_about(holders, pupils) and holders / pupils > CLASS_SHARE_FOR_TALK


@dataclass(frozen=True, slots=True)
class SignalFinding:
    """A reason for people to look, and who they are: roles of the pupil's own school."""

    rule: str
    severity: int
    told_roles: tuple[str, ...]
    version: int = SIGNAL_VERSION


# Grave topics, and who answers where the child has chosen nobody. An adult at school is
# accused before the lead, not before the nearest colleague.
_GRAVE_TOPICS = {
    "home": ("psychologist", "lead"),
    "adult": ("lead",),
    "low": ("psychologist", "lead"),
}


def of_help_request(
    *,
    kind: str,
    topic: str,
    wish: str | None,
    frequency: str | None,
    has_addressee: bool,
    card: str | None = None,
    signs: Collection[str] = (),
) -> SignalFinding:
    """H1, a card of D1 to D7, or H2. A child who asks is always answered: there is no "too small".

    The adult of the child's choice reads the request alone: a signal widens nothing.
    """
    if kind == "danger":
        return SignalFinding("H1", 4, ("psychologist", "lead", "deputy"))
    if kind == "disclosure" and card and _is_of_the_card(card, wish, frequency, signs):
        known = CARD_OF[card]
        severity = known.severity_of(signs=signs, wish=wish)
        return SignalFinding(known.id, severity, known.told(severity))
    severity = 3 if topic in _GRAVE_TOPICS else 2
    told = () if has_addressee else _GRAVE_TOPICS.get(topic, ("psychologist",))
    return SignalFinding("H2", severity, told)


def _is_of_the_card(
    card: str, wish: str | None, frequency: str | None, signs: Collection[str]
) -> bool:
    """Bullying that is rare and harmless is answered as a request like any other (D4)."""
    if card != "D4":
        return True
    return wish == "not-safe" or frequency in OFTEN or bool(signs)


def with_words(finding: SignalFinding, *, severity: int) -> SignalFinding:
    """T1 to T3: as grave as the words ask for; without an addressee the lead is told, too.

    What was addressed to one adult stays with that adult: a signal widens nothing (design §11.3).
    """
    if severity <= finding.severity:
        return finding
    told = finding.told_roles and tuple(dict.fromkeys((*finding.told_roles, "lead")))
    return replace(finding, severity=severity, told_roles=told)


def of_lesson_words(*, reply: str | None, severity: int) -> SignalFinding:
    """T1s. "It is about me" is T1, as grave as the words; no answer is graver than "the task"."""
    if reply == "me":
        return SignalFinding("T1", severity, ("psychologist", "lead"))
    return SignalFinding("T1s", 1 if reply == "task" else 2, ("psychologist",))


def of_concern(*, kind: str, is_urgent: bool) -> SignalFinding:
    """P1 of staff goes to lead and psychologist, P2 of a parent to the psychologist."""
    if kind == "staff":
        return SignalFinding("P1", 3 if is_urgent else 2, ("lead", "psychologist"))
    return SignalFinding("P2", 2, ("psychologist",))


# When nobody of the wanted roles may be told, the next role of the ladder is (safeguarding §9).
LADDER = ("psychologist", "lead", "deputy", "head")


def recipients(
    finding: SignalFinding,
    *,
    workers: Mapping[int, str],
    chosen: Iterable[int | None] = (),
    excluded: frozenset[int] = frozenset(),
) -> list[int]:
    """Ids of those who are told: chosen adults and the rule's roles, never an excluded one.

    `workers` are the roles of the school's adults by id. Empty where all of them are excluded:
    the child is then shown who answers outside the school.
    """
    free = {one: role for one, role in workers.items() if one not in excluded}
    told = {one for one in chosen if one in free}
    told |= {one for one, role in free.items() if role in finding.told_roles}
    for rung in LADDER:
        told = told or {one for one, role in free.items() if role == rung}
    return sorted(told)
