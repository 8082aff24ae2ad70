"""The message to a parent: its preconditions, its draft, and the second person who releases it."""

import uuid
from http import HTTPStatus
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, SelectField, TextAreaField
from wtforms.validators import ValidationError

from app.casework import access, letters
from app.casework.models import Case
from app.core.db import transaction
from app.learning.rollups import claim_submission
from app.people.viewer import Viewer
from app.reports import letters as pages
from app.reports.letters import LettersPage
from app.web.access import Permission, allow, viewer
from app.web.checks import (
    LONGEST_TEXT,
    choices,
    is_key,
    key_of,
    not_longer_than,
    number,
    renew_key,
    required,
)
from app.web.specialist.blueprint import bp

LETTERS = "/<int:case_id>/letters"


class LetterForm(FlaskForm):
    guardian = SelectField(
        _l("To whom"),
        coerce=number,
        invalid_choice_message=_l("Choose one of the answers"),
    )
    words = TextAreaField(_l("Message"), validators=[required(), not_longer_than(LONGEST_TEXT)])
    child_was_told = BooleanField(_l("The child knows what is written here, and that it is sent"))
    why_not = TextAreaField(
        _l("If the child does not know: why"), validators=[not_longer_than(LONGEST_TEXT)]
    )
    submission_key = HiddenField(validators=[is_key])

    def offer(self, page: LettersPage) -> None:
        self.guardian.choices = choices({one.id: one.name for one in page.guardians})

    def validate_why_not(self, field: TextAreaField) -> None:
        if not self.child_was_told.data and not (field.data or "").strip():
            raise ValidationError(_("Tell the child first, or write down why not."))

    def contents(self) -> dict[str, Any]:
        return {
            "guardian_id": self.guardian.data,
            "words": self.words.data.strip(),
            "child_was_told": self.child_was_told.data,
            "why_not": (self.why_not.data or "").strip() or None,
            "submission_key": key_of(self.submission_key),
        }


@bp.route(LETTERS, methods=["GET", "POST"], endpoint="letters")
@allow(Permission.CASES_WORK)
def letters_page(case_id: int) -> ResponseReturnValue:
    person = viewer()
    with transaction():
        case = access.case_for(person, case_id)
        access.record_reading(person, case)
        page = pages.letters_page(person, case)
    form = LetterForm()
    form.offer(page)
    if form.validate_on_submit():
        return _write(person, case_id, form)
    renew_key(form.submission_key)
    html = render_template("specialist/letters.html", page=page, form=form)
    return html, HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


def _write(person: Viewer, case_id: int, form: LetterForm) -> ResponseReturnValue:
    try:
        with transaction():
            case = access.case_for(person, case_id)
            if claim_submission(key_of(form.submission_key), person.id):
                letters.write(case=case, by=person, **form.contents())
    except letters.NotAllowed:
        flash(_("Now nobody may write home. See what stands in the way."), "help")
    return _back(case_id)


@bp.post(LETTERS + "/<uuid:letter_id>/<any(release, withdraw):act>")
@allow(Permission.CASES_WORK)
def letter_act(case_id: int, letter_id: uuid.UUID, act: str) -> ResponseReturnValue:
    person = viewer()
    try:
        with transaction():
            case = access.case_for(person, case_id)
            _act(case, letter_id, act, person)
    except letters.NotAllowed:
        flash(_("It cannot be released now. See what stands in the way."), "help")
    return _back(case_id)


def _act(case: Case, letter_id: uuid.UUID, act: str, person: Viewer) -> None:
    letter = letters.letter_of(case, letter_id)
    if act == "release":
        letters.approve(case=case, letter=letter, by=person)
    else:
        letters.withdraw(case=case, letter=letter, by=person)


def _back(case_id: int) -> ResponseReturnValue:
    return redirect(url_for("specialist.letters", case_id=case_id), HTTPStatus.SEE_OTHER)
