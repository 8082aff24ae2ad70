"""From words to people: who is told, who never is, and nothing half-written."""

import contextlib
import datetime as dt
import random
import uuid

import pytest
import sqlalchemy as sa

from app import jobs
from app.casework import intake, passing, services
from app.casework.models import (
    Case,
    CaseExclusion,
    CaseReader,
    CaseTask,
    ChronologyEntry,
)
from app.core import clock
from app.core.db import db, transaction
from app.notices import services as notices
from app.notices.models import Notice
from app.people import services as people
from app.people.access import NotFound
from app.people.models import User
from app.people.roles import Role
from app.people.viewer import load_viewer
from app.risk.models import Signal
from app.wellbeing import services as wellbeing
from app.wellbeing.models import Concern, HelpRequest, NotThisPerson, PrivateMark
from app.wellbeing.services import Request

pytestmark = pytest.mark.usefixtures("context")

MORNING = clock.at(dt.date(2026, 11, 24), 10)
RECORDED = (
    HelpRequest,
    NotThisPerson,
    Concern,
    Signal,
    Case,
    CaseReader,
    CaseExclusion,
    ChronologyEntry,
    Notice,
)


def ask(pupil, **what):
    request = Request(**{"kind": "talk", "topic": "other", "submission_key": uuid.uuid4(), **what})
    with transaction():
        return intake.ask_for_help(pupil=load_viewer(pupil), request=request).id


def report(world, author, **what):
    fields = {"kind": "staff", "facts": "Sits alone", "submission_key": uuid.uuid4(), **what}
    with transaction():
        intake.report_concern(
            author=load_viewer(author), pupil_id=world.aigerim, school_id=world.school, **fields
        )


def count(model):
    return db.session.scalar(sa.select(sa.func.count()).select_from(model))


def cases():
    query = sa.select(Case).order_by(Case.id).execution_options(populate_existing=True)
    return db.session.scalars(query).all()


def readers(case_id=None):
    query = sa.select(CaseReader.user_id)
    if case_id is not None:
        query = query.where(CaseReader.case_id == case_id)
    return set(db.session.scalars(query))


def noticed(kind):
    return sorted(db.session.scalars(sa.select(Notice.recipient_id).where(Notice.kind == kind)))


def kinds():
    query = sa.select(ChronologyEntry.kind).order_by(ChronologyEntry.at, ChronologyEntry.id)
    return list(db.session.scalars(query))


# --- one transaction -----------------------------------------------------------------------


def test_request_signal_case_and_notices_stand_together(world):
    ask(world.aigerim, kind="danger", not_these=frozenset({world.deputy}))
    (case,) = cases()
    signal = db.session.get(Signal, case.signal_id)
    assert (signal.rule, signal.rule_version, signal.severity) == ("H1", 1, 4)
    assert signal.inputs == {
        "topic": "other",
        "wish": None,
        "frequency": None,
        "signs": [],
    }
    assert (case.state, case.severity, case.owner_id) == ("new", 4, None)
    assert readers() == {world.psychologist, world.lead}
    assert noticed("case-opened") == sorted([world.psychologist, world.lead])
    assert kinds() == ["signal"]


STAGES_OF_FAILURE = [
    "app.casework.intake.wellbeing.record_request",
    "app.casework.intake._matter_of_request",
    "app.casework.intake.signals.raise_signal",
    "app.casework.intake._new_case",
    "app.casework.intake._exclude",
    "app.casework.intake.queue_notices",
]


class PowerCut(Exception):
    pass


def fail(*_args, **_kwargs):
    raise PowerCut


@pytest.mark.parametrize("step", STAGES_OF_FAILURE)
def test_a_failure_in_the_middle_leaves_nothing(world, monkeypatch, step):
    monkeypatch.setattr(step, fail)
    with pytest.raises(PowerCut):
        ask(world.aigerim, words="please", not_these=frozenset({world.head}))
    assert [count(model) for model in RECORDED] == [0] * len(RECORDED)


def test_after_a_failure_the_same_form_can_be_sent_again(world, monkeypatch):
    key = uuid.uuid4()
    monkeypatch.setattr(intake, "queue_notices", fail)
    with pytest.raises(PowerCut):
        ask(world.aigerim, submission_key=key)
    monkeypatch.undo()
    ask(world.aigerim, submission_key=key)
    assert (count(HelpRequest), count(Case)) == (1, 1)


def test_notices_leave_only_after_the_commit(world, run_jobs, monkeypatch):
    monkeypatch.setattr(intake, "queue_notices", fail)
    with pytest.raises(PowerCut):
        ask(world.aigerim)
    assert run_jobs() == 0
    monkeypatch.undo()
    ask(world.aigerim)
    assert run_jobs() == 1


