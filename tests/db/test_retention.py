"""What is kept how long, and what goes with it: safeguarding.md §11."""

import datetime as dt
import io
import uuid

import pytest
import sqlalchemy as sa
from PIL import Image

from app.casework import files, intake, passing, retention, services, thread
from app.casework.files import CaseFile
from app.casework.models import Case, CaseReader, ChronologyEntry
from app.casework.thread import CaseMessage
from app.core import clock
from app.core.db import db, transaction
from app.people.models import User
from app.people.viewer import load_viewer
from app.risk.models import Signal, SoftSignal, WordMatch
from app.wellbeing import anonymous
from app.wellbeing.anonymous import AnonymousMessage, AnonymousReport, Told
from app.wellbeing.models import Concern, HelpRequest
from app.wellbeing.services import Request

pytestmark = pytest.mark.usefixtures("context")

CLOSED = dt.date(2026, 11, 24)
LAST_KEPT_DAY = dt.date(2028, 6, 30)


def on(day):
    return clock.fixed(clock.at(day, 10))


def open_case(world, topic="other"):
    request = Request(
        kind="talk", topic=topic, words="Маған көмек керек", submission_key=uuid.uuid4()
    )
    with on(CLOSED):
        with transaction():
            intake.ask_for_help(pupil=load_viewer(world.aigerim), request=request)
        return db.session.query(Case).order_by(Case.id.desc()).first().id


def work(world, case_id, *moves, day=CLOSED):
    by = load_viewer(world.psychologist)
    with on(day):
        for move in moves:
            with transaction():
                move(case=db.session.get(Case, case_id), by=by)


def take(case, by):
    services.acknowledge(case=case, by=by)


def sort(case, by):
    services.triage(
        case=case,
        by=by,
        category="other",
        severity=case.severity,
        home_is_safe=None,
        note="–",
        conflict_checked=True,
        safe_contact="–",
    )
    lead = db.session.query(User.id).filter_by(role="lead").first()[0]
    passing.assign(case=case, by=by, owner_id=by.id, backup_id=lead)


def help_(case, by):
    services.add_task(case=case, by=by, text="Әңгіме", due_on=dt.date(2026, 11, 30))


def observe(case, by):
    services.monitor(case=case, by=by, review_on=dt.date(2026, 12, 1), note="–")


def close(case, by):
    services.close(case=case, by=by, better="yes", note="–")


def reopen(case, by):
    services.reopen(case=case, by=by, note="–")


def no_concern(case, by):
    services.find_no_concern(case=case, by=by, note="–")


CLOSING = (take, sort, help_, observe, close)


def forget(day):
    with on(day):
        for _twice in range(2):
            with transaction():
                retention.forget_old()


def count(model):
    return db.session.scalar(sa.select(sa.func.count()).select_from(model))


def test_a_closed_case_goes_after_the_next_school_year_with_all_that_belongs_to_it(world):
    case = open_case(world)
    work(world, case, *CLOSING)
    forget(LAST_KEPT_DAY)
    assert count(Case) == 1
    forget(LAST_KEPT_DAY + dt.timedelta(days=1))
    for model in (Case, CaseReader, ChronologyEntry, Signal, HelpRequest):
        assert count(model) == 0, model.__tablename__


def test_pictures_messages_and_merged_cases_go_with_the_case(world):
    case = open_case(world)
    other = open_case(world, "home")
    work(world, other, take, sort)
    work(world, case, take, sort)
    by = load_viewer(world.psychologist)
    made = io.BytesIO()
    Image.new("RGB", (2, 2)).save(made, "PNG")
    with on(CLOSED), transaction():
        row = db.session.get(Case, case)
        files.add(case=row, by=by, data=made.getvalue(), text="–", submission_key=uuid.uuid4())
        request_id = db.session.query(HelpRequest.id).filter_by(topic="other").one()[0]
        thread.answer(
            case=row, request_id=request_id, by=by, words="–", submission_key=uuid.uuid4()
        )
        passing.merge(case=row, by=by, into_id=other, note="–")
    with on(CLOSED), transaction():
        db.session.get(Case, other).severity = 2
    work(world, other, help_, observe, close)
    forget(LAST_KEPT_DAY)
    assert (count(Case), count(CaseFile), count(CaseMessage)) == (2, 1, 1)
    forget(LAST_KEPT_DAY + dt.timedelta(days=1))
    for model in (Case, CaseFile, CaseMessage, ChronologyEntry, HelpRequest, Signal):
        assert count(model) == 0, model.__tablename__


def test_what_was_merged_and_taken_apart_keeps_what_it_holds(world):
    case = open_case(world)
    other = open_case(world, "home")
    work(world, other, take, sort)
    work(world, case, take, sort)
    by = load_viewer(world.psychologist)
    with on(CLOSED), transaction():
        passing.merge(case=db.session.get(Case, case), by=by, into_id=other, note="–")
    work(world, case, reopen)
    with on(CLOSED), transaction():
        db.session.get(Case, other).severity = 2
    work(world, other, help_, observe, close)
    forget(LAST_KEPT_DAY + dt.timedelta(days=1))
    assert count(Case) == 1
    assert db.session.query(HelpRequest).one().topic == "other"


def test_a_case_without_concern_goes_like_a_closed_one(world):
    case = open_case(world)
    work(world, case, take, no_concern)
    forget(LAST_KEPT_DAY)
    assert count(Case) == 1
    forget(LAST_KEPT_DAY + dt.timedelta(days=1))
    assert count(Case) == 0


