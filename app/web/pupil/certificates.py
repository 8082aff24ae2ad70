"""Certificates of themes: made by the pupil, a page to print and a PDF, never anybody else's."""

import uuid
from http import HTTPStatus

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup

from app.core.db import transaction
from app.learning import certificates as made
from app.people.access import NotFound
from app.reports import certificates as pages
from app.reports.certificates import Sheet
from app.web import paper
from app.web.access import Permission, allow, viewer
from app.web.pupil.blueprint import bp

CERTIFICATE = "/certificates/<uuid:certificate_id>"
LETTERS_IN_A_GROUP = 4


@bp.get("/certificates")
@allow(Permission.LESSONS_TAKE)
def certificates() -> ResponseReturnValue:
    return render_template("pupil/certificates.html", page=pages.certificates_page(viewer()))


@bp.post("/certificates/<theme>")
@allow(Permission.LESSONS_TAKE)
def make_certificate(theme: str) -> ResponseReturnValue:
    """Made once: a second press leads to the same."""
    with transaction():
        certificate_id = made.make(pupil=viewer(), theme=theme)
    return _see_other(url_for("pupil.certificate", certificate_id=certificate_id))


@bp.get(CERTIFICATE)
@allow(Permission.LESSONS_TAKE)
def certificate(certificate_id: uuid.UUID) -> ResponseReturnValue:
    sheet = pages.sheet(viewer(), certificate_id)
    on_paper = render_template("paper/certificate_in_page.html", **_drawn(sheet))
    return render_template(
        "pupil/certificate.html",
        sheet=sheet,
        on_paper=Markup(on_paper),  # noqa: S704
        can_make_pdfs=paper.can_make_pdfs(),
    )


@bp.get(CERTIFICATE + ".pdf")
@allow(Permission.LESSONS_TAKE)
def certificate_pdf(certificate_id: uuid.UUID) -> Response:
    sheet = pages.sheet(viewer(), certificate_id)
    if not paper.can_make_pdfs():
        raise NotFound
    html = render_template("paper/certificate.html", **_drawn(sheet))
    return paper.pdf(html, f"adal-jol-certificate-{sheet.theme.id}")


@bp.post(CERTIFICATE + "/take-back")
@allow(Permission.LESSONS_TAKE)
def take_back_certificate(certificate_id: uuid.UUID) -> ResponseReturnValue:
    with transaction():
        made.take_back(pupil=viewer(), certificate_id=certificate_id)
    flash(_("The certificate is taken back. Its code shows nothing any more."), "ok")
    return _see_other(url_for("pupil.certificates"))


def _drawn(sheet: Sheet) -> dict[str, object]:
    """With the code in groups, for hands; the picture of it is for cameras."""
    at = range(0, len(sheet.code), LETTERS_IN_A_GROUP)
    code = "-".join(sheet.code[one : one + LETTERS_IN_A_GROUP] for one in at)
    address = url_for("public.certificate", code=code, _external=True)
    return {"sheet": sheet, "address": address, "qr": paper.qr(address)}


def _see_other(url: str) -> ResponseReturnValue:
    return redirect(url, HTTPStatus.SEE_OTHER)
