"""What only several files together can get wrong: unknown ids, doubles, missing partners.

An error stops the start of the server. A fault does not, but it fails `flask content check`: the
lesson can be opened and looked at, and is not ready for a class. A warning is for the author.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Protocol

from app.content.check_acts import act_errors
from app.content.check_calls import call_errors, call_faults
from app.content.check_instruments import instrument_errors, instrument_faults
from app.content.check_language import length_faults, near_duplicates
from app.content.check_law import law_faults
from app.content.check_lessons import lesson_faults
from app.content.check_plans import plan_errors, plan_faults
from app.content.check_words import word_faults
from app.content.drawings import drawings
from app.content.files import Problem
from app.content.scene_check import scene_errors, scene_warnings
from app.content.schema.curriculum import Curriculum
from app.content.schema.dilemma import Dilemma
from app.content.schema.items import ChoiceItem, Item, NormGuessItem, NumberItem, RecallItem
from app.content.schema.lesson import Bank, Lesson

OPTION_LENGTH = 60
# See app.bank.
OF_SCHOOLS = "school-"
LIMITS, WORDS = "content/language/limits.yaml", "content/language/words.yaml"


class Files(Protocol):
    kinds: dict[str, dict[str, Any]]

    def curriculum(self) -> Curriculum | None: ...


def across_files(files: Files) -> tuple[list[Problem], list[Problem]]:
    """Errors and warnings."""
    curriculum = files.curriculum()
    if curriculum is None:
        return [], []
    known = _Known(files, curriculum)
    errors = [
        *_doubles(files),
        *_partners(files),
        *_scenes(files),
        *_references(files, known),
        *_curriculum_references(curriculum, known),
        *instrument_errors(files.kinds),
        *act_errors(files.kinds),
        *plan_errors(files.kinds, curriculum),
        *call_errors(files.kinds, {kind.id for kind in curriculum.skill_risks}),
        *near_duplicates(files.kinds),
    ]
    return errors, list(_scene_warnings(files))


def faults(files: Files) -> Iterator[Problem]:
    """What keeps a lesson from a class: parts that it lacks, and how its texts are written."""
    curriculum = files.curriculum()
    if curriculum is None:
        return
    yield from lesson_faults(files.kinds, curriculum)
    yield from law_faults(files.kinds)
    yield from plan_faults(files.kinds)
    yield from instrument_faults(files.kinds)
    yield from call_faults(files.kinds)
    for kind, file in (("limits", LIMITS), ("words", WORDS)):
        if not files.kinds[kind]:
            yield Problem(file, "", "the file is missing")
    for limits in files.kinds["limits"].values():
        yield from length_faults(files.kinds, limits)
    yield from word_faults(files.kinds, files.kinds["words"])
    for name, item in _all_items(files):
        if isinstance(item, ChoiceItem):
            yield from _long_options(name, item)


class _Known:
    """Every id that other files may name."""

    def __init__(self, files: Files, curriculum: Curriculum) -> None:
        self.law = {record.id for record in files.kinds["law"].values()}
        self.objective = {one.id for one in curriculum.objectives}
        self.misconception = {one.id for one in curriculum.misconceptions}
        self.norm = {one.id for one in curriculum.norms}
        self.age = {record.id: record.from_age for record in files.kinds["law"].values()}
        self.lesson = {lesson.id for lesson in files.kinds["lessons"].values()}

    def missing(self, file: str, kind: str, ids: Iterable[str]) -> Iterator[Problem]:
        known: set[str] = getattr(self, kind)
        for one in ids:
            if one not in known:
                yield Problem(file, kind, f"{one!r} is not a known {kind} id")


def _doubles(files: Files) -> Iterator[Problem]:
    for kind, attribute in (("lessons", "id"), ("law", "id"), ("banks", "lesson")):
        names = files.kinds[kind]
        for one, count in Counter(getattr(doc, attribute) for doc in names.values()).items():
            if count > 1:
                files_of_it = [
                    name for name, doc in names.items() if getattr(doc, attribute) == one
                ]
                yield Problem(files_of_it[-1], attribute, f"the id {one!r} is used twice")
    seen: dict[str, str] = {}
    for file, item in _all_items(files):
        if item.id.startswith(OF_SCHOOLS):
            yield Problem(
                file, item.id, f"ids with {OF_SCHOOLS!r} belong to schools' own questions"
            )
        if item.id in seen:
            yield Problem(file, item.id, f"the item id is used twice, also in {seen[item.id]}")
        seen[item.id] = file


def _partners(files: Files) -> Iterator[Problem]:
    if not files.kinds["mrp"]:
        yield Problem("content/law/mrp.yaml", "", "the table of МРП is missing")
    banks = {bank.lesson for bank in files.kinds["banks"].values()}
    for file, lesson in files.kinds["lessons"].items():
        folder = file.removesuffix("/lesson.yaml")
        if folder != f"content/lessons/{lesson.theme}/{lesson.slug}":
            yield Problem(file, "slug", "the folder must be content/lessons/<theme>/<slug>")
        if lesson.id not in banks:
            yield Problem(file, "id", f"no item bank in quizzes/ belongs to lesson {lesson.id}")
        yield from _companions(files, file, folder, lesson)


def _companions(files: Files, file: str, folder: str, lesson: Lesson) -> Iterator[Problem]:
    kinds = {step.kind for step in lesson.steps}
    for step_kind, kind in (("scene", "scenes"), ("dilemma", "dilemmas")):
        companion = files.kinds[kind].get(f"{folder}/{step_kind}.yaml")
        if (step_kind in kinds) != (companion is not None):
            yield Problem(file, "steps", f"a {step_kind} step and {step_kind}.yaml belong together")
        elif companion is not None and companion.lesson != lesson.id:
            yield Problem(f"{folder}/{step_kind}.yaml", "lesson", f"must be {lesson.id}")
    dilemma = files.kinds["dilemmas"].get(f"{folder}/dilemma.yaml")
    if dilemma is not None and dilemma.sensitive != lesson.sensitive:
        yield Problem(f"{folder}/dilemma.yaml", "sensitive", "must be as in lesson.yaml")


def _scenes(files: Files) -> Iterator[Problem]:
    for file, scene in files.kinds["scenes"].items():
        yield from scene_errors(file, scene, _dilemma_beside(files, file), drawings())


def _scene_warnings(files: Files) -> Iterator[Problem]:
    bands = {lesson.id: lesson.band for lesson in files.kinds["lessons"].values()}
    for file, scene in files.kinds["scenes"].items():
        if scene.lesson in bands:
            dilemma = _dilemma_beside(files, file)
            yield from scene_warnings(file, scene, bands[scene.lesson], dilemma)


def _dilemma_beside(files: Files, scene_file: str) -> Dilemma | None:
    return files.kinds["dilemmas"].get(scene_file.replace("scene.yaml", "dilemma.yaml"))


def _references(files: Files, known: _Known) -> Iterator[Problem]:
    for file, lesson in files.kinds["lessons"].items():
        yield from known.missing(file, "objective", lesson.objectives)
        yield from known.missing(file, "misconception", lesson.misconceptions)
        yield from known.missing(file, "norm", lesson.norms)
        yield from known.missing(file, "law", _law_of(lesson))
    for file, dilemma in files.kinds["dilemmas"].items():
        yield from known.missing(file, "objective", dilemma.objectives)
        yield from known.missing(file, "misconception", dilemma.misconceptions)
        yield from known.missing(file, "law", dilemma.law)
    for file, scene in files.kinds["scenes"].items():
        yield from known.missing(file, "law", scene.law)
    for file, disclosure in files.kinds["disclosure"].items():
        yield from known.missing(file, "law", [disclosure.law])
    for file, consent in files.kinds["consent"].items():
        yield from known.missing(file, "law", [consent.law])
    for file, bank in files.kinds["banks"].items():
        yield from known.missing(file, "lesson", [bank.lesson])
        yield from _twins(file, bank)
    for file, item in _all_items(files):
        yield from _item_references(file, item, known)
        yield from _reasons(file, item)


def _law_of(lesson: Lesson) -> list[str]:
    cards = (step.law for step in lesson.steps if step.kind == "card")
    return [*lesson.law, *(law for card in cards for law in card)]


def _item_references(file: str, item: Item, known: _Known) -> Iterator[Problem]:
    yield from known.missing(file, "objective", [item.objective])
    yield from known.missing(file, "misconception", sorted(item.misconceptions))
    yield from known.missing(file, "law", item.law)
    if isinstance(item, NormGuessItem):
        yield from known.missing(file, "norm", [item.norm])
    if isinstance(item, NumberItem) and item.age_of is not None:
        yield from _age(file, item, item.age_of, known)


def _reasons(file: str, item: Item) -> Iterator[Problem]:
    """A school's own question may leave its reasons out; an authored one tells each."""
    if isinstance(item, RecallItem):
        return
    held = (getattr(item, name) for name in type(item).model_fields)
    lists = [one for one in held if isinstance(one, tuple)]
    for part in [item, *(part for parts in lists for part in parts)]:
        if getattr(part, "reason", "") is None:
            yield Problem(file, f"{item.id} › {getattr(part, 'id', 'reason')}", "needs a reason")


