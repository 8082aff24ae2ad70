"""The school itself: its name, and which purposes need no consent here."""

from http import HTTPStatus

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import StringField

from app.core.db import transaction
from app.people import consenting, consents, schools
from app.reports.consents import exemptions_of, school_of
from app.web.access import Permission, allow, viewer
from app.web.admin.blueprint import bp
from app.web.checks import not_longer_than, required


class SchoolForm(FlaskForm):
    name = StringField(_l("Name of the school"), validators=[required(), not_longer_than(120)])
    district = StringField(_l("District or city"), validators=[not_longer_than(80)])


@bp.route("/settings", methods=["GET", "POST"])
@allow(Permission.SCHOOL_RUN)
def settings() -> ResponseReturnValue:
    school = school_of(viewer())
    form = SchoolForm(name=school.name, district=school.district or "")
    if form.validate_on_submit():
        with transaction():
            schools.change_school(
                school_id=school.id,
                name=form.name.data.strip(),
                district=(form.district.data or "").strip() or None,
                by=viewer(),
            )
        flash(_("Saved"), "ok")
        return redirect(url_for("admin.settings"), HTTPStatus.SEE_OTHER)
    return render_template(
        "admin/settings.html", form=form, exemptions=exemptions_of(viewer())
    ), HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


@bp.post("/settings/consent/<purpose>")
@allow(Permission.SCHOOL_RUN)
def exempt(purpose: str) -> ResponseReturnValue:
    """A lawyer's ground is written down, or taken back when the field is left empty."""
    known = consents.purpose_for(purpose)
    ground = request.form.get("ground", "").strip()[:200]
    with transaction():
        consenting.set_ground(purpose=known, ground=ground, by=viewer())
    flash(_("Saved"), "ok")
    return redirect(url_for("admin.settings"), HTTPStatus.SEE_OTHER)
