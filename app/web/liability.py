"""The page "who answers?" in the reader's language, for pupils and for teachers."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from flask import request

from app.content import library
from app.content.liability import Finding, Verdict, besides, finding, verdict
from app.content.schema.acts import AGES, Act, AgeName
from app.content.schema.base import THEMES, Band
from app.core import clock
from app.people.access import NotFound
from app.web.display import localized
from app.web.law import BANDS_WITH_ARTICLES, LawText, law_texts, penalty_words


@dataclass(frozen=True, slots=True)
class Shelf:
    """Acts of one theme, as a group of the list: (id, title)."""

    title: str
    acts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    title: str
    verdict: Verdict
    # Words, parts, penalties and the note are for readers who are shown articles.
    words: str
    parts: str
    penalties: tuple[str, ...]
    note: str
    as_of: dt.date
    is_being_checked: bool
    law: list[LawText]
    besides: list[LawText]


@dataclass(frozen=True, slots=True)
class Page:
    shelves: list[Shelf]
    act: str
    age: str
    ages: tuple[str, ...]
    # The act at every age; empty until one is chosen.
    verdicts: list[tuple[str, Verdict]]
    answer: Answer | None


def who_answers_page(band: Band, usual_age: AgeName) -> Page:
    """Of the act and the age in the address; an unknown one is not found."""
    acts = {act.id: act for act in library.get().acts_for(band)}
    asked, age = request.args.get("act", ""), _age(usual_age)
    if asked and asked not in acts:
        raise NotFound
    act = acts.get(asked)
    return Page(
        shelves=_shelves(acts.values()),
        act=asked,
        age=age,
        ages=tuple(AGES),
        verdicts=[(one, verdict(library.get(), act, one)) for one in AGES] if act else [],
        answer=_answer(act, age, band) if act else None,
    )


def age_of_grade(grade: int) -> AgeName:
    """The age to begin with: that of the pupil's grade, or the nearest below."""
    if grade <= 6:
        return "11"
    if grade <= 8:
        return "13"
    return "15" if grade == 9 else "17"


def _age(usual: AgeName) -> AgeName:
    asked = request.args.get("age") or usual
    for age in AGES:
        if age == asked:
            return age
    raise NotFound


def _shelves(acts: Iterable[Act]) -> list[Shelf]:
    titles = {
        theme: [(act.id, localized(act.title)) for act in acts if act.theme == theme]
        for theme in THEMES
    }
    themes = library.get().themes
    return [Shelf(localized(themes[one].title), tuple(of)) for one, of in titles.items() if of]


def _answer(act: Act, age: AgeName, band: Band) -> Answer:
    found, others = finding(library.get(), act, age), besides(library.get(), age)
    has_articles = band in BANDS_WITH_ARTICLES
    return Answer(
        title=localized(act.title),
        verdict=found.verdict,
        words=localized(found.words) if has_articles else "",
        parts=", ".join(act.law[0].parts) if has_articles else "",
        penalties=tuple(map(penalty_words, found.penalties)) if has_articles else (),
        note=_note(found) if has_articles else "",
        as_of=min(record.checked_on for record in found.records),
        is_being_checked=any(one.is_stale(clock.today()) for one in found.records),
        law=law_texts((one.id for one in found.records), band),
        besides=law_texts((one.id for one in others), band),
    )


def _note(found: Finding) -> str:
    """Exceptions, and what changes for a minor; beside the point where nobody answers."""
    return "" if found.verdict == "nobody" else localized(found.records[0].note)
