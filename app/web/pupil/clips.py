"""The clip of a scene for the pupil's player."""

from http import HTTPStatus

from flask import jsonify, request
from flask.typing import ResponseReturnValue

from app.content import library
from app.core.db import transaction
from app.learning import dilemmas
from app.learning.access import lesson_for
from app.learning.lessons import standing
from app.learning.responses import BadResponse
from app.people.access import NotFound
from app.web.access import Permission, allow, viewer
from app.web.clips import audio_response, clip_response, reply_to
from app.web.pupil.answers import posted_key
from app.web.pupil.blueprint import bp


@bp.get("/lessons/<lesson_id>/scene.json")
@allow(Permission.LESSONS_TAKE)
def scene(lesson_id: str) -> ResponseReturnValue:
    return clip_response(lesson_for(viewer(), lesson_id), with_key=False)


@bp.post("/lessons/<lesson_id>/scene/choose", endpoint="clip_choose")
@allow(Permission.LESSONS_TAKE)
def choose(lesson_id: str) -> ResponseReturnValue:
    """A choice in the story, made in its clip; with it comes what is said to it."""
    pupil = viewer()
    lesson = lesson_for(pupil, lesson_id)
    story = library.get().dilemmas.get(lesson.id)
    where = standing(pupil.id, lesson)
    if story is None or not any(s.kind == "scene" and where.is_open(s) for s in lesson.steps):
        raise NotFound
    node, choice = request.form.get("node", ""), request.form.get("choice", "")
    try:
        with transaction():
            dilemmas.choose(
                pupil=pupil, dilemma=story, node_id=node, choice_id=choice, key=posted_key()
            )
    except BadResponse:
        return jsonify({}), HTTPStatus.UNPROCESSABLE_ENTITY
    return jsonify(reply_to(lesson, node, choice) or {})


@bp.get("/lessons/<lesson_id>/replies/<ask_id>/<choice_id>")
@allow(Permission.LESSONS_TAKE)
def reply(lesson_id: str, ask_id: str, choice_id: str) -> ResponseReturnValue:
    """For a question of the clip's own. To one of the story a reply comes with its answer only."""
    lesson = lesson_for(viewer(), lesson_id)
    story = library.get().dilemmas.get(lesson.id)
    said = reply_to(lesson, ask_id, choice_id)
    if said is None or (story and ask_id in story.nodes):
        raise NotFound
    return jsonify(said)


@bp.get("/lessons/<lesson_id>/audio/<locale>/<line>.mp3")
@allow(Permission.LESSONS_TAKE)
def audio(lesson_id: str, locale: str, line: str) -> ResponseReturnValue:
    return audio_response(lesson_for(viewer(), lesson_id), locale, line)
