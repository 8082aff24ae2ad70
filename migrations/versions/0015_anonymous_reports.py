"""Reports without a name, and the thread behind their receipt code

Revision ID: 0015
Revises: 0014
Create Date: 2026-11-24 14:40:00

"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "anonymous_reports",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("submission_key", sa.Uuid(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("code_digest", sa.String(), nullable=True),
        sa.Column("about", sa.String(), nullable=True),
        sa.Column("place", sa.LargeBinary(), nullable=True),
        sa.Column("happened", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("severity", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_visit_on", sa.Date(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "about IS NULL OR about IN ('teacher', 'psychologist', 'social_pedagogue', 'lead',"
            " 'deputy', 'head', 'other')",
            name=op.f("ck_anonymous_reports_about_known"),
        ),
        sa.CheckConstraint(
            "state IN ('new', 'answered', 'closed')", name=op.f("ck_anonymous_reports_state_known")
        ),
        sa.CheckConstraint(
            "severity BETWEEN 1 AND 4", name=op.f("ck_anonymous_reports_severity_in_range")
        ),
        sa.CheckConstraint(
            "(state = 'closed') = (closed_at IS NOT NULL)",
            name=op.f("ck_anonymous_reports_closed_has_a_time"),
        ),
        sa.ForeignKeyConstraint(
            ["school_id"], ["schools.id"], name=op.f("fk_anonymous_reports_school_id_schools")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_anonymous_reports")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_anonymous_reports_submission_key")),
        sa.UniqueConstraint("code_digest", name=op.f("uq_anonymous_reports_code_digest")),
    )
    op.create_index(
        op.f("ix_anonymous_reports_school_id_state"), "anonymous_reports", ["school_id", "state"]
    )
    op.create_index(
        op.f("ix_anonymous_reports_state_due_at"), "anonymous_reports", ["state", "due_at"]
    )
    op.create_table(
        "anonymous_messages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission_key", sa.Uuid(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["anonymous_reports.id"],
            name=op.f("fk_anonymous_messages_report_id_anonymous_reports"),
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name=op.f("fk_anonymous_messages_author_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_anonymous_messages")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_anonymous_messages_submission_key")),
    )
    op.create_index(op.f("ix_anonymous_messages_report_id"), "anonymous_messages", ["report_id"])
    op.create_table(
        "anonymous_readers",
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["anonymous_reports.id"],
            name=op.f("fk_anonymous_readers_report_id_anonymous_reports"),
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_anonymous_readers_user_id_users")
        ),
        sa.PrimaryKeyConstraint("report_id", "user_id", name=op.f("pk_anonymous_readers")),
    )
    op.create_index(op.f("ix_anonymous_readers_user_id"), "anonymous_readers", ["user_id"])


def downgrade():
    op.drop_table("anonymous_readers")
    op.drop_table("anonymous_messages")
    op.drop_table("anonymous_reports")
