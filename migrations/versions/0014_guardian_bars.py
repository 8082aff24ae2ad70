"""Guardians whom a court keeps from a child, and codes for a named person

Revision ID: 0014
Revises: 0013
Create Date: 2026-11-24 14:55:00

"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade():
    op.add_column("pairing_codes", sa.Column("for_name_key", sa.String(), nullable=True))
    op.create_table(
        "guardian_bars",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pupil_id", sa.Integer(), nullable=False),
        sa.Column("guardian_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("lifted_at", MOMENT, nullable=True),
        sa.Column("tried_at", MOMENT, nullable=True),
        *(
            sa.ForeignKeyConstraint(
                [column], ["users.id"], name=op.f(f"fk_guardian_bars_{column}_users")
            )
            for column in ("pupil_id", "guardian_id", "made_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guardian_bars")),
    )
    op.create_index("ix_guardian_bars_pupil_id", "guardian_bars", ["pupil_id"])


def downgrade():
    op.drop_table("guardian_bars")
    with op.batch_alter_table("pairing_codes", recreate="never") as batch_op:
        batch_op.drop_column("for_name_key")
