"""Lists of pupils: uploaded, columns named, difference confirmed, taken back."""

import secrets
import uuid
from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.db import db, transaction
from app.core.i18n import Locale
from app.interop.kundelik import client, pupils
from app.interop.rosters import exporting, imports, tables
from app.interop.rosters.columns import Field, chosen_twice, missing
from app.interop.rosters.keeping import can_be_undone
from app.interop.rosters.models import RosterImport, State
from app.interop.rosters.rows import BrokenFile, Fault
from app.people.access import NotFound
from app.people.models import User
from app.web.access import Permission, allow, viewer
from app.web.admin import roster_words
from app.web.admin.roster_forms import UploadForm
from app.web.checks import key_of, row_numbers
from app.web.downloads import download
from app.web.locale import pick_locale
from app.web.requests import takes_files

bp = Blueprint("rosters", __name__, url_prefix="/school/imports")

# Room for the rest of the form; a larger file is refused before it is read.
LARGEST_BODY = tables.LARGEST_FILE + 64 * 1024
LISTED = 500
KUNDELIK_STATE = "kundelik-state"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.context_processor
def _words() -> dict[str, object]:
    return {"roster_words": roster_words}


@bp.get("/")
@allow(Permission.SCHOOL_RUN)
def home() -> ResponseReturnValue:
    return _home(UploadForm(submission_key=uuid.uuid4()))


def _home(form: UploadForm) -> ResponseReturnValue:
    query = imports.visible_imports(viewer()).order_by(RosterImport.created_at.desc()).limit(20)
    columns = (
        RosterImport.id,
        RosterImport.file_name,
        RosterImport.state,
        RosterImport.created_at,
        RosterImport.result,
    )
    earlier = db.session.execute(query.with_only_columns(*columns)).all()
    page = render_template(
        "admin/imports/home.html", form=form, earlier=earlier, kundelik=pupils.config() is not None
    )
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


@bp.post("/")
@allow(Permission.SCHOOL_RUN)
@takes_files(LARGEST_BODY)
def upload() -> ResponseReturnValue:
    person, form = viewer(), UploadForm()
    if form.validate():
        assert person.school_id is not None
        file = form.file.data
        try:
            with transaction():
                import_id = imports.receive(
                    import_id=key_of(form.submission_key),
                    school_id=person.school_id,
                    by_id=person.id,
                    file_name=file.filename or "",
                    data=file.read(),
                ).id
        except BrokenFile as broken:
            form.file.errors = (roster_words.fault_words(broken.fault, broken.about),)
        else:
            return _to(import_id)
    return _home(form)


def _to(import_id: uuid.UUID) -> ResponseReturnValue:
    return redirect(url_for("rosters.one", import_id=import_id), HTTPStatus.SEE_OTHER)


@bp.get("/<uuid:import_id>")
@allow(Permission.SCHOOL_RUN)
def one(import_id: uuid.UUID) -> ResponseReturnValue:
    """The page of the step at which this list is."""
    found = imports.import_for(viewer(), import_id)
    if found.state == State.COLUMNS:
        return _columns_page(found)
    if found.state == State.READY:
        return _difference_page(found)
    if found.state in (State.CHECKING, State.WRITING):
        return render_template("admin/imports/wait.html", one=found)
    if found.state == State.BROKEN:
        return render_template("admin/imports/broken.html", one=found)
    return render_template("admin/imports/done.html", one=found, can_undo=can_be_undone(found))


# --- columns ---------------------------------------------------------------------------------


def _columns_page(
    found: RosterImport, chosen: list[Field] | None = None, error: str = ""
) -> ResponseReturnValue:
    columns = imports.columns_of(found)
    page = render_template(
        "admin/imports/columns.html",
        one=found,
        columns=columns,
        chosen=chosen or columns.guesses,
        error=error,
    )
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK


