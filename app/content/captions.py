"""What a clip says, as text: captions for a film, a transcript, a script to read aloud."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from app.content.clips import end_of, full_script, spans
from app.content.decisions import choices_of, question_of
from app.content.pacing import appearances
from app.content.schema.base import Band
from app.content.schema.dilemma import Dilemma
from app.content.schema.scene import Ask, Beat, Scene
from app.content.schema.screens import Call, Form, Phone, Post, Sms, WebPage
from app.content.voices import NOBODY_RECORDED, Voices
from app.core.i18n import LocalizedText


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is heard or read. `speaker` is a name; `choice` marks an answer to choose."""

    kind: Literal["narration", "speech", "message", "card", "question", "choice", "reply"]
    text: str
    speaker: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Cue:
    """A caption, in seconds from the beginning of the film."""

    begins: float
    ends: float
    text: str
    speaker: str = ""


def transcript(scene: Scene, *, locale: str, dilemma: Dilemma | None = None) -> list[Line]:
    """Every line of the clip in the order of the script, the branches one after the other."""
    lines: list[Line] = []
    for beat in scene.script:
        lines += _lines(scene, beat, locale, dilemma)
    return lines


def read_aloud(scene: Scene, *, locale: str, dilemma: Dilemma | None = None) -> list[Line]:
    """For a teacher before a class that does not read yet: the transcript, opened by the title."""
    opening = [
        Line("narration", scene.title.in_locale(locale)),
        Line("narration", scene.description.in_locale(locale)),
    ]
    return opening + transcript(scene, locale=locale, dilemma=dilemma)


def vtt(
    scene: Scene,
    *,
    band: Band,
    locale: str,
    dilemma: Dilemma | None = None,
    voices: Voices = NOBODY_RECORDED,
) -> str:
    """Captions along the way of the first good choice, without the pause of the question."""
    script = full_script(scene)
    times = spans(scene, band=band, locale=locale, voices=voices)
    cues: list[Cue] = []
    clock, previous = 0.0, -1
    for number in default_route(script, dilemma):
        if previous >= 0 and number != previous + 1:
            clock += times[previous][1] - times[number][0]
        previous = number
        for begins, ends, line in _timed(scene, script[number], times[number], band, locale):
            cues.append(Cue(begins + clock, ends + clock, line.text, line.speaker))
    return as_vtt(cues)


def as_vtt(cues: Iterable[Cue]) -> str:
    return "WEBVTT\n\n" + "\n\n".join(_written_cue(cue) for cue in cues) + "\n"


def _written_cue(cue: Cue) -> str:
    voice = f"<v {_plain(cue.speaker)}>" if cue.speaker else ""
    return f"{_stamp(cue.begins)} --> {_stamp(cue.ends)}\n{voice}{_plain(cue.text)}"


def default_route(script: list[Beat], dilemma: Dilemma | None) -> Iterator[int]:
    """The beats that are played when each question gets its first good answer."""
    number, seen = 0, set[int]()
    while number < len(script) and number not in seen:
        seen.add(number)
        yield number
        beat = script[number]
        target = beat.goto or (_good_target(beat.ask, dilemma) if beat.ask else None)
        number = end_of(script, target) if target else number + 1


def _good_target(ask: Ask, dilemma: Dilemma | None) -> str | None:
    good = (choice for choice in choices_of(ask, dilemma) if choice["verdict"] == "good")
    found = next(good, None)
    return found["goto"] if found else None


def _timed(
    scene: Scene, beat: Beat, span: tuple[float, float], band: Band, locale: str
) -> Iterator[tuple[float, float, Line]]:
    lines = [line for line in _lines(scene, beat, locale, None) if beat.ask is None]
    moments = appearances(beat.screen, locale, band) if beat.screen else []
    starts = [span[0] + moment for moment in moments] or [span[0]]
    if len(starts) != len(lines):
        if lines:
            joined = "; ".join(line.text for line in lines)
            yield span[0], span[1], Line(lines[0].kind, joined, lines[0].speaker)
        return
    for index, line in enumerate(lines):
        yield starts[index], starts[index + 1] if index + 1 < len(starts) else span[1], line


def _lines(scene: Scene, beat: Beat, locale: str, dilemma: Dilemma | None) -> list[Line]:
    def name(person: str) -> str:
        return scene.cast[person].name.in_locale(locale)

    if beat.narrate:
        return [Line("narration", beat.narrate.in_locale(locale))]
    if beat.say and beat.text:
        return [Line("speech", beat.text.in_locale(locale), name(beat.say))]
    if beat.card:
        texts = [beat.card.title, *(item.text for item in beat.card.items)]
        return [Line("card", text.in_locale(locale)) for text in texts]
    if beat.ask and (dilemma or beat.ask.text):
        return _question(beat.ask, locale, dilemma)
    return [
        Line("message", text.in_locale(locale), name(person) if person else "")
        for person, text in _written(beat)
    ]


def _question(ask: Ask, locale: str, dilemma: Dilemma | None) -> list[Line]:
    lines = [Line("question", question_of(ask, dilemma).in_locale(locale))]
    for choice in choices_of(ask, dilemma):
        lines.append(Line("choice", choice["text"].in_locale(locale)))
        lines.append(Line("reply", choice["reply"].in_locale(locale)))
    return lines


def _written(beat: Beat) -> Iterator[tuple[str, LocalizedText]]:
    """Sender and text of what stands on a screen."""
    screen = beat.screen
    if isinstance(screen, Phone):
        yield from ((message.sender, message.text) for message in screen.messages)
    elif isinstance(screen, Sms):
        yield from ((screen.sender, text) for text in screen.texts)
    elif isinstance(screen, Post):
        yield screen.author, screen.text
        yield from ((comment.sender, comment.text) for comment in screen.comments)
    elif isinstance(screen, Call) and screen.sub:
        yield screen.sender, screen.sub
    elif isinstance(screen, WebPage):
        yield from (("", screen.title), ("", screen.text))
    elif isinstance(screen, Form):
        yield from (("", screen.title), *(("", one.label) for one in screen.fields))


def _stamp(seconds: float) -> str:
    minutes, rest = divmod(seconds, 60)
    return f"{int(minutes // 60):02d}:{int(minutes % 60):02d}:{rest:06.3f}"


def _plain(text: str) -> str:
    """VTT reads `<` and `&` as markup, and `-->` ends a cue."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
