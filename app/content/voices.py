"""Recorded lines. A line is called by who speaks it and by its text, so that a recording of an
older text is never heard over a newer one."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from app.content.schema.scene import Beat, Scene
from app.core.i18n import LOCALES

# Seconds by locale and line.
Voices = Mapping[str, Mapping[str, float]]
NOBODY_RECORDED: Voices = {}
NARRATOR = "narrator"
# After the last word, before the next line.
BREATH = 0.35
_COLUMNS = ("file", "locale", "role", "mood", "text")


@dataclass(frozen=True, slots=True)
class VoiceLine:
    name: str
    locale: str
    role: str
    mood: str
    text: str

    @property
    def file(self) -> str:
        return f"audio/{self.locale}/{self.name}.mp3"


def line_name(beat: Beat, locale: str) -> str | None:
    """The name of a spoken beat's recording; None where nobody speaks."""
    line = beat.narrate or beat.text
    if line is None:
        return None
    return f"{beat.say or NARRATOR}-{sha256(line.in_locale(locale).encode()).hexdigest()[:6]}"


def recorded(beat: Beat, locale: str, voices: Voices) -> str | None:
    """The line's name, if somebody has recorded it."""
    name = line_name(beat, locale)
    return name if name in voices.get(locale, {}) else None


def spoken_seconds(beat: Beat, locale: str, voices: Voices) -> float | None:
    name = recorded(beat, locale, voices)
    return voices[locale][name] + BREATH if name else None


def voice_lines(scene: Scene) -> Iterator[VoiceLine]:
    """Every line to record, in the order of the script, in each language."""
    for locale in LOCALES:
        for beat in scene.script:
            line, name = beat.narrate or beat.text, line_name(beat, locale)
            if line and name:
                role = scene.cast[beat.say].name.in_locale(locale) if beat.say else ""
                yield VoiceLine(name, locale, role, beat.mood or "", line.in_locale(locale))


def voice_script(scene: Scene) -> str:
    """The lines as CSV, for whoever records them."""
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(_COLUMNS)
    for line in voice_lines(scene):
        rows.writerow([line.file, line.locale, line.role, line.mood, line.text])
    return text.getvalue()
