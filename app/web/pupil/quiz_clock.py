"""How much time is left, in words that need no script; the server's clock decides."""

import datetime as dt
import math
from dataclasses import dataclass

from app.core import clock
from app.learning.models import QuizSitting


@dataclass(frozen=True, slots=True)
class QuizClock:
    ends_at: dt.datetime
    seconds: int

    @property
    def minutes(self) -> int:
        """Begun minutes count whole: a calm figure that changes once a minute."""
        return math.ceil(self.seconds / 60)


def clock_of(sitting: QuizSitting) -> QuizClock | None:
    if sitting.ends_at is None:
        return None
    left = (sitting.ends_at - clock.now()).total_seconds()
    return QuizClock(sitting.ends_at, max(0, math.ceil(left)))
