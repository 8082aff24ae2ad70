"""Acts and the records that answer for them: every part exists and says who answers."""

from collections.abc import Iterator, Mapping
from typing import Any

from app.content.files import Problem
from app.content.schema.acts import Act, ActsFile, Cited
from app.content.schema.law import LawRecord


def act_errors(kinds: Mapping[str, Mapping[str, Any]]) -> Iterator[Problem]:
    records: dict[str, LawRecord] = {one.id: one for one in kinds["law"].values()}
    for file, acts in kinds["acts"].items():
        for law_id in (acts.minors.criminal, acts.minors.administrative, *acts.besides):
            if law_id not in records:
                yield Problem(file, "law", f"{law_id!r} is not a known law id")
        yield from _acts(file, acts, records)


def _acts(file: str, acts: ActsFile, records: Mapping[str, LawRecord]) -> Iterator[Problem]:
    for act in acts.acts:
        for cited in act.law:
            if cited.id in records:
                yield from _cited(file, act, cited, records[cited.id])
            else:
                yield Problem(file, act.id, f"{cited.id!r} is not a known law id")


def _cited(file: str, act: Act, cited: Cited, record: LawRecord) -> Iterator[Problem]:
    if record.who_answers is None:
        yield Problem(file, act.id, f"{cited.id} does not say who answers by age")
    if record.code not in ("criminal", "administrative"):
        yield Problem(file, act.id, f"{cited.id} is no article on liability")
    known = {one.part for one in record.penalties}
    for part in cited.parts:
        if part not in known:
            yield Problem(file, act.id, f"{cited.id} has no part {part!r}")
    silent = [one for one in record.penalties if not one.liable and _is_in(cited, one.part)]
    for one in silent:
        yield Problem(file, act.id, f"{cited.id}, part {one.part}: `liable` must say who answers")


def _is_in(cited: Cited, part: str | None) -> bool:
    return not cited.parts or part in cited.parts
