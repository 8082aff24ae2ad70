"""A child asks for help: two taps, a message, a private card. Nobody is refused."""

import datetime as dt
import uuid

import pytest
import sqlalchemy as sa

from app.casework.models import Case, CaseReader
from app.content import library
from app.core import clock
from app.core.db import db, transaction
from app.learning.services import assign_lesson
from app.notices.models import Notice
from app.wellbeing.models import HelpRequest, PrivateMark
from tests.pages import text_of

pytestmark = pytest.mark.usefixtures("context")

SCHOOL_HOUR = clock.at(dt.date(2026, 11, 24), 10)
NIGHT = clock.at(dt.date(2026, 11, 24), 23)


@pytest.fixture
def aigerim(sign_in, world):
    return sign_in(world.aigerim)


def key():
    return str(uuid.uuid4())


def say(client, url="/learn/help/talk", **fields):
    return client.post(url, data={"submission_key": key(), **fields})


def requests():
    return db.session.scalars(sa.select(HelpRequest).order_by(HelpRequest.created_at)).all()


def readers():
    return set(db.session.scalars(sa.select(CaseReader.user_id)))


# --- the calm page -------------------------------------------------------------------------


def test_the_page_offers_numbers_two_ways_and_advice(aigerim, open_page):
    page = open_page(aigerim, "/learn/help")
    assert {link["href"] for link in page.select("main a.line")} == {"tel:112", "tel:111"}
    assert page.select_one('main a[href="/learn/help/danger"]')
    assert page.select_one('main a[href="/learn/help/talk"]')
    assert len(page.select("main details")) == 9
    assert "Numbers checked: 22 November 2026" in text_of(page)


def test_anonymous_reports_are_not_offered_yet(aigerim, open_page):
    assert "Write without a name" not in text_of(open_page(aigerim, "/learn/help"))


@pytest.mark.parametrize("url", ["/learn/help", "/learn/help/talk"])
def test_at_night_the_page_says_that_nobody_reads(aigerim, open_page, at, url):
    with at(NIGHT):
        words = text_of(open_page(aigerim, url))
    assert "Nobody at school reads this now. Answer by: 26 November, 17:00" in words
    assert "112, 102" in words


@pytest.mark.parametrize("url", ["/learn/help", "/learn/help/talk"])
def test_by_day_it_does_not(aigerim, open_page, at, url):
    with at(SCHOOL_HOUR):
        assert "Nobody at school reads this now" not in text_of(open_page(aigerim, url))


@pytest.mark.parametrize(
    "url",
    [
        "/learn/help",
        "/learn/help/talk",
        "/learn/help/danger",
        "/learn/help/who-knows",
        "/learn/lessons/L08/card",
        "/learn/lessons/L08/card/kept",
    ],
)
@pytest.mark.parametrize("locale", ["kk", "ru", "en"])
def test_every_page_opens_in_three_languages_with_few_queries(
    world, sign_in, open_page, at_most, url, locale
):
    assign_card_lesson(world)
    client = sign_in(world.aigerim, locale)
    with at_most(12):
        page = open_page(client, url)
    assert page.html["lang"] == locale
    assert page.select_one("[data-quick-exit]")


@pytest.mark.parametrize("url", ["/learn/help/talk", "/learn/lessons/L08/card"])
def test_the_browser_of_a_shared_phone_does_not_offer_a_childs_words_to_the_next(
    world, aigerim, open_page, url
):
    assign_card_lesson(world)
    page = open_page(aigerim, url)
    written = page.select("main textarea, main input[type=text]")
    assert len(written) == 2
    assert [field.get("autocomplete") for field in written] == ["off", "off"]


def test_only_pupils_have_it(world, sign_in):
    for person in (world.teacher, world.parent, world.psychologist, world.admin):
        for url in ("/learn/help", "/learn/help/talk", "/learn/help/who-knows"):
            assert sign_in(person).get(url).status_code == 404


def test_without_signing_in_there_are_numbers_and_advice_but_no_form(client, open_page):
    page = open_page(client, "/help?locale=en")
    assert page.select_one('a[href="tel:111"]')
    assert page.select_one("[data-quick-exit]")
    assert not page.select("main form")
    assert "How to reach someone at school" in text_of(page)


