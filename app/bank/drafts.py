"""What a file with questions is read into: typed items, or problems with their places. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from app.content.schema.items import AnyItem

LONGEST_TEXT, LONGEST_NAME = 1000, 200
MOST_QUESTIONS = 200
LARGEST_FILE = 100 * 1024


@dataclass(frozen=True, slots=True)
class Place:
    """Line and column count from 1; of a table `column` may be the name in its head."""

    line: int
    column: int | str = 1


@dataclass(frozen=True, slots=True)
class Problem:
    """What keeps a file from being taken. The words for `code` belong to the page."""

    place: Place
    code: str
    details: Mapping[str, Any] = field(default_factory=dict)


class Refused(Exception):
    """A question that cannot be read; the rest of the file still is."""

    def __init__(self, place: Place, code: str, **details: Any) -> None:
        super().__init__(code)
        self.problem = Problem(place, code, details)


@dataclass(frozen=True, slots=True)
class Draft:
    """A question as its file has it. `notices` tell what of it is not kept."""

    name: str
    category: str
    item: AnyItem
    line: int
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Read:
    """All that a file gives: with one problem, nothing of it is taken."""

    drafts: tuple[Draft, ...] = ()
    problems: tuple[Problem, ...] = ()


def gathered(found: Iterable[Draft | Problem]) -> Read:
    """Drafts and problems apart, in the order of the file."""
    everything = list(found)
    drafts = [one for one in everything if isinstance(one, Draft)]
    problems = [one for one in everything if isinstance(one, Problem)]
    problems += _doubles(drafts)
    problems += [
        Problem(Place(one.line), "name-long", {"max": LONGEST_NAME})
        for one in drafts
        if max(len(one.name), len(one.category)) > LONGEST_NAME
    ]
    if len(drafts) > MOST_QUESTIONS:
        place = Place(drafts[MOST_QUESTIONS].line)
        problems.append(Problem(place, "too-many", {"max": MOST_QUESTIONS}))
    if not everything:
        problems.append(Problem(Place(1), "empty"))
    return Read(tuple(drafts), tuple(sorted(problems, key=lambda one: one.place.line)))


def _doubles(drafts: Sequence[Draft]) -> list[Problem]:
    seen: dict[str, int] = {}
    doubled = []
    for draft in drafts:
        first = seen.setdefault(key_of(draft.name, draft.item), draft.line)
        if first != draft.line:
            code = "name-twice" if draft.name else "question-twice"
            doubled.append(Problem(Place(draft.line), code, {"line": first}))
    return doubled


def key_of(name: str, item: AnyItem) -> str:
    """By what a question is known again when its file comes once more."""
    known = name or f"= {item.interaction}: {said(item)}"
    return sha256(known.casefold().encode()).hexdigest()


def said(item: AnyItem) -> str:
    """The words of the question itself."""
    whole = item.text if item.interaction == "inline-choice" else item.prompt
    return str(whole.kk)
