"""The readiness of a school: what is settled, what is missing, which families run."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.people import readiness, switches
from app.people.readiness import CONDITIONS, Condition
from app.people.switches import Family, State
from app.people.viewer import Viewer


@dataclass(frozen=True, slots=True)
class FamilyState:
    family: Family
    state: State
    # States that the viewer may choose now.
    offers: tuple[State, ...]


@dataclass(frozen=True, slots=True)
class ReadinessPage:
    conditions: Mapping[Condition, bool]
    families: tuple[FamilyState, ...]
    # The lead's own words, for the form.
    written: Mapping[str, Any]

    @property
    def is_ready(self) -> bool:
        return all(self.conditions.values())


def readiness_page(viewer: Viewer) -> ReadinessPage:
    missing = readiness.missing(viewer.school_id)
    states = switches.states(viewer.school_id)
    return ReadinessPage(
        conditions={one: one not in missing for one in CONDITIONS},
        families=tuple(
            FamilyState(family, state, _offers(viewer, family, state, is_ready=not missing))
            for family, state in states.items()
        ),
        written=_written(viewer),
    )


def _offers(viewer: Viewer, family: Family, state: State, *, is_ready: bool) -> tuple[State, ...]:
    signs = is_ready and viewer.role in readiness.SIGNS[family]
    # What is collected is not on trial; a rule is, before anybody hears of it.
    ahead: tuple[State, ...] = ("on",) if family == "check-ins" else ("shadow", "on")
    offered = [one for one in ahead if signs and one != state]
    if state != "off" and viewer.role in readiness.MAY_STOP:
        offered.append("off")
    return tuple(offered)


def _written(viewer: Viewer) -> dict[str, Any]:
    known = readiness.preparation_of(viewer.school_id)
    if known is None:
        return {}
    return {
        "outside_name": known.outside_name,
        "outside_phone": known.outside_phone,
        "regional_centre": known.regional_centre,
        "hours": known.hours,
        "exclusions": known.exclusions_on is not None,
    }