# --- please talk to me ---------------------------------------------------------------------


def test_the_form_says_who_reads_and_by_when_before_anything_is_written(aigerim, open_page, at):
    with at(SCHOOL_HOUR):
        words = text_of(open_page(aigerim, "/learn/help/talk"))
    assert "If you choose nobody: Маратқызы Айнұр (school psychologist)" in words
    assert "Home is scary or unsafe: Бекұлы Ерлан" in words or "Home is scary or unsafe" in words
    assert "Answer by: 26 November, 17:00" in words
    assert "The platform sends nothing to your parents." in words
    assert "We cannot promise to keep it secret" in words


def test_who_reads_a_grave_matter_is_said_by_name(aigerim, open_page):
    notes = [
        note.get_text(" ", strip=True)
        for note in open_page(aigerim, "/learn/help/talk").select("p.note")
    ]
    assert any("An adult at school treats me badly: Бекұлы Ерлан" in note for note in notes)


def test_a_child_who_only_presses_send_is_answered(world, aigerim, open_page):
    response = say(aigerim)
    assert response.status_code == 303
    assert readers() == {world.psychologist}
    (row,) = requests()
    assert (row.kind, row.topic, row.words, row.addressed_to_id) == ("talk", "other", None, None)
    words = text_of(open_page(aigerim, response.location))
    assert "Sent. Thank you for your trust." in words
    assert "Маратқызы Айнұр (school psychologist)" in words


def test_everything_the_child_says_is_kept(world, aigerim):
    say(
        aigerim,
        topic="bullied",
        to=world.teacher,
        not_these=[world.deputy, world.head],
        safe_contact="After lesson five in the library",
        call_quietly="y",
        words="They wait for me at the gate",
    )
    (row,) = requests()
    assert (row.topic, row.addressed_to_id, row.call_quietly) == ("bullied", world.teacher, True)
    assert row.words == "They wait for me at the gate"
    assert row.safe_contact == "After lesson five in the library"
    assert readers() == {world.teacher}


def test_the_topic_of_the_advice_is_chosen_already(aigerim, open_page):
    page = open_page(aigerim, "/learn/help/talk?topic=home")
    assert page.select_one("select[name=topic] [selected]")["value"] == "home"
    page = open_page(aigerim, "/learn/help/talk?topic=nonsense")
    assert page.select_one("select[name=topic] [selected]")["value"] == "other"


def test_who_must_not_know_wins_over_who_was_chosen(world, aigerim, open_page):
    response = say(aigerim, to=world.teacher, not_these=[world.teacher])
    assert response.status_code == 303
    assert readers() == {world.psychologist}


def test_when_nobody_at_school_may_know_the_child_is_shown_the_number(world, aigerim, open_page):
    everybody = [
        world.teacher,
        world.psychologist,
        world.pedagogue,
        world.lead,
        world.deputy,
        world.head,
    ]
    response = say(aigerim, not_these=everybody)
    assert readers() == set()
    assert "nobody who may see it. Please call: 111" in text_of(
        open_page(aigerim, response.location)
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"to": "999999"},
        {"to": "somebody"},
        {"not_these": ["999999"]},
        {"not_these": ["x"]},
        {"topic": "nonsense"},
        {"words": "а" * 4001},
        {"safe_contact": "а" * 501},
        {"submission_key": "no-uuid"},
        {"submission_key": ""},
    ],
    ids=lambda fields: " ".join(f"{name}={str(value)[:12]}" for name, value in fields.items()),
)
def test_what_cannot_be_read_comes_back_with_everything_in_it(aigerim, fields):
    response = say(aigerim, **{"words": "please", **fields})
    assert response.status_code == 422
    assert requests() == []
    html = response.get_data(as_text=True)
    assert fields.get("words", "please") in html
    assert 'name="submission_key"' in html


def test_an_adult_of_another_school_cannot_be_addressed(world, aigerim):
    assert say(aigerim, to=world.strange_psychologist).status_code == 422
    assert say(aigerim, to=world.parent).status_code == 422


