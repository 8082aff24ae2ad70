"""Days on which the last right answers to an objective were given

Revision ID: 0002
Revises: 0001
Create Date: 2026-11-24 12:00:00

"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade():
    # Whoever has a row of right answers already gave at least one of them on some day.
    op.add_column(
        "objective_progress",
        sa.Column("right_days", sa.Integer(), server_default="0", nullable=False),
    )
    op.add_column("objective_progress", sa.Column("last_right_on", sa.Date(), nullable=True))
    op.execute("UPDATE objective_progress SET right_days = 1 WHERE streak > 0")


def downgrade():
    with op.batch_alter_table("objective_progress", schema=None) as batch_op:
        batch_op.drop_column("last_right_on")
        batch_op.drop_column("right_days")
