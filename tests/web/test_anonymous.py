"""H3: told without a name. What is not kept cannot be found out."""

import datetime as dt
import uuid

import pytest
import sqlalchemy as sa
import time_machine
from bs4 import BeautifulSoup

from app import jobs
from app.core import audit, clock
from app.core.db import db, transaction
from app.people import readiness
from app.people.models import User
from app.people.viewer import load_viewer
from app.wellbeing import anonymous as kept
from app.wellbeing.anonymous import AnonymousMessage, AnonymousReader, AnonymousReport
from tests.pages import lint

TUESDAY = clock.at(dt.date(2026, 11, 24), 10)
WORDS = "8 сыныптың балалары кішкентайлардан ақша жинайды"


@pytest.fixture(autouse=True)
def on_tuesday(client):
    client.get("/healthz?locale=en")
    with time_machine.travel(TUESDAY + dt.timedelta(minutes=7), tick=False):
        yield


def told(world, **changes):
    return {
        "code": world.class_code,
        "about": "nobody",
        "words": WORDS,
        "submission_key": str(uuid.uuid4()),
        **changes,
    }


def code_in(answer):
    return BeautifulSoup(answer.data, "html5lib").select_one(".receipt__code").text


def readers(app):
    with app.app_context():
        return set(db.session.scalars(sa.select(AnonymousReader.user_id)))


def test_it_is_told_with_the_code_of_a_class_and_answered_behind_a_receipt(
    app, client, sign_in, world, open_page
):
    open_page(client, "/help/anonymous")
    sent = client.post("/help/anonymous", data=told(world))
    assert sent.status_code == 200
    lint(BeautifulSoup(sent.data, "html5lib"))
    assert readers(app) == {world.lead, world.psychologist}
    code = code_in(sent)

    lead = sign_in(world.lead)
    jobs.deliver_notices.call_local()
    assert "Somebody has told something without a name." in lead.get("/notices").text
    link = open_page(lead, "/cases/").select_one('a[href*="/cases/anonymous/"]')["href"]
    page = open_page(lead, link)
    assert WORDS in page.text
    answer = {"words": "Рақмет. Ертең кезекшілік күшейеді.", "submission_key": uuid.uuid4()}
    assert lead.post(link, data=answer).status_code == 303

    thread = client.post("/help/anonymous/answers", data={"code": code.lower()})
    lint(BeautifulSoup(thread.data, "html5lib"))
    assert "Рақмет. Ертең" in thread.text
    more = {"code": code, "words": "Тағы бір бала бар", "submission_key": uuid.uuid4()}
    for _twice in range(2):
        assert client.post("/help/anonymous/answers", data=more).text.count("Тағы бір бала") == 1
    assert open_page(lead, link).text.count("Тағы бір бала") == 1


def test_spaces_alone_tell_nothing(app, client, world):
    answer = client.post("/help/anonymous", data=told(world, words="  \n "))
    assert answer.status_code == 422
    assert "Fill in this field" in answer.text
    assert readers(app) == set()


def test_of_the_sender_nothing_is_kept(app, sign_in, world):
    """Not even where somebody is signed in: every column of every new row is looked at."""
    pupil = sign_in(world.aigerim)
    data = told(world)
    del data["code"]
    assert pupil.post("/help/anonymous", data=data).status_code == 200
    with app.app_context():
        for table in ("anonymous_reports", "anonymous_messages", "anonymous_readers"):
            rows = db.session.execute(sa.text(f"SELECT * FROM {table}")).mappings().all()
            assert rows
            for row in rows:
                assert row.get("author_id") is None
                assert world.aigerim not in [v for k, v in row.items() if k != "id"]
        report = db.session.query(AnonymousReport).one()
        assert report.id.version == 4  # an id that tells no time
        assert report.created_at == TUESDAY  # a quarter of an hour, not a second
        acts = db.session.query(audit.AuditEntry).filter_by(actor_id=world.aigerim)
        assert {act.action for act in acts} <= {audit.Action.SIGNED_IN}


def test_words_are_encrypted(app, client, world):
    client.post("/help/anonymous", data=told(world, place="Асхана"))
    with app.app_context():
        stored = db.session.execute(sa.text("SELECT words FROM anonymous_messages")).scalar_one()
        assert WORDS.encode() not in bytes(stored)


def test_the_same_form_sent_twice_is_one_report_with_one_code(app, client, world):
    data = told(world)
    first, second = (
        client.post("/help/anonymous", data=data),
        client.post("/help/anonymous", data=data),
    )
    assert code_in(first) == code_in(second)
    with app.app_context():
        assert db.session.query(AnonymousReport).count() == 1
        assert db.session.query(AnonymousMessage).count() == 1


@pytest.mark.parametrize(
    ("about", "read_by"),
    [
        ("nobody", ["lead", "psychologist"]),
        ("teacher", ["lead", "psychologist"]),
        ("lead", ["psychologist"]),
        ("psychologist", ["lead"]),
        ("head", ["lead", "psychologist"]),
    ],
)
def test_whom_it_is_about_never_reads_it(app, client, sign_in, world, about, read_by):
    client.post("/help/anonymous", data=told(world, about=about))
    assert readers(app) == {getattr(world, one) for one in read_by}
    with app.app_context():
        report = db.session.query(AnonymousReport).one().id
    for person in ("teacher", "lead", "psychologist", "head", "deputy", "pedagogue"):
        status = sign_in(getattr(world, person)).get(f"/cases/anonymous/{report}").status_code
        assert status == (200 if person in read_by else 404), person
    strangers = (world.strange_psychologist, world.parent, world.aigerim, world.admin)
    for stranger in strangers:
        assert sign_in(stranger).get(f"/cases/anonymous/{report}").status_code == 404


