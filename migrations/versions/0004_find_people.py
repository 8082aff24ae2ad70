"""People are found from any keyboard, told apart by birth date or the school's own id

Revision ID: 0004
Revises: 0003
Create Date: 2026-11-24 13:50:00

"""

import re

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

FOLD = str.maketrans("әғқңөұүһіёabcehikmoptxy", "агкноуухиеавсеникмортху")
BATCH = 5000


def upgrade():
    op.add_column("users", sa.Column("search_key", sa.String(), server_default="", nullable=False))
    op.add_column("users", sa.Column("born_on", sa.Date(), nullable=True))
    op.add_column("users", sa.Column("external_id", sa.String(), nullable=True))
    fill_search_keys(op.get_bind())
    op.create_index("ix_users_school_id_search_key", "users", ["school_id", "search_key"])
    op.create_index("uq_users_external_id", "users", ["school_id", "external_id"], unique=True)


def fill_search_keys(connection):
    users = sa.table(
        "users",
        sa.column("id", sa.Integer),
        sa.column("family_name", sa.String),
        sa.column("given_name", sa.String),
        sa.column("patronymic", sa.String),
        sa.column("search_key", sa.String),
    )
    update = (
        sa.update(users)
        .where(users.c.id == sa.bindparam("person"))
        .values(search_key=sa.bindparam("key"))
    )
    last = 0
    while True:
        rows = connection.execute(
            sa.select(users).where(users.c.id > last).order_by(users.c.id).limit(BATCH)
        ).all()
        if not rows:
            return
        connection.execute(update, [{"person": row.id, "key": key_of(row)} for row in rows])
        last = rows[-1].id


def key_of(row):
    name = f"{row.family_name} {row.given_name} {row.patronymic or ''}"
    return " " + " ".join(re.split(r"[\W_]+", name.casefold().translate(FOLD))).strip()


def downgrade():
    op.drop_index("uq_users_external_id", "users")
    op.drop_index("ix_users_school_id_search_key", "users")
    with op.batch_alter_table("users", schema=None) as batch_op:
        batch_op.drop_column("external_id")
        batch_op.drop_column("born_on")
        batch_op.drop_column("search_key")
