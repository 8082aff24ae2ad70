"""Terms of roles, free days, the year's end, transfers, consent, copies and erasures of data

Revision ID: 0008
Revises: 0007
Create Date: 2026-11-24 14:10:00

"""

import datetime as dt

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

OLD_ROLES = (
    "'pupil', 'teacher', 'parent', 'psychologist', 'lead', 'social_pedagogue', 'deputy', "
    "'head', 'school_admin', 'region_officer', 'lawyer', 'author'"
)
NEW_ROLES = OLD_ROLES.replace("'region_officer',", "'region_officer', 'region_admin',")
OLD_OUTSIDE = "'region_officer', 'lawyer', 'author'"
NEW_OUTSIDE = "'region_officer', 'region_admin', 'lawyer', 'author'"


def upgrade():
    op.add_column("schools", sa.Column("district", sa.String(), nullable=True))
    op.add_column("school_classes", sa.Column("closed_on", sa.Date(), nullable=True))
    op.add_column("users", sa.Column("works_until", sa.Date(), nullable=True))
    op.add_column("users", sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True))
    say_roles(NEW_ROLES, NEW_OUTSIDE)
    create_tables()
    begin_terms(op.get_bind())


def say_roles(roles, outside):
    with op.batch_alter_table("users", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_users_role_known"), type_="check")
        batch_op.drop_constraint(op.f("ck_users_school_people_have_a_school"), type_="check")
        batch_op.create_check_constraint(op.f("ck_users_role_known"), f"role IN ({roles})")
        batch_op.create_check_constraint(
            op.f("ck_users_school_people_have_a_school"),
            f"school_id IS NOT NULL OR role IN ({outside})",
        )


def create_tables():
    op.create_table(
        "holidays",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_holidays_ends_after_start")),
        sa.ForeignKeyConstraint(
            ["school_id"], ["schools.id"], name=op.f("fk_holidays_school_id_schools")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holidays")),
    )
    op.create_index(
        "ix_holidays_school_id_starts_on", "holidays", ["school_id", "starts_on"], unique=False
    )
    op.create_table(
        "role_terms",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("given_by_id", sa.Integer(), nullable=True),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(f"role IN ({NEW_ROLES})", name=op.f("ck_role_terms_role_known")),
        sa.CheckConstraint(
            "ends_on IS NULL OR ends_on >= starts_on", name=op.f("ck_role_terms_ends_after_start")
        ),
        sa.ForeignKeyConstraint(
            ["given_by_id"], ["users.id"], name=op.f("fk_role_terms_given_by_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_role_terms_user_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_terms")),
    )
    op.create_index(
        "ix_role_terms_user_id_starts_on", "role_terms", ["user_id", "starts_on"], unique=False
    )
    op.create_table(
        "promotions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("school_year", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_promotions_by_id_users")),
        sa.ForeignKeyConstraint(
            ["school_id"], ["schools.id"], name=op.f("fk_promotions_school_id_schools")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promotions")),
    )
    op.create_index(
        "uq_promotions_standing",
        "promotions",
        ["school_id", "school_year"],
        unique=True,
        sqlite_where=sa.text("undone_at IS NULL"),
        postgresql_where=sa.text("undone_at IS NULL"),
    )
    op.create_table(
        "transfers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("pupil_id", sa.Integer(), nullable=False),
        sa.Column("from_school_id", sa.Integer(), nullable=False),
        sa.Column("to_school_id", sa.Integer(), nullable=False),
        sa.Column("released_by_id", sa.Integer(), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_by_id", sa.Integer(), nullable=True),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(accepted_at IS NULL) = (accepted_by_id IS NULL)",
            name=op.f("ck_transfers_accepted_at_and_by_go_together"),
        ),
        sa.CheckConstraint(
            "accepted_at IS NULL OR cancelled_at IS NULL", name=op.f("ck_transfers_one_end")
        ),
        sa.CheckConstraint(
            "from_school_id <> to_school_id", name=op.f("ck_transfers_between_two_schools")
        ),
        sa.ForeignKeyConstraint(
            ["accepted_by_id"], ["users.id"], name=op.f("fk_transfers_accepted_by_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["from_school_id"], ["schools.id"], name=op.f("fk_transfers_from_school_id_schools")
        ),
        sa.ForeignKeyConstraint(
            ["pupil_id"], ["users.id"], name=op.f("fk_transfers_pupil_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["released_by_id"], ["users.id"], name=op.f("fk_transfers_released_by_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["to_school_id"], ["schools.id"], name=op.f("fk_transfers_to_school_id_schools")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transfers")),
    )
    op.create_index(
        "ix_transfers_from_school_id_released_at",
        "transfers",
        ["from_school_id", "released_at"],
        unique=False,
    )
    op.create_index(
        "ix_transfers_to_school_id_released_at",
        "transfers",
        ["to_school_id", "released_at"],
        unique=False,
    )
    op.create_index(
        "uq_transfers_waiting",
        "transfers",
        ["pupil_id"],
        unique=True,
        sqlite_where=sa.text("accepted_at IS NULL AND cancelled_at IS NULL"),
        postgresql_where=sa.text("accepted_at IS NULL AND cancelled_at IS NULL"),
    )
    op.create_table(
        "site_settings",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("set_by_id", sa.Integer(), nullable=True),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["set_by_id"], ["users.id"], name=op.f("fk_site_settings_set_by_id_users")
        ),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_site_settings")),
    )
    op.create_table(
        "consents",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("pupil_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("voice", sa.String(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("given_by_id", sa.Integer(), nullable=True),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("paper", sa.String(), nullable=True),
        sa.Column("term", sa.String(), nullable=True),
        sa.Column("text_version", sa.Integer(), nullable=False),
        sa.Column("text_locale", sa.String(), nullable=False),
        sa.Column("text_digest", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "decision IN ('given', 'refused', 'withdrawn')", name=op.f("ck_consents_decision_known")
        ),
        sa.CheckConstraint(
            "voice = 'guardian' OR (term IS NOT NULL AND given_by_id = pupil_id)",
            name=op.f("ck_consents_pupils_speak_for_a_term"),
        ),
        sa.CheckConstraint("voice IN ('guardian', 'pupil')", name=op.f("ck_consents_voice_known")),
        sa.CheckConstraint(
            "given_by_id IS NOT NULL OR paper IS NOT NULL",
            name=op.f("ck_consents_somebody_or_a_paper_stands_for_it"),
        ),
        sa.ForeignKeyConstraint(
            ["given_by_id"], ["users.id"], name=op.f("fk_consents_given_by_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["pupil_id"], ["users.id"], name=op.f("fk_consents_pupil_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["users.id"], name=op.f("fk_consents_recorded_by_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
    )
    op.create_index(
        "ix_consents_pupil_id_purpose_at", "consents", ["pupil_id", "purpose", "at"], unique=False
    )
    op.create_table(
        "consent_states",
        sa.Column("pupil_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("is_given", sa.Boolean(), nullable=True),
        sa.Column("assent_term", sa.String(), nullable=True),
        sa.Column("erase_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["pupil_id"], ["users.id"], name=op.f("fk_consent_states_pupil_id_users")
        ),
        sa.PrimaryKeyConstraint("pupil_id", "purpose", name=op.f("pk_consent_states")),
    )
    op.create_index("ix_consent_states_erase_on", "consent_states", ["erase_on"], unique=False)
    op.create_table(
        "consent_exemptions",
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("ground", sa.String(), nullable=False),
        sa.Column("set_by_id", sa.Integer(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["school_id"], ["schools.id"], name=op.f("fk_consent_exemptions_school_id_schools")
        ),
        sa.ForeignKeyConstraint(
            ["set_by_id"], ["users.id"], name=op.f("fk_consent_exemptions_set_by_id_users")
        ),
        sa.PrimaryKeyConstraint("school_id", "purpose", name=op.f("pk_consent_exemptions")),
    )
    op.create_table(
        "data_copies",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["users.id"], name=op.f("fk_data_copies_asked_by_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["users.id"], name=op.f("fk_data_copies_person_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_copies")),
    )
    op.create_index(
        "ix_data_copies_asked_by_id_asked_at",
        "data_copies",
        ["asked_by_id", "asked_at"],
        unique=False,
    )
    op.create_index("ix_data_copies_expires_at", "data_copies", ["expires_at"], unique=False)
    op.create_index("ix_data_copies_person_id", "data_copies", ["person_id"], unique=False)
    op.create_table(
        "erasures",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_erasures_by_id_users")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["users.id"], name=op.f("fk_erasures_person_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasures")),
    )
    op.create_index("ix_erasures_person_id", "erasures", ["person_id"], unique=False)
    op.create_table(
        "erased_coverage",
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("lesson_id", sa.String(), nullable=False),
        sa.Column("started", sa.Integer(), nullable=False),
        sa.Column("finished", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "finished <= started AND started >= 0", name=op.f("ck_erased_coverage_counts_fit")
        ),
        sa.ForeignKeyConstraint(
            ["school_id"], ["schools.id"], name=op.f("fk_erased_coverage_school_id_schools")
        ),
        sa.PrimaryKeyConstraint("school_id", "lesson_id", name=op.f("pk_erased_coverage")),
    )
    op.create_table(
        "case_handovers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("holder_id", sa.Integer(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("handed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("handed_to_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(handed_at IS NULL) = (handed_to_id IS NULL)",
            name=op.f("ck_case_handovers_handed_at_and_to_go_together"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_case_handovers_case_id_cases")
        ),
        sa.ForeignKeyConstraint(
            ["handed_to_id"], ["users.id"], name=op.f("fk_case_handovers_handed_to_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["holder_id"], ["users.id"], name=op.f("fk_case_handovers_holder_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_handovers")),
    )
    op.create_index("ix_case_handovers_holder_id", "case_handovers", ["holder_id"], unique=False)
    op.create_index(
        "uq_case_handovers_waiting",
        "case_handovers",
        ["case_id"],
        unique=True,
        sqlite_where=sa.text("handed_at IS NULL"),
        postgresql_where=sa.text("handed_at IS NULL"),
    )


def begin_terms(connection):
    """Who works here now does so since their account was made."""
    users = sa.table(
        "users",
        sa.column("id", sa.Integer),
        sa.column("role", sa.String),
        sa.column("created_at", sa.DateTime(timezone=True)),
    )
    terms = sa.table(
        "role_terms",
        sa.column("user_id", sa.Integer),
        sa.column("role", sa.String),
        sa.column("starts_on", sa.Date),
        sa.column("given_at", sa.DateTime(timezone=True)),
    )
    staff = connection.execute(
        sa.select(users).where(users.c.role.notin_(["pupil", "parent"])).order_by(users.c.id)
    ).all()
    if staff:
        connection.execute(sa.insert(terms), [term_of(row) for row in staff])


def term_of(row):
    since = row.created_at
    return {
        "user_id": row.id,
        "role": row.role,
        "starts_on": since.date() if isinstance(since, dt.datetime) else since,
        "given_at": since,
    }


def downgrade():
    for table in (
        "case_handovers",
        "erased_coverage",
        "erasures",
        "data_copies",
        "consent_exemptions",
        "consent_states",
        "consents",
        "site_settings",
        "transfers",
        "promotions",
        "role_terms",
        "holidays",
    ):
        op.drop_table(table)
    op.execute("UPDATE users SET role = 'region_officer' WHERE role = 'region_admin'")
    say_roles(OLD_ROLES, OLD_OUTSIDE)
    for table, column in (
        ("users", "erased_at"),
        ("users", "works_until"),
        ("school_classes", "closed_on"),
        ("schools", "district"),
    ):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column(column)
