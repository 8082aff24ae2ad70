"""A lesson for the class's screen: all of it in one page, so that the line may be cut.

What pupils see, without the key until it is asked for. For a class the teacher may count hands,
and at the end writes down how it was.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.content import library
from app.content.coverage import QUESTIONS_OF_A_BOOSTER
from app.content.library import ItemHome
from app.content.schema.item_facts import TrueFalseItem
from app.content.schema.items import Item, OrderItem
from app.content.schema.lesson import Lesson
from app.core import clock
from app.core.db import transaction
from app.learning import deliveries, hands, year_plans
from app.learning.ballots import OF_TEN, PLACE, Ballot, ballots_of
from app.learning.boosters import booster_of
from app.people.access import NotFound, class_for, class_size
from app.people.models import SchoolClass
from app.reports.lessons import LessonPreview, lesson_preview
from app.web.access import Permission, allow, viewer
from app.web.checks import key_of
from app.web.clips import audio_response, clip_modules, clip_response, clip_words
from app.web.display import localized
from app.web.exercises import true_false_labels
from app.web.shuffle import shuffled
from app.web.teacher.blueprint import bp
from app.web.teacher.delivery_forms import DeliveryForm, read_hands

# What an item gives to choose from, read or sort, whatever its interaction calls it.
_LISTS = ("options", "acts", "entries", "fragments", "statements", "pairs")
_GROUPS = ("categories", "targets")


@dataclass(frozen=True, slots=True)
class Row:
    """A line under a question. `id` is what hands vote for, where they may."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Asked:
    """An item as the screen shows it."""

    item: Item
    ballot: Ballot | None
    rows: tuple[Row, ...]
    groups: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class ScreenPage:
    preview: LessonPreview
    # None: looked at without a class, so that nothing is counted and nothing written down.
    school_class: SchoolClass | None = None
    boosters: Sequence[ItemHome] = ()
    ballots: Mapping[str, Ballot] = field(default_factory=dict)

    @property
    def lesson(self) -> Lesson:
        return self.preview.entry.lesson

    def asked(self, item: Item) -> Asked:
        groups = next((getattr(item, name) for name in _GROUPS if hasattr(item, name)), ())
        if item.interaction == "match":
            groups = shuffled(item.id, groups)
        ballot = self.ballots.get(item.id)
        return Asked(item, ballot, tuple(_rows(item)), tuple(groups))

    def ballot_at(self, place: str) -> Ballot | None:
        return self.ballots.get(PLACE + place)

    def hands(self, ballot: Ballot, option: str) -> str:
        """What was typed, when a refused form comes back."""
        return request.form.get(ballot.field(option), "")


@bp.get("/lessons/<lesson_id>/screen")
@allow(Permission.CLASSES_RUN)
def screen(lesson_id: str) -> ResponseReturnValue:
    """To look at, or for a guest's own screen."""
    return _show(ScreenPage(lesson_preview(lesson_id)), None)


@bp.get("/lessons/<lesson_id>/screen/<step_id>")
@allow(Permission.CLASSES_RUN)
def screen_step(lesson_id: str, step_id: str) -> ResponseReturnValue:
    """One step by its address."""
    if library.get().lesson(lesson_id).step(step_id) is None:
        raise NotFound
    here = url_for("teacher.screen", lesson_id=lesson_id, _anchor=f"step-{step_id}")
    return redirect(here, HTTPStatus.SEE_OTHER)


@bp.route("/<int:class_id>/lessons/<lesson_id>/screen", methods=["GET", "POST"])
@allow(Permission.CLASSES_RUN)
def run(class_id: int, lesson_id: str) -> ResponseReturnValue:
    """The lesson of one class. What is sent at its end may come minutes or hours later, and twice:
    the line was away.
    """
    school_class = class_for(viewer(), class_id)
    page = _page_for(school_class, lesson_preview(lesson_id))
    form = DeliveryForm(
        held_on=clock.today(),
        minutes=page.lesson.minutes,
        present=class_size(class_id) or None,
    )
    if form.is_submitted():
        is_sound = form.validate()
        counted = read_hands(form, request.form, page.ballots)
        if is_sound and _write_down(page, form, counted):
            done = url_for("teacher.held", class_id=class_id, lesson_id=lesson_id)
            return redirect(done, HTTPStatus.SEE_OTHER)
    return _show(page, form)


