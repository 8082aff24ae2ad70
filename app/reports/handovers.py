"""What a person of the old school still has to hand over, and to whom it can go."""

from dataclasses import dataclass

from app.casework import handover
from app.people.queries import Person, people
from app.people.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Waiting:
    case_id: int
    pupil: str
    receivers: tuple[Person, ...]


def handovers_page(viewer: Viewer) -> list[Waiting]:
    cases = handover.waiting_for(viewer)
    names = people(case.pupil_id for case in cases)
    return [
        Waiting(
            case_id=case.id,
            pupil=names[case.pupil_id].full_name if case.pupil_id in names else "–",
            receivers=tuple(handover.receivers(case)),
        )
        for case in cases
    ]
