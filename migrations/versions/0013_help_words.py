"""The child's own word before the child's own requests

Revision ID: 0013
Revises: 0012
Create Date: 2026-11-24 14:40:00

"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade():
    op.create_table(
        "help_words",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pupil_id", sa.Integer(), nullable=False),
        sa.Column("word_hash", sa.String(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("wrong", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pupil_id"], ["users.id"], name=op.f("fk_help_words_pupil_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_help_words")),
    )
    op.create_index("ix_help_words_pupil_id", "help_words", ["pupil_id"])
    op.create_table(
        "help_keys",
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("word_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["request_id"], ["help_requests.id"], name=op.f("fk_help_keys_request_id_help_requests")
        ),
        sa.ForeignKeyConstraint(
            ["word_id"], ["help_words.id"], name=op.f("fk_help_keys_word_id_help_words")
        ),
        sa.PrimaryKeyConstraint("request_id", name=op.f("pk_help_keys")),
    )
    op.create_index("ix_help_keys_session_id", "help_keys", ["session_id"])
    op.create_index("ix_help_keys_word_id", "help_keys", ["word_id"])
    with op.batch_alter_table("authenticators", recreate="never") as batch_op:
        batch_op.drop_column("confirmed_at")


def downgrade():
    with op.batch_alter_table("authenticators", recreate="never") as batch_op:
        batch_op.add_column(sa.Column("confirmed_at", MOMENT, nullable=True))
    op.drop_table("help_keys")
    op.drop_table("help_words")
