"""Seals over the audit trail: what is changed afterwards does not fit any more."""

import datetime as dt

import pytest
import sqlalchemy as sa

from app.core import audit, clock, seals
from app.core.audit import Action, AuditEntry
from app.core.db import db, transaction
from app.jobs import seal_audit

pytestmark = pytest.mark.usefixtures("context")

BEGIN = clock.at(dt.date(2026, 11, 23), 9)


def record(*hours):
    for hour in hours:
        with clock.fixed(BEGIN + dt.timedelta(hours=hour)), transaction():
            audit.record(actor_id=1, action=Action.CASE_READ, subject_type="case", subject_id=hour)


def seal(hour):
    with clock.fixed(BEGIN + dt.timedelta(hours=hour)):
        seal_audit.call_local()


@pytest.fixture
def two_nights():
    record(0, 1, 2)
    seal(12)
    record(20, 21)
    seal(36)


def change(**what):
    with transaction():
        db.session.execute(sa.update(AuditEntry).where(AuditEntry.subject_id == "1").values(**what))


def test_an_untouched_trail_fits_its_seals(two_nights):
    query = sa.select(seals.AuditSeal.entries).order_by(seals.AuditSeal.id)
    assert db.session.scalars(query).all() == [3, 2]
    assert seals.broken() == []


@pytest.mark.parametrize(
    "what", [{"actor_id": 2}, {"action": "case:printed"}, {"at": BEGIN + dt.timedelta(minutes=5)}]
)
def test_a_changed_entry_breaks_its_seal(two_nights, what):
    change(**what)
    assert len(seals.broken()) == 1


def test_an_entry_that_is_taken_out_or_put_in_breaks_its_seal(two_nights):
    with transaction():
        db.session.execute(sa.delete(AuditEntry).where(AuditEntry.subject_id == "20"))
    assert len(seals.broken()) == 1
    record(3)
    assert len(seals.broken()) == 2


def test_a_seal_that_is_made_anew_does_not_fit_the_next_one(two_nights):
    change(actor_id=2)
    with transaction():
        first = db.session.scalars(sa.select(seals.AuditSeal).order_by(seals.AuditSeal.id)).first()
        first.digest = seals._digest(None, first.until)[1]
    assert len(seals.broken()) == 1


def test_what_is_younger_than_an_hour_waits_for_the_next_seal():
    record(0, 11.5)
    seal(12)
    record(11.8)
    seal(36)
    assert seals.broken() == []
    assert db.session.scalars(sa.select(seals.AuditSeal.entries)).all() == [1, 2]


def test_two_seals_at_the_same_moment_are_one(two_nights):
    seal(36)
    assert db.session.scalar(sa.select(sa.func.count()).select_from(seals.AuditSeal)) == 2


def test_the_command_says_whether_the_trail_is_whole(app, two_nights):
    run = app.test_cli_runner().invoke
    assert run(args=["audit", "verify"]).exit_code == 0
    change(actor_id=2)
    told = run(args=["audit", "verify"])
    assert told.exit_code == 1
    assert "does not fit" in told.output
