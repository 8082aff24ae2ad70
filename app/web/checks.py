"""Checks of form fields with messages of our own: the libraries speak no Kazakh."""

import datetime as dt
import uuid
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, Field, Form
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, StopValidation, ValidationError

from app.core import clock

LONGEST_TEXT = 4000
A_YEAR = dt.timedelta(days=365)


def choices(words: Mapping[Any, Any]) -> list[SelectChoice]:
    """Options of a select or of radio buttons: value and words."""
    return [SelectChoice(value, label) for value, label in words.items()]


def number(value: Any) -> int:
    """-1 for what is no number: such a thing was never offered."""
    try:
        return int(value)
    except (TypeError, ValueError):
        return -1


class _Required(InputRequired):
    """Spaces alone say nothing."""

    def __call__(self, form: Any, field: Any) -> None:
        super().__call__(form, field)
        if isinstance(field.data, str) and not field.data.strip():
            field.errors = []
            raise StopValidation(_("Fill in this field"))


def required() -> InputRequired:
    return _Required(message=_l("Fill in this field"))


def not_longer_than(limit: int) -> Callable[[Form, Field], None]:
    def check(_form: Form, field: Field) -> None:
        length = len(field.data or "")
        if length > limit:
            raise ValidationError(_("Too long: %(n)s of %(max)s characters", n=length, max=limit))

    return check


def is_key(_form: Form, field: Field) -> None:
    """The submission key that the page made. The view reads it with key_of()."""
    try:
        uuid.UUID(field.data or "")
    except ValueError:
        raise ValidationError(_("The page was out of date. Please send it once more.")) from None


def key_of(field: Field) -> uuid.UUID:
    return uuid.UUID(field.data)


def renew_key(field: Field) -> None:
    """For the page that is shown next. A good key stays: the form may be sent once more."""
    if not field.data or field.errors:
        field.data = str(uuid.uuid4())


def row_number(text: str) -> int | None:
    """The number of a row; None for what no row can have."""
    return int(text) if text.isdecimal() and len(text) < 10 else None


def whole_number(text: str, highest: int) -> int | None:
    """From nought to the highest; None for anything else."""
    number = row_number(text)
    return number if number is not None and number <= highest else None


def row_numbers(texts: Iterable[str]) -> set[int]:
    return {number for one in texts if (number := row_number(one)) is not None}


def day_ahead(_form: Form, field: DateField) -> None:
    """From today on, within a year. Also says so of what is no date at all."""
    today = clock.today()
    if field.data is None or not today <= field.data <= today + A_YEAR:
        field.errors = []  # type: ignore[assignment]
        raise StopValidation(_("Choose a day from today on, within a year"))


def day_past(_form: Form, field: DateField) -> None:
    """A day of the last year, up to today. Also says so of what is no date at all."""
    today = clock.today()
    if field.data is None or not today - A_YEAR <= field.data <= today:
        field.errors = []  # type: ignore[assignment]
        raise StopValidation(_("Choose a day of the last year, up to today"))


def day_near(_form: Form, field: DateField) -> None:
    """A day of the last year, or of the next two. Also says so of what is no date at all."""
    today = clock.today()
    if field.data is None or not today - A_YEAR <= field.data <= today + 2 * A_YEAR:
        field.errors = []  # type: ignore[assignment]
        raise StopValidation(_("Choose a day between last year and the year after next"))
