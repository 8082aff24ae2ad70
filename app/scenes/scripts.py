"""Texts for people with a voice: what a teacher reads aloud, and what recordings give back."""

from collections.abc import Iterator

from app.content.captions import Line, read_aloud
from app.content.voices import voice_lines
from app.core.i18n import LOCALES
from app.scenes.lab import seconds_of
from app.scenes.workshop import Script, Workshop

_MARKS = {"choice": "  – ", "reply": "      ", "question": "? ", "card": "• "}


def told(script: Script, locale: str) -> str:
    """The whole clip on one sheet, the branches one after the other."""
    lines = read_aloud(script.scene, locale=locale, dilemma=script.dilemma)
    return "\n".join(_row(line) for line in lines) + "\n"


def _row(line: Line) -> str:
    speaker = f"{line.speaker}: " if line.speaker else ""
    return f"{_MARKS.get(line.kind, '')}{speaker}{line.text}"


def measured(workshop: Workshop, script: Script) -> Iterator[tuple[str, int]]:
    """Writes `audio/<locale>.yaml` for each language with recordings of today's lines."""
    folder = workshop.root / workshop.folder
    for locale in LOCALES:
        lines = (line for line in voice_lines(script.scene) if line.locale == locale)
        found = {
            line.name: seconds_of(folder / line.file)
            for line in lines
            if (folder / line.file).exists()
        }
        if found:
            file = folder / "audio" / f"{locale}.yaml"
            rows = "".join(f"{name}: {seconds}\n" for name, seconds in sorted(found.items()))
            file.write_text(rows, "utf-8")
            yield f"{workshop.folder}/audio/{file.name}", len(found)
