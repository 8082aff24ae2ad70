"""Mails to adults: neutral, at least once, with one message id, and the person sees how it went."""

import datetime as dt
import uuid

import pytest
import sqlalchemy as sa
import time_machine

from app import jobs
from app.core import clock
from app.core.db import db, transaction
from app.notices import mails
from app.notices.models import Mail
from app.people.models import User
from tests.plumbing.smtp import MailServer

TUESDAY = clock.at(dt.date(2026, 11, 24), 10)
WORDS = "Сыныптастарым мені мазақтайды"


@pytest.fixture(autouse=True)
def on_tuesday():
    with time_machine.travel(TUESDAY, tick=False):
        yield


@pytest.fixture
def server(app):
    """A mail server that this school uses."""
    server = MailServer()
    settings = app.extensions["settings"]
    app.extensions["settings"] = settings.model_copy(
        update={
            "smtp_url": server.url,
            "mail_from": "adal-jol@school.example",
            "public_url": "https://adal.school.example/",
        }
    )
    yield server
    app.extensions["settings"] = settings
    server.shutdown()
    server.server_close()


@pytest.fixture
def psychologist(app, server, world):
    """With an address; the first mail, to show that it works, has been sent."""
    with app.app_context(), transaction():
        mails.keep_address(user_id=world.psychologist, address="ainur@school.example")
    jobs.send_mails.call_local()
    server.messages.clear()
    return world.psychologist


def ask(sign_in, world):
    form = {"topic": "home", "to": "", "words": WORDS, "submission_key": uuid.uuid4()}
    assert sign_in(world.aigerim).post("/learn/help/talk", data=form).status_code == 303
    jobs.deliver_notices.call_local()
    jobs.send_mails.call_local()


def later(**time):
    with time_machine.travel(clock.now() + dt.timedelta(**time), tick=False):
        jobs.send_mails.call_local()


def states(app):
    with app.app_context():
        return sorted(row.state for row in db.session.query(Mail))


def test_a_mail_says_that_there_is_something_and_nothing_else(
    app, server, sign_in, world, psychologist
):
    ask(sign_in, world)
    (message,) = server.messages
    assert message["To"] == "ainur@school.example"
    text = message["Subject"] + message.get_content()
    assert "https://adal.school.example/" in text
    for secret in (WORDS, "Айгерім", "Әлімова", "home", "request", "8"):
        assert secret not in text, secret


@pytest.mark.parametrize("locale", ["kk", "ru", "en"])
def test_it_is_written_in_the_persons_language(app, server, sign_in, world, psychologist, locale):
    with app.app_context(), transaction():
        db.session.get(User, psychologist).locale = locale
    ask(sign_in, world)
    subjects = {
        "kk": "Адал жолда жаңа хабарлама бар",
        "ru": "Новое сообщение в Адал жол",
        "en": "A new message in Adal Jol",
    }
    assert server.messages[0]["Subject"] == subjects[locale]


def test_while_the_server_is_away_for_a_day_nothing_is_lost(
    app, server, sign_in, world, psychologist, open_page
):
    server.refusal = "451 come back later"
    ask(sign_in, world)
    for hours in (1, 3, 9, 24):
        later(hours=hours)
    assert server.messages == []
    page = open_page(sign_in(world.psychologist), "/notices")
    assert "A new request waits for you." in page.text  # in the app it stands at once
    assert "1 mail waits for the mail server." in page.text
    server.refusal = None
    later(hours=60)
    assert len(server.messages) == 1
    assert states(app) == ["sent", "sent"]


def test_a_worker_that_dies_after_sending_sends_it_again_under_the_same_id(
    app, server, sign_in, world, psychologist, monkeypatch
):
    with monkeypatch.context() as crash:
        crash.setattr(mails, "was_sent", lambda _mail_id: None)
        ask(sign_in, world)
    later(minutes=5)
    assert len(server.messages) == 1  # the claim still holds
    later(minutes=11)
    first, second = server.messages
    assert first["Message-ID"] == second["Message-ID"]
    later(hours=10)
    assert len(server.messages) == 2


def test_after_days_in_vain_it_has_failed_and_the_person_is_told(
    app, server, sign_in, world, psychologist, open_page
):
    server.refusal = "550 no such mailbox"
    ask(sign_in, world)
    for number in range(len(mails.WAITS) + 1):
        later(days=3 * number)
    assert states(app) == ["failed", "sent"]
    page = open_page(sign_in(world.psychologist), "/notices")
    assert "1 mail could not be delivered. Check the address." in page.text


def test_a_new_address_gets_a_mail_at_once_and_an_empty_one_ends_them(app, server, sign_in, world):
    lead = sign_in(world.lead)
    assert lead.post("/notices/mail", data={"address": "lead@school.example"}).status_code == 303
    jobs.send_mails.call_local()
    assert [message["To"] for message in server.messages] == ["lead@school.example"]
    lead.post("/notices/mail", data={"address": ""})
    with app.app_context():
        assert mails.address_of(world.lead) is None


@pytest.mark.parametrize(
    "address", ["nobody", "a@b", "a b@c.kz", "a@b.kz, c@d.kz", "а@б.кз", "a@b.kz\nBcc: x@y.kz"]
)
def test_what_is_no_address_is_told_and_not_kept(app, server, sign_in, world, address):
    answer = sign_in(world.lead).post("/notices/mail", data={"address": address})
    assert answer.status_code == 422
    assert "This is not an e-mail address." in answer.text
    with app.app_context():
        assert mails.address_of(world.lead) is None


def test_pupils_have_no_address_and_without_a_server_nobody_is_asked(
    app, sign_in, world, open_page
):
    assert (
        sign_in(world.aigerim).post("/notices/mail", data={"address": "a@b.kz"}).status_code == 404
    )
    assert not open_page(sign_in(world.lead), "/notices").select('input[name="address"]')


def test_who_has_left_gets_no_mail(app, server, sign_in, world, psychologist):
    server.refusal = "451 later"
    ask(sign_in, world)
    server.refusal = None
    with app.app_context(), transaction():
        db.session.get(User, psychologist).is_active = False
    later(hours=1)
    assert server.messages == []
    assert states(app) == ["failed", "sent"]


def test_who_has_left_holds_up_nobody_elses_mail(app, server, world):
    with app.app_context(), transaction():
        for person in (world.teacher, world.deputy, world.lead):
            mails.keep_address(user_id=person, address=f"{person}@school.example")
        db.session.execute(
            sa.update(User)
            .where(User.id.in_([world.teacher, world.deputy]))
            .values(is_active=False)
        )
    jobs.send_mails.call_local()
    assert states(app) == ["failed", "failed", "sent"]
