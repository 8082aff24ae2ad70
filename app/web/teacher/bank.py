"""A school's own questions: a file in, a look at all of them, then in use, out again, or away."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus

from flask import (
    Response,
    flash,
    get_template_attribute,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup
from sqlalchemy.exc import IntegrityError

from app.bank import gift_file, queries, services, sheet_file
from app.bank.drafts import Draft
from app.bank.services import Imported, Planned
from app.bank.templates import template
from app.core import clock
from app.core.db import transaction
from app.core.i18n import LOCALES, Locale
from app.learning import school_quizzes
from app.people.access import NotFound
from app.reports.teacher import classes_of
from app.web.access import Permission, allow, viewer
from app.web.checks import row_numbers
from app.web.display import class_label
from app.web.exercises import Exercise
from app.web.locale import pick_locale
from app.web.teacher.bank_forms import File, QuestionsForm
from app.web.teacher.bank_words import (
    KINDS,
    LANGUAGES,
    STATES,
    notice_words,
    place_words,
    problem_words,
)
from app.web.teacher.blueprint import bp

BANK = "/bank"
_NAMED = re.compile(r'\b(id|for|name|aria-describedby)="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Preview:
    """A question as pupils see it, what it would do to the bank, and what of it is not kept."""

    planned: Planned
    number: int

    @property
    def draft(self) -> Draft:
        return self.planned.draft

    @property
    def notices(self) -> list[str]:
        return [notice_words(code) for code in self.draft.notices]

    @property
    def asked(self) -> Markup:
        return as_asked(self.draft.item, self.number)


def as_asked(item: object, number: int) -> Markup:
    """The pupils' own macro; many on one page need ids and names of their own."""
    ask = get_template_attribute("pupil/parts.html", "ask")
    html = str(ask(Exercise(item=item, shown="")))  # type: ignore[arg-type]
    html = _NAMED.sub(rf'\1="q{number}-\2"', html).replace("<h1>", "<h3>").replace("</h1>", "</h3>")
    return Markup(html)  # noqa: S704  (escaped by the macro)


def _school() -> int:
    school_id = viewer().school_id
    assert school_id is not None  # a teacher has a school
    return school_id


def _asked_language() -> Locale | None:
    asked = request.args.get("language")
    return next((one for one in LOCALES if one == asked), None)


def _language() -> Locale:
    """The one that was asked for, or that of the page."""
    return _asked_language() or _own_language()


def _own_language() -> Locale:
    return next(one for one in LOCALES if one == pick_locale())


@bp.get(BANK)
@allow(Permission.CLASSES_RUN)
def bank() -> ResponseReturnValue:
    language, status = _asked_language(), request.args.get("status")
    found = queries.bank(_school(), language)
    classes = {one.id: class_label(one.grade, one.letter) for one in classes_of(viewer())}
    return render_template(
        "teacher/bank.html",
        questions=[one for one in found if status not in STATES or one.status == status],
        chosen={"language": language, "status": status if status in STATES else None},
        size=len(found),
        words={"kinds": KINDS, "languages": LANGUAGES, "states": STATES},
        classes=classes,
        quizzes=school_quizzes.standing(classes),
    )


@bp.route(BANK + "/import", methods=["GET", "POST"])
@allow(Permission.CLASSES_RUN)
def bank_import() -> ResponseReturnValue:
    """A look at every question, or all mistakes at once. Nothing is written here."""
    form = QuestionsForm(language=pick_locale())
    file = form.read() if form.validate_on_submit() else None
    if file is None:
        return _import_page(form, None)
    if file.read.problems:
        form.text.data = file.text
        return _import_page(form, file)
    return _preview_page(form.language.data, file)


def _import_page(form: QuestionsForm, file: File | None) -> ResponseReturnValue:
    language = _own_language()
    page = render_template(
        "teacher/bank_import.html",
        form=form,
        file=file,
        problems=[
            (place_words(one), problem_words(one, language), _line_of(file, one.place.line))
            for one in (file.read.problems if file else ())
        ],
    )
    is_refused = bool(form.errors or file)
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if is_refused else HTTPStatus.OK


def _line_of(file: File | None, number: int) -> str:
    lines = file.lines if file else []
    return lines[number - 1].strip()[:120] if number <= len(lines) else ""


