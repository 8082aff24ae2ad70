"""Everything in the lessons that says what the law says, with the records that it rests on.

Made for the lawyer: one list to read, written by `flask content statements` and never by hand.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from app.content.captions import transcript
from app.content.library import Library
from app.content.schema.items import Item
from app.content.schema.law import LawRecord
from app.content.schema.lesson import CardStep, Lesson, TalkStep

_HEADER = """\
# Legal statements in the lessons

Written by `flask content statements > docs/law-statements.md`; a test compares. Every text that
rests on a law record, in the language in which the law was read, with its records and how sure
they are: the reading first (H: the primary text was read; M: in part, in an old edition or by the
press), then whether it is still the wording today ([law-records.md](law-records.md)). Whoever
renews a record reads the texts that name it.
"""
# What of an item holds a reason of its own.
_PARTS = ("options", "entries", "pairs", "acts", "fragments", "gaps", "slips")


class Statement(NamedTuple):
    lesson: str
    place: str
    lines: tuple[str, ...]
    law: tuple[str, ...]


def statements(catalogue: Library, locale: str) -> Iterator[Statement]:
    """In the order of the lessons; notes for adults rest on the law of the lesson."""
    for lesson in catalogue.lessons.values():
        if not lesson.law:
            continue
        yield from _of_story(catalogue, lesson, locale)
        yield from _of_steps(lesson, locale)
        yield Statement(lesson.id, "dont", (lesson.dont.in_locale(locale),), lesson.law)
        for item in catalogue.banks[lesson.id].items:
            if item.law:
                yield _of_item(lesson, item, locale)


def _of_story(catalogue: Library, lesson: Lesson, locale: str) -> Iterator[Statement]:
    scene, dilemma = catalogue.scenes.get(lesson.id), catalogue.dilemmas.get(lesson.id)
    if scene and scene.law:
        lines = tuple(line.text for line in transcript(scene, locale=locale))
        yield Statement(lesson.id, "clip", lines, scene.law)
    if dilemma and dilemma.law:
        choices = [choice for node in dilemma.nodes.values() for choice in node.choices]
        reasons = (_pair(one.text.in_locale(locale), one.why.in_locale(locale)) for one in choices)
        ends = (ending.text.in_locale(locale) for ending in dilemma.endings.values())
        yield Statement(lesson.id, "decision", (*reasons, *ends), dilemma.law)


def _of_steps(lesson: Lesson, locale: str) -> Iterator[Statement]:
    for step in lesson.steps:
        if isinstance(step, CardStep) and step.law:
            lines = tuple(filter(None, step.body.in_locale(locale).splitlines()))
            yield Statement(lesson.id, f"card `{step.id}`", lines, step.law)
        elif isinstance(step, TalkStep):
            note = tuple(filter(None, step.teacher_note.in_locale(locale).splitlines()))
            yield Statement(lesson.id, "teacher's note", note, lesson.law)
    for item in lesson.items():
        if item.law:
            yield _of_item(lesson, item, locale)


def _of_item(lesson: Lesson, item: Item, locale: str) -> Statement:
    lines = [item.prompt.in_locale(locale)]
    if reason := getattr(item, "reason", None):
        lines.append(reason.in_locale(locale))
    for name in _PARTS:
        for part in getattr(item, name, ()):
            if reason := getattr(part, "reason", None):
                text = getattr(part, "text", None)
                lines.append(
                    _pair(text.in_locale(locale) if text else "", reason.in_locale(locale))
                )
    return Statement(lesson.id, f"`{item.id}`", tuple(lines), item.law)


def _pair(text: str, reason: str) -> str:
    return f"{text} → {reason}" if text else reason


def as_markdown(catalogue: Library, locale: str) -> str:
    found = list(statements(catalogue, locale))
    parts = [_HEADER, _summary(catalogue, found)]
    for lesson in catalogue.lessons.values():
        own = [one for one in found if one.lesson == lesson.id]
        if own:
            parts.append(f"## {lesson.id} · {lesson.title.in_locale(locale)}\n")
            parts += [_section(catalogue, one) for one in own]
    return "\n".join(parts)


def _summary(catalogue: Library, found: Iterable[Statement]) -> str:
    """The statements whose reading is M, by name: a lawyer begins with them."""
    places = [
        f"* {one.lesson} · {one.place}: {', '.join(doubtful)}"
        for one in found
        if (doubtful := [name for name in one.law if catalogue.law[name].confidence == "M"])
    ]
    listed = "\n".join(places) if places else "None: every lesson rests on texts that were read."
    return f"## Statements whose reading is M\n\n{listed}\n"


def _section(catalogue: Library, one: Statement) -> str:
    records = "; ".join(_sure(catalogue.law[name]) for name in one.law)
    lines = "\n".join(f"* {_plain(line)}" for line in one.lines)
    return f"### {one.lesson} · {one.place}\n\n{records}\n\n{lines}\n"


def _sure(record: LawRecord) -> str:
    return f"{record.id} ({record.confidence}, {record.currency_confidence})"


def _plain(line: str) -> str:
    """One bullet, whatever marks of its own the line begins with."""
    return line.strip().lstrip("-*# ").replace("**", "")
