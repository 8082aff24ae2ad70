"""The page of free days, of a school or of the whole region."""

import datetime as dt
from http import HTTPStatus
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, StringField
from wtforms.validators import ValidationError

from app.core import clock
from app.core.db import transaction
from app.people import calendars
from app.people.calendars import LONGEST
from app.people.viewer import Viewer
from app.web.checks import day_near, not_longer_than, required


class HolidayForm(FlaskForm):
    name = StringField(_l("What it is"), validators=[required(), not_longer_than(60)])
    starts_on = DateField(_l("First day"), validators=[day_near])
    ends_on = DateField(_l("Last day"), validators=[day_near])

    def validate_ends_on(self, field: DateField) -> None:
        if not (isinstance(field.data, dt.date) and isinstance(self.starts_on.data, dt.date)):
            return
        days = (field.data - self.starts_on.data).days
        if days < 0:
            raise ValidationError(_("The last day is before the first one"))
        if days >= LONGEST:
            raise ValidationError(_("At most %(n)s days at once", n=LONGEST))

    @property
    def values(self) -> dict[str, Any]:
        return {
            "name": self.name.data.strip(),
            "starts_on": self.starts_on.data,
            "ends_on": self.ends_on.data,
        }


def calendar_page(person: Viewer, *, school_id: int | None, desk: str) -> ResponseReturnValue:
    """Shows the days and takes one more. `desk` is the blueprint; None is the whole region."""
    here = url_for(f"{desk}.calendar")
    form = HolidayForm()
    if form.validate_on_submit():
        with transaction():
            calendars.add_holiday(**form.values, by=person)
        flash(_("Saved"), "ok")
        return redirect(here, HTTPStatus.SEE_OTHER)
    return render_template(
        "admin/calendar.html",
        form=form,
        holidays=calendars.holidays_of(school_id, clock.today()),
        school_id=school_id,
        here=here,
        remove=lambda holiday_id: url_for(f"{desk}.remove_holiday", holiday_id=holiday_id),
    ), HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


def remove_holiday(person: Viewer, holiday_id: int, *, desk: str) -> ResponseReturnValue:
    with transaction():
        calendars.remove_holiday(holiday=calendars.holiday_for(person, holiday_id), by=person)
    return redirect(url_for(f"{desk}.calendar"), HTTPStatus.SEE_OTHER)
