"""The rule of words on a child's message: only where it is signed on, and it widens nothing."""

import datetime as dt
import uuid

import pytest
import time_machine

from app.casework.models import Case, CaseReader
from app.core import clock
from app.core.db import db, transaction
from app.people import switches
from app.risk.models import WordMatch
from app.risk.words import WORDS_VERSION

TUESDAY = clock.at(dt.date(2026, 11, 24), 10)
DANGER = "Мен шаршадым. Бүгін өзіме қол жұмсаймын. Ешкімге айтпаңызшы."
ORDINARY = "Сыныптас балалар мені ойынға алмайды."


@pytest.fixture(autouse=True)
def on_tuesday():
    with time_machine.travel(TUESDAY, tick=False):
        yield


@pytest.fixture
def signed(app, world):
    def switch(state):
        with app.app_context(), transaction():
            switches.switch(
                school_id=world.school, family="words", to=state, by_id=world.psychologist
            )

    return switch


def ask(sign_in, world, words, to=""):
    form = {"topic": "other", "to": to, "words": words, "submission_key": uuid.uuid4()}
    assert sign_in(world.aigerim).post("/learn/help/talk", data=form).status_code == 303


def the_case(app):
    with app.app_context():
        case = db.session.query(Case).one()
        readers = {row.user_id for row in db.session.query(CaseReader)}
        return case.id, case.severity, case.due_at, readers


def match(app):
    with app.app_context():
        return db.session.query(WordMatch).one_or_none()


def test_switched_off_nobody_looks(app, sign_in, world):
    ask(sign_in, world, DANGER)
    assert match(app) is None
    assert the_case(app)[1] == 2


def test_signed_on_the_case_is_critical_and_the_lead_is_told(
    app, sign_in, world, signed, open_page
):
    signed("on")
    ask(sign_in, world, DANGER)
    case, severity, due_at, readers = the_case(app)
    assert severity == 4
    assert due_at == TUESDAY + dt.timedelta(minutes=15)
    assert readers == {world.psychologist, world.lead}
    page = open_page(sign_in(world.psychologist), f"/cases/{case}")
    assert f"“өзіме қол жұмсаймын” (rule T1, version {WORDS_VERSION})" in page.text
    assert "This is a coincidence of words, not a judgement." in page.text


def test_what_is_addressed_to_one_adult_stays_with_that_adult(
    app, sign_in, world, signed, open_page
):
    signed("on")
    ask(sign_in, world, DANGER, to=world.teacher)
    case, severity, _due, readers = the_case(app)
    assert severity == 4
    assert readers == {world.teacher}
    assert "rule T1" in open_page(sign_in(world.teacher), f"/cases/{case}").text


def test_on_trial_nothing_changes_and_only_the_psychologist_sees_the_mark(
    app, sign_in, world, signed, open_page
):
    signed("shadow")
    ask(sign_in, world, DANGER)
    case, severity, _due, readers = the_case(app)
    assert (severity, readers) == (2, {world.psychologist})
    psychologist = sign_in(world.psychologist)
    page = open_page(psychologist, f"/cases/{case}")
    assert "On trial: nobody but you sees this mark" in page.text
    url = page.select_one('form[action*="/words/"]')["action"]
    assert psychologist.post(url, data={"verdict": "useful"}).status_code == 303
    assert match(app).verdict == "useful"


def test_an_ordinary_message_has_no_mark(app, sign_in, world, signed):
    signed("on")
    ask(sign_in, world, ORDINARY)
    assert match(app) is None
    assert the_case(app)[1] == 2


def test_the_words_are_stored_in_the_message_alone(app, sign_in, world, signed):
    signed("on")
    ask(sign_in, world, DANGER)
    with app.app_context():
        row = db.session.query(WordMatch).one()
        stored = {column.name: getattr(row, column.name) for column in WordMatch.__table__.columns}
    assert "жұмсаймын" not in str(stored)


def test_only_a_psychologist_who_reads_the_case_judges_it(app, sign_in, world, signed):
    signed("on")
    ask(sign_in, world, DANGER)
    case = the_case(app)[0]
    url = f"/cases/{case}/words/{match(app).request_id}"
    for person in (world.lead, world.strange_psychologist, world.teacher, world.parent):
        assert sign_in(person).post(url, data={"verdict": "useful"}).status_code == 404
    assert sign_in(world.psychologist).post(url, data={"verdict": "?"}).status_code == 404
    assert match(app).verdict is None
