"""Consent: who says yes to what, what is off without it, and what happens after a no."""

import datetime as dt

import pytest
import sqlalchemy as sa

from app.content import library
from app.core import clock
from app.core.db import db, transaction
from app.evidence.models import SurveyMark
from app.evidence.surveys import survey_of_pupil
from app.jobs import keep_house
from app.people import consenting, consents, services
from app.people.access import NotFound
from app.people.consent_models import Consent, ConsentExemption, ConsentState
from app.people.viewer import load_viewer
from app.reports.consents import texts, words_for
from app.wellbeing import checkins
from app.wellbeing.models import CheckIn
from tests.pages import text_of
from tests.rounds import open_round, sheets_of

pytestmark = pytest.mark.usefixtures("context")
DAY = dt.timedelta(days=1)
ASKED = [one.id for one in consents.ASKED]


@pytest.fixture(autouse=True)
def no_other_ground(context, world):
    """No lawyer has said anything, and no pupil: the cautious start of a real school."""
    with transaction():
        db.session.execute(sa.delete(ConsentExemption))
        db.session.execute(sa.delete(ConsentState))


@pytest.fixture
def parent(sign_in, world):
    return sign_in(world.parent)


def decide(browser, world, purpose, decision="given"):
    url = f"/child/{world.aigerim}/consents/{purpose}"
    return browser.post(url, data={"decision": decision})


def test_there_are_words_for_every_use_in_one_table(world):
    assert [one.id for one in texts().purposes] == ASKED
    assert library.get().ledger.standings(["content/guide/consent.yaml"])


@pytest.mark.parametrize("purpose", ASKED)
def test_nothing_is_allowed_before_somebody_has_agreed(world, purpose):
    assert not consents.allows(world.aigerim, purpose)


def test_help_needs_nobodys_yes(world, sign_in, parent):
    for purpose in ASKED:
        decide(parent, world, purpose, "refused")
    assert consents.allows(world.aigerim, consents.HELP)
    pupil = sign_in(world.aigerim)
    for page in ("help", "help/talk", "help/danger"):
        assert pupil.get(f"/learn/{page}").status_code == 200


def test_lessons_wait_for_the_parents_and_say_so(world, sign_in, parent, open_page):
    pupil = sign_in(world.aigerim)
    for url in ("/learn/", "/learn/tasks", "/learn/lessons/L21"):
        assert pupil.get(url).location == "/learn/agreement"
    page = text_of(open_page(pupil, "/learn/agreement"))
    assert "Lessons open as soon as your parent agrees" in page
    decide(parent, world, "learning")
    assert pupil.get("/learn/").status_code == 200
    assert sign_in(world.bolat).get("/learn/").status_code == 303


@pytest.mark.parametrize("locale", ["kk", "ru", "en"])
def test_pages_of_consent_in_each_language_within_the_budget(
    world, sign_in, open_page, at_most, locale
):
    for who, url in (
        (world.parent, f"/child/{world.aigerim}/consents"),
        (world.aigerim, "/learn/agreement"),
        (world.admin, "/school/consents"),
        (world.admin, f"/school/classes/{world.class_8a}/consents"),
        (world.admin, f"/school/people/{world.aigerim}/consents"),
    ):
        browser = sign_in(who, locale)
        with at_most(12):
            open_page(browser, url)


def test_a_yes_is_kept_with_the_words_that_were_read(world, parent, sign_in):
    decide(sign_in(world.parent, "ru"), world, "skills")
    row = db.session.scalar(sa.select(Consent))
    assert (row.pupil_id, row.purpose, row.voice, row.decision) == (
        world.aigerim,
        "skills",
        "guardian",
        "given",
    )
    assert (row.given_by_id, row.recorded_by_id, row.paper) == (world.parent, world.parent, None)
    assert (row.text_locale, row.text_digest) == ("ru", words_for("skills", "ru").digest)
    assert words_for("skills", "ru").digest != words_for("skills", "kk").digest


def test_decisions_are_added_and_never_changed(world, parent):
    for decision in ("given", "withdrawn", "given"):
        decide(parent, world, "skills", decision)
    rows = db.session.scalars(sa.select(Consent.decision).order_by(Consent.at, Consent.id))
    assert list(rows) == ["given", "withdrawn", "given"]
    assert consents.allows(world.aigerim, "skills")


def test_one_no_of_two_parents_is_enough(world, parent, sign_in):
    with transaction():
        services.link_guardian(guardian_id=world.strange_parent, pupil_id=world.aigerim)
    decide(parent, world, "skills")
    decide(sign_in(world.strange_parent), world, "skills", "refused")
    assert not consents.allows(world.aigerim, "skills")


def test_a_ground_of_the_lawyer_opens_a_use_until_a_parent_refuses(world, sign_in, parent):
    admin = sign_in(world.admin)
    admin.post("/school/settings/consent/learning", data={"ground": "Law, article 9"})
    assert consents.allows(world.aigerim, "learning")
    assert not consents.allows(world.stranger, "learning")
    decide(parent, world, "learning", "refused")
    assert not consents.allows(world.aigerim, "learning")
    admin.post("/school/settings/consent/learning", data={"ground": ""})
    assert not consents.allows(world.bolat, "learning")


