"""Certificates of themes; objectives remember that they were strong

Revision ID: 0029
Revises: 0028
Create Date: 2026-11-24 21:10:00

"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "certificates",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("pupil_id", sa.Integer(), nullable=False),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("band", sa.String(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("lesson_ids", sa.JSON(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pupil_id"], ["users.id"], name=op.f("fk_certificates_pupil_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["school_id"], ["schools.id"], name=op.f("fk_certificates_school_id_schools")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificates")),
        sa.UniqueConstraint("code", name=op.f("uq_certificates_code")),
        sa.UniqueConstraint(
            "pupil_id", "theme", "band", name=op.f("uq_certificates_pupil_id_theme_band")
        ),
    )
    op.add_column(
        "objective_progress",
        sa.Column("was_strong", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    # What is "proficient" today has been so; see learning.mastery of this day.
    op.execute(
        "UPDATE objective_progress SET was_strong = true"
        " WHERE answered >= 2 AND streak >= 2 AND credit / answered >= 0.8"
    )


def downgrade():
    with op.batch_alter_table("objective_progress") as table:
        table.drop_column("was_strong")
    op.drop_table("certificates")
