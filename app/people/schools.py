"""What administrators change of schools, and of the installation itself."""

import datetime as dt
from typing import Any

import sqlalchemy as sa

from app.core import audit, clock
from app.core.db import db, upsert
from app.people.models import School
from app.people.school_models import SiteSetting
from app.people.viewer import Viewer


def change_school(*, school_id: int, name: str, district: str | None, by: Viewer) -> None:
    db.session.execute(
        sa.update(School).where(School.id == school_id).values(name=name, district=district)
    )
    audit.record(
        actor_id=by.id,
        action=audit.Action.SETTING_CHANGED,
        subject_type="school",
        subject_id=school_id,
    )


# Set on a page by the regional administrator; what is not set is as the environment says.
HELPLINES = ("helpline_child", "helpline_emergency", "helpline_police")
CHECKED_ON = "helplines_checked_on"


def site() -> dict[str, Any]:
    rows = db.session.execute(sa.select(SiteSetting.name, SiteSetting.value)).all()
    found: dict[str, Any] = {row.name: row.value for row in rows if row.name in HELPLINES}
    checked = next((row.value for row in rows if row.name == CHECKED_ON), None)
    return found | ({CHECKED_ON: dt.date.fromisoformat(checked)} if checked else {})


def change_site(*, numbers: dict[str, str], checked_on: dt.date, by: Viewer) -> None:
    values = {name: numbers[name] for name in HELPLINES} | {CHECKED_ON: checked_on.isoformat()}
    for name, value in values.items():
        row = {"value": value, "set_by_id": by.id, "set_at": clock.now()}
        db.session.execute(upsert(SiteSetting, {"name": name, **row}, update=row))
    audit.record(
        actor_id=by.id, action=audit.Action.SETTING_CHANGED, subject_type="site", subject_id=0
    )
