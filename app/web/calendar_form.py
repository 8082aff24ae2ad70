"""The form of free days, of a school or of the whole region."""

import datetime as dt
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, StringField
from wtforms.validators import ValidationError

from app.people.calendars import LONGEST
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
