"""Owner and backup, cases passed on outside, cases merged

Revision ID: 0021
Revises: 0020
Create Date: 2026-11-24 15:50:00

"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

OLD_STATES = "'new', 'acknowledged', 'triaged', 'in_support', 'monitoring', 'closed', 'no_concern'"
NEW_STATES = (
    "'new', 'acknowledged', 'triaged', 'assigned', 'in_support', 'monitoring', 'referred_out', "
    "'closed', 'no_concern', 'merged'"
)


def upgrade():
    with op.batch_alter_table("cases") as table:
        table.add_column(sa.Column("backup_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("safe_contact", sa.LargeBinary(), nullable=True))
        table.add_column(sa.Column("merged_into_id", sa.Integer(), nullable=True))
        table.create_foreign_key(op.f("fk_cases_backup_id_users"), "users", ["backup_id"], ["id"])
        table.create_foreign_key(
            op.f("fk_cases_merged_into_id_cases"), "cases", ["merged_into_id"], ["id"]
        )
        table.create_index(op.f("ix_cases_merged_into_id"), ["merged_into_id"])
        table.drop_constraint(op.f("ck_cases_state_known"), type_="check")
        table.create_check_constraint(op.f("ck_cases_state_known"), f"state IN ({NEW_STATES})")
        table.create_check_constraint(op.f("ck_cases_backup_is_another"), "backup_id <> owner_id")
        table.create_check_constraint(
            op.f("ck_cases_merged_has_another_case"),
            "(state = 'merged') = (merged_into_id IS NOT NULL)",
        )
    op.create_table(
        "case_referrals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("to_whom", sa.LargeBinary(), nullable=False),
        sa.Column("ground", sa.LargeBinary(), nullable=False),
        sa.Column("sent", sa.LargeBinary(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("referred_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["by_id"], ["users.id"], name=op.f("fk_case_referrals_by_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_case_referrals_case_id_cases")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_referrals")),
    )
    op.create_index(op.f("ix_case_referrals_case_id"), "case_referrals", ["case_id"])


def downgrade():
    op.drop_table("case_referrals")
    with op.batch_alter_table("cases") as table:
        table.drop_constraint(op.f("ck_cases_merged_has_another_case"), type_="check")
        table.drop_constraint(op.f("ck_cases_backup_is_another"), type_="check")
        table.drop_constraint(op.f("ck_cases_state_known"), type_="check")
    op.execute("UPDATE cases SET state = 'triaged' WHERE state = 'assigned'")
    op.execute("UPDATE cases SET state = 'in_support' WHERE state = 'referred_out'")
    op.execute("UPDATE cases SET state = 'no_concern' WHERE state = 'merged'")
    with op.batch_alter_table("cases") as table:
        table.create_check_constraint(op.f("ck_cases_state_known"), f"state IN ({OLD_STATES})")
        table.drop_constraint(op.f("fk_cases_merged_into_id_cases"), type_="foreignkey")
        table.drop_constraint(op.f("fk_cases_backup_id_users"), type_="foreignkey")
        table.drop_index(op.f("ix_cases_merged_into_id"))
        table.drop_column("merged_into_id")
        table.drop_column("safe_contact")
        table.drop_column("backup_id")
