"""Figures of schools for the region; the trail is searched by who acted

Revision ID: 0011
Revises: 0010
Create Date: 2026-11-24 14:40:00

"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

COUNTS = ("pupils", "classes", "active", "started", "finished")


def upgrade():
    op.create_table(
        "school_figures",
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in COUNTS),
        sa.ForeignKeyConstraint(
            ["school_id"], ["schools.id"], name=op.f("fk_school_figures_school_id_schools")
        ),
        sa.PrimaryKeyConstraint("school_id", name=op.f("pk_school_figures")),
    )
    op.create_index("ix_audit_entries_actor_id_at", "audit_entries", ["actor_id", "at"])


def downgrade():
    op.drop_index("ix_audit_entries_actor_id_at", "audit_entries")
    op.drop_table("school_figures")
