"""Lessons held for a class, hands that went up, the year plan of a class

Revision ID: 0026
Revises: 0025
Create Date: 2026-11-24 18:00:00

"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "deliveries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=False),
        sa.Column("lesson_id", sa.String(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("present", sa.Integer(), nullable=False),
        sa.Column("led_by", sa.String(), nullable=False),
        sa.Column("guest", sa.String(), nullable=True),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "outcome IN ('taught', 'discussed', 'skipped')",
            name=op.f("ck_deliveries_outcome_known"),
        ),
        sa.CheckConstraint(
            "minutes BETWEEN 0 AND 120", name=op.f("ck_deliveries_minutes_in_range")
        ),
        sa.CheckConstraint("present BETWEEN 0 AND 60", name=op.f("ck_deliveries_present_in_range")),
        sa.CheckConstraint(
            "outcome != 'skipped' OR (minutes = 0 AND present = 0)",
            name=op.f("ck_deliveries_nothing_of_a_skipped_one"),
        ),
        sa.CheckConstraint(
            "led_by IN ('teacher', 'guest')", name=op.f("ck_deliveries_leader_known")
        ),
        sa.CheckConstraint(
            "guest IS NULL OR guest IN ('prosecutor', 'police', 'psychologist', 'other')",
            name=op.f("ck_deliveries_guest_known"),
        ),
        sa.CheckConstraint(
            "(led_by = 'guest') = (guest IS NOT NULL)",
            name=op.f("ck_deliveries_guest_has_an_office"),
        ),
        sa.ForeignKeyConstraint(
            ["class_id"], ["school_classes.id"], name=op.f("fk_deliveries_class_id_school_classes")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["users.id"], name=op.f("fk_deliveries_recorded_by_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliveries")),
    )
    op.create_index(op.f("ix_deliveries_class_id_held_on"), "deliveries", ["class_id", "held_on"])
    op.create_table(
        "delivery_boosters",
        sa.Column("delivery_id", sa.Integer(), nullable=False),
        sa.Column("objective", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delivery_id"],
            ["deliveries.id"],
            name=op.f("fk_delivery_boosters_delivery_id_deliveries"),
        ),
        sa.PrimaryKeyConstraint("delivery_id", "objective", name=op.f("pk_delivery_boosters")),
    )
    op.create_table(
        "hand_counts",
        sa.Column("class_id", sa.Integer(), nullable=False),
        sa.Column("lesson_id", sa.String(), nullable=False),
        sa.Column("item_id", sa.String(), nullable=False),
        sa.Column("option_id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("hands", sa.Integer(), nullable=False),
        sa.CheckConstraint("hands BETWEEN 0 AND 60", name=op.f("ck_hand_counts_hands_in_range")),
        sa.ForeignKeyConstraint(
            ["class_id"],
            ["school_classes.id"],
            name=op.f("fk_hand_counts_class_id_school_classes"),
        ),
        sa.PrimaryKeyConstraint(
            "class_id", "lesson_id", "item_id", "option_id", name=op.f("pk_hand_counts")
        ),
    )
    op.create_table(
        "class_plans",
        sa.Column("class_id", sa.Integer(), nullable=False),
        sa.Column("taken_by_id", sa.Integer(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["class_id"],
            ["school_classes.id"],
            name=op.f("fk_class_plans_class_id_school_classes"),
        ),
        sa.ForeignKeyConstraint(
            ["taken_by_id"], ["users.id"], name=op.f("fk_class_plans_taken_by_id_users")
        ),
        sa.PrimaryKeyConstraint("class_id", name=op.f("pk_class_plans")),
    )
    op.create_table(
        "plan_places",
        sa.Column("class_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("week", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "place >= 1 AND week >= 1", name=op.f("ck_plan_places_numbers_from_one")
        ),
        sa.ForeignKeyConstraint(
            ["class_id"],
            ["school_classes.id"],
            name=op.f("fk_plan_places_class_id_school_classes"),
        ),
        sa.PrimaryKeyConstraint("class_id", "place", name=op.f("pk_plan_places")),
        sa.UniqueConstraint("class_id", "week", name=op.f("uq_plan_places_class_id_week")),
    )
    op.add_column("assignments", sa.Column("opens_on", sa.Date(), nullable=True))


def downgrade():
    """Lessons that have not opened yet would open at once: they are withdrawn."""
    op.execute(
        "UPDATE assignments SET withdrawn_at = assigned_at "
        "WHERE withdrawn_at IS NULL AND opens_on > CURRENT_DATE"
    )
    op.drop_column("assignments", "opens_on")
    for table in ("plan_places", "class_plans", "hand_counts", "delivery_boosters", "deliveries"):
        op.drop_table(table)
