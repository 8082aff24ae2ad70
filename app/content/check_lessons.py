"""What a lesson of ten minutes needs before a class may have it. Pure; gives back problems.

A lesson that lacks something can still be opened, so that its author sees it while writing.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from app.content.captions import default_route
from app.content.clips import full_script, spans
from app.content.files import Problem
from app.content.schema.base import Band
from app.content.schema.curriculum import Curriculum, Objective
from app.content.schema.dilemma import Dilemma
from app.content.schema.items import ChoiceItem, Option
from app.content.schema.lesson import Bank, Lesson, TaskStep
from app.content.schema.scene import Scene
from app.core.i18n import LOCALES

FEWEST_ITEMS = 12
FEWEST_KINDS_IN_A_BANK = 3
TASKS = (2, 4)
# Opinions and guesses have no right answer; they come on top of the tasks.
OPINIONS = frozenset({"norm-guess", "likert", "self-report"})
CLIP_SECONDS = (45, 120)
TIMES_A_MISCONCEPTION = 2
# With fewer choices it is chance where the key stands.
FEWEST_TO_GUESS = 6
# Whoever is to do something new promises when and how.
BEHAVIOURS = frozenset({"skill", "intention", "help-seeking"})
# Readers of grades 1 and 2 hear the options and keep them in mind.
FEW_OPTIONS: dict[Band, int] = {"1-4": 3}


@dataclass(frozen=True)
class _Whole:
    """A lesson with all its files."""

    file: str
    lesson: Lesson
    scene: Scene | None
    dilemma: Dilemma | None
    bank_file: str
    bank: Bank | None
    objectives: Mapping[str, Objective]


def lesson_faults(
    kinds: Mapping[str, Mapping[str, Any]], curriculum: Curriculum
) -> Iterator[Problem]:
    objectives = {one.id: one for one in curriculum.objectives}
    banks = {bank.lesson: (file, bank) for file, bank in kinds["banks"].items()}
    for file, lesson in kinds["lessons"].items():
        folder = file.removesuffix("lesson.yaml")
        scene = kinds["scenes"].get(f"{folder}scene.yaml")
        dilemma = kinds["dilemmas"].get(f"{folder}dilemma.yaml")
        bank_file, bank = banks.get(lesson.id, ("", None))
        whole = _Whole(file, lesson, scene, dilemma, bank_file, bank, objectives)
        yield from _steps(whole)
        yield from _clip(whole)
        yield from _bank(whole)
        yield from _law(whole)
        yield from _few_options(whole)


def _steps(whole: _Whole) -> Iterator[Problem]:
    lesson = whole.lesson
    kinds = {step.kind for step in lesson.steps}
    if "scene" not in kinds:
        yield Problem(whole.file, "steps", "no clip: add a step of the kind scene")
    if "talk" not in kinds:
        yield Problem(whole.file, "steps", "no class talk: add a step of the kind talk")
    aims = [one for one in lesson.main_objectives if _is_behaviour(whole.objectives, one)]
    if aims and "plan" not in kinds:
        sentence = f"{aims[0]} is something to do: add a step of the kind plan (if …, then …)"
        yield Problem(whole.file, "steps", sentence)
    yield from _tasks(whole)
    if lesson.sensitive and not _ends_calmly(lesson):
        sentence = "a sensitive lesson ends calmly: put a card, a talk or a plan last, no task"
        yield Problem(whole.file, "steps", sentence)


def _tasks(whole: _Whole) -> Iterator[Problem]:
    asked = [one.interaction for one in whole.lesson.items() if one.interaction not in OPINIONS]
    fewest, most = TASKS
    if not fewest <= len(asked) <= most:
        sentence = f"{len(asked)} tasks with a right answer; a lesson has {fewest} to {most}"
        yield Problem(whole.file, "steps", sentence)
    elif len({one.interaction for one in whole.lesson.items()}) < 2:
        sentence = f"every task is {asked[0]!r}; give one of them another interaction"
        yield Problem(whole.file, "steps", sentence)


def _is_behaviour(objectives: Mapping[str, Objective], objective: str) -> bool:
    return objective in objectives and objectives[objective].kind in BEHAVIOURS


def _ends_calmly(lesson: Lesson) -> bool:
    return not isinstance(lesson.steps[-1], TaskStep) and lesson.steps[-1].kind != "dilemma"


def _clip(whole: _Whole) -> Iterator[Problem]:
    scene = whole.scene
    if scene is None:
        return
    file = whole.file.replace("lesson.yaml", "scene.yaml")
    if not any(beat.ask for beat in scene.script):
        yield Problem(file, "script", "no decision in the clip: add a beat `ask`")
    shortest, longest = CLIP_SECONDS
    for locale in LOCALES:
        lasts = clip_seconds(scene, whole.dilemma, band=whole.lesson.band, locale=locale)
        if not shortest <= lasts <= longest:
            sentence = f"the clip lasts {lasts:.0f} seconds; make it {shortest} to {longest}"
            yield Problem(file, f"script › {locale}", sentence)
    if whole.lesson.sensitive and scene.content_note is None:
        sentence = "a sensitive lesson says first what is hard to watch: add content_note"
        yield Problem(file, "content_note", sentence)


def clip_seconds(scene: Scene, dilemma: Dilemma | None, *, band: Band, locale: str) -> float:
    """Along the way of the first good choice, without the time to think about it."""
    script = full_script(scene)
    times = spans(scene, band=band, locale=locale)
    done = [0.0, *accumulate((end for _, end in times), max)]
    return sum(done[number + 1] - done[number] for number in default_route(script, dilemma))


def _bank(whole: _Whole) -> Iterator[Problem]:
    bank = whole.bank
    if bank is None:
        return
    if len(bank.items) < FEWEST_ITEMS:
        sentence = f"{len(bank.items)} items; a bank has at least {FEWEST_ITEMS}"
        yield Problem(whole.bank_file, "items", sentence)
    if len({item.interaction for item in bank.items}) < FEWEST_KINDS_IN_A_BANK:
        sentence = f"fewer than {FEWEST_KINDS_IN_A_BANK} kinds of interaction"
        yield Problem(whole.bank_file, "items", sentence)
    shown = Counter(name for item in bank.items for name in item.misconceptions)
    for name in whole.lesson.misconceptions:
        if shown[name] < TIMES_A_MISCONCEPTION:
            sentence = (
                f"{name} of the lesson is in {shown[name]} items; "
                f"name it beside wrong answers in at least {TIMES_A_MISCONCEPTION}"
            )
            yield Problem(whole.bank_file, "items", sentence)
    yield from _objectives(whole, bank)
    yield from _guessable(whole.bank_file, bank)


def _objectives(whole: _Whole, bank: Bank) -> Iterator[Problem]:
    """Each is asked for, and each main one in two forms: a second sitting brings the other."""
    asked = {item.objective for item in bank.items}
    for objective in whole.lesson.objectives:
        if objective not in asked:
            yield Problem(whole.bank_file, "items", f"no item asks for {objective} of the lesson")
    paired = {item.objective for item in bank.items if item.twin}
    for objective in whole.lesson.main_objectives:
        if objective in asked and objective not in paired:
            sentence = f"{objective} has no parallel form: name two items as each other's twin"
            yield Problem(whole.bank_file, "items", sentence)


def _guessable(file: str, bank: Bank) -> Iterator[Problem]:
    """Whoever knows nothing could take the longest answer, or always the same place."""
    choices = [item for item in bank.items if isinstance(item, ChoiceItem)]
    most = len(choices) / 2
    if len(choices) < FEWEST_TO_GUESS:
        return
    for locale in LOCALES:
        longest = sum(_longest(item, locale).right for item in choices)
        if longest > most:
            sentence = f"the right option is the longest in {longest} of {len(choices)} items"
            yield Problem(file, f"items › {locale}", f"{sentence}; lengthen some others")
    places = Counter(_place_of_key(item) for item in choices)
    place, count = places.most_common(1)[0]
    if count > most:
        sentence = (
            f"the right option is number {place} in {count} of {len(choices)} items; mix them"
        )
        yield Problem(file, "items", sentence)


def _longest(item: ChoiceItem, locale: str) -> Option:
    return max(item.options, key=lambda option: len(option.text.in_locale(locale)))


def _place_of_key(item: ChoiceItem) -> int:
    return next(place for place, option in enumerate(item.options, start=1) if option.right)


def _law(whole: _Whole) -> Iterator[Problem]:
    """Grades 1–4 hear of rules, not of articles; from grade 5 a lesson rests on the law."""
    if whole.lesson.band != "1-4" and not whole.lesson.law:
        yield Problem(whole.file, "law", "name the law records that the lesson rests on")


def _few_options(whole: _Whole) -> Iterator[Problem]:
    most = FEW_OPTIONS.get(whole.lesson.band)
    if most is None:
        return
    homes = [(whole.file, item) for item in whole.lesson.items()]
    homes += [(whole.bank_file, item) for item in (whole.bank.items if whole.bank else ())]
    for file, item in homes:
        if isinstance(item, ChoiceItem) and len(item.options) > most:
            sentence = f"{len(item.options)} options to listen to; give {most} at most"
            yield Problem(file, item.id, sentence)
