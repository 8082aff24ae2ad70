"""Every address as a stranger: from another school, and as each role against another's objects."""

import datetime as dt
import uuid

import pytest
import sqlalchemy as sa

from app.casework import intake
from app.casework.models import Case, CaseTask
from app.core import clock
from app.core.db import db, transaction
from app.learning.models import Assignment, Certificate, QuizSitting
from app.people import services, transfers
from app.people.models import School, User
from app.people.roles import Role
from app.people.school_models import Holiday
from app.people.viewer import load_viewer
from app.privacy import copies
from app.wellbeing.models import Concern, HelpRequest
from app.wellbeing.services import Request

pytestmark = pytest.mark.usefixtures("context")

# Names of people of the first school; no answer to a stranger may hold one.
NAMES = ("Әлімова", "Айгерім", "Жүнісов", "Серікқызы", "Маратқызы", "Бекұлы", "Қасымова")
# What belongs to nobody: content by its name, languages, files.
FREE = {
    "static": None,
    "lesson_id": "L21",
    "step_id": "1",
    "item_id": "x",
    "law_id": "kz-cc-188",
    "node": "x",
    "name": "x",
    "purpose": "learning",
    "move": "acknowledge",
    "kind": "x",
    "group": "x",
    "locale": "ru",
    "code": "X",
    "token": "x",
    "word": "x",
}
ROLES = [role for role in Role if role is not Role.PUPIL]


@pytest.fixture
def objects(world):
    """Something real of the first school for every kind of number in an address."""
    aigerim, admin = load_viewer(world.aigerim), load_viewer(world.admin)
    with transaction():
        asked = intake.ask_for_help(
            pupil=aigerim,
            request=Request(
                kind="talk", topic="other", submission_key=uuid.uuid4(), words="secret words"
            ),
        )
        concern = intake.report_concern(
            author=load_viewer(world.parent),
            pupil_id=world.aigerim,
            school_id=world.school,
            submission_key=uuid.uuid4(),
            kind="parent",
            facts="seen",
        )
        case_id = db.session.scalar(sa.select(sa.func.min(Case.id)))
        step = CaseTask(case_id=case_id, text="talk", due_on=clock.today())
        day = Holiday(
            school_id=world.school, name="x", starts_on=clock.today(), ends_on=clock.today()
        )
        given = Assignment(
            class_id=world.class_8a,
            lesson_id="L21",
            due_on=clock.today() + dt.timedelta(days=7),
            assigned_by_id=world.teacher,
        )
        sitting = QuizSitting(
            pupil_id=world.aigerim,
            lesson_id="L21",
            item_ids=[],
            started_at=clock.now(),
            asks_certainty=False,
        )
        paper = Certificate(
            pupil_id=world.aigerim,
            theme="fraud",
            band="7-9",
            school_id=world.school,
            lesson_ids=["L21"],
            given_on=clock.today(),
            code="ACDEFGHJKMNPQRTU",
        )
        db.session.add_all([step, day, given, sitting, paper])
        db.session.flush()
        leaving = transfers.release(pupil_id=world.bolat, to_school_id=_third_school(), by=admin)
        copy_id = copies.ask(person_id=world.aigerim, by=aigerim)
        return {
            "int": {
                "pupil_id": world.aigerim,
                "child_id": world.aigerim,
                "person_id": world.aigerim,
                "user_id": world.psychologist,
                "class_id": world.class_8a,
                "school_id": world.school,
                "case_id": case_id,
                "step_id": step.id,
                "holiday_id": day.id,
                "assignment_id": given.id,
            },
            "uuid": {
                "request_id": asked.id,
                "concern_id": concern.id,
                "sitting_id": sitting.id,
                "certificate_id": paper.id,
                "transfer_id": leaving,
                "copy_id": copy_id,
            },
        }


def _third_school():
    return services.create_school(name="№ 1 лицей").id


