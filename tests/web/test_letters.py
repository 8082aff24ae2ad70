"""A message to a parent: a person writes it, another releases it, and before that nothing shows."""

import datetime as dt
import uuid

import pytest
import sqlalchemy as sa
import time_machine

from app import jobs
from app.casework import intake, services
from app.casework.letters import ParentLetter
from app.casework.models import Case, CaseReader
from app.core import clock
from app.core.db import db, transaction
from app.people.models import Guardianship
from app.people.viewer import load_viewer
from app.wellbeing.services import Request

TUESDAY = clock.at(dt.date(2026, 11, 24), 10)
WORDS = "Айгерім осы аптада сабаққа кешігіп жүр. Бірге сөйлесейік."


@pytest.fixture(autouse=True)
def on_tuesday():
    with time_machine.travel(TUESDAY, tick=False):
        yield


def open_case(app, world, *, topic="bullied", home_is_safe=True, category="bullying", to=None):
    """A case of Aigerim that the psychologist has sorted; the lead reads it, too."""
    request = Request(kind="talk", topic=topic, addressed_to_id=to, submission_key=uuid.uuid4())
    with app.app_context():
        with transaction():
            intake.ask_for_help(pupil=load_viewer(world.aigerim), request=request)
        with transaction():
            case = db.session.query(Case).order_by(Case.id.desc()).first()
            if db.session.get(CaseReader, (case.id, world.lead)) is None:
                db.session.add(CaseReader(case_id=case.id, user_id=world.lead))
            by = load_viewer(world.psychologist)
            services.acknowledge(case=case, by=by)
            services.triage(
                case=case,
                by=by,
                category=category,
                severity=case.severity,
                home_is_safe=home_is_safe,
                note="Сөйлестім",
                conflict_checked=True,
                safe_contact="–",
            )
            return case.id


def letter(world, **changes):
    return {
        "guardian": world.parent,
        "words": WORDS,
        "child_was_told": "y",
        "submission_key": str(uuid.uuid4()),
        **changes,
    }


def drafts(app):
    with app.app_context():
        return db.session.scalars(sa.select(ParentLetter)).all()


def write(app, sign_in, world, case, **changes):
    sign_in(world.psychologist).post(f"/cases/{case}/letters", data=letter(world, **changes))
    return drafts(app)


def test_it_is_written_by_one_released_by_another_and_then_read(
    app, sign_in, world, open_page, at_most
):
    case = open_case(app, world)
    psychologist, lead, parent = (
        sign_in(world.psychologist),
        sign_in(world.lead),
        sign_in(world.parent),
    )
    open_page(psychologist, f"/cases/{case}/letters")
    psychologist.post(f"/cases/{case}/letters", data=letter(world))
    assert "No messages yet." in open_page(parent, "/child/letters").text
    page = open_page(psychologist, f"/cases/{case}/letters")
    assert not page.select('form[action$="/release"]')  # not by the one who wrote it
    release = open_page(lead, f"/cases/{case}/letters").select_one('form[action$="/release"]')
    assert lead.post(release["action"]).status_code == 303
    with at_most(12):
        page = open_page(parent, "/child/letters")
    assert WORDS in page.text
    jobs.deliver_notices.call_local()
    assert "The school has written to you." in parent.get("/notices").text
    assert "A message to a parent was released." in lead.get(f"/cases/{case}").text


def test_until_it_is_released_every_page_of_the_parent_is_the_same(app, sign_in, world):
    """No count, no notice, no size tells that somebody is writing."""
    case = open_case(app, world)
    parent = sign_in(world.parent)
    urls = ["/child/", f"/child/{world.aigerim}", "/child/letters", "/notices"]
    before = [parent.get(url).text for url in urls]
    write(app, sign_in, world, case)
    jobs.deliver_notices.call_local()
    assert [parent.get(url).text for url in urls] == before


@pytest.mark.parametrize(
    ("facts", "obstacle"),
    [
        ({"home_is_safe": None}, "Unknown means no."),
        ({"home_is_safe": False}, "Home is not safe: nobody writes home."),
        ({"topic": "home"}, "may be about home"),
        ({"category": "home"}, "may be about home"),
    ],
)
def test_what_stands_in_the_way_is_told_and_nothing_is_written(
    app, sign_in, world, open_page, facts, obstacle
):
    case = open_case(app, world, **facts)
    page = open_page(sign_in(world.psychologist), f"/cases/{case}/letters")
    assert obstacle in page.text
    assert not page.select('textarea[name="words"]')
    assert write(app, sign_in, world, case) == []


