"""A whole catalogue in miniature: one lesson with everything that a lesson may have.

A test takes `documents()` and spoils one thing in it.
"""

import copy
from pathlib import Path
from typing import Any

import pytest
import yaml

from app.content import library
from app.content.files import ContentBroken

FOLDER = "content/lessons/order/found-phone"
LESSON, SCENE, DILEMMA = (f"{FOLDER}/{name}.yaml" for name in ("lesson", "scene", "dilemma"))
BANK = "quizzes/L99-found-phone.yaml"
INSTRUMENT = "quizzes/instruments/order.yaml"
OTHER_LESSON = "content/lessons/order/lost-bag/lesson.yaml"
OTHER_BANK = "quizzes/L98-lost-bag.yaml"
LAW = "content/law/kz-cc-188.yaml"
MRP = "content/law/mrp.yaml"
LIMITS = "content/language/limits.yaml"
WORDS = "content/language/words.yaml"
CURRICULUM = "content/curriculum/all.yaml"
REVIEW = {"lawyer": None, "psychologist": None, "kk_editor": None}
SOURCE = {"title": "A study"}


def three(text: str) -> dict[str, str]:
    return {"kk": text, "ru": text, "en": text}


def documents() -> dict[str, Any]:
    return {
        CURRICULUM: _curriculum(),
        LAW: _law(),
        MRP: {
            "schema_version": 1,
            "rows": [{"year": 2026, "tenge": 4325, "law": "kz-cc-188", "confidence": "H"}],
        },
        LIMITS: {
            "schema_version": 1,
            "words_a_sentence": {
                band: {"kk": 14, "ru": 14, "en": 14} for band in ("1-4", "5-6", "7-9", "10-11")
            },
            "words_a_screen": {"1-4": 25, "5-6": 45, "7-9": 70, "10-11": 110},
        },
        WORDS: {
            "schema_version": 1,
            "words": [
                {
                    "where": "everywhere",
                    "avoid": {"ru": ["жертв*"], "en": ["victim*"]},
                    "instead": {"ru": "ребёнок, которого травят", "en": "child who is bullied"},
                },
                {
                    "where": "own-voice",
                    "avoid": {"kk": ["қате!"], "ru": ["просто"]},
                    "instead": {"kk": "онша дұрыс емес", "ru": "(убрать)"},
                },
            ],
        },
        LESSON: _lesson(),
        SCENE: _scene(),
        DILEMMA: _dilemma(),
        BANK: {
            "bank": "found-phone",
            "schema_version": 1,
            "version": 1,
            "lesson": "L99",
            "blueprint": [{"objective": "ORD-6", "count": 1}],
            "items": [choice(f"l99-{number}", f"Question {number}?") for number in range(12)],
        },
        INSTRUMENT: _instrument(),
    }


def whole() -> dict[str, Any]:
    """The small catalogue with everything that a class needs."""
    files = copy.deepcopy(documents())
    tasks = [
        {"id": "sort", "kind": "task", "title": three("Sort"), "item": _sorting("l99-task-a")},
        {"id": "pick", "kind": "task", "title": three("Pick"), "item": choice("l99-task-b")},
    ]
    files[LESSON]["steps"][2:2] = tasks
    ask = {"ask": {"dilemma": "n1", "branches": {"answer": "owner"}}}
    text = "Whose phone is this? Who has lost it here?"
    lines = [{"say": "dana", "text": three(text)} for _ in range(13)]
    files[SCENE]["script"] = [*lines[:12], ask, {"label": "owner"}, lines[12]]
    kinds = [_sorting("l99-1"), _order("l99-2")]
    files[BANK]["items"][1:3] = kinds
    for item in files[BANK]["items"][3::2]:
        item["options"].reverse()
    files[BANK]["items"][3]["twin"], files[BANK]["items"][4]["twin"] = "l99-4", "l99-3"
    for item in files[BANK]["items"][3:]:
        wrong = next(option for option in item["options"] if not option.get("right"))
        wrong["text"] = three("Take it")
    return files


def write(root: Path, files: dict[str, Any]) -> None:
    for name, document in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(document, allow_unicode=True), "utf-8")


