"""Forms about one person: name, and roles with dates."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, SelectField, StringField
from wtforms.validators import Optional, ValidationError

from app.people.roster import LONGEST_NAME, Name
from app.web.admin.forms import staff_roles
from app.web.checks import day_near, not_longer_than, required


class RoleForm(FlaskForm):
    role = SelectField(_l("Role"), choices=staff_roles, invalid_choice_message=_l("Choose a role"))
    starts_on = DateField(_l("From"), validators=[day_near])
    ends_on = DateField(_l("Until"), validators=[Optional(), day_near])

    def validate_ends_on(self, field: DateField) -> None:
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise ValidationError(_("The last day is before the first one"))


class RoleEndForm(FlaskForm):
    last_day = DateField(_l("Last day"), validators=[day_near])


class NameForm(FlaskForm):
    family_name = StringField(
        _l("Family name"), validators=[required(), not_longer_than(LONGEST_NAME)]
    )
    given_name = StringField(
        _l("Given name"), validators=[required(), not_longer_than(LONGEST_NAME)]
    )
    patronymic = StringField(_l("Patronymic"), validators=[not_longer_than(LONGEST_NAME)])

    @property
    def name(self) -> Name:
        return Name(
            family_name=self.family_name.data.strip(),
            given_name=self.given_name.data.strip(),
            patronymic=(self.patronymic.data or "").strip() or None,
        )
