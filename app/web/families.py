"""A child's guardians, for the class teacher and the administrator alike; invitations on paper."""

from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from markupsafe import Markup
from wtforms import SelectField, StringField

from app.core import clock
from app.core.db import transaction
from app.people import families
from app.people.models import SchoolClass
from app.people.queries import class_roll, school_name
from app.people.viewer import Viewer
from app.web import paper
from app.web.checks import not_longer_than
from app.web.display import long_date

# Both parents apart, and each with a page of their own.
CODES_A_CHILD = 2


@dataclass(frozen=True, slots=True)
class Desk:
    """Whose page this is: the addresses of its buttons."""

    prefix: str
    pupil_id: int
    name: str
    back: str

    def url(self, what: str, **values: Any) -> str:
        return url_for(f"{self.prefix}.{what}", pupil_id=self.pupil_id, **values)


class CodeForm(FlaskForm):
    for_name = StringField(_l("Family name and given name"), validators=[not_longer_than(120)])


class BarForm(FlaskForm):
    """One of those who are linked, or somebody who is not."""

    guardian = SelectField(_l("Who"), coerce=int, validate_choice=False)
    name = StringField(_l("Family name and given name"), validators=[not_longer_than(120)])


def family_page(
    desk: Desk, *, named: bool = False, status: int = HTTPStatus.OK
) -> ResponseReturnValue:
    linked = families.guardians(desk.pupil_id)
    form = BarForm(formdata=None)
    form.guardian.choices = [(0, _("somebody else, by name"))] + [
        (one.guardian_id, one.name) for one in linked
    ]
    page = render_template(
        "account/family.html",
        desk=desk,
        guardians=linked,
        bars=families.bars(desk.pupil_id),
        bar_form=form,
        code_form=CodeForm(formdata=None),
        name_needed=named,
    )
    return page, status


def unlink(desk: Desk, guardian_id: int, *, by: Viewer) -> ResponseReturnValue:
    with transaction():
        families.unlink(guardian_id=guardian_id, pupil_id=desk.pupil_id, by_id=by.id)
    flash(_("The link is ended. The guardian's page does not show this child any more."), "ok")
    return redirect(desk.url("family"), HTTPStatus.SEE_OTHER)


def bar(desk: Desk, *, by: Viewer) -> ResponseReturnValue:
    form = BarForm()
    chosen = next(
        (one for one in families.guardians(desk.pupil_id) if one.guardian_id == form.guardian.data),
        None,
    )
    name = chosen.name if chosen else (form.name.data or "").strip()
    if len(name.split()) < 2 or not form.name.validate(form):
        flash(_("Choose a guardian, or write family name and given name."), "error")
        return redirect(desk.url("family"), HTTPStatus.SEE_OTHER)
    with transaction():
        families.bar(
            pupil_id=desk.pupil_id,
            name=name,
            by_id=by.id,
            guardian_id=chosen.guardian_id if chosen else None,
        )
    flash(
        _(
            "Kept from linking: %(name)s. Codes that were handed out do not work any more.",
            name=name,
        ),
        "ok",
    )
    return redirect(desk.url("family"), HTTPStatus.SEE_OTHER)


def lift(desk: Desk, bar_id: int, *, by: Viewer) -> ResponseReturnValue:
    with transaction():
        families.lift_bar(bar_id=bar_id, pupil_id=desk.pupil_id, by_id=by.id)
    flash(_("Saved"), "ok")
    return redirect(desk.url("family"), HTTPStatus.SEE_OTHER)


def pairing_code(desk: Desk, *, by: Viewer) -> ResponseReturnValue:
    """For one parent; shown in the answer itself, once."""
    form = CodeForm()
    for_name = (form.for_name.data or "").strip() if form.validate() else ""
    try:
        with transaction():
            code = families.issue_pairing_code(
                pupil_id=desk.pupil_id, by_id=by.id, for_name=for_name
            )
    except families.NameNeeded:
        return family_page(desk, named=True, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return render_template(
        "teacher/pairing_code.html",
        desk=desk,
        code=code,
        for_name=for_name,
        valid_until=clock.today() + families.PAIRING_TIME,
        qr=paper.qr(url_for("public.join", code=code, _external=True)),
    )


@dataclass(frozen=True, slots=True)
class Letter:
    """One invitation on the sheet."""

    child: str
    code: str
    qr: Markup


def invitations_to_print(
    person: Viewer, school_class: SchoolClass, *, back: str
) -> ResponseReturnValue:
    """Asks for whom on GET, prints on POST."""
    if request.method == "GET":
        return _invitations_page(school_class, back=back)
    return _print_invitations(
        person,
        school_class,
        request.form.getlist("pupils"),
        as_pdf=paper.wants_pdf(),
        back=back,
    )


def _invitations_page(school_class: SchoolClass, *, back: str) -> str:
    roll = class_roll(school_class.id)
    return render_template(
        "account/invitations_to_print.html",
        school_class=school_class,
        roll=roll,
        barred=families.with_bars([one.id for one in roll]),
        back=back,
        can_make_pdfs=paper.can_make_pdfs(),
    )


def _print_invitations(
    person: Viewer, school_class: SchoolClass, wanted: Iterable[str], *, as_pdf: bool, back: str
) -> ResponseReturnValue:
    """Two codes a child. Where a guardian is barred, codes are made one by one, by name."""
    chosen = set(wanted)
    roll = [one for one in class_roll(school_class.id) if str(one.id) in chosen]
    barred = families.with_bars([one.id for one in roll])
    sheet = {
        "grade": school_class.grade,
        "letter": school_class.letter,
        "language": school_class.language,
        "school": school_name(school_class.school_id),
    }
    children = [(one.id, one.full_name) for one in roll if one.id not in barred]
    with transaction():
        letters = [
            _letter(child_id, name, by_id=person.id)
            for child_id, name in children
            for _number in range(CODES_A_CHILD)
        ]
    with force_locale(str(sheet["language"])):
        context = {
            "sheet": sheet,
            "letters": letters,
            "address": url_for("public.join", _external=True).partition("://")[2],
            "until": long_date(clock.today() + families.PAIRING_TIME),
            "back": back,
        }
        if as_pdf and paper.can_make_pdfs():
            html = render_template("paper/invitations.html", **context)
            return paper.pdf(html, f"adal-jol-invitations-{sheet['grade']}")
        on_paper = render_template("paper/invitations_in_page.html", **context)
    return render_template("account/invitations_printed.html", on_paper=Markup(on_paper), **context)  # noqa: S704


def _letter(child_id: int, name: str, *, by_id: int) -> Letter:
    code = families.issue_pairing_code(pupil_id=child_id, by_id=by_id)
    return Letter(name, code, paper.qr(url_for("public.join", code=code, _external=True)))