def _age(file: str, item: NumberItem, law: str, known: _Known) -> Iterator[Problem]:
    """The age that an item asks for is the one of its record, also after a change of the law."""
    yield from known.missing(file, "law", [law])
    if law in known.age and known.age[law] != item.value:
        said = f"the value {item.value:g} is not the from_age of {law} ({known.age[law]})"
        yield Problem(file, item.id, said)


def _twins(file: str, bank: Bank) -> Iterator[Problem]:
    twins = {item.id: item.twin for item in bank.items}
    for item_id, twin in twins.items():
        if twin is not None and twins.get(twin) != item_id:
            yield Problem(file, item_id, f"its twin {twin!r} must be in the bank and name it back")


def _curriculum_references(curriculum: Curriculum, known: _Known) -> Iterator[Problem]:
    file = "content/curriculum/skill-risks.yaml"
    sensitive = {one.id for one in curriculum.objectives if one.sensitive}
    for kind in curriculum.skill_risks:
        yield from known.missing(file, "objective", kind.objectives)
        yield from known.missing(file, "misconception", kind.misconceptions)
        for objective in sensitive.intersection(kind.objectives):
            yield Problem(file, kind.id, f"{objective} is sensitive and never a skill risk")


def _long_options(file: str, item: ChoiceItem) -> Iterator[Problem]:
    for option in item.options:
        for locale, text in option.text.model_dump().items():
            if len(text) > OPTION_LENGTH:
                yield Problem(
                    file,
                    f"{item.id} › {option.id} › {locale}",
                    f"{len(text)} characters; an option has {OPTION_LENGTH} at most",
                )


def _all_items(files: Files) -> Iterator[tuple[str, Item]]:
    for file, lesson in files.kinds["lessons"].items():
        for item in lesson.items():
            yield file, item
    for file, bank in files.kinds["banks"].items():
        for item in bank.items:
            yield file, item
