"""Forms of the regional administrator."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import Regexp

from app.people.schools import HELPLINES
from app.web.checks import not_longer_than, required


class SchoolForm(FlaskForm):
    name = StringField(_l("Name of the school"), validators=[required(), not_longer_than(120)])
    district = StringField(_l("District or city"), validators=[not_longer_than(80)])

    @property
    def values(self) -> dict[str, Any]:
        return {
            "name": self.name.data.strip(),
            "district": (self.district.data or "").strip() or None,
        }


def _number(label: object) -> StringField:
    return StringField(
        label,
        validators=[
            required(),
            Regexp(r"^[+\d][\d -]{1,19}$", message=_l("A telephone number: digits only")),
        ],
    )


class LinesForm(FlaskForm):
    helpline_child = _number(_l("Children's line"))
    helpline_emergency = _number(_l("Emergency"))
    helpline_police = _number(_l("Police"))

    @property
    def numbers(self) -> dict[str, str]:
        return {name: self[name].data.strip() for name in HELPLINES}
