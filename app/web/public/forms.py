"""Forms of people who are not signed in."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, PasswordField, RadioField, StringField
from wtforms.validators import Regexp, ValidationError

from app.people.secrets import PASSWORD_MINIMUM, PIN_LENGTH
from app.people.services import NewAdult
from app.web.checks import not_longer_than, required
from app.web.locale import pick_locale

NAME_LENGTH = 80


class PasswordSignInForm(FlaskForm):
    username = StringField(_l("Username"), validators=[required(), not_longer_than(80)])
    password = PasswordField(_l("Password"), validators=[required(), not_longer_than(200)])
    own_device = BooleanField(_l("This is my own device"))


class ClassCodeForm(FlaskForm):
    code = StringField(_l("Class code"), validators=[required(), not_longer_than(20)])


class PinSignInForm(FlaskForm):
    """The pupil picks the own name from the class; choices are set by the view."""

    code = StringField(validators=[required(), not_longer_than(20)])
    pupil = RadioField(_l("Who are you?"), validators=[required()], coerce=int)
    pin = PasswordField(
        _l("PIN"),
        validators=[
            required(),
            Regexp(rf"^\d{{{PIN_LENGTH}}}$", message=_l("Four digits from your card")),
        ],
    )


class _NewPersonForm(FlaskForm):
    family_name = StringField(_l("Family name"), validators=[required(), not_longer_than(80)])
    given_name = StringField(_l("Given name"), validators=[required(), not_longer_than(80)])
    patronymic = StringField(_l("Patronymic"), validators=[not_longer_than(80)])
    username = StringField(
        _l("Username"),
        validators=[
            required(),
            not_longer_than(NAME_LENGTH),
            Regexp(r"^[\w.@-]{3,}$", message=_l("Three letters or more; digits, dots, dashes")),
        ],
    )
    password = PasswordField(_l("Password"), validators=[required(), not_longer_than(200)])

    def validate_password(self, field: PasswordField) -> None:
        if len(field.data or "") < PASSWORD_MINIMUM:
            raise ValidationError(
                _l(
                    "At least %(n)s characters. A phrase is easier to remember.",
                    n=PASSWORD_MINIMUM,
                )
            )

    def person(self) -> NewAdult:
        return NewAdult(
            family_name=self.family_name.data.strip(),
            given_name=self.given_name.data.strip(),
            patronymic=(self.patronymic.data or "").strip() or None,
            username=self.username.data.strip(),
            password=self.password.data,
            locale=pick_locale(),
        )


class ParentForm(_NewPersonForm):
    code = StringField(_l("Invitation code"), validators=[required(), not_longer_than(40)])


class SchoolSetupForm(_NewPersonForm):
    code = StringField(
        _l("Set-up code from the terminal"), validators=[required(), not_longer_than(40)]
    )
    school_name = StringField(
        _l("Name of the school"), validators=[required(), not_longer_than(200)]
    )
