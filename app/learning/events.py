"""What happened in learning."""

import uuid
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AttemptRecorded:
    """A scored answer is in the database. `pupil_id` finds the roll-ups, `attempt_id` the row."""

    attempt_id: uuid.UUID
    pupil_id: int


@dataclass(frozen=True, slots=True)
class QuizReleased:
    """The answers of a class's quiz may be told, or may be told by another rule from now on."""

    assignment_id: int