def test_a_case_that_is_open_never_goes(world):
    open_case(world)
    forget(dt.date(2036, 1, 1))
    assert count(Case) == 1


def test_a_case_opened_again_counts_from_its_last_closing(world):
    case = open_case(world)
    later = dt.date(2027, 10, 4)
    work(world, case, *CLOSING)
    work(world, case, reopen, observe, close, day=later)
    forget(LAST_KEPT_DAY + dt.timedelta(days=1))
    assert count(Case) == 1
    forget(dt.date(2029, 7, 1))
    assert count(Case) == 0


def test_a_case_closed_and_opened_again_and_left_open_stays(world):
    case = open_case(world)
    work(world, case, *CLOSING, reopen)
    forget(dt.date(2036, 1, 1))
    assert count(Case) == 1


def test_serious_cases_wait_for_a_lawyers_word(world):
    case = open_case(world, topic="low")
    work(world, case, take, sort, help_, observe)
    with on(CLOSED), transaction():
        services.close(
            case=db.session.get(Case, case), by=load_viewer(world.lead), better="yes", note="–"
        )
    forget(dt.date(2036, 1, 1))
    assert count(Case) == 1


def test_the_concern_that_opened_a_case_goes_with_it(world):
    with on(CLOSED), transaction():
        intake.report_concern(
            author=load_viewer(world.teacher),
            pupil_id=world.aigerim,
            school_id=world.school,
            submission_key=uuid.uuid4(),
            kind="staff",
            facts="Жалғыз отырады",
        )
    work(world, db.session.query(Case).one().id, *CLOSING)
    assert count(Concern) == 1
    forget(LAST_KEPT_DAY + dt.timedelta(days=1))
    assert count(Concern) == 0


def test_reports_without_a_name_go_like_cases(world):
    with on(CLOSED), transaction():
        report, _new = anonymous.keep(
            school_id=world.school,
            told=Told(submission_key=uuid.uuid4(), words="Ақша жинайды"),
            due_at=clock.now(),
        )
        report.state, report.closed_at = "closed", clock.now()
    forget(LAST_KEPT_DAY)
    assert count(AnonymousReport) == 1
    forget(LAST_KEPT_DAY + dt.timedelta(days=1))
    assert count(AnonymousReport) == count(AnonymousMessage) == 0


def soft_signal(world, ended_on):
    row = SoftSignal(
        id=uuid.uuid4(),
        pupil_id=world.aigerim,
        rule="M1",
        rule_version=1,
        occasion=f"mood:{ended_on}",
        severity=1,
        inputs={"lows": [], "usual": None, "with_second_fact": False},
        is_shadow=False,
        opened_on=CLOSED - dt.timedelta(days=30),
        ended_on=ended_on,
        replies={},
    )
    db.session.add(row)
    return row


def test_soft_signals_go_90_days_after_they_ended_unless_a_case_came_of_them(world):
    with on(CLOSED):
        with transaction():
            soft_signal(world, CLOSED)
            soft_signal(world, None)
            used = soft_signal(world, CLOSED - dt.timedelta(days=1))
        with transaction():
            intake.open_for_hard_weeks(signal=used, by=load_viewer(world.psychologist))
            used_id = used.id
    forget(CLOSED + dt.timedelta(days=90))
    assert count(SoftSignal) == 3
    forget(CLOSED + dt.timedelta(days=91))
    left = db.session.scalars(sa.select(SoftSignal)).all()
    assert {one.ended_on for one in left} == {None, CLOSED - dt.timedelta(days=1)}
    assert used_id in {one.id for one in left}


def test_words_that_matched_and_were_no_concern_go_after_30_days(world):
    case = open_case(world)
    request = db.session.query(HelpRequest).one()
    with on(CLOSED), transaction():
        db.session.add(
            WordMatch(request_id=request.id, rule="T1", rule_version=1, severity=3, is_shadow=True)
        )
    with on(CLOSED):
        work(world, case, take)
        with transaction():
            no_concern(case=db.session.get(Case, case), by=load_viewer(world.psychologist))
    forget(CLOSED + dt.timedelta(days=30))
    assert db.session.query(HelpRequest).one().words is not None
    forget(CLOSED + dt.timedelta(days=31))
    assert db.session.query(HelpRequest).one().words is None
    assert count(WordMatch) == 1


def test_what_the_child_wrote_later_goes_with_the_words_that_matched(world):
    case = open_case(world)
    request = db.session.query(HelpRequest).one().id
    by, pupil = load_viewer(world.psychologist), load_viewer(world.aigerim)
    with on(CLOSED):
        with transaction():
            thread.write_more(
                pupil=pupil,
                request_id=request,
                words="Енді бәрі жақсы",
                submission_key=uuid.uuid4(),
            )
            db.session.add(
                WordMatch(request_id=request, rule="T1", rule_version=1, severity=3, is_shadow=True)
            )
        work(world, case, take)
        with transaction():
            row = db.session.get(Case, case)
            thread.answer(
                case=row, request_id=request, by=by, words="Жақсы", submission_key=uuid.uuid4()
            )
            no_concern(case=row, by=by)
    forget(CLOSED + dt.timedelta(days=30))
    assert count(CaseMessage) == 2
    forget(CLOSED + dt.timedelta(days=31))
    assert db.session.scalars(sa.select(CaseMessage.author_id)).all() == [world.psychologist]
