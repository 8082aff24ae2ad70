"""What happened in learning."""

import uuid
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AttemptRecorded:
    """A scored answer is in the database. `pupil_id` finds the roll-ups, `attempt_id` the row."""

    attempt_id: uuid.UUID
    pupil_id: int