# --- replays -------------------------------------------------------------------------------


def test_a_request_sent_again_is_the_first_one(world):
    key = uuid.uuid4()
    first = ask(world.aigerim, submission_key=key, words="one")
    before = [count(model) for model in RECORDED]
    assert ask(world.aigerim, submission_key=key, words="two") == first
    assert [count(model) for model in RECORDED] == before
    assert db.session.get(HelpRequest, first).words == "one"


def test_a_concern_sent_again_is_the_first_one(world):
    key = uuid.uuid4()
    report(world, world.teacher, submission_key=key)
    before = [count(model) for model in RECORDED]
    report(world, world.teacher, submission_key=key)
    assert [count(model) for model in RECORDED] == before


# --- who is told ---------------------------------------------------------------------------

ROUTES = [
    ({}, {"psychologist"}),
    ({"topic": "bullied"}, {"psychologist"}),
    ({"topic": "home"}, {"psychologist", "lead"}),
    ({"topic": "low"}, {"psychologist", "lead"}),
    ({"topic": "adult"}, {"lead"}),
    ({"kind": "danger"}, {"psychologist", "lead", "deputy"}),
    ({"kind": "disclosure", "topic": "bullied", "wish": "contact-me"}, {"psychologist"}),
    (
        {
            "kind": "disclosure",
            "topic": "bullied",
            "wish": "not-safe",
            "teacher_may_know": True,
        },
        {"psychologist", "teacher"},
    ),
]


@pytest.mark.parametrize(("what", "told"), ROUTES)
def test_a_message_reaches_those_for_whom_it_is(world, what, told):
    ask(world.aigerim, **what)
    assert readers() == {getattr(world, role) for role in told}


@pytest.mark.parametrize("topic", ["other", "low", "home"])
def test_an_adult_of_the_childs_choice_reads_it_alone(world, topic):
    ask(world.aigerim, topic=topic, addressed_to_id=world.teacher)
    assert readers() == {world.teacher}


LADDER = [
    (["psychologist"], {"lead"}),
    (["psychologist", "lead"], {"deputy"}),
    (["psychologist", "lead", "deputy"], {"head"}),
    (["psychologist", "lead", "deputy", "head"], set()),
]


@pytest.mark.parametrize(("refused", "told"), LADDER)
def test_the_ladder_passes_by_whom_the_child_refuses(world, refused, told):
    ask(world.aigerim, not_these=frozenset(getattr(world, one) for one in refused))
    assert readers() == {getattr(world, one) for one in told}


def test_who_is_not_there_any_more_is_not_told(world):
    with transaction():
        db.session.get(User, world.psychologist).is_active = False
    ask(world.aigerim)
    assert readers() == {world.lead}


def test_an_address_outside_the_school_reaches_nobody_there(world):
    for person in (world.strange_psychologist, world.parent, world.bolat, world.admin):
        ask(world.aigerim, addressed_to_id=person)
    assert readers() == {world.psychologist}


def test_a_colleague_who_is_the_childs_guardian_is_passed_by(world):
    with transaction():
        people.link_guardian(guardian_id=world.psychologist, pupil_id=world.aigerim)
    ask(world.aigerim)
    assert readers() == {world.lead}
    with pytest.raises(services.MoveNotAllowed), transaction():
        services.bring_in(case=cases()[0], by=load_viewer(world.lead), user_id=world.psychologist)


CONCERNS = [
    ("staff", "teacher", {"lead", "psychologist"}),
    ("staff", "psychologist", {"lead", "psychologist"}),
    ("parent", "parent", {"psychologist"}),
]


@pytest.mark.parametrize(("kind", "author", "told"), CONCERNS)
def test_a_concern_reaches_specialists_and_not_its_author(world, kind, author, told):
    report(world, getattr(world, author), kind=kind)
    assert readers() == {getattr(world, role) for role in told}


# --- joining -------------------------------------------------------------------------------


def test_a_second_message_joins_with_a_line_and_a_notice(world):
    ask(world.aigerim, words="one")
    second = ask(world.aigerim, words="two")
    assert (count(HelpRequest), count(Case), count(Signal)) == (2, 1, 1)
    assert kinds() == ["signal", "joined"]
    assert noticed("case-joined") == [world.psychologist]
    assert intake.case_of(second) == cases()[0].id


