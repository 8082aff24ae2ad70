"""One lesson as its files stand at this moment, whether they are whole or broken."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from app.content import library
from app.content.clips import Data, clip_data
from app.content.files import ContentBroken, Problem, read_documents
from app.content.library import Library
from app.content.schema.base import Band
from app.content.schema.dilemma import Dilemma
from app.content.schema.scene import Scene
from app.content.voices import NOBODY_RECORDED, Voices
from app.core.i18n import LOCALES, LocalizedText

DURATIONS = [f"audio/{locale}.yaml" for locale in LOCALES]
WATCHED = ("lesson.yaml", "scene.yaml", "dilemma.yaml", *DURATIONS)


class NoScene(LookupError):
    """No folder of a lesson with a scene goes by this name."""


@dataclass(frozen=True)
class Script:
    """What a clip is made of."""

    scene: Scene
    band: Band
    topic: LocalizedText
    dilemma: Dilemma | None
    voices: Voices

    def clip(self) -> Data:
        return clip_data(
            self.scene,
            band=self.band,
            topic=self.topic,
            dilemma=self.dilemma,
            voices=self.voices,
        )


@dataclass
class Workshop:
    """Follows the files of one lesson. A broken file leaves the last good script in place."""

    root: Path
    folder: str
    problems: list[Problem] = field(default_factory=list)
    script: Script | None = None
    is_broken: bool = False
    _read: str = ""

    @staticmethod
    def of(root: Path, name: str) -> "Workshop":
        workshop = Workshop(root, find_folder(root, name))
        workshop.look()
        return workshop

    @property
    def voices(self) -> Path:
        """Where the lesson's recorded lines are."""
        return self.root / self.folder / "audio"

    @property
    def stamp(self) -> str:
        """Changes when somebody saves one of the lesson's files."""
        return "-".join(str(_moment(self.root / self.folder / name)) for name in WATCHED)

    def look(self) -> None:
        """Reads the files again if they have changed."""
        if (stamp := self.stamp) == self._read:
            return
        self._read = stamp
        documents, problems = read_documents(self.root)
        try:
            catalogue = library.build(documents, problems)
        except ContentBroken as broken:
            self._keep(broken.problems)
            self.is_broken = bool(self.problems)
            return
        self._keep(catalogue.warnings)
        self.is_broken = False
        self.script = _script(catalogue, self.folder) or self.script

    def _keep(self, problems: list[Problem] | tuple[Problem, ...]) -> None:
        self.problems = [one for one in problems if one.file.startswith(f"{self.folder}/")]


def find_folder(root: Path, name: str) -> str:
    """By the lesson's id, the name of its folder or of its clip; broken files are found as well."""
    said = re.compile(rf"^(id|lesson|clip):\s*[\"']?{re.escape(name)}[\"']?\s*$", re.MULTILINE)
    for scene in sorted(root.glob("content/lessons/*/*/scene.yaml")):
        folder = scene.parent
        texts = (folder / file for file in ("scene.yaml", "lesson.yaml"))
        if folder.name == name or any(said.search(_text(path)) for path in texts):
            return folder.relative_to(root).as_posix()
    raise NoScene(name)


def _script(catalogue: Library, folder: str) -> Script | None:
    for lesson in catalogue.lessons.values():
        if folder.endswith(f"/{lesson.theme}/{lesson.slug}") and lesson.id in catalogue.scenes:
            return Script(
                catalogue.scenes[lesson.id],
                lesson.band,
                catalogue.themes[lesson.theme].title,
                catalogue.dilemmas.get(lesson.id),
                catalogue.voices.get(lesson.id, NOBODY_RECORDED),
            )
    return None


def _text(path: Path) -> str:
    return path.read_text("utf-8", errors="replace") if path.exists() else ""


def _moment(path: Path) -> int:
    return path.stat().st_mtime_ns if path.exists() else 0
