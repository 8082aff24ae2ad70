"""A parent's and a school's first steps, each by a code on paper."""

from http import HTTPStatus

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.db import transaction
from app.people import families, services
from app.people.viewer import load_viewer
from app.web.access import Permission, allow
from app.web.limits import PER_ADDRESS, WRONG_CODES, is_failure, limiter
from app.web.public.blueprint import bp
from app.web.public.forms import ParentForm, SchoolSetupForm
from app.web.public.gate import welcome


@bp.route("/join", methods=["GET", "POST"])
@allow(Permission.ANYONE)
@limiter.limit(PER_ADDRESS, methods=["POST"])
@limiter.limit(WRONG_CODES, deduct_when=is_failure, methods=["POST"])
def join() -> ResponseReturnValue:
    """A parent with the school's paper: the code makes the account and the link."""
    form = ParentForm(code=request.args.get("code"))
    if form.validate_on_submit():
        person = form.person()
        try:
            with transaction():
                parent = families.register_parent(code=form.code.data, person=person)
        except services.CodeNotValid:
            with transaction():
                families.refused_by_a_bar(
                    code=form.code.data, name=f"{person.family_name} {person.given_name}"
                )
            form.code.errors = (_("This code is not valid any more. Ask the class teacher."),)
        except services.UsernameTaken:
            form.username.errors = (_("This username is taken. Choose another one."),)
        else:
            return _begin(parent.id)
    return _filled("public/join.html", form)


@bp.route("/set-up", methods=["GET", "POST"])
@allow(Permission.ANYONE)
@limiter.limit("20 per hour", methods=["POST"])
def set_up() -> ResponseReturnValue:
    """The first administrator of an empty school, by the code on the terminal."""
    form = SchoolSetupForm()
    if form.validate_on_submit():
        try:
            with transaction():
                admin = services.set_up_school(
                    code=form.code.data,
                    school_name=form.school_name.data.strip(),
                    person=form.person(),
                )
        except services.CodeNotValid:
            form.code.errors = (_("This code is not valid. Look at the terminal of the server."),)
        except services.UsernameTaken:
            form.username.errors = (_("This username is taken. Choose another one."),)
        else:
            return _begin(admin.id)
    return _filled("public/set_up.html", form)


def _begin(user_id: int) -> ResponseReturnValue:
    person = load_viewer(user_id)
    assert person is not None
    return welcome(person, method="password")


def _filled(template: str, form: ParentForm | SchoolSetupForm) -> ResponseReturnValue:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render_template(template, form=form), status
