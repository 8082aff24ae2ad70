"""Who answers for an act at an age: found in the law records, with nothing added to them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from app.content.library import Library
from app.content.schema.acts import AGES, Act, AgeName, Cited, words_at
from app.content.schema.law import LawRecord, Penalty
from app.core.i18n import LocalizedText

Verdict = Literal["self", "parents", "nobody"]

OF_AGE = AGES["adult"]


@dataclass(frozen=True, slots=True)
class Finding:
    verdict: Verdict
    words: LocalizedText
    # For an adult those of the article; for a minor what the law puts in their place.
    penalties: tuple[Penalty, ...]
    records: tuple[LawRecord, ...]


def finding(catalogue: Library, act: Act, age: AgeName) -> Finding:
    years, records = AGES[age], catalogue.law_records(cited.id for cited in act.law)
    speaks = records[0].who_answers
    assert speaks is not None  # the content check has seen to it
    liable = _liable(catalogue, act, years)
    return Finding(
        verdict=_verdict(liable),
        words=words_at(speaks, age),
        penalties=tuple(_penalties(catalogue, liable, records, years)),
        records=tuple(records),
    )


def verdict(catalogue: Library, act: Act, age: AgeName) -> Verdict:
    return _verdict(_liable(catalogue, act, AGES[age]))


def besides(catalogue: Library, age: AgeName) -> list[LawRecord]:
    """What may follow whether or not a minor of this age answers."""
    if catalogue.acts is None or age == "adult":
        return []
    records = catalogue.law_records(catalogue.acts.besides)
    return [record for record in records if (record.from_age or 0) <= AGES[age]]


def _liable(catalogue: Library, act: Act, years: int) -> list[Penalty]:
    """The rows of the act's parts under which somebody answers."""
    return [
        row
        for cited in act.law
        for row in _rows(catalogue.law[cited.id], cited)
        if row.liable and row.liable.at(years)
    ]


def _rows(record: LawRecord, cited: Cited) -> Iterator[Penalty]:
    return (row for row in record.penalties if not cited.parts or row.part in cited.parts)


def _verdict(liable: list[Penalty]) -> Verdict:
    who = {row.liable.who for row in liable if row.liable}
    return "self" if "self" in who else "parents" if who else "nobody"


def _penalties(
    catalogue: Library, liable: list[Penalty], records: list[LawRecord], years: int
) -> Iterator[Penalty]:
    """For a minor who answers, the records for minors replace the sums of the article."""
    if years < OF_AGE and _verdict(liable) == "self" and catalogue.acts:
        minors = getattr(catalogue.acts.minors, records[0].code)
        rows = _rows(catalogue.law[minors], Cited(id=minors))
        yield from (row for row in rows if row.liable and row.liable.at(years))
    else:
        yield from liable