def errors(files: dict[str, Any]) -> list[str]:
    with pytest.raises(ContentBroken) as broken:
        library.build(files)
    return [str(problem) for problem in broken.value.problems]


def warnings(files: dict[str, Any]) -> list[str]:
    return [str(problem) for problem in library.build(files).warnings]


def faults(files: dict[str, Any]) -> list[str]:
    """What a sound catalogue lacks; that the small one is short of steps is left out."""
    library.build(files)
    return [str(problem) for problem in library.faults(files)]


def put(files: dict[str, Any], path: tuple[Any, ...], value: object) -> None:
    """Sets what stands at the path; the value `...` takes it away."""
    *way, last = path
    place: Any = files
    for step in way:
        place = place[step]
    if value is ...:
        del place[last]
    else:
        place[last] = value


def spoilt(*changes: tuple[tuple[Any, ...], object]) -> dict[str, Any]:
    files = copy.deepcopy(documents())
    for path, value in changes:
        put(files, path, value)
    return files


def choice(item_id: str, prompt: str = "What do you do first?") -> dict[str, Any]:
    return {
        "id": item_id,
        "version": 1,
        "interaction": "choice",
        "objective": "ORD-6",
        "prompt": three(prompt),
        "options": [
            {"id": "ask", "text": three("Ask"), "right": True, "reason": three("Yes.")},
            {
                "id": "take",
                "text": three("Take"),
                "reason": three("Not so."),
                "misconception": "M-JOKE",
            },
        ],
    }


def _sorting(item_id: str) -> dict[str, Any]:
    entries = [
        {"id": name, "category": where, "text": three(name), "reason": three("See.")}
        for name, where in (("lent", "fine"), ("hidden", "not-so"), ("taken", "not-so"))
    ]
    item = choice(item_id, "Sort.") | {
        "interaction": "classify",
        "categories": [
            {"id": "fine", "text": three("Fine")},
            {"id": "not-so", "text": three("No")},
        ],
        "entries": entries,
    }
    del item["options"]
    return item


def _order(item_id: str) -> dict[str, Any]:
    steps = [{"id": f"s{number}", "text": three(f"Thing {number}")} for number in range(3)]
    item = choice(item_id, "In order.") | {
        "interaction": "order",
        "steps": steps,
        "reason": three("So."),
    }
    del item["options"]
    return item


def second_lesson(files: dict[str, Any]) -> None:
    """Adds another lesson with a bank of its own and no scene or dilemma."""
    lesson = _lesson() | {"id": "L98", "slug": "lost-bag"}
    lesson["steps"] = [step for step in lesson["steps"] if step["kind"] in ("card", "talk", "plan")]
    files[OTHER_LESSON] = lesson
    bank = {**files[BANK], "bank": "lost-bag", "lesson": "L98"}
    bank["items"] = [choice(f"l98-{number}", f"Problem {number}?") for number in range(12)]
    files[OTHER_BANK] = bank


def _curriculum() -> dict[str, Any]:
    objective = {"theme": "order", "kind": "skill", "sensitive": False, "can": three("asks")}
    return {
        "schema_version": 1,
        "themes": [{"id": "order", "title": three("Order"), "icon": "scales"}],
        "objectives": [
            {"id": "ORD-6", **objective},
            {"id": "HLP-1", **objective, "sensitive": True},
        ],
        "misconceptions": [{"id": "M-JOKE", "thinks": three("a joke"), "ask": three("Is it?")}],
        "norms": [
            {
                "id": "N-ASK",
                "of_ten": 8,
                "says": three("Eight ask."),
                "caution": three("A survey."),
                "source": SOURCE,
            }
        ],
        "skill_risks": [
            {
                "id": "SR-ASK",
                "triggers": ["T-LOW"],
                "objectives": ["ORD-6"],
                "skill": three("to ask"),
                "parent_tip": three("Ask."),
                "teacher_tip": three("Ask."),
                "pupil_text": three("Ask."),
            }
        ],
    }


