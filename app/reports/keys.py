"""How one person of the school comes in, for the administrator who lets them in again."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from app.people.access import NotFound, person_for
from app.people.roles import Role
from app.people.viewer import Viewer, load_viewer
from app.signin import cards, factors, guesses, outside, passkeys, pictures
from app.signin.models import OutsideIdentity, Provider


@dataclass(frozen=True, slots=True)
class KeysPage:
    id: int
    name: str
    role: Role
    username: str | None
    is_self: bool
    has_card: bool
    by_pictures: bool
    wrong: int
    app_since: dt.datetime | None
    passkeys: int
    providers: Sequence[Provider]
    identities: Sequence[OutsideIdentity]

    @property
    def is_pupil(self) -> bool:
        return self.role is Role.PUPIL

    @property
    def is_staff(self) -> bool:
        return self.role not in (Role.PUPIL, Role.PARENT)


def keys_page(viewer: Viewer, person_id: int) -> KeysPage:
    """Of active people of the viewer's own school only."""
    account, person = person_for(viewer, person_id), load_viewer(person_id)
    if person is None or viewer.school_id is None or account.school_id != viewer.school_id:
        raise NotFound
    return KeysPage(
        id=person.id,
        name=person.full_name,
        role=person.role,
        username=account.username,
        is_self=person.id == viewer.id,
        has_card=person.id in cards.with_card([person.id]),
        by_pictures=person.grade in pictures.GRADES,
        wrong=guesses.guessed_at([person.id]).get(person.id, 0),
        app_since=factors.authenticator_since(person.id),
        passkeys=len(passkeys.of(person.id)),
        providers=outside.serving(person.school_id),
        identities=outside.identities(person.id),
    )
