"""The region's schools in sums; who runs it also opens schools and keeps their administrators."""

from http import HTTPStatus

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core import audit, clock
from app.core.db import transaction
from app.people import roster, schools, services, terms
from app.people.access import colleague_for
from app.people.roles import Role
from app.reports import administration
from app.reports import evidence as pages
from app.reports.region import region_page, school_sheet
from app.signin import resets
from app.web import free_days, site
from app.web.access import Permission, allow, viewer
from app.web.locale import pick_locale
from app.web.pages import asked_year, page_link, page_number
from app.web.person_forms import AccountForm
from app.web.region import year
from app.web.region.blueprint import bp
from app.web.region.forms import LinesForm, SchoolForm

__all__ = ["bp", "year"]


@bp.get("/")
@allow(Permission.REGION_SEE)
def home() -> ResponseReturnValue:
    text = request.args.get("q", "")[:80]
    return render_template(
        "region/home.html",
        page=region_page(text, page_number()),
        text=text,
        link=page_link("region.home", q=text),
    )


@bp.get("/evidence", endpoint="evidence")
@allow(Permission.REGION_SEE)
def region_evidence() -> ResponseReturnValue:
    """All schools together: no school, no class, no name."""
    page = pages.region_evidence(asked_year())
    return render_template("region/evidence.html", page=page)


@bp.get("/schools/<int:school_id>")
@allow(Permission.REGION_SEE)
def school(school_id: int) -> ResponseReturnValue:
    return _school_page(school_id, None)


def _school_page(school_id: int, form: SchoolForm | None) -> ResponseReturnValue:
    sheet = school_sheet(viewer(), school_id)
    shown = form or SchoolForm(name=sheet.row.name, district=sheet.row.district or "")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form else HTTPStatus.OK
    return render_template("region/school.html", sheet=sheet, form=shown), status


@bp.route("/schools/new", methods=["GET", "POST"])
@allow(Permission.REGION_RUN)
def new_school() -> ResponseReturnValue:
    form = SchoolForm()
    if form.validate_on_submit():
        with transaction():
            school_id = services.create_school(name=form.name.data.strip()).id
            schools.change_school(school_id=school_id, **form.values, by=viewer())
        return redirect(url_for("region.school", school_id=school_id), HTTPStatus.SEE_OTHER)
    return render_template("region/new_school.html", form=form), (
        HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    )


@bp.post("/schools/<int:school_id>")
@allow(Permission.REGION_RUN)
def change_school(school_id: int) -> ResponseReturnValue:
    school_sheet(viewer(), school_id)
    form = SchoolForm()
    if not form.validate():
        return _school_page(school_id, form)
    with transaction():
        schools.change_school(school_id=school_id, **form.values, by=viewer())
    flash(_("Saved"), "ok")
    return redirect(url_for("region.school", school_id=school_id), HTTPStatus.SEE_OTHER)


@bp.route("/schools/<int:school_id>/administrators/new", methods=["GET", "POST"])
@allow(Permission.REGION_RUN)
def new_keeper(school_id: int) -> ResponseReturnValue:
    sheet = school_sheet(viewer(), school_id)
    form = AccountForm()
    if form.validate_on_submit():
        try:
            password = _add_keeper(school_id, form)
        except services.UsernameTaken:
            form.username.errors = (_("This username is taken. Choose another one."),)
        else:
            return render_template(
                "region/secret.html",
                sheet=sheet,
                name=form.name.full,
                username=form.username.data.strip().casefold(),
                secret=password,
            )
    return render_template("region/new_keeper.html", form=form, sheet=sheet), (
        HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    )


def _add_keeper(school_id: int, form: AccountForm) -> str:
    with transaction():
        return roster.add_colleague(
            role=Role.SCHOOL_ADMIN,
            school_id=school_id,
            name=form.name,
            username=form.username.data.strip(),
            locale=pick_locale(),
            by_id=viewer().id,
        )


@bp.post("/administrators/<int:user_id>/password")
@allow(Permission.REGION_RUN)
def reset_password(user_id: int) -> ResponseReturnValue:
    keeper = colleague_for(viewer(), user_id)
    name, username, known_id, school_id = (
        keeper.full_name,
        keeper.username,
        keeper.id,
        keeper.school_id,
    )
    with transaction():
        password = resets.reset_password(user_id=known_id, by_id=viewer().id)
    return render_template(
        "region/secret.html",
        sheet=school_sheet(viewer(), school_id or 0),
        name=name,
        username=username,
        secret=password,
    )


@bp.post("/administrators/<int:user_id>/close")
@allow(Permission.REGION_RUN)
def close_keeper(user_id: int) -> ResponseReturnValue:
    keeper = colleague_for(viewer(), user_id)
    known_id, school_id = keeper.id, keeper.school_id
    with transaction():
        terms.end(user_id=known_id, last_day=clock.today() - terms.DAY, by_id=viewer().id)
    return redirect(url_for("region.school", school_id=school_id), HTTPStatus.SEE_OTHER)


@bp.route("/calendar", methods=["GET", "POST"])
@allow(Permission.REGION_RUN)
def calendar() -> ResponseReturnValue:
    return free_days.calendar_page(viewer(), school_id=None, desk="region")


@bp.post("/calendar/<int:holiday_id>/remove")
@allow(Permission.REGION_RUN)
def remove_holiday(holiday_id: int) -> ResponseReturnValue:
    return free_days.remove_holiday(viewer(), holiday_id, desk="region")


@bp.get("/audit")
@allow(Permission.REGION_RUN)
def audit_trail() -> ResponseReturnValue:
    """Own acts, and those of the schools' administrators."""
    wanted, shown = administration.asked_of_trail(viewer(), request.args)
    return render_template(
        "admin/audit.html",
        listing=administration.audit_page(viewer(), wanted, page_number()),
        actions=audit.LISTED,
        link=page_link("region.audit_trail", **shown),
        **shown,
    )


@bp.route("/settings", methods=["GET", "POST"])
@allow(Permission.REGION_RUN)
def settings() -> ResponseReturnValue:
    now = site.page_settings()
    form = LinesForm(**{name: getattr(now, name) for name in schools.HELPLINES})
    if form.validate_on_submit():
        with transaction():
            schools.change_site(numbers=form.numbers, checked_on=clock.today(), by=viewer())
        site.look_again()
        flash(_("Saved"), "ok")
        return redirect(url_for("region.settings"), HTTPStatus.SEE_OTHER)
    return render_template("region/settings.html", form=form, checked=now.helplines_checked_on), (
        HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    )