def test_about_the_lead_the_contact_outside_the_school_is_shown(app, client, world):
    with app.app_context(), transaction():
        readiness.write_down(
            by=load_viewer(world.lead),
            outside_name="Г. Оспанова",
            outside_phone="+7 7172 11 22 33",
            regional_centre=None,
            hours=None,
            exclusions_settled=False,
        )
    assert "+7 7172 11 22 33" in client.post("/help/anonymous", data=told(world, about="lead")).text
    assert "+7 7172" not in client.post("/help/anonymous", data=told(world)).text


def test_where_nobody_may_read_the_numbers_are_shown(app, client, world):
    with app.app_context(), transaction():
        keep = [world.aigerim, world.psychologist]
        db.session.execute(
            sa.update(User)
            .where(User.school_id == world.school, User.id.notin_(keep))
            .values(is_active=False)
        )
    sent = client.post("/help/anonymous", data=told(world, about="psychologist"))
    assert "At school there is nobody who may read it." in sent.text
    assert readers(app) == set()


def test_what_nobody_answers_climbs_past_whom_it_is_about(app, client, world):
    client.post("/help/anonymous", data=told(world, about="deputy"))
    for days in (1, 2, 3, 4, 7):
        with time_machine.travel(TUESDAY + dt.timedelta(days=days), tick=False):
            jobs.climb.call_local()
    assert readers(app) == {world.lead, world.psychologist, world.head, world.pedagogue}


def test_an_answered_report_climbs_no_further(app, client, sign_in, world):
    client.post("/help/anonymous", data=told(world))
    with app.app_context():
        report = db.session.query(AnonymousReport).one().id
    answer = {"words": "Рақмет", "submission_key": uuid.uuid4()}
    sign_in(world.lead).post(f"/cases/anonymous/{report}", data=answer)
    with time_machine.travel(TUESDAY + dt.timedelta(days=9), tick=False):
        jobs.climb.call_local()
    assert readers(app) == {world.lead, world.psychologist}


def code_and_report(app, client, world):
    code = code_in(client.post("/help/anonymous", data=told(world)))
    with app.app_context():
        return code, db.session.query(AnonymousReport).one().id


def write_on(client, code):
    more = {"code": code, "words": "Тағы", "submission_key": str(uuid.uuid4())}
    assert client.post("/help/anonymous/answers", data=more).status_code == 200


def test_writing_on_does_not_put_off_who_is_told_next(app, client, world):
    code, _report = code_and_report(app, client, world)
    for days in (0, 1, 2, 3):
        with time_machine.travel(TUESDAY + dt.timedelta(days=days), tick=False):
            write_on(client, code)
            jobs.climb.call_local()
    assert world.deputy in readers(app)


def test_what_is_written_after_an_answer_climbs_when_nobody_answers_it(app, client, sign_in, world):
    code, report = code_and_report(app, client, world)
    answer = {"words": "Рақмет", "submission_key": uuid.uuid4()}
    sign_in(world.lead).post(f"/cases/anonymous/{report}", data=answer)
    write_on(client, code)
    with time_machine.travel(TUESDAY + dt.timedelta(days=9), tick=False):
        jobs.climb.call_local()
    assert world.deputy in readers(app)


@pytest.mark.parametrize(
    "changes",
    [{"words": ""}, {"words": "ж" * 4001}, {"about": "president"}, {"code": "000000000"}],
    ids=["no words", "too long", "unknown role", "no such class"],
)
def test_a_refused_form_keeps_its_words(app, client, world, changes):
    data = told(world, place="Асхана", **changes)
    answer = client.post("/help/anonymous", data=data)
    assert answer.status_code == 422
    assert "Асхана" in answer.text
    with app.app_context():
        assert not db.session.query(AnonymousReport).count()


@pytest.mark.parametrize("code", ["", "AAAA-CCCC-DDDD", "x" * 50, "😀"])
def test_a_code_that_is_none_opens_nothing(client, world, code):
    client.post("/help/anonymous", data=told(world))
    answer = client.post("/help/anonymous/answers", data={"code": code})
    assert answer.status_code == 422
    assert WORDS not in answer.text


def test_nothing_of_it_stays_in_the_browser(client, world):
    data = told(world)
    sent = client.post("/help/anonymous", data=data)
    thread = client.post("/help/anonymous/answers", data={"code": code_in(sent)})
    for answer in (client.get("/help/anonymous"), sent, thread):
        assert answer.headers["Cache-Control"] == "no-store"
    with client.session_transaction() as session:
        assert WORDS not in str(dict(session))
        assert code_in(sent) not in str(dict(session))


def test_the_way_back_closes_90_days_after_the_last_visit(app, client, world):
    code = code_in(client.post("/help/anonymous", data=told(world)))
    for days, status in ((80, 200), (170, 200), (261, 422)):
        with time_machine.travel(TUESDAY + dt.timedelta(days=days), tick=False):
            with app.app_context(), transaction():
                kept.close_ways_back()
            answer = client.post("/help/anonymous/answers", data={"code": code})
        assert answer.status_code == status, days
    with app.app_context():
        assert db.session.query(AnonymousReport).count() == 1
