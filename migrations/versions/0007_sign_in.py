"""Sessions that end for every copy of a cookie, cards, second factors, outside providers

Revision ID: 0007
Revises: 0006
Create Date: 2026-11-24 14:10:00

"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def person(column="user_id"):
    return sa.Column(column, sa.Integer(), nullable=False)


def to_users(table, column="user_id"):
    return sa.ForeignKeyConstraint([column], ["users.id"], name=f"fk_{table}_{column}_users")


def upgrade():
    with op.batch_alter_table("users", schema=None, recreate="never") as batch_op:
        batch_op.add_column(sa.Column("pictures_hash", sa.String(), nullable=True))
        batch_op.drop_column("session_epoch")
    create_sessions()
    create_cards()
    create_factors()
    create_providers()


def create_sessions():
    op.create_table(
        "sign_in_sessions",
        sa.Column("id", sa.Uuid(), nullable=False),
        person(),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("factor_at", MOMENT, nullable=True),
        sa.Column("confirmed_at", MOMENT, nullable=True),
        sa.CheckConstraint(
            "method IN ('password', 'pin', 'pictures', 'card', 'provider')",
            name=op.f("ck_sign_in_sessions_method_known"),
        ),
        to_users("sign_in_sessions"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_sessions")),
    )
    op.create_index("ix_sign_in_sessions_user_id", "sign_in_sessions", ["user_id"])
    op.create_index("ix_sign_in_sessions_expires_at", "sign_in_sessions", ["expires_at"])
    op.create_table(
        "known_devices",
        sa.Column("digest", sa.String(), nullable=False),
        person(),
        sa.Column("last_at", MOMENT, nullable=False),
        sa.Column("wrong", sa.Integer(), nullable=False),
        to_users("known_devices"),
        sa.PrimaryKeyConstraint("digest", "user_id", name=op.f("pk_known_devices")),
    )
    op.create_index("ix_known_devices_user_id", "known_devices", ["user_id"])
    op.create_table(
        "guess_counts",
        person(),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("today", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        to_users("guess_counts"),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_guess_counts")),
    )


def create_cards():
    op.create_table(
        "sign_in_cards",
        sa.Column("id", sa.Uuid(), nullable=False),
        person(),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        person("made_by_id"),
        sa.Column("revoked_at", MOMENT, nullable=True),
        sa.Column("last_used_at", MOMENT, nullable=True),
        to_users("sign_in_cards"),
        to_users("sign_in_cards", "made_by_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_cards")),
        sa.UniqueConstraint("digest", name=op.f("uq_sign_in_cards_digest")),
    )
    op.create_index("ix_sign_in_cards_user_id", "sign_in_cards", ["user_id"])


def create_factors():
    op.create_table(
        "authenticators",
        person(),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("confirmed_at", MOMENT, nullable=True),
        sa.Column("last_step", sa.Integer(), nullable=False),
        to_users("authenticators"),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_authenticators")),
    )
    op.create_table(
        "passkeys",
        sa.Column("id", sa.Uuid(), nullable=False),
        person(),
        sa.Column("credential_id", sa.LargeBinary(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("last_used_at", MOMENT, nullable=True),
        to_users("passkeys"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkeys")),
        sa.UniqueConstraint("credential_id", name=op.f("uq_passkeys_credential_id")),
    )
    op.create_index("ix_passkeys_user_id", "passkeys", ["user_id"])
    op.create_table(
        "recovery_codes",
        person(),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("used_at", MOMENT, nullable=True),
        to_users("recovery_codes"),
        sa.PrimaryKeyConstraint("user_id", "digest", name=op.f("pk_recovery_codes")),
    )


def create_providers():
    op.create_table(
        "sign_in_providers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("client_id", sa.String(), nullable=False),
        sa.Column("client_secret", sa.LargeBinary(), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["school_id"], ["schools.id"], name=op.f("fk_sign_in_providers_school_id_schools")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_providers")),
        sa.UniqueConstraint("school_id", name=op.f("uq_sign_in_providers_school_id")),
    )
    op.create_table(
        "outside_identities",
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        person(),
        sa.Column("linked_at", MOMENT, nullable=False),
        person("linked_by_id"),
        sa.ForeignKeyConstraint(
            ["provider_id"],
            ["sign_in_providers.id"],
            name=op.f("fk_outside_identities_provider_id_sign_in_providers"),
        ),
        to_users("outside_identities"),
        to_users("outside_identities", "linked_by_id"),
        sa.PrimaryKeyConstraint("provider_id", "subject", name=op.f("pk_outside_identities")),
    )
    op.create_index("ix_outside_identities_user_id", "outside_identities", ["user_id"])
    op.create_table(
        "link_codes",
        sa.Column("digest", sa.String(), nullable=False),
        person(),
        person("made_by_id"),
        sa.Column("expires_at", MOMENT, nullable=False),
        to_users("link_codes"),
        to_users("link_codes", "made_by_id"),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_link_codes")),
    )
    op.create_index("ix_link_codes_user_id", "link_codes", ["user_id"])


def downgrade():
    for table in (
        "link_codes",
        "outside_identities",
        "sign_in_providers",
        "recovery_codes",
        "passkeys",
        "authenticators",
        "sign_in_cards",
        "guess_counts",
        "known_devices",
        "sign_in_sessions",
    ):
        op.drop_table(table)
    with op.batch_alter_table("users", schema=None, recreate="never") as batch_op:
        batch_op.add_column(
            sa.Column("session_epoch", sa.Integer(), server_default="0", nullable=False)
        )
        batch_op.drop_column("pictures_hash")
