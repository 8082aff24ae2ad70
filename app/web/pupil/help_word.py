"""The child's own word for "my requests": chosen, typed, closed. Asking for help never needs it."""

import json
import uuid
from http import HTTPStatus

from flask import flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from flask_wtf import FlaskForm
from wtforms import PasswordField, StringField
from wtforms.validators import ValidationError

from app.core import clock, crypto
from app.core.db import transaction
from app.people.viewer import Viewer
from app.web.access import Permission, allow, viewer
from app.web.checks import not_longer_than, required
from app.web.limits import Account, TooFast, guarded
from app.web.pupil.blueprint import bp
from app.wellbeing import history

# The page is left open on a shared telephone sooner or later.
OPEN_SECONDS = 15 * 60
LONGEST = 60
# A name that says nothing, and sealed: nobody reads in a cookie that help was asked for.
KEPT = "open"


class ChooseWordForm(FlaskForm):
    new_word = StringField(
        _l("Your secret word"), validators=[required(), not_longer_than(LONGEST)]
    )

    def validate_new_word(self, field: StringField) -> None:
        if len((field.data or "").strip()) < history.SHORTEST:
            raise ValidationError(_("At least %(n)s letters or digits", n=history.SHORTEST))


class OpenForm(FlaskForm):
    word = PasswordField(_l("Your secret word"), validators=[required(), not_longer_than(LONGEST)])


def open_word(pupil: Viewer) -> int | None:
    """The word that is open in this session, for a while after it was typed."""
    sealed = crypto.unseal(session.get(KEPT, ""))
    if sealed is None:
        return None
    kept = json.loads(sealed)
    is_open = kept["session"] == str(pupil.session_id) and kept["until"] > clock.now().timestamp()
    return int(kept["word"]) if is_open else None


def _open(pupil: Viewer, word_id: int) -> None:
    until = clock.now().timestamp() + OPEN_SECONDS
    kept = {"session": str(pupil.session_id), "word": word_id, "until": until}
    session[KEPT] = crypto.seal(json.dumps(kept).encode())


def opened_requests(pupil: Viewer) -> set[uuid.UUID]:
    return history.opened(session_id=pupil.session_id, word_id=open_word(pupil))


def sent(pupil: Viewer, request_id: uuid.UUID) -> None:
    """Call inside the transaction that has recorded the request."""
    assert pupil.session_id is not None
    history.sent(request_id=request_id, session_id=pupil.session_id, word_id=open_word(pupil))


def closed_page(
    pupil: Viewer,
    *,
    open_form: OpenForm | None = None,
    choose_form: ChooseWordForm | None = None,
    status: int | None = None,
) -> ResponseReturnValue:
    """The same whether anything was ever sent or not: only the word knows."""
    open_form = open_form or OpenForm(formdata=None)
    choose_form = choose_form or ChooseWordForm(formdata=None)
    page = render_template(
        "pupil/help_word.html",
        chosen_at=history.chosen_at(pupil.id),
        open_form=open_form,
        choose_form=choose_form,
    )
    refused = open_form.errors or choose_form.errors
    return page, status or (HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK)


@bp.post("/help/word/open")
@allow(Permission.HELP_ASK)
def open_history() -> ResponseReturnValue:
    pupil, form = viewer(), OpenForm()
    if not form.validate():
        return closed_page(pupil, open_form=form)
    is_tired = history.wrong_tries(pupil.id) >= history.PATIENCE
    try:
        is_right = guarded(
            Account.of_secret("help", pupil.id, is_tired=is_tired), lambda: _try(pupil, form)
        )
    except TooFast:
        form.word.errors = (_("Too many wrong tries. Wait a while, then try again."),)
        return closed_page(pupil, open_form=form, status=HTTPStatus.TOO_MANY_REQUESTS)
    if is_right:
        return redirect(url_for("pupil.who_knows"), HTTPStatus.SEE_OTHER)
    form.word.errors = (_("This is not your word. Try again."),)
    return closed_page(pupil, open_form=form)


def _try(pupil: Viewer, form: OpenForm) -> bool:
    assert pupil.session_id is not None
    with transaction():
        found = history.open_with(
            pupil_id=pupil.id, word=form.word.data, session_id=pupil.session_id
        )
        if found is None:
            return False
        wrong = history.wrong_tries(pupil.id)
        history.forget_wrong_tries(pupil.id)
        _open(pupil, found.id)
    if wrong:
        flash(
            ngettext(
                "Since last time somebody has typed %(num)s wrong word.",
                "Since last time somebody has typed %(num)s wrong words.",
                wrong,
            ),
            "warning",
        )
    return True


@bp.post("/help/word")
@allow(Permission.HELP_ASK)
def choose_word() -> ResponseReturnValue:
    """The first word, or a new one for what comes: it opens nothing that is older."""
    pupil, form = viewer(), ChooseWordForm()
    if not form.validate():
        return closed_page(pupil, choose_form=form)
    assert pupil.session_id is not None
    try:
        with transaction():
            word_id = history.choose_word(
                pupil_id=pupil.id, word=form.new_word.data, session_id=pupil.session_id
            )
    except history.WordIsKnown:
        form.new_word.errors = (_("Your teacher may know this PIN. Choose another word."),)
        return closed_page(pupil, choose_form=form)
    _open(pupil, word_id)
    flash(_("Your word is kept. Only you know it: nobody can look it up."), "ok")
    return redirect(url_for("pupil.who_knows"), HTTPStatus.SEE_OTHER)


@bp.post("/help/word/close")
@allow(Permission.HELP_ASK)
def close_history() -> ResponseReturnValue:
    session.pop(KEPT, None)
    return redirect(url_for("pupil.help"), HTTPStatus.SEE_OTHER)
