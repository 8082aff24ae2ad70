"""The catalogue: everything authored, loaded once, indexed by id and version."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path, PurePath
from typing import Any

import structlog
from pydantic import BaseModel

from app.content import check
from app.content.files import ContentBroken, Documents, Problem, parse, read_documents
from app.content.reviews import Ledger, fingerprints, readers
from app.content.schema.acts import Act, ActsFile
from app.content.schema.base import THEMES, Band, band_of_grade
from app.content.schema.calls import CallScript, CallScripts
from app.content.schema.consent import ConsentTexts
from app.content.schema.curriculum import (
    Curriculum,
    Misconception,
    Norm,
    Objective,
    SkillRiskKind,
    ThemeText,
)
from app.content.schema.dilemma import Dilemma
from app.content.schema.guide import Disclosure
from app.content.schema.instrument import Instrument
from app.content.schema.items import Item, RecallItem
from app.content.schema.language import LanguageLimits, WordsToAvoid
from app.content.schema.law import LawRecord, MrpTable
from app.content.schema.lesson import Bank, Lesson
from app.content.schema.plans import NO_PLANS, YearPlans
from app.content.schema.reviews import ReviewsFile
from app.content.schema.scene import Scene
from app.content.schema.voice import Durations
from app.content.snapshot import Snapshot, stamp
from app.content.voices import Voices

log = structlog.get_logger()


class UnknownContent(LookupError):
    """No such lesson, item or record, or not in this version."""


@dataclass(frozen=True, slots=True)
class ItemHome:
    """An item and where it lives: a lesson's step, or a bank (then `step_id` is None)."""

    item: Item
    lesson: Lesson
    step_id: str | None
    # A sensitive lesson or objective: never a skill card, never a class talk, no answers to adults.
    is_sensitive: bool

    @property
    def place(self) -> str:
        """As attempts name where the item was asked."""
        return self.lesson.id

    @property
    def band(self) -> Band:
        return self.lesson.band

    @property
    def is_of_school(self) -> bool:
        """Of a school's own bank: see app.bank."""
        return False


@dataclass(frozen=True)
class Library:
    lessons: Mapping[str, Lesson]
    scenes: Mapping[str, Scene]
    dilemmas: Mapping[str, Dilemma]
    banks: Mapping[str, Bank]
    instruments: Mapping[str, Instrument]
    law: Mapping[str, LawRecord]
    mrp: MrpTable
    themes: Mapping[str, ThemeText]
    objectives: Mapping[str, Objective]
    misconceptions: Mapping[str, Misconception]
    norms: Mapping[str, Norm]
    skill_risks: Mapping[str, SkillRiskKind]
    acts: ActsFile | None = None
    disclosure: Disclosure | None = None
    consent: ConsentTexts | None = None
    plans: YearPlans = NO_PLANS
    # Of "play the call", by skill risk.
    calls: Mapping[str, CallScript] = field(default_factory=dict)
    # Recorded lines by lesson.
    voices: Mapping[str, Voices] = field(default_factory=dict)
    ledger: Ledger = field(default_factory=Ledger)
    warnings: tuple[Problem, ...] = ()
    _homes: dict[str, ItemHome] = field(default_factory=dict)
    _by_objective: dict[str, list[ItemHome]] = field(default_factory=dict)
    _by_misconception: dict[str, list[ItemHome]] = field(default_factory=dict)

    def lesson(self, lesson_id: str) -> Lesson:
        try:
            return self.lessons[lesson_id]
        except KeyError:
            raise UnknownContent(lesson_id) from None

    def item(self, item_id: str, version: int | None = None) -> ItemHome:
        """The item, in this version if one is named. Old versions are not kept at run time."""
        home = self._homes.get(item_id)
        if home is None or version not in (None, home.item.version):
            raise UnknownContent(item_id)
        return home

    def find(self, item_id: str) -> ItemHome | None:
        """The item, or None if it has left the catalogue."""
        return self._homes.get(item_id)

    def review_items(self, objective: str) -> list[ItemHome]:
        """Bank items that may bring this objective back in a review."""
        return self._by_objective.get(objective, [])

    def misconception_items(self, misconception: str) -> list[ItemHome]:
        """Bank items for reviews that carry this misconception, of whatever objective."""
        return self._by_misconception.get(misconception, [])

    def items(self) -> list[Any]:
        """Every item: practice tasks and banks."""
        return [home.item for home in self._homes.values()]

    def instruments_for(self, grade: int) -> list[Instrument]:
        """Of the themes that have a lesson for this grade, in the order of the themes."""
        band = band_of_grade(grade)
        taught = {lesson.theme for lesson in self.lessons.values() if lesson.band == band}
        known = (self.instruments.get(theme) for theme in THEMES if theme in taught)
        return [one for one in known if one is not None and one.from_grade <= grade]

    def lessons_of(self, band: str) -> list[Lesson]:
        return [lesson for lesson in self.lessons.values() if lesson.band == band]

    def acts_for(self, band: Band) -> list[Act]:
        """The acts that pupils of this band are shown."""
        return [act for act in self.acts.acts if act.is_for(band)] if self.acts else []

    def law_records(self, ids: Iterable[str]) -> list[LawRecord]:
        return [self.law[law_id] for law_id in ids]


