"""From an empty school to its first class: classes, colleagues, pupils, secrets shown once."""

from http import HTTPStatus

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from app.core import clock
from app.core.db import transaction
from app.core.schoolcalendar import school_year
from app.people import roster, services
from app.people.access import class_for, colleague_for
from app.people.roles import Role
from app.people.secrets import new_pin
from app.reports.admin import ClassRoll, class_roll, colleagues_of, school_page
from app.reports.entrance import owner_of_secret
from app.signin import resets
from app.signin.pictures import new_pictures
from app.web import cards, words
from app.web.access import Permission, allow, viewer
from app.web.admin import consents, erasure, keys, people, settings, year
from app.web.admin.blueprint import bp
from app.web.admin.forms import NOBODY, ClassForm, ClassTeacherForm, ColleagueForm, PupilsForm
from app.web.locale import pick_locale

__all__ = ["bp", "consents", "erasure", "keys", "people", "settings", "year"]


@bp.get("/")
@allow(Permission.SCHOOL_RUN)
def home() -> ResponseReturnValue:
    return render_template("admin/home.html", page=school_page(viewer()))


@bp.route("/classes/new", methods=["GET", "POST"])
@allow(Permission.SCHOOL_RUN)
def new_class() -> ResponseReturnValue:
    form = ClassForm()
    if form.validate_on_submit():
        try:
            class_id = _open_class(form)
        except IntegrityError:
            form.letter.errors = (_("The school has this class already."),)
        else:
            return redirect(url_for("admin.class_page", class_id=class_id), HTTPStatus.SEE_OTHER)
    return render_template("admin/new_class.html", form=form), _status(form)


def _open_class(form: ClassForm) -> int:
    person = viewer()
    assert person.school_id is not None
    with transaction():
        return services.open_class(
            school_id=person.school_id,
            school_year=school_year(clock.today()),
            grade=form.grade.data,
            letter=form.letter.data,
            language=form.language.data,
            teacher_id=None,
        ).id


@bp.get("/classes/<int:class_id>", endpoint="class_page")
@allow(Permission.SCHOOL_RUN)
def one_class(class_id: int) -> ResponseReturnValue:
    return _class_page(class_roll(viewer(), class_id), PupilsForm())


def _class_page(roll: ClassRoll, form: PupilsForm) -> ResponseReturnValue:
    page = render_template(
        "admin/class.html", roll=roll, form=form, teacher_form=_teacher_form(roll.teacher_id)
    )
    return page, _status(form)


def _teacher_form(teacher_id: int | None) -> ClassTeacherForm:
    form = ClassTeacherForm(teacher=teacher_id or NOBODY)
    form.offer(colleagues_of(viewer(), Role.TEACHER))
    return form


@bp.post("/classes/<int:class_id>/teacher")
@allow(Permission.SCHOOL_RUN)
def class_teacher(class_id: int) -> ResponseReturnValue:
    known_id = class_for(viewer(), class_id).id
    form = _teacher_form(None)
    if form.validate():
        with transaction():
            roster.set_class_teacher(class_id=known_id, teacher_id=form.teacher.data or None)
        flash(_("Saved"), "ok")
    else:
        flash(_("Choose a teacher of your school."), "error")
    return redirect(url_for("admin.class_page", class_id=known_id), HTTPStatus.SEE_OTHER)


@bp.post("/classes/<int:class_id>/pupils")
@allow(Permission.SCHOOL_RUN)
def add_pupils(class_id: int) -> ResponseReturnValue:
    """The cards are the answer itself: PINs must not travel through an address or a cookie."""
    roll = class_roll(viewer(), class_id)
    form = PupilsForm()
    if form.validate():
        try:
            names = roster.read_names(form.names.data)
            if len(names) > roster.LINES_AT_ONCE:
                raise TooMany
            with transaction():
                added = roster.add_pupils(school_class=class_for(viewer(), roll.id), names=names)
        except (TooMany, roster.UnreadableLines, roster.AlreadyInClass) as refusal:
            form.names.errors = (_why_not(refusal),)
        else:
            return cards.print_cards(
                viewer(),
                class_for(viewer(), roll.id),
                map(str, added),
                as_pdf=False,
                back=url_for("admin.class_page", class_id=roll.id),
            )
    return _class_page(roll, form)


class TooMany(ValueError):
    """More lines than one class has pupils."""


def _why_not(refusal: ValueError) -> str:
    if isinstance(refusal, roster.UnreadableLines):
        lines = ", ".join(str(line) for line in refusal.lines)
        return _("Family name and given name are needed. Check lines: %(lines)s.", lines=lines)
    if isinstance(refusal, roster.AlreadyInClass):
        return _("In this class already: %(names)s.", names=", ".join(refusal.names))
    return _("At most %(n)s names at once.", n=roster.LINES_AT_ONCE)


@bp.post("/pupils/<int:pupil_id>/pin")
@allow(Permission.SCHOOL_RUN)
def reset_pin(pupil_id: int) -> ResponseReturnValue:
    """A new PIN, or new pictures for grades 1 to 4; shown in the answer itself, once."""
    owner = owner_of_secret(viewer(), pupil_id)
    pin, three = new_pin(), new_pictures()
    with transaction():
        if owner.by_pictures:
            resets.reset_pictures(pupil_id=owner.id, pictures=three, by_id=viewer().id)
        else:
            resets.reset_pin(pupil_id=owner.id, pin=pin, by_id=viewer().id)
    return render_template(
        "admin/secret.html",
        name=owner.name,
        label=_("New pictures") if owner.by_pictures else _("New PIN"),
        secret="" if owner.by_pictures else pin,
        pictures=three if owner.by_pictures else (),
        names=words.PICTURES,
    )


@bp.route("/staff/new", methods=["GET", "POST"])
@allow(Permission.SCHOOL_RUN)
def new_colleague() -> ResponseReturnValue:
    form = ColleagueForm()
    if form.validate_on_submit():
        try:
            password = _add_colleague(form)
        except services.UsernameTaken:
            form.username.errors = (_("This username is taken. Choose another one."),)
        else:
            return render_template(
                "admin/secret.html",
                name=form.name.full,
                username=form.username.data.strip().casefold(),
                label=_("Password"),
                secret=password,
            )
    return render_template("admin/new_colleague.html", form=form), _status(form)


def _add_colleague(form: ColleagueForm) -> str:
    person = viewer()
    with transaction():
        return roster.add_colleague(
            role=Role(form.role.data),
            school_id=person.school_id,
            name=form.name,
            username=form.username.data.strip(),
            locale=pick_locale(),
            by_id=person.id,
        )


@bp.post("/staff/<int:user_id>/password")
@allow(Permission.SCHOOL_RUN)
def reset_password(user_id: int) -> ResponseReturnValue:
    colleague = colleague_for(viewer(), user_id)
    name, username, known_id = colleague.full_name, colleague.username, colleague.id
    with transaction():
        password = resets.reset_password(user_id=known_id, by_id=viewer().id)
    return render_template(
        "admin/secret.html",
        name=name,
        username=username,
        label=_("Password"),
        secret=password,
    )


def _status(form: ClassForm | ColleagueForm | PupilsForm) -> HTTPStatus:
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
