"""What happened in wellbeing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CheckedIn:
    """A pupil has told how the week was."""

    pupil_id: int
