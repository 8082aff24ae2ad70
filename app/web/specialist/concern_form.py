"""The form of an adult who has noticed something."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, RadioField, SelectField, SelectMultipleField

from app.reports.concerns import ConcernPage
from app.web.checks import choices, is_key, number, renew_key, required
from app.web.specialist.forms import UNKNOWN, number_or_nothing, text_field, to_choose


class ConcernForm(FlaskForm):
    """ "I noticed something": told in person first."""

    told_in_person = RadioField(
        _l("Have you told the safeguarding lead or the psychologist in person?"),
        choices=choices({"yes": _l("Yes"), "no": _l("Not yet")}),
        invalid_choice_message=UNKNOWN,
    )
    pupil = SelectField(
        _l("Pupil"),
        coerce=number_or_nothing,
        validators=[required()],
        invalid_choice_message=UNKNOWN,
    )
    facts = text_field(_l("Facts: what was seen or heard"), needed=True)
    child_words = text_field(_l("The child's own words"))
    is_urgent = BooleanField(_l("Urgent: the child may be in danger"))
    not_these = SelectMultipleField(
        _l("Who must not see it"), coerce=number, invalid_choice_message=UNKNOWN
    )
    submission_key = HiddenField(validators=[is_key])

    def offer(self, page: ConcernPage) -> None:
        self.pupil.choices = to_choose({one.id: one.name for one in page.pupils})
        self.not_these.choices = choices({one.id: one.full_name for one in page.staff})

    def fill(self, page: ConcernPage) -> None:
        """What an empty or refused form begins with."""
        if not self.is_submitted():
            self.pupil.data = page.pupil_id
        renew_key(self.submission_key)
