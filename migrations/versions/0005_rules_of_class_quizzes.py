"""Rules of a class's quiz, answers that may change until the hand-in, more time, kept forms

Revision ID: 0005
Revises: 0004
Create Date: 2026-11-24 14:00:00

"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

UNSETTLED = "ix_quiz_sittings_unsettled"


def upgrade():
    op.create_table(
        "class_quizzes",
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("item_ids", sa.JSON(), nullable=False),
        sa.Column("item_order", sa.String(), nullable=False),
        sa.Column("tries", sa.String(), nullable=False),
        sa.Column("release", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("asks_certainty", sa.Boolean(), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("released_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "item_order IN ('fixed', 'random')", name=op.f("ck_class_quizzes_order_known")
        ),
        sa.CheckConstraint(
            "tries IN ('one', 'best', 'last')", name=op.f("ck_class_quizzes_tries_known")
        ),
        sa.CheckConstraint(
            "release IN ('at-once', 'after-due', 'by-teacher')",
            name=op.f("ck_class_quizzes_release_known"),
        ),
        sa.CheckConstraint(
            "minutes IS NULL OR minutes BETWEEN 1 AND 180",
            name=op.f("ck_class_quizzes_minutes_in_range"),
        ),
        sa.CheckConstraint(
            "(released_at IS NULL) = (released_by_id IS NULL)",
            name=op.f("ck_class_quizzes_released_at_and_by_go_together"),
        ),
        sa.ForeignKeyConstraint(
            ["assignment_id"],
            ["assignments.id"],
            name=op.f("fk_class_quizzes_assignment_id_assignments"),
        ),
        sa.ForeignKeyConstraint(
            ["released_by_id"], ["users.id"], name=op.f("fk_class_quizzes_released_by_id_users")
        ),
        sa.PrimaryKeyConstraint("assignment_id", name=op.f("pk_class_quizzes")),
    )
    op.create_table(
        "time_allowances",
        sa.Column("pupil_id", sa.Integer(), nullable=False),
        sa.Column("extra_percent", sa.Integer(), nullable=True),
        sa.Column("set_by_id", sa.Integer(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "extra_percent IS NULL OR extra_percent BETWEEN 1 AND 300",
            name=op.f("ck_time_allowances_extra_in_range"),
        ),
        sa.ForeignKeyConstraint(
            ["pupil_id"], ["users.id"], name=op.f("fk_time_allowances_pupil_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["set_by_id"], ["users.id"], name=op.f("fk_time_allowances_set_by_id_users")
        ),
        sa.PrimaryKeyConstraint("pupil_id", name=op.f("pk_time_allowances")),
    )
    op.create_table(
        "kept_forms",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("form", sa.LargeBinary(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["users.id"], name=op.f("fk_kept_forms_owner_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_forms")),
    )
    op.create_index("ix_kept_forms_owner_id_kept_at", "kept_forms", ["owner_id", "kept_at"])
    _widen_sittings()
    op.create_table(
        "quiz_answers",
        sa.Column("sitting_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.String(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("response", sa.JSON(), nullable=True),
        sa.Column("certainty", sa.String(), nullable=True),
        sa.Column("seconds", sa.Double(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("score", sa.Double(), nullable=True),
        sa.Column("attempt_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "score IS NULL OR score BETWEEN 0 AND 1", name=op.f("ck_quiz_answers_score_in_range")
        ),
        sa.CheckConstraint(
            "certainty IS NULL OR certainty IN ('sure', 'unsure', 'dont-know')",
            name=op.f("ck_quiz_answers_certainty_known"),
        ),
        sa.CheckConstraint("revision >= 0", name=op.f("ck_quiz_answers_revision_not_negative")),
        sa.ForeignKeyConstraint(
            ["sitting_id"],
            ["quiz_sittings.id"],
            name=op.f("fk_quiz_answers_sitting_id_quiz_sittings"),
        ),
        sa.PrimaryKeyConstraint("sitting_id", "item_id", name=op.f("pk_quiz_answers")),
    )
    _take_over_answers()


def _widen_sittings():
    with op.batch_alter_table("quiz_sittings", schema=None) as batch_op:
        batch_op.add_column(sa.Column("assignment_id", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column("asks_certainty", sa.Boolean(), server_default=sa.true(), nullable=False)
        )
        batch_op.add_column(sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_check_constraint(
            op.f("ck_quiz_sittings_settled_after_hand_in"),
            "settled_at IS NULL OR handed_in_at IS NOT NULL",
        )
        batch_op.create_check_constraint(
            op.f("ck_quiz_sittings_ends_after_start"), "ends_at IS NULL OR ends_at >= started_at"
        )
        batch_op.create_foreign_key(
            op.f("fk_quiz_sittings_assignment_id_assignments"),
            "assignments",
            ["assignment_id"],
            ["id"],
        )
    # What was handed in before was told and counted before.
    op.execute("UPDATE quiz_sittings SET settled_at = handed_in_at")
    op.create_index("ix_quiz_sittings_assignment_id", "quiz_sittings", ["assignment_id"])
    op.create_index(
        UNSETTLED,
        "quiz_sittings",
        ["pupil_id"],
        sqlite_where=sa.text("settled_at IS NULL"),
        postgresql_where=sa.text("settled_at IS NULL"),
    )


def _take_over_answers():
    """Until now the first attempt at each question of a sitting was its answer."""
    columns = ("sitting_id", "item_id", "response", "certainty", "seconds", "score")
    attempts = sa.table(
        "attempts",
        sa.column("id", sa.Uuid()),
        sa.column("sitting_id", sa.Uuid()),
        sa.column("item_id", sa.String()),
        sa.column("response", sa.JSON()),
        sa.column("certainty", sa.String()),
        sa.column("seconds", sa.Double()),
        sa.column("score", sa.Double()),
        sa.column("recorded_at", sa.DateTime(timezone=True)),
    )
    sittings = sa.table("quiz_sittings", sa.column("id", sa.Uuid()))
    answers = sa.table(
        "quiz_answers",
        *(sa.column(name) for name in columns),
        *(sa.column(name) for name in ("fields", "revision", "saved_at", "attempt_id")),
    )
    earlier = attempts.alias("earlier")
    is_first = ~sa.exists().where(
        earlier.c.sitting_id == attempts.c.sitting_id,
        earlier.c.item_id == attempts.c.item_id,
        sa.or_(
            earlier.c.recorded_at < attempts.c.recorded_at,
            sa.and_(earlier.c.recorded_at == attempts.c.recorded_at, earlier.c.id < attempts.c.id),
        ),
    )
    found = sa.select(
        *(attempts.c[name] for name in columns),
        sa.literal({}, sa.JSON()),
        sa.literal(1),
        attempts.c.recorded_at,
        attempts.c.id,
    ).where(attempts.c.sitting_id.in_(sa.select(sittings.c.id)), is_first)
    op.execute(
        sa.insert(answers).from_select(
            [*columns, "fields", "revision", "saved_at", "attempt_id"], found
        )
    )


def downgrade():
    """Answers that were not told yet are lost: they had no place before."""
    op.drop_table("quiz_answers")
    op.drop_index(UNSETTLED, table_name="quiz_sittings")
    op.drop_index("ix_quiz_sittings_assignment_id", table_name="quiz_sittings")
    with op.batch_alter_table("quiz_sittings", schema=None) as batch_op:
        batch_op.drop_constraint(
            op.f("fk_quiz_sittings_assignment_id_assignments"), type_="foreignkey"
        )
        batch_op.drop_constraint(op.f("ck_quiz_sittings_ends_after_start"), type_="check")
        batch_op.drop_constraint(op.f("ck_quiz_sittings_settled_after_hand_in"), type_="check")
        batch_op.drop_column("settled_at")
        batch_op.drop_column("ends_at")
        batch_op.drop_column("asks_certainty")
        batch_op.drop_column("assignment_id")
    op.drop_index("ix_kept_forms_owner_id_kept_at", table_name="kept_forms")
    op.drop_table("kept_forms")
    op.drop_table("time_allowances")
    op.drop_table("class_quizzes")