def test_joining_brings_a_deadline_of_its_own(world):
    with clock.fixed(MORNING):
        ask(world.aigerim)
        with transaction():
            services.acknowledge(case=cases()[0], by=load_viewer(world.psychologist))
            services.talked(case=cases()[0], by=load_viewer(world.psychologist))
        later, seen = cases()[0].due_at, cases()[0].version
        ask(world.aigerim)
    (case,) = cases()
    assert case.due_at == MORNING + dt.timedelta(days=2, hours=7)
    assert case.due_at < later
    assert case.version > seen


def test_danger_pressed_again_is_as_urgent_as_the_first_time(world):
    with clock.fixed(MORNING):
        ask(world.aigerim, kind="danger")
        with transaction():
            services.acknowledge(case=cases()[0], by=load_viewer(world.lead))
            services.talked(case=cases()[0], by=load_viewer(world.lead))
    with clock.fixed(MORNING + dt.timedelta(hours=5)):
        ask(world.aigerim, kind="danger")
    assert [case.due_at for case in cases()] == [MORNING + dt.timedelta(hours=6)]
    assert noticed("case-joined") == sorted([world.psychologist, world.lead, world.deputy])


DIFFERENT = [
    ({"kind": "danger"}, "another kind"),
    ({"topic": "low"}, "graver"),
    ({"addressed_to_id": "teacher"}, "for other eyes"),
    ({"not_these": "psychologist"}, "not for those who read the first"),
]


@pytest.mark.parametrize(("second", "why"), DIFFERENT, ids=[why for _, why in DIFFERENT])
def test_what_asks_for_something_else_is_a_case_of_its_own(world, second, why):
    ask(world.aigerim)
    named = dict(second)
    if "addressed_to_id" in named:
        named["addressed_to_id"] = getattr(world, named["addressed_to_id"])
    if "not_these" in named:
        named["not_these"] = frozenset({getattr(world, named["not_these"])})
    ask(world.aigerim, **named)
    assert count(Case) == 2


def test_another_childs_message_never_joins(world):
    ask(world.aigerim)
    ask(world.bolat)
    assert count(Case) == 2


def test_after_closing_a_message_opens_a_new_case(world):
    ask(world.aigerim)
    with transaction():
        (case,) = cases()
        by = load_viewer(world.psychologist)
        services.acknowledge(case=case, by=by)
        services.find_no_concern(case=case, by=by, note="A song")
    ask(world.aigerim)
    assert count(Case) == 2


def test_a_refusal_in_a_later_message_holds_for_the_whole_case(world):
    ask(world.aigerim)
    ask(world.aigerim, not_these=frozenset({world.deputy}))
    assert count(Case) == 1
    case, by = cases()[0], load_viewer(world.psychologist)
    with pytest.raises(services.MoveNotAllowed), transaction():
        services.bring_in(case=case, by=by, user_id=world.deputy)


# --- taking back ---------------------------------------------------------------------------


def test_a_message_taken_back_keeps_its_case(world):
    request_id = ask(world.aigerim, kind="danger")
    for _ in range(2):
        with transaction():
            intake.take_back(pupil=load_viewer(world.aigerim), request_id=request_id)
    assert kinds() == ["signal", "taken-back-unread"]
    assert [(case.state, case.severity) for case in cases()] == [("new", 4)]


def test_only_the_child_can_take_it_back(world):
    request_id = ask(world.aigerim)
    for person in (world.bolat, world.psychologist):
        with pytest.raises(NotFound), transaction():
            intake.take_back(pupil=load_viewer(person), request_id=request_id)
    with pytest.raises(NotFound), transaction():
        intake.take_back(pupil=load_viewer(world.aigerim), request_id=uuid.uuid4())


# --- climbing ------------------------------------------------------------------------------


def climb(moment):
    with clock.fixed(moment), transaction():
        services.climb_overdue()


def test_a_missed_deadline_climbs_rung_by_rung(world):
    with clock.fixed(MORNING):
        ask(world.aigerim, topic="low", addressed_to_id=world.teacher)
    reached = []
    for hours in (1.9, 2.1, 3.9, 4.1, 30):
        climb(MORNING + dt.timedelta(hours=hours))
        reached.append(readers() - {world.teacher})
    nobody, deputy, both = set(), {world.deputy}, {world.deputy, world.head}
    assert reached == [nobody, deputy, deputy, both, both]
    assert kinds() == ["signal", "climbed", "climbed"]
    assert noticed("case-opened") == sorted([world.teacher, world.deputy, world.head])


def test_climbing_passes_by_the_excluded(world):
    with clock.fixed(MORNING):
        ask(world.aigerim, kind="danger", not_these=frozenset({world.deputy, world.head}))
    climb(MORNING + dt.timedelta(hours=3))
    assert readers() == {world.psychologist, world.lead}


