"""Two worlds: whatever tells of a child's safety changes nothing that a parent can reach.

Each source is set off between two visits of every address that a parent may open: text, length,
status, headers and SQL statements have to be the same. So has the copy of the child's data.
"""

import datetime as dt
import io
import json
import re
import uuid
import zipfile

import pytest
import sqlalchemy as sa

from app import jobs
from app.casework import anonymous, intake, thread
from app.casework.letters import ParentLetter
from app.casework.models import Case
from app.core import clock
from app.core.db import db, transaction
from app.notices import digests, mails
from app.people import readiness, switches
from app.people.roles import Role
from app.people.viewer import load_viewer
from app.privacy.models import DataCopy
from app.risk.cards import CARD_OF, CARDS
from app.risk.models import Signal, SoftSignal, WordMatch
from app.web.access import ROLE_PERMISSIONS, Permission
from app.wellbeing import checkins, services
from app.wellbeing.anonymous import AnonymousReport, Told
from app.wellbeing.checkins import Week
from app.wellbeing.models import CheckIn, HelpRequest, PrivateMark
from app.wellbeing.services import Request
from tests import classroom
from tests.classroom import OPEN, SENSITIVE, day

pytestmark = pytest.mark.usefixtures("context")

LOW_WEEKS = (4, 4, 5, 4, 4, 2, 2, 1)
CASES = ("/cases/1", "/cases/1/letters", "/cases/1/print")
# Random parts of a page: tokens and keys of forms, and the number of the request.
RANDOM = re.compile(
    r'<input[^>]*name="(?:csrf_token|submission_key)"[^>]*>'
    r'|(?<=data-csrf=")[^"]*|(?<=Error number: )\w+'
)


def ask(world, **what):
    request = Request(submission_key=uuid.uuid4(), **what)
    intake.ask_for_help(pupil=load_viewer(world.aigerim), request=request)


def mark_card(world, card):
    wish = {"wish": "not-safe", "frequency": "weekly" if CARD_OF[card].asks_frequency else None}
    ask(world, kind="disclosure", card=card, topic=CARD_OF[card].topic, **wish)
    return Signal


def words_match(world):
    ask(world, kind="talk", topic="low", words="I want to kill myself today")
    return WordMatch


def check_in(world):
    checkins.record(pupil=load_viewer(world.aigerim), said=Week(1, frozenset({"hurt"})))
    return CheckIn


def hard_weeks(world):
    now = clock.now()
    for age, mood in zip(range(len(LOW_WEEKS) - 1, -1, -1), LOW_WEEKS, strict=True):
        with clock.fixed(now - dt.timedelta(weeks=age)):
            checkins.record(pupil=load_viewer(world.aigerim), said=Week(mood))
            jobs.moods.evaluate(world.aigerim)
    return SoftSignal


def just_for_me(world):
    services.keep_for_myself(pupil_id=world.aigerim, card="D4", submission_key=uuid.uuid4())
    return PrivateMark


def without_a_name(world):
    told = Told(submission_key=uuid.uuid4(), words="Her father hits her", about="head")
    anonymous.tell(school_id=world.school, told=told)
    return AnonymousReport


def conversation(world):
    """The psychologist answers, the child writes on."""
    ask(world, kind="talk", topic="bullied")
    row = db.session.scalars(sa.select(HelpRequest)).one()
    thread.answer(
        case=db.session.scalars(sa.select(Case)).one(),
        request_id=row.id,
        by=load_viewer(world.psychologist),
        words="I am here",
        submission_key=uuid.uuid4(),
    )
    thread.write_more(
        pupil=load_viewer(world.aigerim),
        request_id=row.id,
        words="I do not want to live",
        submission_key=uuid.uuid4(),
    )
    return thread.CaseMessage


def draft(world):
    ask(world, kind="talk", topic="bullied")
    letter = ParentLetter(
        submission_key=uuid.uuid4(),
        case_id=db.session.scalars(sa.select(Case.id)).one(),
        pupil_id=world.aigerim,
        guardian_id=world.parent,
        words="Please come",
        child_was_told=True,
        written_by_id=world.psychologist,
    )
    db.session.add(letter)
    return ParentLetter


def make_ready(world):
    readiness.write_down(
        by=load_viewer(world.lead),
        outside_name="Г. Оспанова",
        outside_phone="+7 7172 11 22 33",
        regional_centre="Centre",
        hours="9–17",
        exclusions_settled=True,
    )
    return readiness.Preparation


SOURCES = {
    **{card: lambda world, card=card: mark_card(world, card) for card in CARDS},
    "words": words_match,
    "check-in": check_in,
    "M1": hard_weeks,
    "just for me": just_for_me,
    "H3": without_a_name,
    "conversation": conversation,
    "letter draft": draft,
    "readiness": make_ready,
}


