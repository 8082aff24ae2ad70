"""Forms of the school's administrator."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import NumberRange, Regexp, ValidationError

from app.people.roles import Role
from app.people.roster import Name
from app.web.checks import not_longer_than, required

LONGEST_NAME = 80
LONGEST_LETTER = 2
LONGEST_LIST = 8000
NOBODY = 0

# As templates name them, in components/people.html.
STAFF_ROLES = (
    (Role.TEACHER, _l("Class teacher")),
    (Role.PSYCHOLOGIST, _l("School psychologist")),
    (Role.LEAD, _l("Safeguarding lead")),
    (Role.SOCIAL_PEDAGOGUE, _l("Social pedagogue")),
    (Role.DEPUTY, _l("Deputy head")),
    (Role.HEAD, _l("Head teacher")),
    (Role.SCHOOL_ADMIN, _l("School administrator")),
)


class ClassForm(FlaskForm):
    grade = IntegerField(
        _l("Grade"),
        validators=[required(), NumberRange(1, 11, message=_l("From %(min)s to %(max)s"))],
    )
    letter = StringField(_l("Letter"), validators=[required(), not_longer_than(LONGEST_LETTER)])
    language = RadioField(
        _l("Language of teaching"),
        choices=[("kk", _l("Kazakh")), ("ru", _l("Russian"))],
        default="kk",
        validators=[required()],
    )

    def validate_letter(self, field: StringField) -> None:
        field.data = field.data.strip().upper()
        if not field.data.isalpha():
            raise ValidationError(_("One or two letters"))


class ClassTeacherForm(FlaskForm):
    """The view sets the teachers."""

    teacher = SelectField(_l("Class teacher"), coerce=int, validate_choice=False)


class PupilsForm(FlaskForm):
    names = TextAreaField(
        _l("Names, one pupil a line"), validators=[required(), not_longer_than(LONGEST_LIST)]
    )


class ColleagueForm(FlaskForm):
    role = SelectField(_l("Role"), choices=STAFF_ROLES, validate_choice=False)
    family_name = StringField(
        _l("Family name"), validators=[required(), not_longer_than(LONGEST_NAME)]
    )
    given_name = StringField(
        _l("Given name"), validators=[required(), not_longer_than(LONGEST_NAME)]
    )
    patronymic = StringField(_l("Patronymic"), validators=[not_longer_than(LONGEST_NAME)])
    username = StringField(
        _l("Username"),
        validators=[
            required(),
            not_longer_than(LONGEST_NAME),
            Regexp(r"^[\w.@-]{3,}$", message=_l("Three letters or more; digits, dots, dashes")),
        ],
    )

    def validate_role(self, field: SelectField) -> None:
        if field.data not in {role.value for role, _label in STAFF_ROLES}:
            raise ValidationError(_("Choose a role"))

    @property
    def name(self) -> Name:
        return Name(
            family_name=self.family_name.data.strip(),
            given_name=self.given_name.data.strip(),
            patronymic=(self.patronymic.data or "").strip() or None,
        )
