"""Everybody of the school: search, one person, roles with dates, one change for many."""

from http import HTTPStatus

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.core import audit, clock
from app.core.db import transaction
from app.core.i18n import LOCALES
from app.people import accounts, bulk, terms, transfers
from app.people.access import NotFound, class_for, person_for
from app.people.roles import SCHOOL_STAFF, Role
from app.reports import administration as pages
from app.web.access import Permission, allow, viewer
from app.web.admin.blueprint import bp
from app.web.admin.people_forms import RoleEndForm, RoleForm
from app.web.checks import row_number, row_numbers
from app.web.pages import page_link, page_number
from app.web.person_forms import NameForm

# What the list can be narrowed to.
GROUPS: dict[str, tuple[Role, ...]] = {
    "pupils": (Role.PUPIL,),
    "parents": (Role.PARENT,),
    "staff": SCHOOL_STAFF,
}


@bp.get("/people")
@allow(Permission.SCHOOL_RUN)
def people() -> ResponseReturnValue:
    text, group = request.args.get("q", "")[:80], request.args.get("group", "")
    listing = pages.people_page(viewer(), text, GROUPS.get(group, ()), page_number())
    return render_template(
        "admin/people.html",
        listing=listing,
        text=text,
        group=group if group in GROUPS else "",
        classes=pages.school_classes(viewer()),
        link=page_link("admin.people", q=text, group=group),
    )


@bp.get("/people/<int:person_id>")
@allow(Permission.SCHOOL_RUN)
def person(person_id: int) -> ResponseReturnValue:
    return _person_page(person_id, RoleForm(starts_on=clock.today()))


def _person_page(person_id: int, form: RoleForm) -> ResponseReturnValue:
    page = pages.person_page(viewer(), person_id)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render_template(
        "admin/person.html",
        page=page,
        form=form,
        end_form=RoleEndForm(last_day=clock.today()),
        name_form=NameForm(
            family_name=page.family_name,
            given_name=page.given_name,
            patronymic=page.patronymic or "",
        ),
        today=clock.today(),
        classes=pages.school_classes(viewer()) if page.is_pupil and not page.is_active else (),
    ), status


@bp.post("/people/<int:person_id>/role")
@allow(Permission.SCHOOL_RUN)
def give_role(person_id: int) -> ResponseReturnValue:
    known_id = _colleague(person_id)
    form = RoleForm()
    if not form.validate():
        return _person_page(known_id, form)
    with transaction():
        terms.give(
            user_id=known_id,
            role=Role(form.role.data),
            starts_on=form.starts_on.data,
            ends_on=form.ends_on.data,
            by_id=viewer().id,
        )
    flash(_("Saved"), "ok")
    return _back(known_id)


@bp.post("/people/<int:person_id>/role/end")
@allow(Permission.SCHOOL_RUN)
def end_role(person_id: int) -> ResponseReturnValue:
    known_id = _colleague(person_id)
    form = RoleEndForm()
    if form.validate():
        with transaction():
            terms.end(user_id=known_id, last_day=form.last_day.data, by_id=viewer().id)
        flash(_("Saved"), "ok")
    else:
        flash(_("Choose the last day."), "error")
    return _back(known_id)


def _colleague(person_id: int) -> int:
    """Of staff, and not oneself: nobody locks themselves out."""
    person = person_for(viewer(), person_id)
    if person.role in (Role.PUPIL, Role.PARENT) or person.id == viewer().id:
        raise NotFound
    return person.id


@bp.post("/people/<int:person_id>/name")
@allow(Permission.SCHOOL_RUN)
def rename(person_id: int) -> ResponseReturnValue:
    known_id = person_for(viewer(), person_id).id
    form = NameForm()
    if form.validate():
        with transaction():
            accounts.rename(user_id=known_id, name=form.name, by_id=viewer().id)
        flash(_("Saved"), "ok")
    else:
        flash(_("Family name and given name are needed."), "error")
    return _back(known_id)


@bp.post("/people/<int:person_id>/return")
@allow(Permission.SCHOOL_RUN)
def come_back(person_id: int) -> ResponseReturnValue:
    """A pupil who had left."""
    known_id = person_for(viewer(), person_id).id
    asked = row_number(request.form.get("class_id", ""))
    if asked is None:
        raise NotFound
    with transaction():
        transfers.come_back(pupil=person_for(viewer(), known_id), class_id=asked, by=viewer())
    flash(_("Saved"), "ok")
    return _back(known_id)


def _back(person_id: int) -> ResponseReturnValue:
    return redirect(url_for("admin.person", person_id=person_id), HTTPStatus.SEE_OTHER)


@bp.post("/people/change")
@allow(Permission.SCHOOL_RUN)
def change_many() -> ResponseReturnValue:
    """First what would happen to whom; the same form once more carries it out."""
    order, ids = _order(), sorted(row_numbers(request.form.getlist("person")))
    if order is None or not ids:
        flash(_("Choose people, and what is to change."), "error")
        return redirect(url_for("admin.people"), HTTPStatus.SEE_OTHER)
    if request.form.get("sure"):
        with transaction():
            done = bulk.carry_out(viewer(), order, ids)
        flash(ngettext("%(num)s change made", "%(num)s changes made", done), "ok")
        return redirect(url_for("admin.people"), HTTPStatus.SEE_OTHER)
    school_class = class_for(viewer(), order.class_id) if order.class_id else None
    return render_template(
        "admin/change.html",
        order=order,
        lines=bulk.preview(viewer(), order, ids),
        school_class=school_class,
    )


def _order() -> bulk.Order | None:
    """Of the fields of the form; None for what is no order."""
    action = request.form.get("action", "")
    class_id = row_number(request.form.get("class_id", ""))
    locale = request.form.get("locale", "")
    if action == "move":
        return bulk.Order("move", class_id=class_id) if class_id is not None else None
    if action == "locale":
        return bulk.Order("locale", locale=locale) if locale in LOCALES else None
    if action == "leave":
        return bulk.Order("leave")
    return bulk.Order("end-role") if action == "end-role" else None


@bp.get("/audit")
@allow(Permission.SCHOOL_RUN)
def audit_trail() -> ResponseReturnValue:
    wanted, shown = pages.asked_of_trail(viewer(), request.args)
    return render_template(
        "admin/audit.html",
        listing=pages.audit_page(viewer(), wanted, page_number()),
        actions=audit.LISTED,
        link=page_link("admin.audit_trail", **shown),
        **shown,
    )
