"""The school at a glance: figures of last night, and each table as a file."""

from collections.abc import Sequence

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.content import library
from app.reports.school import ClassCoverage, SchoolPage, school_page
from app.reports.sheets import HIDDEN, Column, Row, Sheet, Value
from app.web import words
from app.web.access import ROLE_PERMISSIONS, Permission, allow, viewer
from app.web.display import class_label, group_share, localized
from app.web.sheets import asked_file
from app.wellbeing.climate import Climate

bp = Blueprint("overview", __name__, url_prefix="/overview")


@bp.get("/")
@allow(Permission.SCHOOL_SEE)
def home() -> ResponseReturnValue:
    person = viewer()
    oversees = Permission.CASES_OVERSEE in ROLE_PERMISSIONS[person.role]
    page = school_page(person, oversees=oversees)
    coverage, held, climate = _coverage(page), _held(page), _climate(page)
    return asked_file(coverage, held, climate) or render_template(
        "overview/home.html",
        page=page,
        coverage=coverage,
        held=held,
        climate=climate,
        here=url_for("overview.home"),
        conditions=words.CONDITIONS,
    )


def _coverage(page: SchoolPage) -> Sheet:
    """A class a row; for each theme, what part of the given lessons is finished."""
    themes = library.get().themes
    return Sheet(
        name="coverage",
        title=_("Lessons finished, by class and theme"),
        columns=(
            Column(_("Class")),
            Column(_("Pupils"), "count"),
            Column(_("Lessons given"), "count"),
            Column(_("All themes"), "share"),
            *(Column(localized(themes[one].title), "share") for one in page.themes),
        ),
        rows=tuple(Row(_values(one, page)) for one in page.classes),
    )


def _values(one: ClassCoverage, page: SchoolPage) -> tuple[str | int | float | None, ...]:
    shares = (one.themes.get(theme) for theme in page.themes)
    return (class_label(one.grade, one.letter), one.pupils, one.given, one.share, *shares)


def _held(page: SchoolPage) -> Sheet:
    """A class a row: lessons held before it, beside those that it was given."""
    return Sheet(
        name="lessons-held",
        title=_("Lessons held before classes"),
        columns=(
            Column(_("Class")),
            Column(_("Lessons given"), "count"),
            Column(_("Held"), "count"),
            Column(_("Of them by guests"), "count"),
            Column(_("Did not take place"), "count"),
            Column(_("Minutes"), "count"),
        ),
        rows=tuple(
            Row(
                (
                    class_label(one.of.grade, one.of.letter),
                    one.of.given,
                    one.counts.held,
                    one.counts.by_guests,
                    one.counts.skipped,
                    one.counts.minutes,
                )
            )
            for one in page.held
        ),
    )


def _climate(page: SchoolPage) -> Sheet:
    """A grade a row: how the weeks were, and whether the class feels safe."""
    moods = (("good", _("Good")), ("so-so", _("So-so")), ("hard", _("Bad")))
    safety = (("yes", _("Safe")), ("partly", _("Not always safe")), ("no", _("Not safe")))
    return Sheet(
        name="climate",
        title=_("How the grades feel"),
        columns=(
            Column(_("Grade")),
            *(Column(label) for _key, label in (*moods, *safety)),
        ),
        rows=tuple(
            Row(
                (
                    _("Grade %(n)s", n=one.grade),
                    *_parts(one.mood, [key for key, _label in moods]),
                    *_parts(one.safe, [key for key, _label in safety]),
                )
            )
            for one in page.climate
        ),
    )


def _parts(told: Climate | None, answers: Sequence[str]) -> list[Value]:
    if told is None:
        return [HIDDEN] * len(answers)
    return [group_share(told.cells[one]) for one in answers]
