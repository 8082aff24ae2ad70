"""What can be wrong in a scene though every field has its form: names nobody has drawn, lines that
nobody can read in time, law without a record."""

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from pydantic import BaseModel

from app.content.clips import crowding
from app.content.decisions import choices_of
from app.content.drawings import Drawings
from app.content.files import Problem
from app.content.pacing import LONGEST_LINE, reading_seconds
from app.content.schema.base import Band
from app.content.schema.dilemma import Dilemma
from app.content.schema.scene import Beat, Scene
from app.core.i18n import LOCALES, LocalizedText

CHOICE_LENGTH = 60

# "232-1-бап", "статья 232-1", "ст. 15", "Article 15": a provision is named.
_ARTICLE = re.compile(
    r"\d+(-\d+)?\s*-?\s*бап|бабы(н|ның|на|нда)?\b|стать\w*\s+\d|\bст\.\s*\d|\barticles?\s+\d",
    re.IGNORECASE,
)


def scene_errors(
    file: str, scene: Scene, dilemma: Dilemma | None, drawn: Drawings
) -> Iterator[Problem]:
    """What would leave a hole in the picture or a wrong claim in the text."""
    yield from _people(file, scene, drawn)
    yield from _unknown(file, "set", scene.sets, drawn.places, "place")
    for number, beat in enumerate(scene.script, start=1):
        where = f"beat {number}"
        yield from _unknown(file, where, [beat.prop] if beat.prop else [], drawn.props, "prop")
        icons = [item.icon for item in beat.card.items if item.icon] if beat.card else []
        yield from _unknown(file, where, icons, drawn.icons, "icon")
        yield from _question(file, where, beat, dilemma)
    yield from _law(file, scene, dilemma)


def scene_warnings(
    file: str, scene: Scene, band: Band, dilemma: Dilemma | None
) -> Iterator[Problem]:
    """What a reader would trip over."""
    for number, one, other in crowding(scene):
        yield Problem(file, f"beat {number}", f"{one} and {other} stand in the same place")
    for number, beat in enumerate(scene.script, start=1):
        line = beat.narrate or beat.text
        if line:
            yield from _too_long(file, f"beat {number}", line, band)
        if beat.ask:
            yield from _long_choices(file, f"beat {number}", beat, dilemma)


def _people(file: str, scene: Scene, drawn: Drawings) -> Iterator[Problem]:
    """Somebody who only writes or calls needs no drawing: an unknown account has no face."""
    seen = {person for beat in scene.script for person in beat.seen()} | set(scene.start)
    models = [scene.cast[person].model or person for person in scene.cast if person in seen]
    models += [member.model for member in scene.cast.values() if member.model]
    yield from _unknown(file, "cast", dict.fromkeys(models), drawn.people, "character")


def _unknown(
    file: str, where: str, names: Iterable[str], known: frozenset[str], kind: str
) -> Iterator[Problem]:
    for name in names:
        if name not in known:
            close = get_close_matches(name, sorted(known), n=1)
            hint = f"; did you mean {close[0]!r}?" if close else ""
            yield Problem(file, where, f"no {kind} {name!r} is drawn{hint}")


def _question(file: str, where: str, beat: Beat, dilemma: Dilemma | None) -> Iterator[Problem]:
    if beat.ask is None or beat.ask.dilemma is None:
        return
    node = dilemma.nodes.get(beat.ask.dilemma) if dilemma else None
    if node is None:
        sentence = f"dilemma.yaml has no node {beat.ask.dilemma!r}"
        yield Problem(file, where, sentence)
        return
    for choice in beat.ask.branches:
        if node.choice(choice) is None:
            yield Problem(file, where, f"{beat.ask.dilemma} has no choice {choice!r}")


def _law(file: str, scene: Scene, dilemma: Dilemma | None) -> Iterator[Problem]:
    records = scene.law or (dilemma.law if dilemma else ())
    if records:
        return
    for number, beat in enumerate(scene.script, start=1):
        for text in _texts(beat):
            named = next((text for locale in LOCALES if _names_law(text, locale)), None)
            if named:
                where = f"beat {number}"
                yield Problem(file, where, "an article is named, but `law` lists no record")
                break


def _names_law(text: LocalizedText, locale: str) -> bool:
    return _ARTICLE.search(text.in_locale(locale)) is not None


def _texts(value: object) -> Iterator[LocalizedText]:
    if isinstance(value, LocalizedText):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name))


def _too_long(file: str, where: str, line: LocalizedText, band: Band) -> Iterator[Problem]:
    for locale in LOCALES:
        needs = reading_seconds(line, locale, band)
        if needs > LONGEST_LINE[band]:
            sentence = (
                f"grades {band} need {needs:.0f} seconds to read this; "
                f"make two lines of what takes longer than {LONGEST_LINE[band]:g}"
            )
            yield Problem(file, f"{where} › {locale}", sentence)


def _long_choices(file: str, where: str, beat: Beat, dilemma: Dilemma | None) -> Iterator[Problem]:
    assert beat.ask is not None
    if beat.ask.dilemma and (dilemma is None or beat.ask.dilemma not in dilemma.nodes):
        return
    for choice in choices_of(beat.ask, dilemma):
        for locale in LOCALES:
            length = len(choice["text"].in_locale(locale))
            if length > CHOICE_LENGTH:
                place = f"{where} › {choice['id']} › {locale}"
                yield Problem(file, place, f"{length} characters; a choice has at most 60")
