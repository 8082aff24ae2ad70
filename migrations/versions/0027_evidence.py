"""Rounds of surveys before lessons, after them and later; lots, effects, alarms

The one survey that a class could be given is taken up by the instrument on bullying. Its counts
are of another scale and without a form, so nothing can be compared with them: they go.

Revision ID: 0027
Revises: 0026
Create Date: 2026-11-24 18:00:00

"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


OLD = ("survey_counts", "survey_marks", "class_surveys")
NEW = (
    "harm_alarms",
    "lesson_effects",
    "comparison_classes",
    "comparisons",
    "survey_scores",
    "survey_counts",
    "survey_marks",
    "class_surveys",
    "survey_places",
    "survey_rounds",
)


def upgrade():
    for table in OLD:
        op.drop_table(table)
    _create_rounds()
    _create_surveys()
    _create_answers()
    _create_comparisons()
    _create_effects()


def downgrade():
    for table in NEW:
        op.drop_table(table)
    _create_old_surveys()


def _create_rounds():
    op.create_table(
        "survey_rounds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("school_year", sa.Integer(), nullable=False),
        sa.Column("moment", sa.String(), nullable=False),
        sa.Column("seed", sa.String(), nullable=False),
        sa.Column("opened_by_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "moment IN ('before', 'after', 'later')", name=op.f("ck_survey_rounds_moment_known")
        ),
        sa.ForeignKeyConstraint(
            ["opened_by_id"], ["users.id"], name=op.f("fk_survey_rounds_opened_by_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["school_id"], ["schools.id"], name=op.f("fk_survey_rounds_school_id_schools")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_rounds")),
        sa.UniqueConstraint(
            "school_id",
            "school_year",
            "moment",
            name=op.f("uq_survey_rounds_school_id_school_year_moment"),
        ),
    )
    op.create_table(
        "survey_places",
        sa.Column("school_year", sa.Integer(), nullable=False),
        sa.Column("pupil_id", sa.Integer(), nullable=False),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=False),
        sa.Column("first_form", sa.String(), nullable=False),
        sa.CheckConstraint("first_form IN ('a', 'b')", name=op.f("ck_survey_places_form_known")),
        sa.ForeignKeyConstraint(
            ["class_id"],
            ["school_classes.id"],
            name=op.f("fk_survey_places_class_id_school_classes"),
        ),
        sa.ForeignKeyConstraint(
            ["pupil_id"], ["users.id"], name=op.f("fk_survey_places_pupil_id_users")
        ),
        sa.PrimaryKeyConstraint("school_year", "pupil_id", "theme", name=op.f("pk_survey_places")),
    )
    op.create_index(
        op.f("ix_survey_places_class_id_school_year"), "survey_places", ["class_id", "school_year"]
    )


def _create_surveys():
    op.create_table(
        "class_surveys",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=False),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        _key("class_surveys", "class_id", "school_classes"),
        _key("class_surveys", "round_id", "survey_rounds"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_class_surveys")),
        sa.UniqueConstraint(
            "round_id", "class_id", "theme", name=op.f("uq_class_surveys_round_id_class_id_theme")
        ),
    )
    op.create_index(op.f("ix_class_surveys_class_id"), "class_surveys", ["class_id"])
    _create_marks()


def _create_marks():
    op.create_table(
        "survey_marks",
        sa.Column("class_survey_id", sa.Integer(), nullable=False),
        sa.Column("pupil_id", sa.Integer(), nullable=False),
        _key("survey_marks", "class_survey_id", "class_surveys"),
        _key("survey_marks", "pupil_id", "users"),
        sa.PrimaryKeyConstraint("class_survey_id", "pupil_id", name=op.f("pk_survey_marks")),
    )


def _key(table, column, other):
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}")
    )


def _create_answers():
    form = "form IN ('', 'a', 'b')"
    op.create_table(
        "survey_counts",
        sa.Column("class_survey_id", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("item_id", sa.String(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.CheckConstraint(form, name=op.f("ck_survey_counts_form_known")),
        sa.CheckConstraint("answers >= 0", name=op.f("ck_survey_counts_answers_not_negative")),
        _key("survey_counts", "class_survey_id", "class_surveys"),
        sa.PrimaryKeyConstraint(
            "class_survey_id", "form", "item_id", "value", name=op.f("pk_survey_counts")
        ),
    )
    op.create_table(
        "survey_scores",
        sa.Column("class_survey_id", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("scale", sa.String(), nullable=False),
        sa.Column("pupils", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("squares", sa.Integer(), nullable=False),
        sa.CheckConstraint(form, name=op.f("ck_survey_scores_form_known")),
        sa.CheckConstraint("pupils > 0", name=op.f("ck_survey_scores_pupils_positive")),
        _key("survey_scores", "class_survey_id", "class_surveys"),
        sa.PrimaryKeyConstraint("class_survey_id", "form", "scale", name=op.f("pk_survey_scores")),
    )


def _create_comparisons():
    op.create_table(
        "comparisons",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("school_year", sa.Integer(), nullable=False),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("seed", sa.String(), nullable=False),
        sa.Column("drawn_by_id", sa.Integer(), nullable=False),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=False),
        _key("comparisons", "drawn_by_id", "users"),
        _key("comparisons", "school_id", "schools"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comparisons")),
        sa.UniqueConstraint(
            "school_id",
            "school_year",
            "theme",
            name=op.f("uq_comparisons_school_id_school_year_theme"),
        ),
    )
    op.create_table(
        "comparison_classes",
        sa.Column("comparison_id", sa.Integer(), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=False),
        sa.Column("waits", sa.Boolean(), nullable=False),
        _key("comparison_classes", "class_id", "school_classes"),
        _key("comparison_classes", "comparison_id", "comparisons"),
        sa.PrimaryKeyConstraint("comparison_id", "class_id", name=op.f("pk_comparison_classes")),
    )
    op.create_index(op.f("ix_comparison_classes_class_id"), "comparison_classes", ["class_id"])


def _create_effects():
    op.create_table(
        "lesson_effects",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=True),
        sa.Column("school_year", sa.Integer(), nullable=False),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("scale", sa.String(), nullable=False),
        sa.Column("found", sa.JSON(), nullable=False),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=False),
        _key("lesson_effects", "school_id", "schools"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lesson_effects")),
    )
    op.create_index(
        op.f("ix_lesson_effects_school_id_school_year"),
        "lesson_effects",
        ["school_id", "school_year"],
    )
    _create_alarms()


def _create_alarms():
    op.create_table(
        "harm_alarms",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("school_year", sa.Integer(), nullable=False),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("scale", sa.String(), nullable=False),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("moment", sa.String(), nullable=False),
        sa.Column("against", sa.String(), nullable=False),
        sa.Column("value", sa.Double(), nullable=False),
        sa.Column("low", sa.Double(), nullable=False),
        sa.Column("high", sa.Double(), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decision", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint(
            "against IN ('waiting', 'before')", name=op.f("ck_harm_alarms_against_known")
        ),
        sa.CheckConstraint(
            "(decided_at IS NULL) = (decision IS NULL)",
            name=op.f("ck_harm_alarms_decided_at_and_decision_go_together"),
        ),
        _key("harm_alarms", "decided_by_id", "users"),
        _key("harm_alarms", "school_id", "schools"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_harm_alarms")),
        sa.UniqueConstraint(
            "school_id",
            "school_year",
            "theme",
            "measure",
            name=op.f("uq_harm_alarms_school_id_school_year_theme_measure"),
        ),
    )


def _create_old_surveys():
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
        _key("class_surveys", "class_id", "school_classes"),
        _key("class_surveys", "given_by_id", "users"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_class_surveys")),
        sa.UniqueConstraint(
            "class_id", "survey", "moment", name=op.f("uq_class_surveys_class_id_survey_moment")
        ),
    )
    _create_marks()
    op.create_table(
        "survey_counts",
        sa.Column("class_survey_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.String(), nullable=False),
        sa.Column("part_id", sa.String(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.CheckConstraint("answers >= 0", name=op.f("ck_survey_counts_answers_not_negative")),
        _key("survey_counts", "class_survey_id", "class_surveys"),
        sa.PrimaryKeyConstraint(
            "class_survey_id", "item_id", "part_id", "value", name=op.f("pk_survey_counts")
        ),
    )
