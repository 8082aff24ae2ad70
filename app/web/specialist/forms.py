"""What can be done with a case: each form knows its move."""

import uuid
from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    RadioField,
    SelectField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from app.casework import passing, services, thread
from app.casework.models import Case
from app.casework.workflow import MoveNotAllowed
from app.people.viewer import Viewer
from app.reports.cases import CasePage
from app.web.checks import (
    LONGEST_TEXT,
    choices,
    day_ahead,
    day_past,
    is_key,
    key_of,
    not_longer_than,
    number,
    renew_key,
    required,
)
from app.web.display import date_time
from app.web.words import ROLES

CATEGORIES = {
    "bullying": _l("Bullying"),
    "online": _l("Online"),
    "money": _l("Money and fraud"),
    "substances": _l("Vapes, alcohol, drugs"),
    "home": lazy_pgettext("case", "Home"),
    "adult-at-school": _l("An adult at school"),
    "low-mood": _l("Low mood"),
    "learning": _l("Learning"),
    "other": _l("Other"),
}
SEVERITIES = {
    4: _l("Urgent"),
    3: _l("Serious"),
    2: _l("Concern"),
    1: _l("Quiet word"),
}
HOME = {"unknown": _l("Unknown = no"), "yes": _l("Yes"), "no": _l("No")}
BETTER = {
    "yes": _l("Yes"),
    "partly": _l("Partly"),
    "no": _l("No"),
    "not-asked": _l("Not asked; the reason is in the note"),
}

UNKNOWN = _l("Choose one of the answers")
_short_enough = not_longer_than(LONGEST_TEXT)


def number_or_nothing(value: Any) -> int | str:
    return number(value) if value else ""


def to_choose(words: Mapping[Any, Any]) -> list[SelectChoice]:
    """Nothing is chosen beforehand: the first in a list is not the likeliest."""
    return choices({"": _l("Choose"), **words})


def text_field(label: object, *, needed: bool = False) -> TextAreaField:
    checks = [required(), _short_enough] if needed else [_short_enough]
    return TextAreaField(label, validators=checks)  # type: ignore[arg-type]


def _person_field(label: object, *, needed: bool = True) -> SelectField:
    return SelectField(
        label,  # type: ignore[arg-type]
        coerce=number_or_nothing,
        validators=[required()] if needed else [],
        invalid_choice_message=UNKNOWN,
    )


class MoveForm(FlaskForm):
    """A stale page must not overwrite what somebody else did: it carries the version it showed."""

    version = HiddenField()
    submission_key = HiddenField(validators=[is_key])
    # Lines that are only added overwrite nothing, and are never refused for an older page.
    needs_fresh_page = True
    # Its choices are of the case, and are read before it is checked.
    needs_page = False

    @property
    def key(self) -> Any:
        return key_of(self.submission_key)

    def check_version(self, case: Case) -> None:
        if self.needs_fresh_page and number(self.version.data) != case.version:
            raise MoveNotAllowed("stale")

    def begin(self, page: CasePage) -> None:
        """What an empty form shows."""

    def renew(self, page: CasePage) -> None:
        """For the page as it stands now."""
        self.version.data = str(page.version)
        renew_key(self.submission_key)

    def act(self, case: Case, by: Viewer) -> None:
        raise NotImplementedError

    def texts(self) -> list[tuple[str, str]]:
        """What was written, to be shown again when it could not be saved."""
        return [
            (str(field.label.text), field.data)
            for field in self
            if isinstance(field, TextAreaField) and field.data
        ]


class TakeForm(MoveForm):
    def act(self, case: Case, by: Viewer) -> None:
        services.acknowledge(case=case, by=by)


class TriageForm(MoveForm):
    category = SelectField(
        _l("Category"),
        choices=to_choose(CATEGORIES),
        validators=[required()],
        invalid_choice_message=UNKNOWN,
    )
    severity = RadioField(
        _l("Severity"),
        choices=choices(SEVERITIES),
        coerce=number,
        invalid_choice_message=UNKNOWN,
    )
    home = RadioField(
        _l("Is it safe to contact home?"),
        choices=choices(HOME),
        default="unknown",
        invalid_choice_message=UNKNOWN,
    )
    conflict_checked = BooleanField(
        _l("Nobody who reads it is named in it, related to the child or refused by the child"),
        validators=[required()],
    )
    safe_contact = text_field(_l("Where and when the child can be reached safely"), needed=True)
    note = text_field(_l("Facts: what was seen or heard"), needed=True)

    def begin(self, page: CasePage) -> None:
        self.severity.data = page.line.severity
        self.safe_contact.data = page.safe_contact or next(
            (one.safe_contact for one in page.said if one.safe_contact), ""
        )

    def act(self, case: Case, by: Viewer) -> None:
        services.triage(
            case=case,
            by=by,
            category=self.category.data,
            severity=self.severity.data,
            home_is_safe={"yes": True, "no": False}.get(self.home.data),
            note=self.note.data,
            conflict_checked=self.conflict_checked.data,
            safe_contact=self.safe_contact.data,
        )


class NoConcernForm(MoveForm):
    note = text_field(_l("Why there is no concern"), needed=True)

    def act(self, case: Case, by: Viewer) -> None:
        services.find_no_concern(case=case, by=by, note=self.note.data)


class StepForm(MoveForm):
    text = text_field(_l("What is done, and by whom"), needed=True)
    due_on = DateField(_l("Until"), validators=[day_ahead])

    def act(self, case: Case, by: Viewer) -> None:
        services.add_task(case=case, by=by, text=self.text.data, due_on=self.due_on.data)


class ObserveForm(MoveForm):
    review_on = DateField(_l("Next review"), validators=[day_ahead])
    note = text_field(_l("What has been reached"), needed=True)

    def act(self, case: Case, by: Viewer) -> None:
        services.monitor(case=case, by=by, review_on=self.review_on.data, note=self.note.data)


