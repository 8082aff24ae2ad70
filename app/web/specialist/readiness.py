"""Is the school ready to watch over children, and which rules are signed on."""

from http import HTTPStatus

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, StringField, TextAreaField

from app.core.db import transaction
from app.people import readiness as services
from app.people import switches
from app.people.access import NotFound
from app.people.roles import Role
from app.reports import readiness as pages
from app.web import words
from app.web.access import Permission, allow, viewer
from app.web.checks import not_longer_than
from app.web.specialist.blueprint import bp


class PreparationForm(FlaskForm):
    outside_name = StringField(_l("Contact outside the school"), validators=[not_longer_than(120)])
    outside_phone = StringField(_l("Telephone of this contact"), validators=[not_longer_than(40)])
    regional_centre = StringField(
        _l("Regional psychological centre"), validators=[not_longer_than(200)]
    )
    hours = TextAreaField(_l("Who reads requests, and when"), validators=[not_longer_than(500)])
    exclusions = BooleanField(
        _l("We have gone through all staff who are parents or relatives of pupils")
    )

    def write_down(self) -> None:
        services.write_down(
            by=viewer(),
            outside_name=_text(self.outside_name.data),
            outside_phone=_text(self.outside_phone.data),
            regional_centre=_text(self.regional_centre.data),
            hours=_text(self.hours.data),
            exclusions_settled=self.exclusions.data,
        )


def _text(value: str | None) -> str | None:
    return (value or "").strip() or None


@bp.route("/readiness", methods=["GET", "POST"])
@allow(Permission.READINESS_SEE)
def readiness() -> ResponseReturnValue:
    """Everybody who answers for children sees it; the lead writes it down."""
    person = viewer()
    if request.method == "POST" and person.role is not Role.LEAD:
        raise NotFound
    page = pages.readiness_page(person)
    form = PreparationForm(data=page.written)
    if form.validate_on_submit():
        with transaction():
            form.write_down()
        flash(_("Saved"), "ok")
        return redirect(url_for("specialist.readiness"), HTTPStatus.SEE_OTHER)
    shown = render_template(
        "specialist/readiness.html",
        conditions=words.CONDITIONS,
        page=page,
        form=form,
        writes=person.role is Role.LEAD,
    )
    return shown, HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


@bp.post("/readiness/<family>/<state>")
@allow(Permission.READINESS_SEE)
def sign(family: str, state: str) -> ResponseReturnValue:
    if family not in switches.FAMILIES or state not in switches.STATES:
        raise NotFound
    try:
        with transaction():
            services.sign(family=family, to=state, by=viewer())
        flash(_("Saved"), "ok")
    except services.NotReady:
        flash(_("First settle what is missing in the list."), "help")
    except services.NotYours:
        raise NotFound from None
    return redirect(url_for("specialist.readiness"), HTTPStatus.SEE_OTHER)