def test_a_refused_form_can_be_sent_with_the_key_it_came_with(aigerim):
    response = say(aigerim, submission_key="no-uuid")
    html = response.get_data(as_text=True)
    good = html.split('name="submission_key" type="hidden" value="')[1].split('"')[0]
    assert say(aigerim, submission_key=good).status_code == 303


def test_the_same_form_sent_twice_asks_once(aigerim):
    one = key()
    first = say(aigerim, submission_key=one, words="please")
    second = say(aigerim, submission_key=one, words="please")
    assert first.location == second.location
    assert len(requests()) == 1


def test_a_second_message_joins_the_open_request(world, aigerim):
    say(aigerim, words="one")
    say(aigerim, words="two")
    assert [row.words for row in requests()] == ["one", "two"]
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Case)) == 1


def test_thirty_messages_are_thirty_messages_and_none_is_refused(aigerim):
    statuses = {say(aigerim, words=str(number)).status_code for number in range(30)}
    assert statuses == {303}
    assert len(requests()) == 30


# --- danger --------------------------------------------------------------------------------


def test_danger_takes_two_taps(world, aigerim, open_page):
    page = open_page(aigerim, "/learn/help")
    assert not page.select("main form")
    page = open_page(aigerim, "/learn/help/danger")
    assert requests() == []
    assert page.h1.get_text(strip=True) == "Tell the school now that you are in danger?"
    names = text_of(page)
    assert all(name in names for name in ("Маратқызы Айнұр", "Бекұлы Ерлан", "Ахметова Сәуле"))


def test_the_second_tap_tells_psychologist_lead_and_deputy(world, aigerim, open_page):
    response = say(aigerim, "/learn/help/danger")
    assert readers() == {world.psychologist, world.lead, world.deputy}
    assert db.session.scalar(sa.select(Case.severity)) == 4
    assert "If you can, go to a place with people." in text_of(
        open_page(aigerim, response.location)
    )


def test_danger_is_kept_from_whom_the_child_fears(world, aigerim):
    say(aigerim, "/learn/help/danger", not_these=[world.deputy])
    assert readers() == {world.psychologist, world.lead}


def test_at_night_the_numbers_come_first(aigerim, open_page, at):
    with at(NIGHT):
        page = open_page(aigerim, "/learn/help/danger")
    assert "nobody may be reading now" in text_of(page)
    assert page.select("main a.line")[0]["href"] == "tel:112"


def test_a_false_alarm_is_thanked_and_still_looked_at(world, aigerim, open_page):
    receipt = say(aigerim, "/learn/help/danger").location
    response = aigerim.post(f"{receipt}/take-back")
    words = text_of(open_page(aigerim, response.location))
    assert "No one is angry about a false alarm." in words
    assert "One adult will still ask you once, calmly, how you are." in words
    case = db.session.scalars(sa.select(Case)).one()
    assert (case.state, case.severity) == ("new", 4)


def test_taking_back_twice_changes_nothing(aigerim):
    receipt = say(aigerim).location
    assert aigerim.post(f"{receipt}/take-back").status_code == 303
    assert aigerim.post(f"{receipt}/take-back").status_code == 303


def test_a_receipt_is_the_childs_own(world, aigerim, sign_in):
    receipt = say(aigerim).location
    for person in (world.bolat, world.stranger, world.teacher, world.psychologist, world.parent):
        assert sign_in(person).get(receipt).status_code == 404
        assert sign_in(person).post(f"{receipt}/take-back").status_code == 404
    assert aigerim.get(f"/learn/help/{uuid.uuid4()}").status_code == 404


# --- who knows -----------------------------------------------------------------------------


def test_the_child_sees_who_can_read_and_who_has_opened_it(world, aigerim, sign_in, open_page):
    say(aigerim, words="a secret of mine")
    words = text_of(open_page(aigerim, "/learn/help/who-knows"))
    assert "Please talk to me" in words
    assert "Sent. It waits to be seen." in words
    assert "Can see it: Маратқызы Айнұр (school psychologist)" in words
    assert "Nobody has opened it yet." in words
    assert "a secret of mine" not in words
    case_id = db.session.scalar(sa.select(Case.id))
    assert sign_in(world.psychologist).get(f"/cases/{case_id}").status_code == 200
    words = text_of(open_page(aigerim, "/learn/help/who-knows"))
    assert "opened your message" in words
    assert "Nobody has opened it yet." not in words