def test_a_case_that_is_seen_in_time_does_not_climb(world):
    with clock.fixed(MORNING):
        ask(world.aigerim, topic="low")
        with transaction():
            services.acknowledge(case=cases()[0], by=load_viewer(world.psychologist))
    climb(MORNING + dt.timedelta(hours=3))
    assert readers() == {world.psychologist, world.lead}


def test_the_job_climbs(world, run_jobs):
    with clock.fixed(MORNING):
        ask(world.aigerim, topic="low", addressed_to_id=world.teacher)
    run_jobs()
    jobs.climb()
    with clock.fixed(MORNING + dt.timedelta(hours=3)):
        run_jobs()
    assert world.deputy in readers()


def test_a_notice_whose_job_was_lost_is_delivered_within_minutes(world, run_jobs):
    """The queue was down, or the worker died between claim and delivery: not until the night."""
    with clock.fixed(MORNING):
        ask(world.aigerim, kind="danger")
        lost = db.session.scalars(sa.select(Notice)).all()
        with transaction():
            notices.claim_next()
    jobs.queue.flush()
    with clock.fixed(MORNING + notices.STUCK_AFTER + dt.timedelta(minutes=1)):
        jobs.watch_deadlines()
        run_jobs()
    assert lost
    assert all(notice.delivered_at for notice in lost)


def test_the_last_reader_who_steps_aside_is_followed_at_once(world):
    ask(world.aigerim, addressed_to_id=world.teacher)
    with transaction():
        services.step_aside(case=cases()[0], by=load_viewer(world.teacher))
    assert readers() == {world.teacher, world.psychologist}
    assert noticed("case-opened") == sorted([world.teacher, world.psychologist])


def test_an_owner_who_steps_aside_hands_the_case_on(world):
    ask(world.aigerim, topic="low")
    with transaction():
        (case,) = cases()
        by = load_viewer(world.psychologist)
        services.acknowledge(case=case, by=by)
        services.triage(
            case=case,
            by=by,
            category="low-mood",
            severity=3,
            home_is_safe=None,
            note="Talked",
            conflict_checked=True,
            safe_contact="–",
        )
    with transaction():
        services.step_aside(case=cases()[0], by=load_viewer(world.psychologist))
    (case,) = cases()
    assert (case.state, case.owner_id) == ("triaged", world.lead)


# --- random schools ------------------------------------------------------------------------

ADULTS = [
    Role.TEACHER,
    Role.PSYCHOLOGIST,
    Role.LEAD,
    Role.SOCIAL_PEDAGOGUE,
    Role.DEPUTY,
    Role.HEAD,
    Role.SCHOOL_ADMIN,
]


def random_school(source):
    """Some roles twice, some not at all; staff who are parents, too."""
    with transaction():
        school = people.create_school(name="№ 1 мектеп").id
        adults = [add(school, role) for role in ADULTS for _ in range(source.choice([0, 1, 1, 2]))]
        parents = [add(school, Role.PARENT) for _ in range(source.choice([0, 1, 2]))]
        teachers = [one for one in adults if db.session.get(User, one).role == Role.TEACHER]
        class_id = people.open_class(
            school_id=school,
            school_year=2026,
            grade=7,
            letter="Б",
            language="kk",
            teacher_id=source.choice([*teachers, None]),
        ).id
        pupil = add(school, Role.PUPIL)
        people.enrol(pupil_id=pupil, class_id=class_id)
        related = source.sample(adults, min(len(adults), source.choice([0, 0, 1])))
        for guardian in parents + related:
            people.link_guardian(guardian_id=guardian, pupil_id=pupil)
    return pupil, adults, parents + related


def add(school, role):
    person = people.add_person(
        role=role, school_id=school, family_name="Тест", given_name=role, locale="kk"
    )
    return person.id


def random_request(source, adults):
    kind = source.choice(["danger", "talk", "talk", "disclosure"])
    is_card = kind == "disclosure"
    topics = ["bullied"] if is_card else ["bullied", "home", "adult", "low", "money", "other"]
    return {
        "kind": kind,
        "topic": source.choice(topics),
        "wish": source.choice(["contact-me", "not-safe"]) if is_card else None,
        "frequency": source.choice([None, "once", "weekly"]) if is_card else None,
        "teacher_may_know": is_card and source.random() < 0.5,
        "addressed_to_id": source.choice([None, *adults]) if kind == "talk" else None,
        "not_these": frozenset(source.sample(adults, source.randint(0, min(3, len(adults))))),
    }