@bp.get("/<int:class_id>/lessons/<lesson_id>/held")
@allow(Permission.CLASSES_RUN)
def held(class_id: int, lesson_id: str) -> ResponseReturnValue:
    """Still on the class's screen: thanks, and the way back."""
    school_class = class_for(viewer(), class_id)
    lesson = library.get().lesson(lesson_id)
    return render_template("teacher/held.html", school_class=school_class, lesson=lesson)


def _page_for(school_class: SchoolClass, preview: LessonPreview) -> ScreenPage:
    boosters = _shown_before() if request.method == "POST" else _least_met(school_class)
    ballots = ballots_of(library.get(), preview.entry.lesson, boosters)
    return ScreenPage(preview, school_class, boosters, ballots)


def _least_met(school_class: SchoolClass) -> list[ItemHome]:
    """Only a class that goes by its plan begins with two minutes of what it has met least."""
    year = year_plans.year_of(school_class)
    return booster_of(school_class, year.places, year.now) if year and year.is_taken else []


def _shown_before() -> list[ItemHome]:
    """What the page showed: by the time it is sent another week may have begun."""
    named = request.form.getlist("booster")[:QUESTIONS_OF_A_BOOSTER]
    return [home for one in named if (home := library.get().find(one))]


def _write_down(
    page: ScreenPage, form: DeliveryForm, counted: Mapping[str, Mapping[str, int]]
) -> bool:
    if form.hands.errors:
        return False
    assert page.school_class is not None
    with transaction():
        is_new = deliveries.write_down(
            class_id=page.school_class.id,
            lesson_id=page.lesson.id,
            told=form.told,
            boosters={home.item.objective for home in page.boosters},
            key=key_of(form.submission_key),
            by_id=viewer().id,
        )
        if is_new:
            hands.keep(class_id=page.school_class.id, ballots=page.ballots, counted=counted)
    return True


def _show(page: ScreenPage, form: DeliveryForm | None) -> ResponseReturnValue:
    scene = page.preview.scene
    answer = render_template(
        "teacher/screen.html",
        page=page,
        form=form,
        clip_words=clip_words() if scene else {},
        clip_modules=clip_modules(scene) if scene else [],
    )
    return answer, HTTPStatus.UNPROCESSABLE_ENTITY if form and form.errors else HTTPStatus.OK


@bp.get("/lessons/<lesson_id>/scene.json")
@allow(Permission.CLASSES_RUN)
def scene(lesson_id: str) -> ResponseReturnValue:
    return clip_response(library.get().lesson(lesson_id), with_key=True)


@bp.get("/lessons/<lesson_id>/audio/<locale>/<line>.mp3")
@allow(Permission.CLASSES_RUN)
def audio(lesson_id: str, locale: str, line: str) -> ResponseReturnValue:
    return audio_response(library.get().lesson(lesson_id), locale, line)


def _rows(item: Item) -> list[Row]:
    if isinstance(item, TrueFalseItem):
        return [Row(answer, str(text)) for answer, text in true_false_labels(item).items()]
    if item.interaction == "norm-guess":
        return [Row(number, number) for number in OF_TEN]
    parts: Sequence[Any] = next((getattr(item, name) for name in _LISTS if hasattr(item, name)), ())
    if isinstance(item, OrderItem):
        parts = shuffled(item.id, item.steps)
    return [Row(part.id, _words(part)) for part in parts]


def _words(part: Any) -> str:
    speaker = getattr(part, "speaker", None)
    text = localized(part.text)
    return f"{localized(speaker)}: {text}" if speaker else text
