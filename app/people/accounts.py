"""What an administrator changes of a person's account."""

import sqlalchemy as sa

from app.core import audit
from app.core.db import db
from app.people.models import User, name_key, words_key
from app.people.roster import Name


def rename(*, user_id: int, name: Name, by_id: int) -> None:
    """The keys by which a person is sorted and found follow the name."""
    parts = (name.family_name, name.given_name, name.patronymic)
    db.session.execute(
        sa.update(User)
        .where(User.id == user_id)
        .values(
            family_name=name.family_name,
            given_name=name.given_name,
            patronymic=name.patronymic,
            sort_key=name_key(*parts),
            search_key=words_key(*parts),
        )
    )
    audit.record(
        actor_id=by_id, action=audit.Action.PERSON_CHANGED, subject_type="user", subject_id=user_id
    )
