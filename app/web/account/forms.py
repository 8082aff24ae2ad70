"""Forms about one's own ways in."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import PasswordField, StringField
from wtforms.validators import ValidationError

from app.people.secrets import PASSWORD_MINIMUM
from app.web.checks import not_longer_than, required


class CodeForm(FlaskForm):
    """Six digits of the app, or a recovery code: one field, because both are typed from outside."""

    code = StringField(_l("Code"), validators=[required(), not_longer_than(40)])


class PasswordForm(FlaskForm):
    password = PasswordField(_l("Password"), validators=[required(), not_longer_than(200)])


class NewPasswordForm(FlaskForm):
    old = PasswordField(_l("Present password"), validators=[required(), not_longer_than(200)])
    new = PasswordField(_l("New password"), validators=[required(), not_longer_than(200)])

    def validate_new(self, field: PasswordField) -> None:
        if len(field.data or "") < PASSWORD_MINIMUM:
            raise ValidationError(
                _l(
                    "At least %(n)s characters. A phrase is easier to remember.",
                    n=PASSWORD_MINIMUM,
                )
            )
