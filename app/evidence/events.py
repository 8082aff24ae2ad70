"""What happened in a round."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RoundClosed:
    """Its answers may be shown: what they say has to be worked out."""

    round_id: int
