"""The page of all ways in, and what happens when somebody has come in."""

from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.core.db import transaction
from app.people.viewer import Viewer
from app.signin.outside import offered
from app.web import kept, session
from app.web.account.views import landing
from app.web.limits import Account, remember_device
from app.web.public.forms import ClassCodeForm, PasswordSignInForm


def gate(
    *,
    form: PasswordSignInForm | None = None,
    code_form: ClassCodeForm | None = None,
    status: int | None = None,
) -> ResponseReturnValue:
    refused = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
    page = render_template(
        "public/sign_in.html",
        form=form or PasswordSignInForm(formdata=None),
        code_form=code_form or ClassCodeForm(formdata=None),
        through_school=bool(offered()),
        by_code=code_form is not None or form is None or not form.errors,
        next=session.safe_next(request.values.get("next")),
    )
    return page, status or refused


def welcome(
    person: Viewer, *, account: Account | None = None, method: str, own_device: bool = False
) -> ResponseReturnValue:
    """A session begins; the browser is remembered as one of this person's."""
    target = session.safe_next(request.values.get("next"))
    with transaction():
        remember_device(account or Account(f"user:{person.id}", person.id))
    session.open_session(person, method=method, own_device=own_device)
    if kept.kept_answer(person.id):
        target = url_for("account.kept_answer")
    return redirect(target or landing(person.role), HTTPStatus.SEE_OTHER)
