"""Messages to parents, written by one person and released by another

Revision ID: 0017
Revises: 0016
Create Date: 2026-11-24 15:05:00

"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

PEOPLE = ("pupil_id", "guardian_id", "written_by_id", "approved_by_id")


def upgrade():
    op.create_table(
        "parent_letters",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("submission_key", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("pupil_id", sa.Integer(), nullable=False),
        sa.Column("guardian_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("child_was_told", sa.Boolean(), nullable=False),
        sa.Column("why_not", sa.LargeBinary(), nullable=True),
        sa.Column("written_by_id", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("approved_by_id", sa.Integer(), nullable=True),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(released_at IS NULL) = (approved_by_id IS NULL)",
            name=op.f("ck_parent_letters_released_by_an_approval"),
        ),
        sa.CheckConstraint(
            "approved_by_id <> written_by_id", name=op.f("ck_parent_letters_approved_by_another")
        ),
        sa.CheckConstraint(
            "child_was_told OR why_not IS NOT NULL", name=op.f("ck_parent_letters_told_or_a_reason")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_parent_letters_case_id_cases")
        ),
        *(
            sa.ForeignKeyConstraint(
                [column], ["users.id"], name=op.f(f"fk_parent_letters_{column}_users")
            )
            for column in PEOPLE
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parent_letters")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_parent_letters_submission_key")),
    )
    op.create_index(op.f("ix_parent_letters_guardian_id"), "parent_letters", ["guardian_id"])
    op.create_index(op.f("ix_parent_letters_case_id"), "parent_letters", ["case_id"])


def downgrade():
    op.drop_table("parent_letters")
