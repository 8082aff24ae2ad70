"""What the rule of words found, without the words

Revision ID: 0016
Revises: 0015
Create Date: 2026-11-24 14:55:00

"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "word_matches",
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("rule_version", sa.Integer(), nullable=False),
        sa.Column("severity", sa.Integer(), nullable=False),
        sa.Column("is_shadow", sa.Boolean(), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("verdict", sa.String(), nullable=True),
        sa.Column("verdict_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("rule IN ('T1', 'T2', 'T3')", name=op.f("ck_word_matches_rule_known")),
        sa.CheckConstraint(
            "severity BETWEEN 3 AND 4", name=op.f("ck_word_matches_severity_in_range")
        ),
        sa.CheckConstraint(
            "verdict IS NULL OR verdict IN ('useful', 'not-useful', 'harmful')",
            name=op.f("ck_word_matches_verdict_known"),
        ),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["help_requests.id"],
            name=op.f("fk_word_matches_request_id_help_requests"),
        ),
        sa.ForeignKeyConstraint(
            ["verdict_by_id"], ["users.id"], name=op.f("fk_word_matches_verdict_by_id_users")
        ),
        sa.PrimaryKeyConstraint("request_id", name=op.f("pk_word_matches")),
    )


def downgrade():
    op.drop_table("word_matches")