def test_what_needs_the_pupil_waits_for_the_pupil_each_term(world, sign_in, parent, at):
    november = clock.at(dt.date(2026, 11, 24), 12)
    pupil = sign_in(world.aigerim)
    with at(november):
        decide(parent, world, "check-ins")
        assert not consents.allows(world.aigerim, "check-ins")
        pupil.post("/learn/agreement/check-ins", data={"answer": "yes"})
        assert consents.allows(world.aigerim, "check-ins")
    with at(november + 60 * DAY):
        assert not consents.allows(world.aigerim, "check-ins")
    with at(november):
        pupil.post("/learn/agreement/check-ins", data={"answer": "no"})
        assert not consents.allows(world.aigerim, "check-ins")


def test_the_pupils_yes_alone_opens_nothing(world, sign_in):
    sign_in(world.aigerim).post("/learn/agreement/check-ins", data={"answer": "yes"})
    assert not consents.allows(world.aigerim, "check-ins")
    sign_in(world.aigerim).post("/learn/agreement/learning", data={"answer": "yes"})
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Consent)) == 1


def papers(admin, world, pupils, purposes=None, paper="File 1"):
    return admin.post(
        f"/school/classes/{world.class_8a}/consents",
        data={
            "pupil": pupils,
            "purpose": ["learning", "skills"] if purposes is None else purposes,
            "paper": paper,
            "locale": "kk",
        },
    )


def test_signed_papers_of_a_class_are_recorded_at_once(world, sign_in, open_page):
    admin = sign_in(world.admin)
    assert papers(admin, world, [world.aigerim, world.bolat, world.stranger]).status_code == 303
    rows = db.session.scalars(sa.select(Consent)).all()
    assert {one.pupil_id for one in rows} == {world.aigerim, world.bolat}
    assert {(one.paper, one.given_by_id, one.recorded_by_id) for one in rows} == {
        ("File 1", None, world.admin)
    }
    assert sign_in(world.bolat).get("/learn/").status_code == 200
    assert "File 1" in text_of(open_page(admin, f"/school/people/{world.bolat}/consents"))


@pytest.mark.parametrize("missing", ["pupils", "purposes", "paper"])
def test_papers_without_a_place_or_a_name_are_asked_again(world, sign_in, missing):
    fields = {"pupils": [world.aigerim], "purposes": ["learning"], "paper": "x"} | {missing: ""}
    answer = papers(sign_in(world.admin), world, **fields)
    assert answer.status_code == 422
    assert db.session.scalar(sa.select(Consent.id)) is None


def check_in(pupil_id):
    with transaction():
        checkins.record(pupil=load_viewer(pupil_id), said=checkins.Week(mood=2))


def test_a_withdrawal_stops_at_once_and_erases_within_fifteen_working_days(
    world, sign_in, parent, at
):
    monday = clock.at(dt.date(2026, 11, 23), 12)
    with at(monday):
        decide(parent, world, "check-ins")
        check_in(world.aigerim)
        check_in(world.bolat)
        decide(parent, world, "check-ins", "withdrawn")
        assert not load_viewer(world.aigerim).may_check_in
    state = db.session.get(ConsentState, (world.aigerim, "check-ins"))
    assert state.erase_on == dt.date(2026, 12, 14)
    with at(monday + 20 * DAY):
        keep_house.call_local()
        assert moods() == {world.aigerim, world.bolat}
    with at(monday + 21 * DAY):
        for _ in range(2):
            keep_house.call_local()
    assert moods() == {world.bolat}


def moods():
    return set(db.session.scalars(sa.select(CheckIn.pupil_id)))


def test_who_agrees_again_in_time_loses_nothing(world, parent):
    for decision in ("given", "withdrawn", "given"):
        decide(parent, world, "check-ins", decision)
    assert db.session.get(ConsentState, (world.aigerim, "check-ins")).erase_on is None


def test_a_refused_survey_is_not_found(world, parent, sign_in):
    decide(parent, world, "learning")
    decide(parent, world, "surveys")
    sign_in(world.aigerim).post("/learn/agreement/surveys", data={"answer": "yes"})
    open_round(world, "before")
    given = sheets_of(world.aigerim)[0]
    decide(parent, world, "surveys", "withdrawn")
    assert sheets_of(world.aigerim) == []
    with pytest.raises(NotFound):
        survey_of_pupil(load_viewer(world.aigerim), given.id)
    pupil = sign_in(world.aigerim)
    for answer in (pupil.get, pupil.post):
        assert answer(f"/learn/surveys/{given.id}").status_code == 404
    marks = sa.select(sa.func.count()).select_from(SurveyMark)
    assert db.session.scalar(marks) == 0


def test_the_rule_for_one_and_the_rule_for_lists_are_the_same(world, parent):
    decide(parent, world, "skills")
    pupils = [world.aigerim, world.bolat, world.stranger]
    listed = set(db.session.scalars(consents.allowing("skills", pupils)))
    assert listed == {one for one in pupils if consents.allows(one, "skills")} == {world.aigerim}


@pytest.mark.parametrize("purpose", ["help", "x"])
def test_what_is_not_asked_about_has_no_address(world, sign_in, parent, purpose):
    assert decide(parent, world, purpose).status_code == 404
    admin = sign_in(world.admin)
    assert admin.post(f"/school/settings/consent/{purpose}").status_code == 404
    assert sign_in(world.aigerim).post(f"/learn/agreement/{purpose}").status_code == 404


def test_nobody_decides_for_another_child(world, sign_in):
    for who in (world.strange_parent, world.aigerim, world.teacher, world.admin):
        assert decide(sign_in(who), world, "learning").status_code == 404
    assert db.session.scalar(sa.select(Consent.id)) is None


def test_a_decision_that_is_none_changes_nothing(world, parent):
    decide(parent, world, "learning", "maybe")
    assert db.session.scalar(sa.select(Consent.id)) is None
    assert consenting.due_to_erase() == []
