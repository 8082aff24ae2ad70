"""Words about wanting to die in a lesson

Revision ID: 0023
Revises: 0022
Create Date: 2026-11-24 18:10:00

"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "lesson_words",
        sa.Column("pupil_id", sa.Integer(), nullable=False),
        sa.Column("lesson_id", sa.String(), nullable=False),
        sa.Column("rule_version", sa.Integer(), nullable=False),
        sa.Column("severity", sa.Integer(), nullable=False),
        sa.Column("is_shadow", sa.Boolean(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reply", sa.String(), nullable=True),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "severity BETWEEN 3 AND 4", name=op.f("ck_lesson_words_severity_in_range")
        ),
        sa.CheckConstraint(
            "reply IS NULL OR reply IN ('me', 'task')", name=op.f("ck_lesson_words_reply_known")
        ),
        sa.ForeignKeyConstraint(
            ["pupil_id"], ["users.id"], name=op.f("fk_lesson_words_pupil_id_users")
        ),
        sa.PrimaryKeyConstraint("pupil_id", "lesson_id", name=op.f("pk_lesson_words")),
    )
    op.create_index(op.f("ix_lesson_words_asked_at"), "lesson_words", ["asked_at"])


def downgrade():
    op.drop_table("lesson_words")