def work(source, by):
    """What the readers of a case may do next, at some later hour."""
    case = source.choice(cases())
    reading = readers(case.id) - set(
        db.session.scalars(sa.select(CaseExclusion.user_id).where(CaseExclusion.case_id == case.id))
    )
    act = source.choice(["climb", "aside", "bring"])
    with clock.fixed(MORNING + dt.timedelta(hours=source.randint(1, 60))), transaction():
        if act == "climb" or not reading:
            services.climb_overdue()
        elif act == "aside":
            services.step_aside(case=case, by=load_viewer(source.choice(sorted(reading))))
        else:
            bring_somebody(source, case, load_viewer(source.choice(sorted(reading))), by)


def bring_somebody(source, case, reader, adults):
    with contextlib.suppress(services.MoveNotAllowed):
        services.bring_in(case=case, by=reader, user_id=source.choice(adults))


@pytest.mark.parametrize("seed", range(30))
def test_no_parent_and_no_excluded_person_is_ever_told(world, seed):
    """Perpetrators may be anywhere; messages, climbing and bringing in never reach them."""
    source = random.Random(seed)
    pupil, adults, guardians = random_school(source)
    refused = {}
    for _ in range(source.randint(1, 3)):
        what = random_request(source, adults)
        with clock.fixed(MORNING):
            request_id = ask(pupil, **what)
        refused.setdefault(intake.case_of(request_id), set()).update(what["not_these"])
    for _ in range(6):
        work(source, adults)
    for case_id, people_refused in refused.items():
        assert not readers(case_id) & people_refused
        assert not readers(case_id) & set(guardians)
    told = set(db.session.scalars(sa.select(Notice.recipient_id)))
    roles = set(db.session.scalars(sa.select(User.role).where(User.id.in_(told))))
    assert roles <= {"teacher", "psychologist", "lead", "social_pedagogue", "deputy", "head"}
    assert not told & set(guardians)


# --- encryption ----------------------------------------------------------------------------

SECRET = "құпия сөз secret"


def raw(model, column):
    rows = db.session.execute(sa.text(f"SELECT {column} FROM {model.__tablename__}")).scalars()
    return [bytes(one) for one in rows if one is not None]


def test_words_do_not_lie_in_the_database_as_they_were_written(world):
    ask(world.aigerim, words=SECRET, safe_contact=SECRET)
    report(world, world.teacher, facts=SECRET, child_words=SECRET)
    with transaction():
        case, by = cases()[0], load_viewer(world.psychologist)
        services.acknowledge(case=case, by=by)
        services.triage(
            case=case,
            by=by,
            category="other",
            severity=2,
            home_is_safe=None,
            note=SECRET,
            conflict_checked=True,
            safe_contact=SECRET,
        )
        passing.assign(case=case, by=by, owner_id=by.id, backup_id=world.lead)
        services.add_task(case=case, by=by, text=SECRET, due_on=dt.date(2026, 12, 1))
    columns = [
        (HelpRequest, "words"),
        (HelpRequest, "safe_contact"),
        (Concern, "facts"),
        (Concern, "child_words"),
        (ChronologyEntry, "note"),
        (CaseTask, "text"),
    ]
    for model, column in columns:
        stored = raw(model, column)
        assert stored, column
        assert not any(SECRET.encode() in one or b"secret" in one for one in stored), column
    assert db.session.scalars(sa.select(CaseTask.text)).one() == SECRET


# --- just for me ---------------------------------------------------------------------------


def mark(pupil, on, key=None):
    with clock.fixed(MORNING + dt.timedelta(days=on)), transaction():
        wellbeing.keep_for_myself(pupil_id=pupil, card="D4", submission_key=key or uuid.uuid4())


def test_private_marks_reach_nobody(world):
    for on in range(5):
        mark(world.aigerim, on)
    assert [count(model) for model in RECORDED] == [0] * len(RECORDED)


@pytest.mark.parametrize(
    ("days", "asks"), [((0, 1), False), ((0, 1, 2), True), ((0, 1, 40), False)]
)
def test_the_third_mark_within_thirty_days_asks_the_child(world, days, asks):
    for on in days:
        mark(world.aigerim, on)
    with clock.fixed(MORNING + dt.timedelta(days=days[-1])):
        assert wellbeing.should_ask_again(world.aigerim, "D4") is asks


def test_marks_are_forgotten_after_thirty_days(world):
    mark(world.aigerim, 0)
    for day, left in ((30, 1), (31, 0)):
        with clock.fixed(MORNING + dt.timedelta(days=day)), transaction():
            wellbeing.forget_expired_marks()
        assert count(PrivateMark) == left
