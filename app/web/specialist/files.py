"""Pictures of a case: added, listed, fetched one by one. Never shown inside a page."""

import uuid
from http import HTTPStatus

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField, StringField

from app.casework import access, files
from app.core.db import transaction
from app.learning.rollups import claim_submission
from app.people.queries import people
from app.people.viewer import Viewer
from app.web.access import Permission, allow, viewer
from app.web.checks import is_key, key_of, not_longer_than, renew_key, required
from app.web.requests import takes_files
from app.web.specialist.blueprint import bp

FILES = "/<int:case_id>/files"
LONGEST = 500


class FileForm(FlaskForm):
    file = FileField(_l("Picture (JPEG or PNG)"), validators=[FileRequired(_l("Choose a file"))])
    text = StringField(
        _l("What it shows, and where it is from"),
        validators=[required(), not_longer_than(LONGEST)],
    )
    submission_key = HiddenField(validators=[is_key])


@bp.route(FILES, methods=["GET", "POST"], endpoint="files")
@allow(Permission.CASES_WORK)
@takes_files(files.LARGEST + 64 * 1024)
def files_page(case_id: int) -> ResponseReturnValue:
    person, form = viewer(), FileForm()
    with transaction():
        access.record_reading(person, access.case_for(person, case_id))
    if form.validate_on_submit() and _add(person, case_id, form):
        flash(_("The picture is kept with the case, without place and device."), "ok")
        return redirect(url_for("specialist.files", case_id=case_id), HTTPStatus.SEE_OTHER)
    renew_key(form.submission_key)
    rows = files.files_of(case_id)
    html = render_template(
        "specialist/files.html",
        case_id=case_id,
        files=rows,
        people=people(one.added_by_id for one in rows),
        form=form,
    )
    return html, HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


def _add(person: Viewer, case_id: int, form: FileForm) -> bool:
    try:
        with transaction():
            case = access.case_for(person, case_id)
            if claim_submission(key_of(form.submission_key), person.id):
                files.add(
                    case=case,
                    by=person,
                    data=form.file.data.read(files.LARGEST + 1),
                    text=form.text.data.strip(),
                    submission_key=key_of(form.submission_key),
                )
    except files.NotAccepted as error:
        form.file.errors = (_refusals()[error.reason],)
        return False
    return True


def _refusals() -> dict[str, str]:
    return {
        "too-large": _("The picture is too large: 10 MB and 40 million dots at most."),
        "no-picture": _("This is no JPEG or PNG picture. Take a picture of a paper or a PDF page."),
    }


@bp.get(FILES + "/<uuid:file_id>", endpoint="file")
@allow(Permission.CASES_WORK)
def file(case_id: int, file_id: uuid.UUID) -> ResponseReturnValue:
    """Only as a download: nothing of it runs on our pages or stays in the browser's store."""
    person = viewer()
    with transaction():
        row, data = files.read(case=access.case_for(person, case_id), file_id=file_id, by=person)
        kind = row.kind
    name = f"case-{case_id}-{file_id.hex[-6:]}.{files.ENDINGS[kind]}"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cache-Control": "no-store",
    }
    return Response(data, mimetype=f"image/{kind.lower()}", headers=headers)
