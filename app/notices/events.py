"""What happened in the outbox."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NoticesQueued:
    """There are rows to deliver."""
