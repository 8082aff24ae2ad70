"""A tiny catalogue with one item of every interaction, each in a lesson of a single task."""

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from app.content import library
from app.content.schema.base import THEMES
from tests.catalogue import CURRICULUM, OTHER_LESSON, documents, second_lesson, three

LESSON_ID, STEP = "L98", "task"


def part(name: str, **more: Any) -> dict[str, Any]:
    return {"id": name.lower().replace(" ", "-"), "text": three(name), **more}


def because(name: str, **more: Any) -> dict[str, Any]:
    return part(name, reason=three(f"Because of {name}."), **more)


ITEMS: dict[str, dict[str, Any]] = {
    "choice": {"options": [because("Ask", right=True), because("Take"), because("Wait")]},
    "multiple-response": {
        "options": [because("Ask", right=True), because("Tell", right=True), because("Hide")]
    },
    "true-false": {"is_true": False, "reason": three("It is a myth."), "labels": "myth-fact"},
    "order": {"steps": [part("One"), part("Two"), part("Three")], "reason": three("In order.")},
    "classify": {
        "categories": [part("Fine"), part("Not so")],
        "entries": [
            because("Lent", category="fine"),
            because("Hidden", category="not-so"),
            because("Taken", category="not-so"),
        ],
    },
    "match": {
        "targets": [part("Decides"), part("Accuses"), part("Counts")],
        "pairs": [because("Judge", target="decides"), because("Prosecutor", target="accuses")],
    },
    "inline-choice": {
        "text": three("First {what}, then {whom}."),
        "gaps": [
            {
                "id": "what",
                "right": "ask",
                "options": [part("Ask"), part("Take")],
                "reason": three("Asking comes first."),
            },
            {
                "id": "whom",
                "right": "tell",
                "options": [part("Hide"), part("Tell")],
                "reason": three("Then an adult."),
            },
        ],
    },
    "number": {
        "value": 16,
        "tolerance": 0,
        "near": 1,
        "lowest": 10,
        "highest": 21,
        "slider": True,
        "unit": three("years"),
        "reason": three("Sixteen."),
        "slips": [{"value": 18, "reason": three("Of age, but later.")}],
    },
    "best-worst": {
        "acts": [because("Return"), because("Keep silent"), because("Sell")],
        "best": "return",
        "worst": "sell",
    },
    "spot-signs": {
        "medium": "chat",
        "fragments": [because("Hello"), because("Hurry", sign=True), because("Cheap", sign=True)],
    },
    "norm-guess": {"norm": "N-ASK", "reveal": three("Eight.")},
    "recall": {"answer": three("Give it to an adult."), "reason": three("They can look.")},
    "likert": {"statements": [part("I give back"), part("I ask")]},
    "self-report": {"options": [part("Easy"), part("Hard")]},
}


def item_document(interaction: str) -> dict[str, Any]:
    head = {"id": "l98-task", "version": 1, "objective": "ORD-6", "prompt": three("And now?")}
    return copy.deepcopy({**head, "interaction": interaction, **ITEMS[interaction]})


def all_themes() -> list[dict[str, Any]]:
    """The map of a pupil's home shows every theme."""
    return [{"id": theme, "title": three(theme), "icon": "scales"} for theme in THEMES]


def tiny(interaction: str) -> library.Library:
    """Its only task is the first step of L98."""
    files = documents()
    second_lesson(files)
    task = {
        "id": STEP,
        "kind": "task",
        "title": three("Task"),
        "item": item_document(interaction),
    }
    files[OTHER_LESSON]["steps"].insert(0, task)
    files[CURRICULUM]["themes"] = all_themes()
    return library.build(files)


@contextmanager
def served(catalogue: library.Library) -> Iterator[library.Library]:
    """The process serves this catalogue for a while."""
    before = library.get()
    library.install(catalogue)
    try:
        yield catalogue
    finally:
        library.install(before)