def load(root: Path) -> Library:
    """Reads and checks all files. Raises ContentBroken with every error of every file."""
    documents, problems = read_documents(root)
    return build(documents, problems)


def build(documents: Documents, problems: Iterable[Problem] = ()) -> Library:
    files = _typed(documents, problems)
    errors, warnings = check.across_files(files)
    if files.problems or errors:
        raise ContentBroken([*files.problems, *errors])
    return _index(files, tuple(warnings), _ledger(files, documents))


def build_unchecked(documents: Documents) -> Library:
    """From documents that have passed the check before. Raises ContentBroken if they lost shape."""
    files = _typed(documents, ())
    if files.problems or not files.curriculum():
        raise ContentBroken(files.problems)
    return _index(files, (), _ledger(files, documents))


def _typed(documents: Documents, problems: Iterable[Problem]) -> "_Files":
    files = _Files(list(problems))
    for name, document in documents.items():
        files.add(name, document)
    return files


def faults(documents: Documents) -> list[Problem]:
    """What a sound catalogue lacks before a class may have it; see `check.faults`."""
    return sorted(check.faults(_typed(documents, ())))


def load_or_last_good(root: Path, snapshot: Path, *, keep_serving: bool) -> Library:
    """The catalogue of the files; if they are broken while serving a school, the last good one.

    Files that have not changed since they were found good are neither read nor checked again.
    """
    last, current = Snapshot.read(snapshot), stamp(root)
    if last and last.stamp == current:
        return build_unchecked(last.documents)
    documents, problems = read_documents(root)
    try:
        library = build(documents, problems)
    except ContentBroken as broken:
        if not (keep_serving and last):
            raise
        log.error("content_broken_serving_last_good", problems=len(broken.problems))
        return build_unchecked(last.documents)
    Snapshot(current, documents).save(snapshot)
    return library


_MODELS: tuple[tuple[str, str, type[BaseModel]], ...] = (
    ("content/reviews.yaml", "reviews", ReviewsFile),
    ("content/curriculum/year-plans.yaml", "plans", YearPlans),
    ("content/guide/calls.yaml", "calls", CallScripts),
    ("content/guide/consent.yaml", "consent", ConsentTexts),
    ("content/guide/disclosure.yaml", "disclosure", Disclosure),
    ("content/law/mrp.yaml", "mrp", MrpTable),
    ("content/law/acts.yaml", "acts", ActsFile),
    ("content/law/*.yaml", "law", LawRecord),
    ("content/language/limits.yaml", "limits", LanguageLimits),
    ("content/language/words.yaml", "words", WordsToAvoid),
    ("content/lessons/*/*/lesson.yaml", "lessons", Lesson),
    ("content/lessons/*/*/scene.yaml", "scenes", Scene),
    ("content/lessons/*/*/dilemma.yaml", "dilemmas", Dilemma),
    ("content/lessons/*/*/audio/*.yaml", "voices", Durations),
    ("quizzes/instruments/*.yaml", "instruments", Instrument),
    ("quizzes/*.yaml", "banks", Bank),
)


@dataclass
class _Files:
    """Typed documents by kind and file name, while the catalogue is put together."""

    problems: list[Problem]
    kinds: dict[str, dict[str, Any]] = field(default_factory=lambda: defaultdict(dict))
    _curriculum: dict[str, Any] = field(default_factory=dict)

    def add(self, name: str, document: Any) -> None:
        for pattern, kind, model in _MODELS:
            if fnmatch(name, pattern):
                self._keep(kind, name, parse(model, name, document))
                return
        if fnmatch(name, "content/curriculum/*.yaml") and isinstance(document, dict):
            self._curriculum |= document
            return
        self.problems.append(Problem(name, "", "no content file belongs here"))

    def _keep(self, kind: str, name: str, parsed: Any) -> None:
        if isinstance(parsed, list):
            self.problems += parsed
        else:
            self.kinds[kind][name] = parsed

    def curriculum(self) -> Curriculum | None:
        """The five curriculum files read as one document; its errors join the others once."""
        if "curriculum" not in self.kinds:
            parsed = parse(Curriculum, "content/curriculum", self._curriculum)
            self._keep("curriculum", "content/curriculum", parsed)
        return self.kinds["curriculum"].get("content/curriculum")