def test_another_open_case_about_home_stands_in_the_way_too(app, sign_in, world):
    case = open_case(app, world)
    open_case(app, world, topic="home")
    assert write(app, sign_in, world, case) == []


def test_what_comes_in_between_stops_the_release(app, sign_in, world):
    case = open_case(app, world)
    (draft,) = write(app, sign_in, world, case)
    open_case(app, world, topic="home")
    sign_in(world.lead).post(f"/cases/{case}/letters/{draft.id}/release")
    assert drafts(app)[0].released_at is None


def test_a_parent_who_is_not_linked_any_more_gets_nothing(app, sign_in, world):
    case = open_case(app, world)
    (draft,) = write(app, sign_in, world, case)
    sign_in(world.lead).post(f"/cases/{case}/letters/{draft.id}/release")
    with app.app_context(), transaction():
        db.session.execute(sa.delete(Guardianship).where(Guardianship.guardian_id == world.parent))
    assert WORDS not in sign_in(world.parent).get("/child/letters").text


def test_the_child_is_told_first_or_a_reason_is_written_down(app, sign_in, world):
    case = open_case(app, world)
    form = letter(world)
    del form["child_was_told"]
    answer = sign_in(world.psychologist).post(f"/cases/{case}/letters", data=form)
    assert answer.status_code == 422
    assert "Tell the child first, or write down why not." in answer.text
    assert WORDS in answer.text
    assert drafts(app) == []
    form["why_not"] = "Бала ауруханада"
    sign_in(world.psychologist).post(f"/cases/{case}/letters", data=form)
    assert len(drafts(app)) == 1


def test_home_told_later_in_a_case_about_something_else_blocks_it_too(app, sign_in, world):
    case = open_case(app, world, topic="low", category="low-mood")
    with app.app_context():
        with transaction():
            asked = Request(kind="talk", topic="home", submission_key=uuid.uuid4())
            row = intake.ask_for_help(pupil=load_viewer(world.aigerim), request=asked)
        assert intake.case_of(row.id) == case
    assert write(app, sign_in, world, case) == []


@pytest.mark.parametrize("who", ["strange_parent", "aigerim", "teacher"])
def test_only_a_linked_parent_can_be_written_to(app, sign_in, world, who):
    case = open_case(app, world)
    assert write(app, sign_in, world, case, guardian=getattr(world, who)) == []


def test_the_psychologist_cannot_release_and_a_draft_can_be_withdrawn(app, sign_in, world):
    case = open_case(app, world)
    (draft,) = write(app, sign_in, world, case)
    url = f"/cases/{case}/letters/{draft.id}"
    sign_in(world.psychologist).post(f"{url}/release")
    assert drafts(app)[0].released_at is None
    sign_in(world.psychologist).post(f"{url}/withdraw")
    sign_in(world.lead).post(f"{url}/release")
    (after,) = drafts(app)
    assert after.withdrawn_at is not None
    assert after.released_at is None


def test_sent_twice_it_is_written_once(app, sign_in, world):
    case = open_case(app, world)
    form = letter(world)
    for _twice in range(2):
        sign_in(world.psychologist).post(f"/cases/{case}/letters", data=form)
    assert len(drafts(app)) == 1


def test_who_does_not_read_the_case_finds_no_such_page(app, sign_in, world):
    case = open_case(app, world)
    (draft,) = write(app, sign_in, world, case)
    for person in (world.teacher, world.deputy, world.strange_psychologist, world.parent):
        browser = sign_in(person)
        assert browser.get(f"/cases/{case}/letters").status_code == 404
        assert browser.post(f"/cases/{case}/letters/{draft.id}/release").status_code == 404


def test_a_letter_of_another_case_is_not_there(app, sign_in, world):
    first = open_case(app, world)
    (draft,) = write(app, sign_in, world, first)
    second = open_case(app, world, to=world.teacher)
    assert first != second
    url = f"/cases/{second}/letters/{draft.id}/release"
    assert sign_in(world.lead).post(url).status_code == 404
