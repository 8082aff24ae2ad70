"""One step of a lesson for the class's screen: what pupils see, without the key, nothing kept."""

from dataclasses import dataclass
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.content import library
from app.content.schema.dilemma import Choice, Dilemma, Node
from app.content.schema.items import Item
from app.content.schema.lesson import AnyStep, Lesson
from app.people.access import NotFound
from app.reports.lessons import lesson_preview
from app.web.access import Permission, allow
from app.web.clips import audio_response, clip_modules, clip_response, clip_words
from app.web.display import localized
from app.web.shuffle import shuffled
from app.web.teacher.blueprint import bp

# What an item gives to choose from, read or sort, whatever its interaction calls it.
_LISTS = ("options", "acts", "entries", "fragments", "statements", "pairs")
_GROUPS = ("categories", "targets")


@dataclass(frozen=True, slots=True)
class Screen:
    lesson: Lesson
    step: AnyStep

    @property
    def number(self) -> int:
        return self.lesson.steps.index(self.step) + 1

    @property
    def before(self) -> AnyStep | None:
        return self.lesson.steps[self.number - 2] if self.number > 1 else None

    @property
    def after(self) -> AnyStep | None:
        return self.lesson.steps[self.number] if self.number < len(self.lesson.steps) else None


@dataclass(frozen=True, slots=True)
class Place:
    """Where the class is in the story to decide in; after a choice, where that leads."""

    node: Node | None
    name: str
    chosen: Choice | None
    ending: str


@bp.get("/lessons/<lesson_id>/screen/<step_id>")
@allow(Permission.CLASSES_RUN)
def screen(lesson_id: str, step_id: str) -> ResponseReturnValue:
    preview = lesson_preview(lesson_id)
    lesson = preview.entry.lesson
    step = lesson.step(step_id)
    if step is None:
        raise NotFound
    clip = preview.scene if step.kind == "scene" else None
    return render_template(
        "teacher/screen.html",
        page=Screen(lesson, step),
        preview=preview,
        with_key="key" in request.args,
        clip_words=clip_words() if clip else {},
        clip_modules=clip_modules(clip) if clip else [],
        place=_place(preview.dilemma) if step.kind == "dilemma" and preview.dilemma else None,
        **(_asked(step.item) if step.kind == "task" else {}),
    )


@bp.get("/lessons/<lesson_id>/scene.json")
@allow(Permission.CLASSES_RUN)
def scene(lesson_id: str) -> ResponseReturnValue:
    return clip_response(library.get().lesson(lesson_id), with_key=True)


@bp.get("/lessons/<lesson_id>/audio/<locale>/<line>.mp3")
@allow(Permission.CLASSES_RUN)
def audio(lesson_id: str, locale: str, line: str) -> ResponseReturnValue:
    return audio_response(library.get().lesson(lesson_id), locale, line)


def _place(dilemma: Dilemma) -> Place:
    """By the address alone: nobody's way is kept."""
    first = next(iter(dilemma.starts.values())).node
    name = request.args.get("at", first)
    if name in dilemma.endings:
        return Place(None, name, None, localized(dilemma.endings[name].text))
    node = dilemma.nodes.get(name)
    choice_id = request.args.get("choice")
    chosen = node.choice(choice_id) if node and choice_id else None
    if node is None or (choice_id and chosen is None):
        raise NotFound
    return Place(node, name, chosen, "")


def _asked(item: Item) -> dict[str, Any]:
    rows = next((getattr(item, name) for name in _LISTS if hasattr(item, name)), ())
    groups = next((getattr(item, name) for name in _GROUPS if hasattr(item, name)), ())
    if item.interaction == "order":
        rows = shuffled(item.id, item.steps)  # type: ignore[attr-defined]
    if item.interaction == "match":
        groups = shuffled(item.id, groups)
    return {"rows": [_row(one) for one in rows], "groups": groups}


def _row(part: Any) -> str:
    speaker = getattr(part, "speaker", None)
    text = localized(part.text)
    return f"{localized(speaker)}: {text}" if speaker else text
