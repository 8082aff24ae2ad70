"""Figures of items for authors, and how a class chose in a story

Revision ID: 0003
Revises: 0002
Create Date: 2026-11-24 12:30:00

"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "item_figures",
        sa.Column("item_id", sa.String(), nullable=False),
        sa.Column("item_version", sa.Integer(), nullable=False),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("item_id", name=op.f("pk_item_figures")),
    )
    # Walks from before are not counted: their children were told that nobody sees them.
    op.create_table(
        "dilemma_steps",
        sa.Column("class_id", sa.Integer(), nullable=False),
        sa.Column("lesson_id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("node", sa.String(), nullable=False),
        sa.Column("choice", sa.String(), nullable=False),
        sa.Column("first_count", sa.Integer(), nullable=False),
        sa.Column("replay_count", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "first_count >= 0 AND replay_count >= 0",
            name=op.f("ck_dilemma_steps_counts_not_negative"),
        ),
        sa.ForeignKeyConstraint(
            ["class_id"],
            ["school_classes.id"],
            name=op.f("fk_dilemma_steps_class_id_school_classes"),
        ),
        sa.PrimaryKeyConstraint(
            "class_id", "lesson_id", "version", "node", "choice", name=op.f("pk_dilemma_steps")
        ),
    )


def downgrade():
    op.drop_table("dilemma_steps")
    op.drop_table("item_figures")