@bp.post("/<uuid:import_id>/columns")
@allow(Permission.SCHOOL_RUN)
def name_columns(import_id: uuid.UUID) -> ResponseReturnValue:
    found = imports.import_for(viewer(), import_id)
    if found.state != State.COLUMNS:
        return _to(import_id)
    columns = imports.columns_of(found)
    fields = [_field(f"column-{index}") for index in range(len(columns.headings))]
    if error := _wrong_columns(fields, columns):
        return _columns_page(found, fields, error)
    language = request.form.get("language", "kk")
    with transaction():
        imports.name_columns(
            imports.import_for(viewer(), import_id),
            headings=[head.text for head in columns.headings],
            fields=[
                Field.LEFT_OUT if head.is_forbidden else field
                for head, field in zip(columns.headings, fields, strict=True)
            ],
            language=language if language in ("kk", "ru") else "kk",
        )
    return _to(import_id)


def _field(name: str) -> Field:
    try:
        return Field(request.form.get(name, Field.LEFT_OUT))
    except ValueError:
        return Field.LEFT_OUT


def _wrong_columns(fields: list[Field], columns: imports.Columns) -> str:
    words = roster_words.field_words()
    if twice := chosen_twice(fields):
        return _("Two columns are named the same: %(name)s.", name=words[twice[0]])
    lacking = missing(fields, sheets_are_classes=columns.sheets_are_classes)
    if lacking:
        names = ", ".join(words[field] for field in lacking)
        return _("Columns are missing: %(names)s.", names=names)
    return ""


@bp.post("/<uuid:import_id>/back")
@allow(Permission.SCHOOL_RUN)
def back(import_id: uuid.UUID) -> ResponseReturnValue:
    return _step(import_id, imports.back_to_columns)


# --- difference ------------------------------------------------------------------------------


def _difference_page(found: RosterImport, error: str = "") -> ResponseReturnValue:
    difference, seen = imports.difference_of(found)
    page = render_template(
        "admin/imports/difference.html",
        one=found,
        difference=difference,
        seen=seen,
        listed=LISTED,
        error=error or (_stale() if found.fault == "stale" else ""),
    )
    return page, HTTPStatus.CONFLICT if error else HTTPStatus.OK


def _stale() -> str:
    return _("The school has changed since you looked. Here is the list compared once more.")


@bp.post("/<uuid:import_id>/confirm")
@allow(Permission.SCHOOL_RUN)
def confirm(import_id: uuid.UUID) -> ResponseReturnValue:
    chosen = imports.Chosen(
        moved=_numbers("moved"),
        changed=_numbers("changed"),
        all_moved="all-moved" in request.form,
        all_changed="all-changed" in request.form,
        without_errors="without-errors" in request.form,
    )
    try:
        with transaction():
            found = imports.import_for(viewer(), import_id)
            imports.confirm(found, seen=request.form.get("seen", ""), chosen=chosen)
    except imports.Stale:
        return _difference_page(imports.import_for(viewer(), import_id), _stale())
    except imports.NotNow:
        return _not_confirmed(import_id)
    return _to(import_id)


def _not_confirmed(import_id: uuid.UUID) -> ResponseReturnValue:
    found = imports.import_for(viewer(), import_id)
    if found.state != State.READY:
        return _to(import_id)  # a second click: the first one has done it
    return _difference_page(
        found, _("Correct the rows with errors, or say that the list goes in without them.")
    )


def _numbers(name: str) -> frozenset[int]:
    return frozenset(row_numbers(request.form.getlist(name)))


# --- undo, drop, again -----------------------------------------------------------------------


@bp.get("/<uuid:import_id>/undo")
@allow(Permission.SCHOOL_RUN)
def ask_undo(import_id: uuid.UUID) -> ResponseReturnValue:
    found = imports.import_for(viewer(), import_id)
    if not can_be_undone(found):
        return _to(import_id)
    plan = imports.undo_plan(found)
    staying = db.session.scalars(
        imports.pupils_of(found).where(User.id.in_(plan.staying[:LISTED])).order_by(User.sort_key)
    ).all()
    return render_template("admin/imports/undo.html", one=found, plan=plan, staying=staying)


