"""Verbs of a school bank. A file goes in whole or not at all, and twice changes nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal, get_args

import sqlalchemy as sa

from app.bank import queries
from app.bank.drafts import Draft, key_of
from app.bank.models import SchoolItem, SchoolItemVersion
from app.content.check import OF_SCHOOLS
from app.content.schema.items import AnyItem
from app.core import clock
from app.core.db import db
from app.core.i18n import Locale

Status = Literal["draft", "on", "withdrawn"]
STATUSES: tuple[Status, ...] = get_args(Status)
News = Literal["new", "changed", "same"]
MOST_IN_BANK = 2000


class BankIsFull(Exception):
    """A school keeps so many questions and no more."""


@dataclass(frozen=True, slots=True)
class Planned:
    """What a draft would do to the bank."""

    draft: Draft
    news: News


@dataclass(frozen=True, slots=True)
class Imported:
    added: int
    changed: int
    same: int


def plan(*, school_id: int, language: Locale, drafts: Iterable[Draft]) -> list[Planned]:
    """Only reads: what a page shows before it is confirmed."""
    kept = queries.by_key(school_id, language)
    return [
        Planned(draft, _news(draft, kept.get(key_of(draft.name, draft.item)))) for draft in drafts
    ]


def _news(draft: Draft, kept: queries.Question | None) -> News:
    if kept is None:
        return "new"
    is_same = _content(kept.item) == _content(draft.item) and kept.category == draft.category
    return "same" if is_same and kept.name == draft.name else "changed"


def _content(item: AnyItem) -> dict[str, object]:
    return item.model_dump(exclude={"id", "version"})


def take_in(*, school_id: int, language: Locale, drafts: Sequence[Draft], by_id: int) -> Imported:
    """New questions come in as drafts; a changed one is a new version of itself."""
    kept = queries.by_key(school_id, language)
    planned = plan(school_id=school_id, language=language, drafts=drafts)
    new = [one.draft for one in planned if one.news == "new"]
    changed = [one.draft for one in planned if one.news == "changed"]
    if queries.size(school_id) + len(new) > MOST_IN_BANK:
        raise BankIsFull
    for draft in new:
        _add(school_id, language, draft, by_id)
    for draft in changed:
        _change(kept[key_of(draft.name, draft.item)], draft, by_id)
    return Imported(len(new), len(changed), len(planned) - len(new) - len(changed))


def _add(school_id: int, language: Locale, draft: Draft, by_id: int) -> None:
    key = key_of(draft.name, draft.item)
    row = SchoolItem(
        item_id=_item_id(school_id, language, key),
        school_id=school_id,
        language=language,
        key=key,
        name=draft.name,
        category=draft.category,
        status="draft",
        version=1,
    )
    db.session.add(row)
    db.session.flush()
    _keep(row, draft.item, by_id)


def _item_id(school_id: int, language: Locale, key: str) -> str:
    """As unique as what it is made of, and a slug like those of authored items."""
    return f"{OF_SCHOOLS}{sha256(f'{school_id} {language} {key}'.encode()).hexdigest()[:20]}"


def _change(kept: queries.Question, draft: Draft, by_id: int) -> None:
    row = db.session.get_one(SchoolItem, kept.id)
    row.name, row.category, row.changed_at = draft.name, draft.category, clock.now()
    if _content(kept.item) != _content(draft.item):
        row.version += 1
        _keep(row, draft.item, by_id)


def _keep(row: SchoolItem, item: AnyItem, by_id: int) -> None:
    known = item.model_copy(update={"id": row.item_id, "version": row.version})
    db.session.add(
        SchoolItemVersion(
            school_item_id=row.id,
            version=row.version,
            document=known.model_dump(mode="json"),
            made_by_id=by_id,
        )
    )


def set_status(*, school_id: int, ids: Iterable[int], status: Status) -> int:
    """How many were of this school and had another status."""
    changed = db.session.execute(
        sa.update(SchoolItem)
        .where(
            SchoolItem.school_id == school_id,
            SchoolItem.id.in_(list(ids)),
            SchoolItem.status != status,
        )
        .values(status=status, changed_at=clock.now())
        .returning(SchoolItem.id)
    )
    return len(changed.all())
