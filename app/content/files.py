"""Content files as plain documents, documents as typed models, and every error on the way."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

Document = Any
Documents = dict[str, Document]

M = TypeVar("M", bound=BaseModel)

FOLDERS = ("content", "quizzes")


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong in one file, as a plain sentence with the path inside the file."""

    file: str
    path: str
    sentence: str

    def __str__(self) -> str:
        where = f"{self.file}: {self.path}" if self.path else self.file
        return f"{where}: {self.sentence}"


class ContentBroken(Exception):
    """The catalogue cannot be used; `problems` holds every error of every file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class _UniqueKeyLoader(yaml.CSafeLoader):
    """PyYAML keeps the last of two equal keys and says nothing; an author should hear of it."""


def _construct_mapping(loader: _UniqueKeyLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    loader.flatten_mapping(node)
    mapping: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in mapping:
            raise yaml.constructor.ConstructorError(
                None, None, f"the key {key!r} stands twice", key_node.start_mark
            )
        mapping[key] = loader.construct_object(value_node, deep=True)
    return mapping


_UniqueKeyLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _construct_mapping)


def read_documents(root: Path) -> tuple[Documents, list[Problem]]:
    """Every YAML file of the content folders, by its path under the root."""
    documents: Documents = {}
    problems: list[Problem] = []
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*.yaml")):
            name = path.relative_to(root).as_posix()
            try:
                documents[name] = yaml.load(path.read_text("utf-8"), _UniqueKeyLoader)  # noqa: S506
            except yaml.MarkedYAMLError as error:
                problems.append(_syntax_problem(name, error))
            except UnicodeDecodeError:
                problems.append(Problem(name, "", "the file is not UTF-8 text"))
    return documents, problems


def _syntax_problem(name: str, error: yaml.MarkedYAMLError) -> Problem:
    mark = error.problem_mark
    place = f"line {mark.line + 1}" if mark else ""
    return Problem(name, place, f"not valid YAML: {error.problem}")


def to_json(document: Document) -> str:
    """As JSON text: strict models take dates and tuples from JSON, not from Python values."""
    return json.dumps(document, ensure_ascii=False, default=_plain)


def _plain(value: object) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in content")


def parse(model: type[M], name: str, document: Document) -> M | list[Problem]:
    """The typed document, or all of its errors."""
    if not isinstance(document, Mapping):
        return [Problem(name, "", "the file is empty or not a mapping of fields")]
    try:
        return model.model_validate_json(to_json(document))
    except ValidationError as error:
        return [_problem(name, dict(one)) for one in error.errors()]
    except TypeError as error:
        return [Problem(name, "", str(error))]


def _problem(name: str, error: dict[str, Any]) -> Problem:
    path = " › ".join(str(part) for part in error["loc"])
    return Problem(name, path, _sentence(error))


_SENTENCES = {
    "missing": "this field is missing",
    "extra_forbidden": "no such field; is it misspelt?",
    "string_too_short": "the text is empty",
    "string_type": "a text is expected here (put it in quotes)",
    "int_type": "a whole number is expected here",
    "bool_type": "true or false is expected here",
    "date_from_datetime_parsing": "a date like 2026-11-22 is expected here",
    "date_parsing": "a date like 2026-11-22 is expected here",
}


def _sentence(error: dict[str, Any]) -> str:
    kind = error["type"]
    if kind in _SENTENCES:
        return _SENTENCES[kind]
    context = error.get("ctx", {})
    if kind == "value_error":
        return str(context["error"])
    if kind == "literal_error":
        return f"{error['input']!r} is not one of {context['expected']}"
    if kind.startswith("union_tag"):
        known = context.get("expected_tags", context.get("discriminator"))
        return f"unknown or missing kind; known: {known}"
    if kind == "string_pattern_mismatch":
        return f"{error['input']!r} is not a valid id"
    return str(error["msg"])
