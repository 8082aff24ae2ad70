"""What a school settles before anything watches over its children

Revision ID: 0012
Revises: 0011
Create Date: 2026-11-24 14:20:00

"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "preparations",
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("outside_name", sa.String(), nullable=True),
        sa.Column("outside_phone", sa.String(), nullable=True),
        sa.Column("regional_centre", sa.String(), nullable=True),
        sa.Column("hours", sa.String(), nullable=True),
        sa.Column("exclusions_on", sa.Date(), nullable=True),
        sa.Column("changed_by_id", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["school_id"], ["schools.id"], name=op.f("fk_preparations_school_id_schools")
        ),
        sa.ForeignKeyConstraint(
            ["changed_by_id"], ["users.id"], name=op.f("fk_preparations_changed_by_id_users")
        ),
        sa.PrimaryKeyConstraint("school_id", name=op.f("pk_preparations")),
    )


def downgrade():
    op.drop_table("preparations")