def addresses(app, objects, *, with_objects):
    """Every rule of the map, filled with objects of the first school: (methods, url, endpoint)."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule):
        if rule.endpoint == "static":
            continue
        values, owned = _fill(rule, objects)
        if owned is not with_objects:
            continue
        url = app.url_map.bind("localhost").build(rule.endpoint, values, force_external=False)
        for method in sorted(rule.methods & {"GET", "POST"}):
            yield method, url, rule.endpoint


def _fill(rule, objects):
    values, owned = {}, False
    for name in rule.arguments:
        kind = type(rule._converters[name]).__name__
        if kind == "RowId":
            values[name] = objects["int"].get(name, 1)
            owned = True
        elif kind == "UUIDConverter":
            values[name] = objects["uuid"].get(name, uuid.UUID(int=1))
            owned = True
        elif kind == "AnyConverter":
            values[name] = min(rule._converters[name].items)
        else:
            values[name] = FREE.get(name, "x")
    return values, owned


@pytest.fixture
def stranger(world):
    """A person of each role: of the other school, or of none."""

    def make(role):
        if role is Role.PUPIL:
            return world.stranger
        with transaction():
            outside = role in (
                Role.REGION_OFFICER,
                Role.REGION_ADMIN,
                Role.LAWYER,
                Role.AUTHOR,
            )
            return services.add_person(
                role=role,
                school_id=None if outside else world.other_school,
                family_name="Бөтен",
                given_name="Адам",
                locale="en",
            ).id

    return make


# Aggregates of any school are what the region is for.
REGIONAL = {
    "region.school",
    "region.change_school",
    "region.new_keeper",
}


@pytest.mark.parametrize("role", list(Role))
def test_objects_of_another_school_are_not_there(app, world, objects, stranger, sign_in, role):
    browser = sign_in(stranger(role))
    open_doors = []
    for method, url, endpoint in addresses(app, objects, with_objects=True):
        if role in (Role.REGION_OFFICER, Role.REGION_ADMIN) and endpoint in REGIONAL:
            continue
        answer = browser.open(url, method=method, data={} if method == "POST" else None)
        if answer.status_code not in (302, 303, 401, 403, 404, 405):
            open_doors.append((answer.status_code, method, url))
        assert not any(name in answer.text for name in NAMES), (method, url)
        assert "secret words" not in answer.text, (method, url)
    assert open_doors == []


@pytest.mark.parametrize("role", list(Role))
def test_pages_without_objects_hold_nobody_of_another_school(
    app, world, objects, stranger, sign_in, role
):
    browser = sign_in(stranger(role))
    for method, url, _endpoint in addresses(app, objects, with_objects=False):
        if method == "POST" and url in ("/sign-out", "/switch-pupil"):
            continue
        answer = browser.open(url, method=method, data={} if method == "POST" else None)
        assert answer.status_code < 500, (answer.status_code, method, url)
        if answer.mimetype == "text/html":
            assert not any(name in answer.text for name in NAMES), (method, url)


OWN_SCHOOL = ("aigerim", "bolat", "teacher", "parent", "psychologist", "pedagogue", "head", "admin")


@pytest.mark.parametrize("who", OWN_SCHOOL)
def test_each_role_meets_no_error_at_any_address_of_its_own_school(
    app, world, objects, sign_in, who
):
    """Whatever is opened: a page, a way elsewhere, or not found; never a crash."""
    browser = sign_in(getattr(world, who))
    for method, url, _endpoint in addresses(app, objects, with_objects=True):
        if method == "POST":
            continue
        answer = browser.get(url)
        assert answer.status_code < 500, (answer.status_code, url)


@pytest.mark.parametrize("who", ["bolat", "strange_parent", "head", "deputy", "pedagogue", "admin"])
def test_words_of_a_child_are_read_by_readers_of_the_case_only(app, world, objects, sign_in, who):
    browser = sign_in(getattr(world, who))
    for method, url, _endpoint in addresses(app, objects, with_objects=True):
        if method == "GET":
            assert "secret words" not in browser.get(url).text, url


def test_nobody_signed_in_is_shown_the_way_to_sign_in(app, world, objects, client):
    for with_objects in (True, False):
        for method, url, _endpoint in addresses(app, objects, with_objects=with_objects):
            answer = client.open(url, method=method, data={} if method == "POST" else None)
            assert answer.status_code < 500, (answer.status_code, method, url)
            if answer.mimetype == "text/html":
                assert not any(name in answer.text for name in NAMES), (method, url)


def test_strangers_have_changed_nothing(app, world, objects, stranger, sign_in):
    def facts():
        return (
            db.session.scalar(sa.select(sa.func.count()).select_from(Concern)),
            db.session.scalar(sa.select(HelpRequest.withdrawn_at)),
            db.session.scalar(sa.select(School.name).where(School.id == world.school)),
            db.session.scalar(sa.select(User.family_name).where(User.id == world.aigerim)),
            db.session.scalar(sa.select(sa.func.count()).select_from(Holiday)),
            db.session.scalar(sa.select(Case.state)),
        )

    before = facts()
    for role in ROLES:
        browser = sign_in(stranger(role))
        for method, url, endpoint in addresses(app, objects, with_objects=True):
            if method == "POST" and endpoint not in REGIONAL:
                browser.post(url, data={"family_name": "x", "given_name": "x", "name": "x"})
    db.session.expire_all()
    assert facts() == before
