"""One change for many people: first shown, then done, in one transaction and by the same rules."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import sqlalchemy as sa

from app.core import audit, clock
from app.core.db import db
from app.people import services, terms, transfers
from app.people.access import class_for, visible_people
from app.people.models import Enrolment, SchoolClass, User
from app.people.roles import Role
from app.people.viewer import Viewer

Action = Literal["move", "leave", "end-role", "locale"]
AT_ONCE = 500

# Why one of the chosen is left out: told in the preview, in the words of the page.
Refusal = Literal["not-a-pupil", "not-staff", "yourself", "the-same", "has-left"]


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be done, with its one argument."""

    action: Action
    class_id: int | None = None
    locale: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One person of the preview; without a refusal the change will be made."""

    id: int
    name: str
    role: str
    now: str
    refusal: Refusal | None


def preview(viewer: Viewer, order: Order, ids: Iterable[int]) -> list[Line]:
    """Those whom this person may look up, in the Kazakh order; who is not, is not named."""
    if order.class_id is not None:
        class_for(viewer, order.class_id)
    query = (
        visible_people(viewer)
        .where(User.id.in_(sorted(set(ids))[:AT_ONCE]))
        .outerjoin(Enrolment, sa.and_(Enrolment.pupil_id == User.id, Enrolment.ends_on.is_(None)))
        .outerjoin(SchoolClass, SchoolClass.id == Enrolment.class_id)
        .with_only_columns(User, SchoolClass.id, SchoolClass.grade, SchoolClass.letter)
        .order_by(User.sort_key, User.id)
    )
    return [
        Line(
            id=user.id,
            name=user.full_name,
            role=user.role,
            now=f"{grade}{letter}" if grade else "",
            refusal=_refusal(viewer, order, user, class_id),
        )
        for user, class_id, grade, letter in db.session.execute(query)
    ]


def _refusal(viewer: Viewer, order: Order, user: User, class_id: int | None) -> Refusal | None:
    if user.id == viewer.id and order.action != "locale":
        return "yourself"
    if not user.is_active:
        return "has-left"
    if order.action in ("move", "leave") and user.role != Role.PUPIL:
        return "not-a-pupil"
    if order.action == "end-role" and user.role in (Role.PUPIL, Role.PARENT):
        return "not-staff"
    same = {"move": class_id == order.class_id, "locale": user.locale == order.locale}
    return "the-same" if same.get(order.action) else None


def carry_out(viewer: Viewer, order: Order, ids: Iterable[int]) -> int:
    """The lines of the preview without a refusal, looked at again; returns how many."""
    wanted = [line.id for line in preview(viewer, order, ids) if line.refusal is None]
    for person_id in wanted:
        _do(viewer, order, person_id)
    return len(wanted)


def _do(viewer: Viewer, order: Order, person_id: int) -> None:
    if order.action == "leave":
        transfers.leave(pupil_id=person_id, by=viewer)
        return
    if order.action == "end-role":
        terms.end(user_id=person_id, last_day=clock.today() - terms.DAY, by_id=viewer.id)
        return
    if order.action == "move" and order.class_id is not None:
        services.enrol(pupil_id=person_id, class_id=order.class_id)
    if order.action == "locale" and order.locale:
        services.set_locale(user_id=person_id, locale=order.locale)
    audit.record(
        actor_id=viewer.id,
        action=audit.Action.PERSON_CHANGED,
        subject_type="user",
        subject_id=person_id,
    )
