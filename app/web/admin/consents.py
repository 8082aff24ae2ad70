"""Consents at the school: the table of uses, signed papers of a class, a pupil's proof."""

from http import HTTPStatus

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.core.db import transaction
from app.people import consenting, consents
from app.people.access import class_for, pupil_for
from app.reports import consents as pages
from app.reports.administration import school_classes
from app.web.access import Permission, allow, viewer
from app.web.admin.blueprint import bp
from app.web.checks import row_numbers
from app.web.locale import pick_locale

LONGEST_PAPER = 120


@bp.get("/consents", endpoint="consents")
@allow(Permission.SCHOOL_RUN)
def all_consents() -> ResponseReturnValue:
    classes = [(one.id, one.grade, one.letter) for one in school_classes(viewer())]
    return render_template(
        "admin/consents.html",
        purposes=[(one, pages.texts().of(one.id)) for one in consents.ASKED],
        exemptions=pages.exemptions_of(viewer()),
        classes=pages.classes_page(viewer(), classes),
    )


@bp.get("/classes/<int:class_id>/consents")
@allow(Permission.SCHOOL_RUN)
def class_consents(class_id: int) -> ResponseReturnValue:
    return _class_page(class_id, HTTPStatus.OK)


def _class_page(class_id: int, status: HTTPStatus) -> ResponseReturnValue:
    pupils = pages.class_consents(viewer(), class_id)
    return render_template(
        "admin/class_consents.html",
        school_class=class_for(viewer(), class_id),
        pupils=pupils,
        purposes=[pages.texts().of(one.id) for one in consents.ASKED],
        paper=request.form.get("paper", ""),
    ), status


@bp.post("/classes/<int:class_id>/consents")
@allow(Permission.SCHOOL_RUN)
def copy_papers(class_id: int) -> ResponseReturnValue:
    """Ticks for those whose paper is in the file; whoever is not ticked stays as they are."""
    known = {one.id for one in pages.class_consents(viewer(), class_id)}
    chosen = row_numbers(request.form.getlist("pupil")) & known
    purposes = [one for one in consents.ASKED if one.id in request.form.getlist("purpose")]
    paper = request.form.get("paper", "").strip()[:LONGEST_PAPER]
    if not (chosen and purposes and paper):
        flash(_("Choose pupils and purposes, and write where the papers are kept."), "error")
        return _class_page(class_id, HTTPStatus.UNPROCESSABLE_ENTITY)
    words = [(one, pages.words_for(one.id, _paper_locale())) for one in purposes]
    with transaction():
        written = consenting.copy_papers(
            pupils=sorted(chosen), purposes=words, paper=paper, by=viewer()
        )
    flash(ngettext("%(num)s consent recorded", "%(num)s consents recorded", written), "ok")
    return redirect(url_for("admin.class_consents", class_id=class_id), HTTPStatus.SEE_OTHER)


def _paper_locale() -> str:
    """The language in which the sheet was printed."""
    asked = request.form.get("locale", "")
    return asked if asked in ("kk", "ru", "en") else pick_locale()


@bp.get("/people/<int:pupil_id>/consents")
@allow(Permission.SCHOOL_RUN)
def pupil_consents(pupil_id: int) -> ResponseReturnValue:
    pupil = pupil_for(viewer(), pupil_id)
    return render_template(
        "admin/pupil_consents.html", pupil=pupil, standings=pages.standings_of(pupil)
    )


@bp.post("/people/<int:pupil_id>/consents/<purpose>")
@allow(Permission.SCHOOL_RUN)
def copy_paper(pupil_id: int, purpose: str) -> ResponseReturnValue:
    known_id = pupil_for(viewer(), pupil_id).id
    asked = consents.purpose_for(purpose)
    paper = request.form.get("paper", "").strip()[:LONGEST_PAPER]
    decision = request.form.get("decision", "")
    if not paper or decision not in ("given", "refused", "withdrawn"):
        flash(_("Write where the paper is kept, and choose what it says."), "error")
    else:
        with transaction():
            consenting.decide(
                pupil_id=known_id,
                purpose=asked,
                decision=decision,
                words=pages.words_for(asked.id, _paper_locale()),
                by=viewer(),
                paper=paper,
            )
        flash(_("Saved"), "ok")
    return redirect(url_for("admin.pupil_consents", pupil_id=known_id), HTTPStatus.SEE_OTHER)


@bp.get("/consents/sheet")
@allow(Permission.SCHOOL_RUN)
def sheet() -> ResponseReturnValue:
    """To print: what a parent signs, in the language of the page."""
    return render_template(
        "admin/consent_sheet.html", school=pages.school_of(viewer()), texts=pages.texts()
    )