def _preview_page(language: Locale, file: File) -> ResponseReturnValue:
    planned = services.plan(school_id=_school(), language=language, drafts=file.read.drafts)
    return render_template(
        "teacher/bank_preview.html",
        previews=[Preview(one, number) for number, one in enumerate(planned, 1)],
        file=file,
        language=language,
        words={"kinds": KINDS, "languages": LANGUAGES},
        fresh=sum(one.news != "same" for one in planned),
    )


@bp.post(BANK + "/import/confirm")
@allow(Permission.CLASSES_RUN)
def bank_confirm() -> ResponseReturnValue:
    """The same text once more: what was shown is what is taken, in one transaction."""
    form = QuestionsForm()
    file = form.read() if form.validate_on_submit() else None
    if file is None or file.read.problems:
        return _import_page(form, file)
    try:
        done = _take_in(form.language.data, file.read.drafts)
    except services.BankIsFull:
        form.file.errors = (_("The bank is full: %(n)s questions", n=services.MOST_IN_BANK),)
        return _import_page(form, None)
    flash(_taken(done), "ok")
    return _to_bank()


def _take_in(language: Locale, drafts: Sequence[Draft]) -> Imported:
    person = viewer()
    try:
        return _taken_in(person.school_id, language, drafts, person.id)
    except IntegrityError:  # a colleague took in the same file at this moment
        return _taken_in(person.school_id, language, drafts, person.id)


def _taken_in(
    school_id: int | None, language: Locale, drafts: Sequence[Draft], by_id: int
) -> Imported:
    assert school_id is not None
    with transaction():
        return services.take_in(school_id=school_id, language=language, drafts=drafts, by_id=by_id)


def _taken(done: Imported) -> str:
    told = [
        ngettext("%(num)s question is new", "%(num)s questions are new", done.added),
        ngettext("%(num)s is changed", "%(num)s are changed", done.changed),
        ngettext("%(num)s is as before", "%(num)s are as before", done.same),
    ]
    return ", ".join(told) + "."


@bp.post(BANK + "/status")
@allow(Permission.CLASSES_RUN)
def bank_status() -> ResponseReturnValue:
    """For one question or for all that are ticked."""
    status = next((one for one in services.STATUSES if one == request.form.get("status")), None)
    ids = sorted(row_numbers(request.form.getlist("question")))
    if status is None or not ids:
        flash(_("Tick the questions first"), "error")
        return _to_bank()
    school_id = _school()
    with transaction():
        changed = services.set_status(school_id=school_id, ids=ids, status=status)
    state = STATES[status]
    flash(
        ngettext(
            "%(num)s question: %(state)s", "%(num)s questions: %(state)s", changed, state=state
        ),
        "ok",
    )
    return _to_bank()


def _to_bank() -> ResponseReturnValue:
    return redirect(url_for("teacher.bank"), HTTPStatus.SEE_OTHER)


@bp.get(BANK + "/questions/<int:number>")
@allow(Permission.CLASSES_RUN)
def bank_question(number: int) -> ResponseReturnValue:
    question = queries.question(_school(), number)
    if question is None:
        raise NotFound
    return render_template(
        "teacher/bank_question.html",
        question=question,
        asked=as_asked(question.item, number),
        words={"kinds": KINDS, "languages": LANGUAGES, "states": STATES},
    )


@bp.get(BANK + "/export/<any(gift, csv):form>")
@allow(Permission.CLASSES_RUN)
def bank_export(form: str) -> ResponseReturnValue:
    """Of one language: a file has one. Withdrawn questions stay behind."""
    language = _language()
    found = [one for one in queries.bank(_school(), language) if one.status != "withdrawn"]
    return _file(form, language, [one.draft for one in found], f"{clock.today():%Y-%m-%d}")


@bp.get(BANK + "/template/<any(gift, csv):form>")
@allow(Permission.CLASSES_RUN)
def bank_template(form: str) -> ResponseReturnValue:
    """One question of each kind to write over."""
    language = _language()
    return _file(form, language, template(language), "template")


def _file(form: str, language: Locale, drafts: Sequence[Draft], name: str) -> Response:
    is_table = form == "csv"
    body = sheet_file.write(drafts, language) if is_table else gift_file.write(drafts)
    response = Response(
        body.encode(), mimetype="text/csv" if is_table else "text/plain", content_type=None
    )
    ending = "csv" if is_table else "gift.txt"
    response.headers["Content-Type"] = f"{response.mimetype}; charset=utf-8"
    response.headers["Content-Disposition"] = (
        f'attachment; filename="adal-jol-{name}-{language}.{ending}"'
    )
    return response
