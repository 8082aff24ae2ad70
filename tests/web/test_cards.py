"""Disclosure cards D1 to D7 on their pages: whom they reach, and what stays private."""

import uuid

import pytest

from app.casework.models import Case, CaseReader
from app.core.db import db
from app.risk.cards import CARD_OF, CARDS
from app.risk.models import Signal
from app.wellbeing.models import HelpRequest, PrivateMark


def mark(sign_in, world, card, pupil=None, **changes):
    form = {"wish": "contact-me", "submission_key": uuid.uuid4(), **changes}
    return sign_in(pupil or world.aigerim).post(f"/learn/help/card/{card}", data=form)


def the_case(app):
    with app.app_context():
        case = db.session.query(Case).order_by(Case.id.desc()).first()
        readers = {row.user_id for row in db.session.query(CaseReader).filter_by(case_id=case.id)}
        return case, db.session.get(Signal, case.signal_id), readers


@pytest.mark.parametrize("card", CARDS)
def test_every_card_opens_is_sent_and_reaches_its_readers(
    app, sign_in, world, open_page, at_most, card
):
    pupil = sign_in(world.aigerim)
    with at_most(12):
        page = open_page(pupil, f"/learn/help/card/{card}")
    marks = [box["value"] for box in page.select('input[name="signs"]')]
    assert marks == list(CARD_OF[card].signs)
    frequency = {"frequency": "weekly"} if card == "D4" else {}
    sent = mark(sign_in, world, card, signs=marks[:1], **frequency)
    assert sent.status_code == 303
    case, signal, readers = the_case(app)
    assert signal.rule == card
    assert signal.inputs["signs"] == marks[:1]
    assert world.psychologist in readers or card == "D2"
    assert (world.lead in readers) == (case.severity >= 3 and card != "D4")
    assert not readers & {world.teacher, world.parent}
    reader = sign_in(max(readers))
    page = open_page(reader, f"/cases/{case.id}")
    assert "What it is not:" in page.text
    open_page(reader, "/cases/")


def test_nothing_stays_private_where_a_child_may_be_in_danger(app, sign_in, world):
    for card in CARDS:
        sent = mark(sign_in, world, card, wish="just-for-me")
        assert sent.status_code == (303 if card == "D4" else 422), card
    with app.app_context():
        assert [row.card for row in db.session.query(PrivateMark)] == ["D4"]
        assert not db.session.query(HelpRequest).count()


def test_an_adult_who_is_named_never_reads_it_and_the_next_one_does(app, sign_in, world):
    mark(sign_in, world, "D2", signs=["touched"], not_these=[world.lead])
    case, _signal, readers = the_case(app)
    assert case.severity == 4
    assert readers == {world.psychologist}
    assert sign_in(world.lead).get(f"/cases/{case.id}").status_code == 404


def test_a_second_witness_of_the_class_makes_it_graver(app, sign_in, world):
    mark(sign_in, world, "D5")
    assert the_case(app)[0].severity == 1
    mark(sign_in, world, "D5", pupil=world.bolat)
    assert the_case(app)[0].severity == 2


@pytest.mark.parametrize(
    "changes",
    [{"signs": ["plan"]}, {"wish": "maybe"}, {"submission_key": "x"}, {"not_these": [999999]}],
    ids=["a mark of another card", "unknown wish", "bad key", "unknown person"],
)
def test_what_the_card_does_not_offer_is_refused_and_nothing_is_sent(app, sign_in, world, changes):
    sent = mark(sign_in, world, "D1", words="Үйде ұрады", **changes)
    assert sent.status_code == 422
    assert "Үйде ұрады" in sent.text
    with app.app_context():
        assert not db.session.query(HelpRequest).count()


@pytest.mark.parametrize("card", ["D0", "D8", "d1", "H1"])
def test_an_unknown_card_is_not_there(sign_in, world, card):
    assert sign_in(world.aigerim).get(f"/learn/help/card/{card}").status_code == 404
