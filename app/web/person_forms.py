"""The fields that name a person, for whoever adds people or mends their names."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import Regexp

from app.people.roster import LONGEST_NAME, Name
from app.web.checks import not_longer_than, required


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


class AccountForm(NameForm):
    """An adult who gets an account: the password is made, never chosen here."""

    username = StringField(
        _l("Username"),
        validators=[
            required(),
            not_longer_than(LONGEST_NAME),
            Regexp(r"^[\w.@-]{3,}$", message=_l("Three letters or more; digits, dots, dashes")),
        ],
    )