@bp.post("/<uuid:import_id>/undo")
@allow(Permission.SCHOOL_RUN)
def undo(import_id: uuid.UUID) -> ResponseReturnValue:
    return _step(import_id, lambda found: imports.undo(found, by_id=viewer().id))


@bp.post("/<uuid:import_id>/again")
@allow(Permission.SCHOOL_RUN)
def again(import_id: uuid.UUID) -> ResponseReturnValue:
    return _step(import_id, imports.try_again)


@bp.post("/<uuid:import_id>/drop")
@allow(Permission.SCHOOL_RUN)
def drop(import_id: uuid.UUID) -> ResponseReturnValue:
    try:
        with transaction():
            imports.drop(imports.import_for(viewer(), import_id))
    except imports.NotNow:
        return _to(import_id)
    flash(_("The list was thrown away. Nothing was changed."), "ok")
    return redirect(url_for("rosters.home"), HTTPStatus.SEE_OTHER)


def _step(import_id: uuid.UUID, verb: "imports.Verb") -> ResponseReturnValue:
    """A button pressed twice, or too late, shows where the list is now."""
    try:
        with transaction():
            verb(imports.import_for(viewer(), import_id))
    except imports.NotNow:
        pass
    return _to(import_id)


# --- from Kundelik ---------------------------------------------------------------------------


@bp.get("/kundelik")
@allow(Permission.SCHOOL_RUN)
def kundelik() -> ResponseReturnValue:
    config = _kundelik()
    session[KUNDELIK_STATE] = state = secrets.token_urlsafe(24)
    return redirect(client.sign_in_url(config, state=state, redirect_uri=_kundelik_return()))


@bp.get("/kundelik/return")
@allow(Permission.SCHOOL_RUN)
def kundelik_return() -> ResponseReturnValue:
    """Only the answer to a question that this very browser asked."""
    config, person = _kundelik(), viewer()
    assert person.school_id is not None
    asked = session.pop(KUNDELIK_STATE, "")
    code = request.args.get("code", "")
    if not (asked and code and secrets.compare_digest(asked, request.args.get("state", ""))):
        return _kundelik_failed(Fault.SERVICE_REFUSES)
    try:
        token = client.exchange(config, code=code, redirect_uri=_kundelik_return())
    except BrokenFile as broken:
        return _kundelik_failed(broken.fault)
    with transaction():
        import_id = imports.receive_token(
            import_id=uuid.uuid4(), school_id=person.school_id, by_id=person.id, token=token
        ).id
    return _to(import_id)


def _kundelik() -> client.Config:
    config = pupils.config()
    if config is None:
        raise NotFound
    return config


def _kundelik_return() -> str:
    return url_for("rosters.kundelik_return", _external=True)


def _kundelik_failed(fault: Fault) -> ResponseReturnValue:
    flash(roster_words.fault_words(fault), "error")
    return redirect(url_for("rosters.home"), HTTPStatus.SEE_OTHER)


# --- files to take away ----------------------------------------------------------------------


@bp.get("/template.xlsx")
@allow(Permission.SCHOOL_RUN)
def template() -> ResponseReturnValue:
    return download(exporting.template(), XLSX, "adal-jol-template.xlsx")


@bp.get("/pupils.xlsx")
@allow(Permission.SCHOOL_RUN)
def export_xlsx() -> ResponseReturnValue:
    rows = _export()
    return download(exporting.as_xlsx(rows, exporting.SHEET[_locale()]), XLSX, "pupils.xlsx")


@bp.get("/pupils.csv")
@allow(Permission.SCHOOL_RUN)
def export_csv() -> ResponseReturnValue:
    return download(exporting.as_csv(_export()), "text/csv; charset=utf-8", "pupils.csv")


def _export() -> list[list[str]]:
    person = viewer()
    assert person.school_id is not None
    with transaction():
        imports.record_export(school_id=person.school_id, by_id=person.id)
    return exporting.pupils(person.school_id, _locale())


def _locale() -> Locale:
    return pick_locale()  # type: ignore[return-value]