class CloseForm(MoveForm):
    better = RadioField(
        _l("Did it get better?"),
        choices=choices(BETTER),
        invalid_choice_message=UNKNOWN,
    )
    note = text_field(_l("Outcome"), needed=True)

    def act(self, case: Case, by: Viewer) -> None:
        services.close(case=case, by=by, better=self.better.data, note=self.note.data)


class ReopenForm(MoveForm):
    note = text_field(_l("Why it is opened again"), needed=True)

    def act(self, case: Case, by: Viewer) -> None:
        services.reopen(case=case, by=by, note=self.note.data)


class NoteForm(MoveForm):
    facts = text_field(_l("Facts: what was seen or heard"))
    child_words = text_field(_l("The child's own words"))
    opinion = text_field(_l("My opinion"))
    talked = BooleanField(_l("I have talked with the child"))
    needs_fresh_page = False

    def validate_opinion(self, _field: TextAreaField) -> None:
        if not (self.talked.data or self.texts()):
            raise ValidationError(_("Write something in one of the fields"))

    def act(self, case: Case, by: Viewer) -> None:
        if self.talked.data:
            services.talked(case=case, by=by)
        for field, kind in (
            (self.facts, "facts"),
            (self.child_words, "child-words"),
            (self.opinion, "opinion"),
        ):
            if field.data:
                services.add_note(case=case, by=by, note=field.data, kind=kind)


class BringInForm(MoveForm):
    person = _person_field(_l("An adult of the school"))
    needs_fresh_page = False
    needs_page = True

    def begin(self, page: CasePage) -> None:
        people = page.may_be_brought_in
        self.person.choices = to_choose(
            {one.id: f"{one.full_name}, {ROLES[one.role]}" for one in people}
        )

    def act(self, case: Case, by: Viewer) -> None:
        services.bring_in(case=case, by=by, user_id=self.person.data)


class AssignForm(MoveForm):
    owner = _person_field(_l("Owner"))
    backup = _person_field(_l("Who stands in"), needed=False)
    needs_page = True

    def begin(self, page: CasePage) -> None:
        people = {one.id: f"{one.full_name}, {ROLES[one.role]}" for one in page.may_own}
        self.owner.choices = self.backup.choices = to_choose(people)
        if not self.is_submitted():
            self.owner.data = page.owner_id
            self.backup.data = page.backup.id if page.backup else ""

    def act(self, case: Case, by: Viewer) -> None:
        passing.assign(
            case=case, by=by, owner_id=self.owner.data, backup_id=self.backup.data or None
        )


class ExcludeForm(MoveForm):
    person = _person_field(_l("Who must not see it"))
    note = text_field(_l("Why"), needed=True)
    needs_page = True

    def begin(self, page: CasePage) -> None:
        people = {one.id: f"{one.full_name}, {ROLES[one.role]}" for one in page.may_own}
        self.person.choices = to_choose(people)

    def act(self, case: Case, by: Viewer) -> None:
        passing.exclude(case=case, by=by, user_id=self.person.data, note=self.note.data)


class ReferForm(MoveForm):
    to_whom = text_field(_l("To whom: body and person"), needed=True)
    ground = text_field(_l("On what legal ground"), needed=True)
    sent = text_field(_l("What is passed on"), needed=True)

    def act(self, case: Case, by: Viewer) -> None:
        passing.refer(
            case=case,
            by=by,
            to_whom=self.to_whom.data,
            ground=self.ground.data,
            sent=self.sent.data,
        )


class ReceiptForm(MoveForm):
    received_on = DateField(_l("Received on"), validators=[day_past])
    note = text_field(_l("What they have answered"))

    def act(self, case: Case, by: Viewer) -> None:
        passing.receive(
            case=case, by=by, received_on=self.received_on.data, note=self.note.data or None
        )


class MergeForm(MoveForm):
    into = SelectField(
        _l("The case that goes on for both"),
        coerce=number_or_nothing,
        validators=[required()],
        invalid_choice_message=UNKNOWN,
    )
    note = text_field(_l("Why it is one matter"), needed=True)
    needs_page = True

    def begin(self, page: CasePage) -> None:
        cases = {one: _("Case %(number)s", number=one) for one in page.may_join}
        self.into.choices = to_choose(cases)

    def act(self, case: Case, by: Viewer) -> None:
        passing.merge(case=case, by=by, into_id=self.into.data, note=self.note.data)


class AnswerForm(MoveForm):
    """To the child. Where there are several requests, to the newest if nothing else is chosen."""

    request = SelectField(_l("To which message"), invalid_choice_message=UNKNOWN)
    words = TextAreaField(_l("Your message to the child"), validators=[required(), _short_enough])
    needs_fresh_page = False
    needs_page = True

    def begin(self, page: CasePage) -> None:
        self.request.choices = choices({str(one.id): date_time(one.at) for one in page.said})

    def act(self, case: Case, by: Viewer) -> None:
        thread.answer(
            case=case,
            request_id=uuid.UUID(self.request.data),
            by=by,
            words=self.words.data.strip(),
            submission_key=self.key,
        )


MOVES: dict[str, type[MoveForm]] = {
    "take": TakeForm,
    "triage": TriageForm,
    "no-concern": NoConcernForm,
    "step": StepForm,
    "observe": ObserveForm,
    "close": CloseForm,
    "reopen": ReopenForm,
    "note": NoteForm,
    "bring-in": BringInForm,
    "answer": AnswerForm,
    "assign": AssignForm,
    "exclude": ExcludeForm,
    "refer": ReferForm,
    "receipt": ReceiptForm,
    "merge": MergeForm,
}
