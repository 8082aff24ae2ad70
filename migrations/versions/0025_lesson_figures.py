"""Lessons of classes and schools, counted

Revision ID: 0025
Revises: 0024
Create Date: 2026-11-24 19:10:00

"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "class_lesson_figures",
        sa.Column("class_id", sa.Integer(), nullable=False),
        sa.Column("lesson_id", sa.String(), nullable=False),
        sa.Column("finished", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["class_id"],
            ["school_classes.id"],
            name=op.f("fk_class_lesson_figures_class_id_school_classes"),
        ),
        sa.PrimaryKeyConstraint("class_id", "lesson_id", name=op.f("pk_class_lesson_figures")),
    )
    op.create_table(
        "school_lesson_figures",
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("lesson_id", sa.String(), nullable=False),
        sa.Column("finished", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["school_id"], ["schools.id"], name=op.f("fk_school_lesson_figures_school_id_schools")
        ),
        sa.PrimaryKeyConstraint(
            "school_id", "year", "lesson_id", name=op.f("pk_school_lesson_figures")
        ),
    )
    op.create_index(
        op.f("ix_school_lesson_figures_year_lesson_id"),
        "school_lesson_figures",
        ["year", "lesson_id"],
    )
    op.create_table(
        "school_week_figures",
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("monday", sa.Date(), nullable=False),
        sa.Column("finished", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["school_id"], ["schools.id"], name=op.f("fk_school_week_figures_school_id_schools")
        ),
        sa.PrimaryKeyConstraint("school_id", "monday", name=op.f("pk_school_week_figures")),
    )


def downgrade():
    op.drop_table("school_week_figures")
    op.drop_table("school_lesson_figures")
    op.drop_table("class_lesson_figures")
