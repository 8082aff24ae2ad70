"""How a class chose in a story: shares at each place, without names, for the class's own talk."""

from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from app.content import library
from app.content.schema.dilemma import Choice, Dilemma, Node
from app.content.schema.lesson import Lesson
from app.core.db import db
from app.core.i18n import LocalizedText
from app.learning import ballots, hands
from app.learning.models import DilemmaStep
from app.people.access import NotFound, class_for
from app.people.viewer import Viewer

# Fewer would show who chose what. Each count holds a pupil once, so that it counts pupils.
SHOWN_FROM = 10

Counts = Mapping[tuple[str, str], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class ChoiceShare:
    choice: Choice
    # None: fewer than ten have chosen here, or have gone back here.
    first: float | None
    replay: float | None
    # Of the hands that the teacher counted at this place.
    hands: float | None


@dataclass(frozen=True, slots=True)
class PlaceShares:
    text: LocalizedText
    # How many have chosen here; None where their shares are hidden.
    pupils: int | None
    # How many hands went up here; None where too few, or nobody has counted.
    hands: int | None
    choices: tuple[ChoiceShare, ...]


@dataclass(frozen=True, slots=True)
class ChoicesPage:
    class_id: int
    grade: int
    letter: str
    lesson: Lesson
    dilemma: Dilemma
    places: tuple[PlaceShares, ...]


def has_choices(lesson: Lesson) -> bool:
    """Of a sensitive story adults see nothing, not even shares."""
    dilemma = library.get().dilemmas.get(lesson.id)
    return dilemma is not None and not dilemma.sensitive and not lesson.sensitive


def choices_page(viewer: Viewer, class_id: int, lesson_id: str) -> ChoicesPage:
    school_class = class_for(viewer, class_id)
    lesson = library.get().lesson(lesson_id)
    if not has_choices(lesson):
        raise NotFound
    dilemma = library.get().dilemmas[lesson_id]
    counts = _counts(class_id, dilemma)
    voted = hands.of_class(class_id, lesson_id=lesson_id)
    return ChoicesPage(
        class_id=class_id,
        grade=school_class.grade,
        letter=school_class.letter,
        lesson=lesson,
        dilemma=dilemma,
        places=tuple(
            _place(
                name,
                node,
                counts,
                voted.get((lesson_id, ballots.PLACE + name, dilemma.version), {}),
            )
            for name, node in dilemma.nodes.items()
        ),
    )


def _counts(class_id: int, dilemma: Dilemma) -> Counts:
    """First choices and replays by place and choice."""
    rows = db.session.execute(
        sa.select(
            DilemmaStep.node, DilemmaStep.choice, DilemmaStep.first_count, DilemmaStep.replay_count
        ).where(
            DilemmaStep.class_id == class_id,
            DilemmaStep.lesson_id == dilemma.lesson,
            DilemmaStep.version == dilemma.version,
        )
    )
    return {(row.node, row.choice): (row.first_count, row.replay_count) for row in rows}


def _place(name: str, node: Node, counts: Counts, voted: hands.Hands) -> PlaceShares:
    taken = [counts.get((name, choice.id), (0, 0)) for choice in node.choices]
    first, replay = (sum(column) for column in zip(*taken, strict=True))
    up = sum(voted.values())
    return PlaceShares(
        text=node.text,
        pupils=first if first >= SHOWN_FROM else None,
        hands=up or None,
        choices=tuple(
            ChoiceShare(
                choice,
                first=_share(mine[0], first),
                replay=_share(mine[1], replay),
                hands=_share(voted.get(choice.id, 0), up),
            )
            for choice, mine in zip(node.choices, taken, strict=True)
        ),
    )


def _share(count: int, whole: int) -> float | None:
    return count / whole if whole >= SHOWN_FROM else None
