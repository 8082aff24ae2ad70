"""Forms about one person's roles, with dates."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, SelectField
from wtforms.validators import Optional, ValidationError

from app.web.admin.forms import staff_roles
from app.web.checks import day_near


class RoleForm(FlaskForm):
    role = SelectField(_l("Role"), choices=staff_roles, invalid_choice_message=_l("Choose a role"))
    starts_on = DateField(_l("From"), validators=[day_near])
    ends_on = DateField(_l("Until"), validators=[Optional(), day_near])

    def validate_ends_on(self, field: DateField) -> None:
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise ValidationError(_("The last day is before the first one"))


class RoleEndForm(FlaskForm):
    last_day = DateField(_l("Last day"), validators=[day_near])