def _index(files: _Files, warnings: tuple[Problem, ...], ledger: Ledger) -> Library:
    kinds = files.kinds
    curriculum = files.curriculum()
    assert curriculum is not None  # a broken one has raised before
    lessons = sorted(kinds["lessons"].values(), key=lambda lesson: lesson.id)
    library = Library(
        lessons={lesson.id: lesson for lesson in lessons},
        scenes={scene.lesson: scene for scene in kinds["scenes"].values()},
        dilemmas={dilemma.lesson: dilemma for dilemma in kinds["dilemmas"].values()},
        banks={bank.lesson: bank for bank in kinds["banks"].values()},
        instruments={one.theme: one for one in kinds["instruments"].values()},
        law={record.id: record for record in kinds["law"].values()},
        mrp=next(iter(kinds["mrp"].values())),
        themes={theme.id: theme for theme in curriculum.themes},
        objectives={objective.id: objective for objective in curriculum.objectives},
        misconceptions={one.id: one for one in curriculum.misconceptions},
        norms={norm.id: norm for norm in curriculum.norms},
        skill_risks={kind.id: kind for kind in curriculum.skill_risks},
        acts=next(iter(kinds["acts"].values()), None),
        disclosure=next(iter(kinds["disclosure"].values()), None),
        consent=next(iter(kinds["consent"].values()), None),
        plans=next(iter(kinds["plans"].values()), NO_PLANS),
        calls={call.risk: call for one in kinds["calls"].values() for call in one.calls},
        voices=_voices(kinds),
        ledger=ledger,
        warnings=warnings,
    )
    _index_items(library)
    return library


def _voices(kinds: Mapping[str, Mapping[str, Any]]) -> dict[str, Voices]:
    lesson_in = {PurePath(name).parent: one.lesson for name, one in kinds["scenes"].items()}
    found: dict[str, dict[str, Mapping[str, float]]] = defaultdict(dict)
    for name, durations in kinds["voices"].items():
        path = PurePath(name)
        if lesson := lesson_in.get(path.parent.parent):
            found[lesson][path.stem] = durations.root
    return dict(found)


def _ledger(files: _Files, documents: Documents) -> Ledger:
    signed = (one for file in files.kinds["reviews"].values() for one in file.signatures)
    return Ledger(
        fingerprints={name: fingerprints(one) for name, one in documents.items() if readers(name)},
        signatures={signature.place: signature for signature in signed},
        files_of=_files_of(files.kinds),
    )


def _files_of(kinds: Mapping[str, Mapping[str, Any]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for kind, attribute in (("lessons", "id"), *_OF_A_LESSON, ("law", "id")):
        for name, document in kinds[kind].items():
            found[getattr(document, attribute)].append(name)
    return {subject: tuple(names) for subject, names in found.items()}


_OF_A_LESSON = (("scenes", "lesson"), ("dilemmas", "lesson"), ("banks", "lesson"))


def _index_items(library: Library) -> None:
    def home_of(item: Item, lesson: Lesson, step_id: str | None) -> ItemHome:
        sensitive = lesson.sensitive or library.objectives[item.objective].sensitive
        return ItemHome(item, lesson, step_id, sensitive)

    for lesson in library.lessons.values():
        for step in lesson.steps:
            if step.kind == "task":
                library._homes[step.item.id] = home_of(step.item, lesson, step.id)
        for item in library.banks[lesson.id].items:
            home = home_of(item, lesson, None)
            library._homes[item.id] = home
            if "review" in item.uses and (item.is_scored or isinstance(item, RecallItem)):
                library._by_objective.setdefault(item.objective, []).append(home)
                for misconception in item.misconceptions:
                    library._by_misconception.setdefault(misconception, []).append(home)


_installed: Library | None = None


def install(library: Library) -> None:
    """Makes this catalogue the one that the process serves."""
    global _installed
    _installed = library


def get() -> Library:
    if _installed is None:
        raise RuntimeError("no catalogue is installed")
    return _installed
