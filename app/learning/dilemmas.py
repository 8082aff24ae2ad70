"""Walking through a branching story: every choice is kept, the way back is open."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from app.content.schema.dilemma import Choice, Dilemma, Ending, Node, Who
from app.core import clock
from app.core.db import db
from app.core.i18n import LocalizedText
from app.learning import rollups
from app.learning.models import DilemmaWalk
from app.learning.responses import BadResponse
from app.people.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Place:
    """Where a walk stands: the last choice with its reason, then a node or an ending."""

    start: str
    role: LocalizedText
    who: Who | None
    last: Choice | None
    node_id: str | None
    node: Node | None
    ending: Ending | None
    # Choices taken so far in this walk, "node/choice".
    path: tuple[str, ...]
    # The same as choices, for the pupil's own look back.
    taken: tuple[Choice, ...]
    # With `look: chat`, what stands in the chat by now: who wrote it, None for the pupil.
    log: tuple[tuple[LocalizedText | None, LocalizedText], ...]

    def was_taken(self, choice_id: str) -> bool:
        """At this node, in this walk: its reason is known already."""
        return f"{self.node_id}/{choice_id}" in self.path


def current_walk(pupil_id: int, dilemma: Dilemma) -> DilemmaWalk | None:
    """The latest walk. One through an older version of the story is over."""
    walk = _latest(pupil_id, dilemma.lesson)
    return walk if walk and walk.version == dilemma.version else None


def _latest(pupil_id: int, lesson_id: str) -> DilemmaWalk | None:
    return db.session.scalar(
        sa.select(DilemmaWalk)
        .where(DilemmaWalk.pupil_id == pupil_id, DilemmaWalk.lesson_id == lesson_id)
        .order_by(DilemmaWalk.number.desc())
        .limit(1)
    )


def has_ended(pupil_id: int, dilemma: Dilemma) -> bool:
    """Whether this pupil has reached an ending, in whichever walk."""
    query = sa.select(DilemmaWalk.id).where(
        DilemmaWalk.pupil_id == pupil_id,
        DilemmaWalk.lesson_id == dilemma.lesson,
        DilemmaWalk.ended_at.is_not(None),
    )
    return db.session.scalar(query.limit(1)) is not None


def place(dilemma: Dilemma, walk: DilemmaWalk | None) -> Place:
    """The place that a walk has reached; without a walk, the first start."""
    start_id = walk.start if walk else next(iter(dilemma.starts))
    start = dilemma.starts[start_id]
    taken = tuple(_choices(dilemma, walk.path if walk else ()))
    last = taken[-1] if taken else None
    position = last.goto if last else start.node
    return Place(
        start=start_id,
        role=start.role,
        who=start.who,
        last=last,
        node_id=position if position in dilemma.nodes else None,
        node=dilemma.nodes.get(position),
        ending=dilemma.endings.get(position),
        path=tuple(walk.path) if walk else (),
        taken=taken,
        log=tuple(_log(dilemma, start.node, walk.path if walk else ())),
    )


def _choices(dilemma: Dilemma, path: Sequence[str]) -> Iterator[Choice]:
    for taken in path:
        node_id, _, choice_id = taken.partition("/")
        choice = dilemma.nodes[node_id].choice(choice_id)
        if choice is not None:
            yield choice


def _log(
    dilemma: Dilemma, position: str, path: Sequence[str]
) -> Iterator[tuple[LocalizedText | None, LocalizedText]]:
    """A choice that led back to its own place was thought better of: it was never sent."""
    yield from _lines(dilemma, position)
    for taken in path:
        node_id, _, choice_id = taken.partition("/")
        choice = dilemma.nodes[node_id].choice(choice_id)
        if choice is not None and choice.goto != node_id:
            yield None, choice.text
            yield from _lines(dilemma, choice.goto)


def _lines(dilemma: Dilemma, place_id: str) -> Iterator[tuple[LocalizedText | None, LocalizedText]]:
    node = dilemma.nodes.get(place_id)
    for line in node.lines if node else ():
        yield line.speaker, line.text


def begin(*, pupil: Viewer, dilemma: Dilemma, start: str, key: uuid.UUID) -> None:
    """A new walk from this start, for another role or for the branch not taken."""
    if start not in dilemma.starts:
        raise BadResponse("unknown")
    if rollups.claim_submission(key, pupil.id):
        _new_walk(pupil, dilemma, start)


def _new_walk(pupil: Viewer, dilemma: Dilemma, start: str) -> DilemmaWalk:
    previous = _latest(pupil.id, dilemma.lesson)
    walk = DilemmaWalk(
        pupil_id=pupil.id,
        lesson_id=dilemma.lesson,
        number=previous.number + 1 if previous else 1,
        version=dilemma.version,
        start=start,
        path=[],
        started_at=clock.now(),
    )
    db.session.add(walk)
    return walk


def choose(
    *, pupil: Viewer, dilemma: Dilemma, node_id: str, choice_id: str, key: uuid.UUID
) -> None:
    """One step. A choice at a node that the walk has left already is a late double: ignored."""
    walk = current_walk(pupil.id, dilemma)
    here = place(dilemma, walk)
    if node_id not in dilemma.nodes or dilemma.nodes[node_id].choice(choice_id) is None:
        raise BadResponse("unknown")
    if here.node_id != node_id or not rollups.claim_submission(key, pupil.id):
        return
    walk = walk or _new_walk(pupil, dilemma, here.start)
    _count_for_class(pupil, dilemma, walk, node_id, choice_id)
    walk.path = [*walk.path, f"{node_id}/{choice_id}"]
    if place(dilemma, walk).ending is not None:
        walk.ended_at = clock.now()
    db.session.flush()


def _count_for_class(
    pupil: Viewer, dilemma: Dilemma, walk: DilemmaWalk, node_id: str, choice_id: str
) -> None:
    """A pupil's first choice at a place, and the second as a replay, join the class's shares.

    Later ones would let one pupil count for many. Of sensitive stories nothing is counted.
    """
    if dilemma.sensitive or pupil.class_id is None:
        return
    times = _times_chosen(walk, node_id)
    if times <= 1:
        rollups.count_choice(
            pupil.class_id, dilemma, node=node_id, choice=choice_id, is_replay=times == 1
        )


def _times_chosen(walk: DilemmaWalk, node_id: str) -> int:
    """How often this pupil has chosen at this place before, in all walks through this version."""
    paths = [walk.path]
    if walk.number > 1:
        earlier = sa.select(DilemmaWalk.path).where(
            DilemmaWalk.pupil_id == walk.pupil_id,
            DilemmaWalk.lesson_id == walk.lesson_id,
            DilemmaWalk.version == walk.version,
            DilemmaWalk.number < walk.number,
        )
        paths += db.session.scalars(earlier)
    return sum(taken.partition("/")[0] == node_id for path in paths for taken in path)
