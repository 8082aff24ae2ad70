"""Imports of rosters, and what a school's headings mean

Revision ID: 0009
Revises: 0008
Create Date: 2026-11-24 14:00:00

"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "roster_imports",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=True),
        sa.Column("chosen", sa.JSON(), nullable=True),
        sa.Column("result", sa.JSON(), nullable=True),
        sa.Column("fault", sa.String(), nullable=True),
        sa.Column("about", sa.String(), nullable=True),
        sa.Column("rows_done", sa.Integer(), nullable=False),
        sa.Column("rows_total", sa.Integer(), nullable=False),
        sa.Column("file", sa.LargeBinary(), nullable=True),
        sa.Column("rows", sa.LargeBinary(), nullable=True),
        sa.Column("undo", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "kind IN ('table', 'oneroster', 'kundelik')",
            name=op.f("ck_roster_imports_kind_known"),
        ),
        sa.CheckConstraint(
            "state IN ('columns', 'checking', 'ready', 'writing', 'written', 'undone', 'broken')",
            name=op.f("ck_roster_imports_state_known"),
        ),
        sa.CheckConstraint(
            "language IN ('kk', 'ru')", name=op.f("ck_roster_imports_language_known")
        ),
        sa.CheckConstraint(
            "(written_at IS NOT NULL) = (state IN ('written', 'undone'))",
            name=op.f("ck_roster_imports_written_at_when_written"),
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["users.id"], name=op.f("fk_roster_imports_made_by_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["school_id"], ["schools.id"], name=op.f("fk_roster_imports_school_id_schools")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_imports")),
    )
    op.create_index(
        "ix_roster_imports_school_id_created_at", "roster_imports", ["school_id", "created_at"]
    )
    op.create_table(
        "roster_headings",
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("heading", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["school_id"], ["schools.id"], name=op.f("fk_roster_headings_school_id_schools")
        ),
        sa.PrimaryKeyConstraint("school_id", "heading", name=op.f("pk_roster_headings")),
    )


def downgrade():
    op.drop_table("roster_headings")
    op.drop_table("roster_imports")