def test_who_knows_shows_only_the_own_requests(world, aigerim, sign_in, open_page):
    say(sign_in(world.bolat), words="of Bolat")
    assert "Choose a secret word" in text_of(open_page(aigerim, "/learn/help/who-knows"))


def test_who_knows_costs_the_same_for_many_requests(aigerim, open_page, at_most):
    for _ in range(12):
        say(aigerim)
    say(aigerim, "/learn/help/danger")
    with at_most(12):
        open_page(aigerim, "/learn/help/who-knows")


# --- the private card ----------------------------------------------------------------------


def assign_card_lesson(world):
    """L08 is for grades 5 and 6: the teacher opens it to 8 А by assigning it."""
    with transaction():
        assign_lesson(
            class_id=world.class_8a,
            lesson=library.get().lesson("L08"),
            due_on=clock.today(),
            by_id=world.teacher,
        )


@pytest.fixture
def card(world):
    assign_card_lesson(world)
    return "/learn/lessons/L08/card"


def test_the_card_says_before_who_sees_what(card, aigerim, open_page):
    words = text_of(open_page(aigerim, card))
    assert "Nobody sees it. It is kept for you for 30 days." in words
    assert "Seen by: Маратқызы Айнұр (school psychologist)" in words
    assert "Серікқызы Гүлнар sees it only if you tick this." in words


def test_just_for_me_reaches_nobody(world, card, aigerim, open_page):
    response = say(aigerim, card, wish="just-for-me", frequency="weekly", words="not stored")
    assert response.status_code == 303
    assert requests() == []
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Notice)) == 0
    assert db.session.scalar(sa.select(sa.func.count()).select_from(PrivateMark)) == 1
    assert "Kept for you alone." in text_of(open_page(aigerim, response.location))


def test_the_third_mark_asks_the_child_once_more(card, aigerim, open_page):
    said = []
    for _ in range(3):
        response = say(aigerim, card, wish="just-for-me")
        said.append("Would you like an adult" in text_of(open_page(aigerim, response.location)))
    assert said == [False, False, True]


def test_a_mark_sent_twice_is_one_mark(card, aigerim):
    one = key()
    for _ in range(2):
        say(aigerim, card, wish="just-for-me", submission_key=one)
    assert db.session.scalar(sa.select(sa.func.count()).select_from(PrivateMark)) == 1


def test_please_contact_me_reaches_the_psychologist_alone(world, card, aigerim):
    say(aigerim, card, wish="contact-me", frequency="monthly")
    assert readers() == {world.psychologist}


def test_the_class_teacher_knows_only_with_the_childs_permission(world, card, aigerim):
    say(aigerim, card, wish="contact-me", frequency="monthly", teacher_may_know="y")
    assert readers() == {world.psychologist, world.teacher}


def test_permission_does_not_reach_a_teacher_who_must_not_know(world, card, aigerim):
    say(aigerim, card, wish="not-safe", teacher_may_know="y", not_these=[world.teacher])
    assert readers() == {world.psychologist}
    assert db.session.scalar(sa.select(Case.severity)) == 3


def test_a_card_without_a_wish_asks_for_one(card, aigerim):
    response = say(aigerim, card, words="hello")
    assert response.status_code == 422
    assert "Choose one of the answers" in response.get_data(as_text=True)


def test_an_unknown_frequency_does_not_stop_a_child(card, aigerim):
    assert say(aigerim, card, wish="contact-me", frequency="nonsense").status_code == 303
    assert requests()[0].frequency is None


def test_cards_are_only_in_lessons_that_have_one_and_are_open(world, aigerim):
    assert aigerim.get("/learn/lessons/L08/card").status_code == 404  # another band
    assert aigerim.get("/learn/lessons/L21/card").status_code == 404  # no card
    assert aigerim.get("/learn/lessons/L99/card").status_code == 404
    assert say(aigerim, "/learn/lessons/L08/card", wish="contact-me").status_code == 404
