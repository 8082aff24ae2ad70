"""Check-ins, class climate, shared weeks, soft signals, and what a school has switched on

Revision ID: 0006
Revises: 0005
Create Date: 2026-11-24 14:05:00

"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "school_switches",
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("family", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("signed_by_id", sa.Integer(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "family IN ('check-ins', 'mood', 'climate', 'words')",
            name=op.f("ck_school_switches_family_known"),
        ),
        sa.CheckConstraint(
            "state IN ('off', 'shadow', 'on')", name=op.f("ck_school_switches_state_known")
        ),
        sa.ForeignKeyConstraint(
            ["school_id"], ["schools.id"], name=op.f("fk_school_switches_school_id_schools")
        ),
        sa.ForeignKeyConstraint(
            ["signed_by_id"], ["users.id"], name=op.f("fk_school_switches_signed_by_id_users")
        ),
        sa.PrimaryKeyConstraint("school_id", "family", name=op.f("pk_school_switches")),
    )
    op.create_table(
        "check_ins",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("pupil_id", sa.Integer(), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("mood", sa.Integer(), nullable=False),
        sa.Column("needs", sa.JSON(), nullable=False),
        sa.Column("colour", sa.String(), nullable=True),
        sa.Column("told_of_class", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("mood BETWEEN 1 AND 5", name=op.f("ck_check_ins_mood_in_range")),
        sa.CheckConstraint(
            "colour IS NULL OR colour IN ('red', 'orange', 'yellow', 'green', 'blue', 'violet',"
            " 'brown', 'grey')",
            name=op.f("ck_check_ins_colour_known"),
        ),
        sa.ForeignKeyConstraint(
            ["pupil_id"], ["users.id"], name=op.f("fk_check_ins_pupil_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_ins")),
        sa.UniqueConstraint("pupil_id", "week", name=op.f("uq_check_ins_pupil_id_week")),
    )
    op.create_index(op.f("ix_check_ins_week"), "check_ins", ["week"])
    op.create_table(
        "climate_counts",
        sa.Column("class_id", sa.Integer(), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "question IN ('mood', 'safe')", name=op.f("ck_climate_counts_question_known")
        ),
        sa.CheckConstraint("answers >= 0", name=op.f("ck_climate_counts_answers_not_negative")),
        sa.ForeignKeyConstraint(
            ["class_id"],
            ["school_classes.id"],
            name=op.f("fk_climate_counts_class_id_school_classes"),
        ),
        sa.PrimaryKeyConstraint(
            "class_id", "week", "question", "answer", name=op.f("pk_climate_counts")
        ),
    )
    op.create_table(
        "mood_shares",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("pupil_id", sa.Integer(), nullable=False),
        sa.Column("adult_id", sa.Integer(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("paused_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["pupil_id"], ["users.id"], name=op.f("fk_mood_shares_pupil_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["adult_id"], ["users.id"], name=op.f("fk_mood_shares_adult_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mood_shares")),
    )
    op.create_index(op.f("ix_mood_shares_adult_id"), "mood_shares", ["adult_id"])
    op.create_index(
        "uq_mood_shares_open",
        "mood_shares",
        ["pupil_id", "adult_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "soft_signals",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("pupil_id", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("rule_version", sa.Integer(), nullable=False),
        sa.Column("occasion", sa.String(), nullable=False),
        sa.Column("severity", sa.Integer(), nullable=False),
        sa.Column("inputs", sa.JSON(), nullable=False),
        sa.Column("is_shadow", sa.Boolean(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("replies", sa.JSON(), nullable=False),
        sa.Column("quiet_until", sa.Date(), nullable=True),
        sa.Column("listed_on", sa.Date(), nullable=True),
        sa.Column("verdict", sa.String(), nullable=True),
        sa.Column("verdict_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "severity BETWEEN 1 AND 3", name=op.f("ck_soft_signals_severity_in_range")
        ),
        sa.CheckConstraint(
            "verdict IS NULL OR verdict IN ('useful', 'not-useful', 'harmful')",
            name=op.f("ck_soft_signals_verdict_known"),
        ),
        sa.CheckConstraint(
            "ended_on IS NULL OR ended_on >= opened_on",
            name=op.f("ck_soft_signals_ended_after_opened"),
        ),
        sa.ForeignKeyConstraint(
            ["pupil_id"], ["users.id"], name=op.f("fk_soft_signals_pupil_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["verdict_by_id"], ["users.id"], name=op.f("fk_soft_signals_verdict_by_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_soft_signals")),
        sa.UniqueConstraint(
            "pupil_id", "rule", "occasion", name=op.f("uq_soft_signals_pupil_id_rule_occasion")
        ),
    )
    op.create_index(
        "uq_soft_signals_standing",
        "soft_signals",
        ["pupil_id", "rule"],
        unique=True,
        sqlite_where=sa.text("ended_on IS NULL"),
        postgresql_where=sa.text("ended_on IS NULL"),
    )


def downgrade():
    op.drop_table("soft_signals")
    op.drop_table("mood_shares")
    op.drop_table("climate_counts")
    op.drop_table("check_ins")
    op.drop_table("school_switches")
