"""Which card a child has used, and what it marked

Revision ID: 0019
Revises: 0018
Create Date: 2026-11-24 15:25:00

"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("help_requests") as table:
        table.add_column(sa.Column("card", sa.String(), nullable=True))
        table.add_column(sa.Column("signs", sa.JSON(), nullable=True))
    # Until now there was one card.
    op.execute("UPDATE help_requests SET card = 'D4' WHERE kind = 'disclosure'")


def downgrade():
    with op.batch_alter_table("help_requests") as table:
        table.drop_column("signs")
        table.drop_column("card")
