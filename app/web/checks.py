"""Checks of form fields with messages of our own: the libraries speak no Kazakh."""

from collections.abc import Callable

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field, Form
from wtforms.validators import InputRequired, ValidationError

LONGEST_TEXT = 4000


def required() -> InputRequired:
    return InputRequired(message=_l("Fill in this field"))


def not_longer_than(limit: int) -> Callable[[Form, Field], None]:
    def check(_form: Form, field: Field) -> None:
        length = len(field.data or "")
        if length > limit:
            raise ValidationError(_("Too long: %(n)s of %(max)s characters", n=length, max=limit))

    return check
