"""Parents who have chosen a weekly letter

Revision ID: 0028
Revises: 0027
Create Date: 2026-11-24 20:10:00

"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "weekly_digests",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_week", sa.Date(), nullable=True),
        sa.Column("told", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_weekly_digests_user_id_users")
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_weekly_digests")),
    )


def downgrade():
    op.drop_table("weekly_digests")
