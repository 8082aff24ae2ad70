"""What happens to imports of rosters."""

import uuid
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RosterToCheck:
    """Its columns are known: a job reads the rows."""

    import_id: uuid.UUID


@dataclass(frozen=True, slots=True)
class RosterToWrite:
    """A person confirmed the difference: a job writes it."""

    import_id: uuid.UUID
