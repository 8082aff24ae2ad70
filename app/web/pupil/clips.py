"""The clip of a scene for the pupil's player."""

from flask.typing import ResponseReturnValue

from app.learning.access import lesson_for
from app.web.access import Permission, allow, viewer
from app.web.clips import audio_response, clip_response
from app.web.pupil.blueprint import bp


@bp.get("/lessons/<lesson_id>/scene.json")
@allow(Permission.LESSONS_TAKE)
def scene(lesson_id: str) -> ResponseReturnValue:
    return clip_response(lesson_for(viewer(), lesson_id))


@bp.get("/lessons/<lesson_id>/audio/<locale>/<line>.mp3")
@allow(Permission.LESSONS_TAKE)
def audio(lesson_id: str, locale: str, line: str) -> ResponseReturnValue:
    return audio_response(lesson_for(viewer(), lesson_id), locale, line)
