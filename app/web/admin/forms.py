"""Forms of the school's administrator."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext
from flask_wtf import FlaskForm
from wtforms import IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import NumberRange, ValidationError

from app.people.roles import Role
from app.reports.admin import Colleague
from app.web.checks import not_longer_than, required
from app.web.person_forms import AccountForm

LONGEST_LETTER = 2
LONGEST_LIST = 8000
NOBODY = 0


def staff_roles() -> list[SelectChoice]:
    """As templates name them, in components/people.html."""
    return [
        SelectChoice(Role.TEACHER, _("Class teacher")),
        SelectChoice(Role.PSYCHOLOGIST, _("School psychologist")),
        SelectChoice(Role.LEAD, _("Safeguarding lead")),
        SelectChoice(Role.SOCIAL_PEDAGOGUE, _("Social pedagogue")),
        SelectChoice(Role.DEPUTY, _("Deputy head")),
        SelectChoice(Role.HEAD, _("Head teacher")),
        SelectChoice(Role.SCHOOL_ADMIN, _("School administrator")),
    ]


def languages() -> list[SelectChoice]:
    return [SelectChoice("kk", _("Kazakh")), SelectChoice("ru", _("Russian"))]


class ClassForm(FlaskForm):
    grade = IntegerField(
        _l("Grade"),
        validators=[required(), NumberRange(1, 11, message=_l("A number from 1 to 11"))],
        invalid_value_message=_l("A number from 1 to 11"),
    )
    letter = StringField(
        lazy_pgettext("class", "Letter"), validators=[required(), not_longer_than(LONGEST_LETTER)]
    )
    language = RadioField(
        _l("Language of teaching"),
        choices=languages,
        default="kk",
        validators=[required()],
        invalid_choice_message=_l("Choose a language"),
    )

    def validate_letter(self, field: StringField) -> None:
        field.data = field.data.strip().upper()
        if not field.data.isalpha():
            raise ValidationError(_("One or two letters"))


class ClassTeacherForm(FlaskForm):
    teacher = SelectField(_l("Class teacher"), coerce=int)

    def offer(self, teachers: list[Colleague]) -> None:
        self.teacher.choices = [
            SelectChoice(str(NOBODY), "–"),
            *(SelectChoice(str(one.id), one.name) for one in teachers),
        ]


class PupilsForm(FlaskForm):
    names = TextAreaField(
        _l("Names, one pupil a line"), validators=[required(), not_longer_than(LONGEST_LIST)]
    )


class ColleagueForm(AccountForm):
    role = SelectField(_l("Role"), choices=staff_roles, invalid_choice_message=_l("Choose a role"))
