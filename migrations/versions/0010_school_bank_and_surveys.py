"""A school's own questions with their versions, quizzes of them, surveys without names

Revision ID: 0010
Revises: 0009
Create Date: 2026-11-24 14:05:00

"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade():
    _create_bank()
    _create_surveys()


def _create_bank():
    op.create_table(
        "school_items",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.String(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "status IN ('draft', 'on', 'withdrawn')", name=op.f("ck_school_items_status_known")
        ),
        sa.CheckConstraint("version >= 1", name=op.f("ck_school_items_version_from_one")),
        sa.ForeignKeyConstraint(
            ["school_id"], ["schools.id"], name=op.f("fk_school_items_school_id_schools")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school_items")),
        sa.UniqueConstraint("item_id", name=op.f("uq_school_items_item_id")),
        sa.UniqueConstraint(
            "school_id", "language", "key", name=op.f("uq_school_items_school_id_language_key")
        ),
    )
    op.create_table(
        "school_item_versions",
        sa.Column("school_item_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["users.id"], name=op.f("fk_school_item_versions_made_by_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["school_item_id"],
            ["school_items.id"],
            name=op.f("fk_school_item_versions_school_item_id_school_items"),
        ),
        sa.PrimaryKeyConstraint("school_item_id", "version", name=op.f("pk_school_item_versions")),
    )
    op.create_table(
        "school_quizzes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("item_ids", sa.JSON(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("given_by_id", sa.Integer(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["class_id"],
            ["school_classes.id"],
            name=op.f("fk_school_quizzes_class_id_school_classes"),
        ),
        sa.ForeignKeyConstraint(
            ["given_by_id"], ["users.id"], name=op.f("fk_school_quizzes_given_by_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school_quizzes")),
    )
    op.create_index("ix_school_quizzes_class_id", "school_quizzes", ["class_id"])


def _create_surveys():
    op.create_table(
        "class_surveys",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=False),
        sa.Column("survey", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("moment", sa.String(), nullable=False),
        sa.Column("given_by_id", sa.Integer(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "moment IN ('before', 'after')", name=op.f("ck_class_surveys_moment_known")
        ),
        sa.ForeignKeyConstraint(
            ["class_id"],
            ["school_classes.id"],
            name=op.f("fk_class_surveys_class_id_school_classes"),
        ),
        sa.ForeignKeyConstraint(
            ["given_by_id"], ["users.id"], name=op.f("fk_class_surveys_given_by_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_class_surveys")),
        sa.UniqueConstraint(
            "class_id", "survey", "moment", name=op.f("uq_class_surveys_class_id_survey_moment")
        ),
    )
    op.create_table(
        "survey_marks",
        sa.Column("class_survey_id", sa.Integer(), nullable=False),
        sa.Column("pupil_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["class_survey_id"],
            ["class_surveys.id"],
            name=op.f("fk_survey_marks_class_survey_id_class_surveys"),
        ),
        sa.ForeignKeyConstraint(
            ["pupil_id"], ["users.id"], name=op.f("fk_survey_marks_pupil_id_users")
        ),
        sa.PrimaryKeyConstraint("class_survey_id", "pupil_id", name=op.f("pk_survey_marks")),
    )
    op.create_table(
        "survey_counts",
        sa.Column("class_survey_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.String(), nullable=False),
        sa.Column("part_id", sa.String(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.CheckConstraint("answers >= 0", name=op.f("ck_survey_counts_answers_not_negative")),
        sa.ForeignKeyConstraint(
            ["class_survey_id"],
            ["class_surveys.id"],
            name=op.f("fk_survey_counts_class_survey_id_class_surveys"),
        ),
        sa.PrimaryKeyConstraint(
            "class_survey_id", "item_id", "part_id", "value", name=op.f("pk_survey_counts")
        ),
    )


def downgrade():
    op.drop_index("ix_school_quizzes_class_id", table_name="school_quizzes")
    for table in (
        "survey_counts",
        "survey_marks",
        "class_surveys",
        "school_quizzes",
        "school_item_versions",
        "school_items",
    ):
        op.drop_table(table)
