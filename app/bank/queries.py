"""What a school bank holds. Whose school it may be is decided before."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from pydantic import TypeAdapter

from app.bank.drafts import Draft
from app.bank.models import SchoolItem, SchoolItemVersion
from app.content.schema.items import AnyItem
from app.core.db import db
from app.core.i18n import Locale

_ITEM: TypeAdapter[AnyItem] = TypeAdapter(AnyItem)


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the bank in its present version."""

    id: int
    name: str
    category: str
    status: str
    language: Locale
    item: AnyItem

    @property
    def draft(self) -> Draft:
        return Draft(self.name, self.category, self.item, 0)


def _present() -> sa.Select[SchoolItem, object]:
    return sa.select(SchoolItem, SchoolItemVersion.document).join(
        SchoolItemVersion,
        sa.and_(
            SchoolItemVersion.school_item_id == SchoolItem.id,
            SchoolItemVersion.version == SchoolItem.version,
        ),
    )


def _found(query: sa.Select[SchoolItem, object]) -> list[Question]:
    return [
        Question(
            id=row.id,
            name=row.name,
            category=row.category,
            status=row.status,
            language=row.language,  # type: ignore[arg-type]  # the services take no other
            # As JSON: strict models take lists for tuples from there only.
            item=_ITEM.validate_json(json.dumps(document)),
        )
        for row, document in db.session.execute(query)
    ]


def bank(school_id: int, language: Locale | None = None) -> list[Question]:
    """By topic, in the order in which they came in."""
    query = _present().where(SchoolItem.school_id == school_id)
    if language:
        query = query.where(SchoolItem.language == language)
    return _found(query.order_by(SchoolItem.category, SchoolItem.id))


def question(school_id: int, number: int) -> Question | None:
    query = _present().where(SchoolItem.school_id == school_id, SchoolItem.id == number)
    return next(iter(_found(query)), None)


def by_key(school_id: int, language: Locale) -> dict[str, Question]:
    query = _present().where(SchoolItem.school_id == school_id, SchoolItem.language == language)
    keys = db.session.execute(
        sa.select(SchoolItem.id, SchoolItem.key).where(SchoolItem.school_id == school_id)
    )
    key_by_id = {row.id: row.key for row in keys}
    return {key_by_id[one.id]: one for one in _found(query)}


def by_item_id(item_ids: Iterable[str]) -> dict[str, Question]:
    """Of whatever school, withdrawn ones too: an answer given may still be looked at."""
    found = _found(_present().where(SchoolItem.item_id.in_(list(item_ids))))
    return {one.item.id: one for one in found}


def size(school_id: int) -> int:
    query = sa.select(sa.func.count()).select_from(SchoolItem)
    return db.session.scalar(query.where(SchoolItem.school_id == school_id)) or 0
