"""What happened to a person's data; ids only."""

import uuid
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CopyAsked:
    copy_id: uuid.UUID
