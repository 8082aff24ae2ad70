"""What the class page of a teacher shows: facts about work, never about a child."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from app.core.i18n import LocalizedText
from app.reports.cards import Card
from app.reports.deliveries import Held
from app.reports.plan import WeekCard
from app.risk import rules

Level = Literal["low", "mid", "high", "firm"]


@dataclass(frozen=True, slots=True)
class ClassName:
    id: int
    grade: int
    letter: str
    # Six digits that the pupils type to sign in.
    code: str


@dataclass(frozen=True, slots=True)
class WaitingRequest:
    """A child's request that this adult may read. Who and what about: only on its own page."""

    case_id: int
    due_at: dt.datetime
    # False once somebody else has taken it.
    waits: bool


@dataclass(frozen=True, slots=True)
class Talk:
    """A confident error of several pupils, without names."""

    thinks: LocalizedText
    ask: LocalizedText
    share: float


@dataclass(frozen=True, slots=True)
class GivenLesson:
    """An assignment, and the names of the class by how far they are."""

    assignment_id: int
    lesson_id: str
    title: LocalizedText
    is_sensitive: bool
    due_on: dt.date
    is_over: bool
    finished: tuple[str, ...]
    started: tuple[str, ...]
    not_opened: tuple[str, ...]
    has_quiz: bool
    # A story whose choices the class may look at together.
    has_choices: bool


@dataclass(frozen=True, slots=True)
class ObjectiveLevels:
    can: LocalizedText
    low: int
    mid: int
    high: int
    firm: int

    @property
    def pupils(self) -> int:
        return self.low + self.mid + self.high + self.firm


@dataclass(frozen=True, slots=True)
class Stuck:
    """Why a pupil needs a look: a fact about the work, never about the child."""

    kind: Literal["not-opened", "halfway", "same-task"]
    lesson: LocalizedText
    # Since the due day, or since the start.
    days: int = 0
    step: int = 0
    steps: int = 0
    task: LocalizedText | None = None


@dataclass(frozen=True, slots=True)
class PupilRow:
    id: int
    name: str
    done: int
    assigned: int
    # Of the latest quiz, in words.
    result: Level | None
    stuck: tuple[Stuck, ...]
    has_card: bool


@dataclass(frozen=True, slots=True)
class ClassPage:
    classes: tuple[ClassName, ...]
    chosen: ClassName
    active: int
    done_share: float | None
    requests: tuple[WaitingRequest, ...]
    cards: tuple[Card, ...]
    talks: tuple[Talk, ...]
    given: tuple[GivenLesson, ...]
    objectives: tuple[ObjectiveLevels, ...]
    pupils: tuple[PupilRow, ...]
    # None: the class does not go by a year plan, or its year is over.
    week: WeekCard | None
    # The latest lessons held, of so many.
    held: tuple[Held, ...]
    times_held: int
    # Changes when a pupil of the class does something: see reports.pulse.
    pulse: str

    @property
    def waiting(self) -> int:
        return sum(request.waits for request in self.requests) + len(self.cards)

    @property
    def is_small(self) -> bool:
        """A share of so few pupils would name them."""
        return len(self.pupils) < rules.CLASS_FOR_A_TALK

    def name_of(self, pupil_id: int) -> str:
        return next(pupil.name for pupil in self.pupils if pupil.id == pupil_id)