@pytest.fixture
def parent(world, sign_in, at):
    classroom.add_classmates(world, 4)
    classroom.assign(world, OPEN, on=0, due=30)
    classroom.assign(world, SENSITIVE, on=0, due=30)
    classroom.hold_the_belief(world.aigerim)
    with transaction():
        digests.choose(world.parent)
        mails.keep_address(user_id=world.parent, address="parent@mail.example")
        for family in ("check-ins", "mood", "words", "climate"):
            switches.switch(
                school_id=world.school, family=family, to="on", by_id=world.psychologist
            )
    return sign_in(world.parent)


def addresses(app, world, role):
    """Every address that the role may open, with the child in it; and with the case's number."""
    open_to = ROLE_PERMISSIONS[role] | {Permission.ANYONE}
    known = {
        "child_id": world.aigerim,
        "pupil_id": world.aigerim,
        "class_id": world.class_8a,
        "lesson_id": SENSITIVE,
        "purpose": "check-ins",
        "risk": classroom.CARD,
        "step": 2,
    }
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        needs = getattr(view, "needs", None)
        if rule.rule.endswith(".json"):
            continue  # a clip's files: the same for everybody
        if "GET" in rule.methods and needs in open_to and rule.arguments <= set(known):
            yield adapter.build(rule.endpoint, {name: known[name] for name in rule.arguments})
    yield from CASES


def seen(browser, url, at_most):
    with at_most(20) as statements:
        answer = browser.get(url)
    headers = {name: value for name, value in answer.headers if name != "X-Request-ID"}
    return answer.status_code, RANDOM.sub("…", answer.text), headers, list(statements)


def visit(app, browser, world, at_most, role):
    return {url: seen(browser, url, at_most) for url in addresses(app, world, role)}


def set_off(source, world, run_jobs):
    with transaction():
        left = SOURCES[source](world)
    run_jobs()
    jobs.sweep.call_local()
    jobs.climb.call_local()
    jobs.write_digests.call_local()
    assert db.session.scalar(sa.select(sa.func.count()).select_from(left)) >= 1
    db.session.remove()


@pytest.mark.parametrize("source", SOURCES)
def test_no_address_of_a_parent_depends_on_it(app, world, parent, at, at_most, run_jobs, source):
    with at(day(17)):
        jobs.sweep.call_local()
        jobs.write_digests.call_local()
        run_jobs()
        visit(app, parent, world, at_most, Role.PARENT)  # the session has its token
        before = visit(app, parent, world, at_most, Role.PARENT)
        set_off(source, world, run_jobs)
        after = visit(app, parent, world, at_most, Role.PARENT)
    assert {"/child/", "/notices", "/my-data", f"/access/{world.aigerim}"} <= set(before)
    assert f"/play/{classroom.CARD}/2" in before
    changed = [url for url, page in before.items() if after[url] != page]
    assert changed == []


@pytest.mark.parametrize("source", SOURCES)
def test_no_address_of_a_class_teacher_who_is_not_told_depends_on_it(
    app, world, parent, sign_in, at, at_most, run_jobs, source
):
    teacher = sign_in(world.teacher)
    with at(day(17)):
        jobs.sweep.call_local()
        run_jobs()
        visit(app, teacher, world, at_most, Role.TEACHER)
        before = visit(app, teacher, world, at_most, Role.TEACHER)
        set_off(source, world, run_jobs)
        after = visit(app, teacher, world, at_most, Role.TEACHER)
    assert {f"/class/{world.class_8a}", "/cases/", f"/access/{world.aigerim}"} <= set(before)
    for url in CASES:  # that a member of staff tried to open a case of others is written down
        before[url], after[url] = before[url][:3], after[url][:3]
    changed = [url for url, page in before.items() if after[url] != page]
    assert changed == []


def copy_of_the_child(browser, world, run_jobs):
    browser.post("/my-data", data={"person": world.aigerim})
    run_jobs()
    copy_id = db.session.scalar(sa.select(DataCopy.id).where(DataCopy.fetched_at.is_(None)))
    archive = zipfile.ZipFile(io.BytesIO(browser.post(f"/my-data/{copy_id}").data))
    return json.loads(archive.read("data.json")), archive.read("index.html")


@pytest.mark.parametrize("source", SOURCES)
def test_no_copy_of_a_childs_data_depends_on_it(world, parent, at, run_jobs, source):
    with at(day(17)):
        jobs.sweep.call_local()
        run_jobs()
        before = copy_of_the_child(parent, world, run_jobs)
        set_off(source, world, run_jobs)
        assert copy_of_the_child(parent, world, run_jobs) == before
