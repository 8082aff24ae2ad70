"""The clip of a scene for the player: its data, and the words of its controls."""

import json

import structlog
from flask import Response, current_app, request, send_from_directory
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from app.content import library
from app.content.clips import clip_data, looks_of
from app.content.decisions import Data, said_to, without_key
from app.content.drawings import modules_of, wardrobe_of
from app.content.schema.lesson import Lesson
from app.content.schema.scene import SCREENS, Scene
from app.content.voices import NOBODY_RECORDED
from app.core.i18n import LOCALES
from app.people.access import NotFound

log = structlog.get_logger()
_reported: set[str] = set()


def clip_response(lesson: Lesson, *, with_key: bool) -> ResponseReturnValue:
    """The clip in three languages. Asked for again, it only says that nothing has changed."""
    if lesson.id not in library.get().scenes:
        raise NotFound
    clip = _compiled(lesson)
    body = json.dumps(
        clip if with_key else without_key(clip), ensure_ascii=False, separators=(",", ":")
    )
    response = Response(body, mimetype="application/json")
    response.cache_control.private = True
    response.cache_control.no_cache = True
    response.add_etag()
    response.make_conditional(request)
    return response


def reply_to(lesson: Lesson, ask_id: str, choice_id: str) -> Data | None:
    """What the clip says to a choice, once it is made."""
    catalogue = library.get()
    scene = catalogue.scenes.get(lesson.id)
    return said_to(scene, catalogue.dilemmas.get(lesson.id), ask_id, choice_id) if scene else None


def audio_response(lesson: Lesson, locale: str, line: str) -> Response:
    """One recorded line. Only what the catalogue knows of is looked for on the disk."""
    if line not in library.get().voices.get(lesson.id, NOBODY_RECORDED).get(locale, {}):
        raise NotFound
    root = current_app.extensions["settings"].content_root
    folder = f"content/lessons/{lesson.theme}/{lesson.slug}/audio/{locale}"
    response = send_from_directory(root.resolve() / folder, f"{line}.mp3", conditional=True)
    response.cache_control.private = True
    return response


def clip_modules(scene: Scene) -> list[str]:
    """The parts of the player that this clip needs, to be fetched at once: a browser would find
    them one import after the other, a round trip each."""
    verbs = {beat.verb for beat in scene.script}
    used = [f"places/{name}" for name in scene.sets]
    used += [f"props/{name}" for name in dict.fromkeys(b.prop for b in scene.script) if name]
    used += ["screens/screens"] if verbs.intersection(SCREENS) else []
    used += [f"rig/{name}" for name in wardrobe_of(looks_of(scene))]
    used += ["split"] if "split" in verbs else []
    return [f"js/player/{name}" for name in modules_of(["index", "clip", *used])]


def _compiled(lesson: Lesson) -> Data:
    """A scene that cannot be compiled is reported once; the page goes on with its panels."""
    catalogue = library.get()
    try:
        return clip_data(
            catalogue.scenes[lesson.id],
            band=lesson.band,
            topic=catalogue.themes[lesson.theme].title,
            dilemma=catalogue.dilemmas.get(lesson.id),
            voices=catalogue.voices.get(lesson.id, NOBODY_RECORDED),
        )
    except Exception:
        if lesson.id not in _reported:
            _reported.add(lesson.id)
            log.exception("clip_failed", lesson=lesson.id)
        raise NotFound from None


def clip_words() -> dict[str, dict[str, str]]:
    """What the controls say, in each language: the clip changes its language by itself."""
    words: dict[str, dict[str, str]] = {}
    for locale in LOCALES:
        with force_locale(locale):
            words[locale] = _words()
    return words


def _words() -> dict[str, str]:
    return {
        "scene": _("Scene"),
        "play": _("Play"),
        "pause": _("Pause"),
        "again": _("From the start"),
        "back": _("Previous frame"),
        "next": _("Next frame"),
        "captions": _("Captions"),
        "sound": _("Sound"),
        "speed": _("Speed"),
        "languages": _("Language"),
        "decide": _("Now you decide"),
        "think": _("Think again"),
        "continue": _("Continue"),
        "incoming": _("Incoming call"),
        "listen": _("Listen"),
        "full": _("Full screen"),
        "window": _("Leave full screen"),
        "kept": _("Saved on this device. We will send it when the internet is back."),
    }