def _instrument() -> dict[str, Any]:
    def three_of(letter: str) -> list[dict[str, Any]]:
        return [{"id": f"ord-{letter}{n}", "text": three(f"{letter} {n}")} for n in (1, 2, 3)]

    twins = [
        {
            "id": f"ord-k{n}",
            "a": {"is_true": n % 2 == 0, "text": three(f"One {n}")},
            "b": {"is_true": n % 2 == 1, "text": three(f"Other {n}")},
        }
        for n in (1, 2, 3, 4)
    ]
    return {
        "instrument": "order",
        "schema_version": 1,
        "version": 1,
        "from_grade": 5,
        "knowledge": twins,
        "norms": three_of("n"),
        "intentions": three_of("i"),
        "confidence": three_of("c"),
    }


def _law() -> dict[str, Any]:
    return {
        "id": "kz-cc-188",
        "schema_version": 1,
        "version": 1,
        "code": "criminal",
        "article": "188",
        "title": three("Theft"),
        "says": three("Taking is an offence."),
        "source": {"url": "https://law.example/188", "edition": three("2026")},
        "checked_on": "2026-11-22",
        "recheck_by": "2027-02-22",
        "confidence": "H",
        "currency_confidence": "M",
        "review": REVIEW,
    }


def _lesson() -> dict[str, Any]:
    norm_guess = {
        "id": "l99-of-ten",
        "version": 1,
        "interaction": "norm-guess",
        "objective": "ORD-6",
        "norm": "N-ASK",
        "prompt": three("How many ask?"),
        "reveal": three("Eight."),
    }
    return {
        "id": "L99",
        "schema_version": 1,
        "version": 1,
        "slug": "found-phone",
        "theme": "order",
        "band": "7-9",
        "minutes": 10,
        "sensitive": False,
        "title": three("The found phone"),
        "logline": three("A phone lies there."),
        "learn": [three("Ask first"), three("Give it back")],
        "main_objectives": ["ORD-6"],
        "misconceptions": ["M-JOKE"],
        "law": ["kz-cc-188"],
        "norms": ["N-ASK"],
        "steps": [
            {"id": "clip", "kind": "scene", "title": three("Clip")},
            {"id": "decision", "kind": "dilemma", "title": three("Decision")},
            {"id": "of-ten", "kind": "task", "title": three("Of ten"), "item": norm_guess},
            {
                "id": "law",
                "kind": "card",
                "title": three("Law"),
                "law": ["kz-cc-188"],
                "body": three("It is not yours."),
            },
            {
                "id": "talk",
                "kind": "talk",
                "title": three("Talk"),
                "question": three("Whose is it?"),
                "teacher_note": three("Two minutes."),
            },
            {
                "id": "plan",
                "kind": "plan",
                "title": three("Plan"),
                "if_part": three("If I find a thing,"),
                "then_part": three("I ask."),
            },
        ],
        "dinner": [three("What?"), three("Who?"), three("How?")],
        "dont": three("Never compare."),
        "sources": [SOURCE],
        "review": REVIEW,
    }


def _scene() -> dict[str, Any]:
    line = {"say": "dana", "text": three("Whose phone is this?")}
    return {
        "clip": "found-phone",
        "schema_version": 1,
        "version": 1,
        "lesson": "L99",
        "title": three("A phone"),
        "goal": three("To ask."),
        "description": three("A classroom."),
        "set": "classroom",
        "law": ["kz-cc-188"],
        "cast": {"dana": {"name": three("Dana")}},
        "script": [line, line, line],
    }


def _dilemma() -> dict[str, Any]:
    return {
        "dilemma": "found-phone",
        "schema_version": 1,
        "version": 1,
        "lesson": "L99",
        "sensitive": False,
        "objectives": ["ORD-6"],
        "law": ["kz-cc-188"],
        "title": three("The phone rings"),
        "starts": {"finder": {"node": "n1", "role": three("You are Dana")}},
        "nodes": {
            "n1": {
                "text": three("It rings."),
                "choices": [_way("answer", "good", "e-back"), _way("take", "think", "n1")],
            }
        },
        "endings": {"e-back": {"kind": "together", "text": three("The owner comes.")}},
    }


def _way(choice_id: str, verdict: str, goto: str) -> dict[str, Any]:
    return {
        "id": choice_id,
        "text": three(choice_id),
        "verdict": verdict,
        "why": three("See."),
        "goto": goto,
        "misconception": "M-JOKE" if verdict == "think" else None,
    }
