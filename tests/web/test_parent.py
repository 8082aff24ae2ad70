"""A parent's page: what it shows, what it must not, and the pupil's identical copy of it."""

import re
import uuid

import pytest
import sqlalchemy as sa

from app.casework import intake
from app.casework.models import Case, CaseReader
from app.content import library
from app.core import clock
from app.core.db import db, transaction
from app.people import families, services
from app.people.models import Guardianship
from app.people.viewer import load_viewer
from app.wellbeing.models import Concern
from app.wellbeing.services import Request
from tests import classroom
from tests.classroom import CARD, OPEN, SENSITIVE, day
from tests.pages import text_of

pytestmark = pytest.mark.usefixtures("context")


@pytest.fixture
def classmates(world):
    return classroom.add_classmates(world, 4)


@pytest.fixture
def parent(sign_in, world):
    return sign_in(world.parent)


def lesson(lesson_id):
    return library.get().lesson(lesson_id)


def test_parent_lands_on_the_child(world, parent, open_page):
    page = open_page(parent, "/child/")
    assert page.h1.get_text(strip=True) == "Әлімова Айгерім"
    assert "Айгерім can open exactly this page" in text_of(page)


def test_card_stands_below_the_week_with_reason_and_tip_after_two_weeks(
    world, parent, open_page, at, classmates
):
    classroom.hold_the_belief(world.aigerim)
    with at(day(15)):
        assert not open_page(parent, "/child/").select("[data-skill-risk]")
    with at(day(16)):
        page = open_page(parent, "/child/")
    week, first = page.select("#child-page > section")[:2]
    assert week["aria-labelledby"] == "talk-t"
    assert first["data-skill-risk"] == CARD
    text = first.get_text(" ", strip=True)
    assert f"lesson “{lesson(OPEN).title.en}” on 5 October; review on 7 October" in text
    assert library.get().skill_risks[CARD].parent_tip.en in text
    assert "Айгерім has known since 7 October" in text


def test_practised_card_leaves_no_history(world, parent, open_page, at, classmates):
    with at(day(16)):
        before = text_of(open_page(parent, "/child/"))
    classroom.hold_the_belief(world.aigerim)
    classroom.answer(world.aigerim, "l21-who-answers-a", on=3, right=True, behaviour="review")
    classroom.answer(world.aigerim, classroom.IN_REVIEW, on=7, right=True, behaviour="review")
    with at(day(7)), transaction():
        classroom.skills.evaluate_pupil(world.aigerim)
    with at(day(16)):
        assert text_of(open_page(parent, "/child/")) == before


def test_another_childs_card_is_not_here(world, parent, open_page, at, classmates):
    classroom.hold_the_belief(world.bolat)
    with at(day(16)):
        assert not open_page(parent, "/child/").select("[data-skill-risk]")


def test_programme_counts_assigned_lessons_and_titles(world, parent, open_page, at):
    classroom.assign(world, OPEN, on=0, due=7)
    with at(day(1)):
        text = text_of(open_page(parent, "/child/"))
    assert "done 0 of 1 assigned lessons" in text
    classroom.work(world.aigerim, OPEN, on=1)
    with at(day(2)):
        text = text_of(open_page(parent, "/child/"))
    assert "done 1 of 1 assigned lessons" in text
    assert f"{lesson(OPEN).title.en} Done" in text


@pytest.mark.parametrize("locale", ["kk", "ru", "en"])
def test_sensitive_lesson_enters_neither_titles_nor_counts(world, sign_in, open_page, at, locale):
    classroom.assign(world, SENSITIVE, on=0, due=7)
    classroom.work(world.aigerim, SENSITIVE, on=1)
    with at(day(2)):
        page = open_page(sign_in(world.parent, locale), "/child/")
    secret = lesson(SENSITIVE)
    assert secret.title.in_locale(locale) not in page.get_text()
    assert secret.logline.in_locale(locale) not in page.get_text()
    assert SENSITIVE not in str(page)
    assert library.get().themes["substances"].title.in_locale(locale) not in page.get_text()


def test_sensitive_lessons_questions_go_to_every_family_opened_or_not(world, parent, open_page, at):
    classroom.assign(world, SENSITIVE, on=0, due=7)
    with at(day(2)):
        unopened = str(open_page(parent, "/child/").select_one("#child-page"))
    for question in lesson(SENSITIVE).dinner:
        assert question.en in unopened
    classroom.work(world.aigerim, SENSITIVE, on=1)
    with at(day(2)):
        assert str(open_page(parent, "/child/").select_one("#child-page")) == unopened


def test_questions_of_the_open_lesson_come_with_its_title_and_one_dont(
    world, parent, open_page, at
):
    classroom.assign(world, OPEN, on=0, due=7)
    with at(day(2)):
        text = text_of(open_page(parent, "/child/"), "section[aria-labelledby=talk-t]")
    assert f"{lesson(OPEN).title.en}. After it a child knows that" in text
    assert "What the law says:" in text
    for question in (*lesson(OPEN).dinner, lesson(OPEN).dont):
        assert " ".join(question.en.split()) in text
    with at(day(15)):
        text = text_of(open_page(parent, "/child/"), "section[aria-labelledby=talk-t]")
    assert "The class has no lesson just now" in text


@pytest.mark.parametrize("url", ["/child/", "/child/{aigerim}/worry", "/child/link"])
def test_every_page_says_that_no_card_is_no_proof(world, parent, open_page, url):
    page = open_page(parent, url.format(**vars(world)))
    assert "No card does not mean no problem." in text_of(page)
    assert "I am worried about my child" in text_of(page)


def test_school_contact_is_named(world, parent, open_page):
    assert "Маратқызы Айнұр" in text_of(open_page(parent, "/child/"))


def test_pupil_opens_the_identical_page(world, parent, sign_in, at, classmates, open_page):
    classroom.assign(world, OPEN, on=0, due=30)
    classroom.assign(world, SENSITIVE, on=0, due=30)
    classroom.work(world.aigerim, OPEN, on=1)
    classroom.hold_the_belief(world.aigerim)
    pupil = sign_in(world.aigerim)
    with at(day(17)):
        for_parent = open_page(parent, "/child/").select_one("#child-page")
        for_pupil = open_page(pupil, "/child/preview").select_one("#child-page")
    assert for_parent.select("[data-skill-risk]")
    assert str(for_pupil) == str(for_parent)


def test_pupils_copy_leads_to_no_page_of_the_parent(world, sign_in, open_page):
    page = open_page(sign_in(world.aigerim), "/child/preview")
    links = {link["href"].split("?")[0] for link in page.select("a[href^='/child/']")}
    assert links <= {"/child/preview"}
    assert not page.select("main form")


# --- Two worlds: nothing on a parent's page depends on a safety signal ----------------------

PARENT_PAGES = ["/child/", "/child/{aigerim}", "/child/{aigerim}/worry", "/child/link", "/notices"]


def seen_by(browser, url, at_most):
    """The page with its random parts masked, its headers, and the statements it ran."""
    with at_most(12) as statements:
        response = browser.get(url)
    assert response.status_code == 200, url
    html = re.sub(r'(name="csrf_token"[^>]*value|data-csrf)="[^"]*"', r'\1="MASKED"', response.text)
    html = re.sub(r'name="submission_key"[^>]*value="[^"]*"', "MASKED KEY", html)
    html = re.sub(r'value="[^"]*"[^>]*name="submission_key"', "MASKED KEY", html)
    headers = {
        name: value
        for name, value in response.headers
        if name not in ("X-Request-ID", "Set-Cookie", "Content-Length")
    }
    return html, headers, list(statements)


def danger(pupil):
    ask(pupil, kind="danger", topic="home", words="please come")


def talk(pupil):
    ask(pupil, kind="talk", topic="low", words="I feel very bad")


def bullied(pupil):
    ask(pupil, kind="disclosure", card="D4", topic="bullied", wish="not-safe", frequency="weekly")


def ask(pupil, **what):
    intake.ask_for_help(
        pupil=load_viewer(pupil), request=Request(submission_key=uuid.uuid4(), **what)
    )


def staff_concern(world):
    intake.report_concern(
        author=load_viewer(world.teacher),
        pupil_id=world.aigerim,
        school_id=world.school,
        kind="staff",
        submission_key=uuid.uuid4(),
        facts="bruises",
        told_in_person=True,
        is_urgent=True,
    )


SIGNALS = {
    "H1": lambda world: danger(world.aigerim),
    "H2": lambda world: talk(world.aigerim),
    "D4": lambda world: bullied(world.aigerim),
    "P1": staff_concern,
}


@pytest.mark.parametrize("rule", SIGNALS)
@pytest.mark.parametrize("url", PARENT_PAGES)
def test_parent_pages_are_identical_with_and_without_a_safety_signal(
    world, parent, at, at_most, classmates, run_jobs, url, rule
):
    classroom.assign(world, OPEN, on=0, due=30)
    classroom.assign(world, SENSITIVE, on=0, due=30)
    classroom.hold_the_belief(world.aigerim)
    address = url.format(**vars(world))
    with at(day(17)):
        parent.get(address)  # the session has its token
        before = seen_by(parent, address, at_most)
        with transaction():
            SIGNALS[rule](world)
        run_jobs()
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Case)) == 1
        db.session.remove()
        after = seen_by(parent, address, at_most)
    assert after[0] == before[0]
    assert after[1] == before[1]
    assert after[2] == before[2]


def test_children_page_object_has_no_room_for_a_leak():
    from dataclasses import fields

    from app.reports.parent import ChildPage, ProgrammeLesson

    assert {one.name for one in fields(ChildPage)} == {
        "child",
        "cards",
        "programme",
        "talks",
        "contact",
    }
    assert {one.name for one in fields(ProgrammeLesson)} == {
        "title",
        "due_on",
        "is_done",
        "is_missed",
    }


# --- "I am worried about my child" ----------------------------------------------------------


def tell(browser, world, key, facts="He does not sleep"):
    return browser.post(
        f"/child/{world.aigerim}/worry", data={"facts": facts, "submission_key": key}
    )


def test_worry_gives_a_receipt_with_the_day_of_the_answer(world, parent, open_page, at, context):
    with at(day(0)):
        sent = tell(parent, world, uuid.uuid4())
        assert sent.status_code == 303
        text = text_of(open_page(parent, sent.location))
    assert "Received. The psychologist will contact you by: 7 October, 17:00." in text
    case = db.session.scalars(sa.select(Case)).one()
    readers = db.session.scalars(sa.select(CaseReader.user_id)).all()
    assert (case.pupil_id, readers) == (world.aigerim, [world.psychologist])


def test_worry_sent_twice_gives_the_same_receipt(world, parent, at, context):
    key = uuid.uuid4()
    with at(day(0)):
        first = tell(parent, world, key)
    with at(day(1)):
        second = tell(parent, world, key)
    assert second.location == first.location
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Concern)) == 1


def test_parent_never_sees_the_case(world, parent, open_page, at):
    with at(day(0)):
        before = text_of(open_page(parent, "/child/"))
        tell(parent, world, uuid.uuid4())
        assert text_of(open_page(parent, "/child/")) == before
        assert parent.get("/cases/").status_code == 404


@pytest.mark.parametrize(
    ("facts", "message"),
    [("", "Fill in this field"), ("ә" * 4001, "Too long: 4001 of 4000 characters")],
)
def test_refused_worry_keeps_its_words(world, parent, facts, message):
    answer = tell(parent, world, uuid.uuid4(), facts)
    assert answer.status_code == 422
    assert message in answer.text
    assert facts in answer.text


def test_broken_key_is_told_and_the_words_stay(world, parent):
    answer = tell(parent, world, "not-a-key", "He does not sleep")
    assert answer.status_code == 422
    assert "The page was out of date" in answer.text
    assert "He does not sleep" in answer.text
    assert "not-a-key" not in answer.text


def test_words_of_a_worry_are_encrypted(world, parent, context):
    tell(parent, world, uuid.uuid4(), "secret words")
    raw = db.session.execute(sa.text("SELECT facts FROM concerns")).scalar_one()
    assert b"secret words" not in bytes(raw)


# --- One more child -------------------------------------------------------------------------


def code_for(pupil, world):
    with transaction():
        return families.issue_pairing_code(pupil_id=pupil, by_id=world.teacher)


def test_one_more_child_is_linked_by_a_code(world, parent, open_page, context):
    code = code_for(world.bolat, world)
    answer = parent.post("/child/link", data={"code": code.lower()})
    assert answer.location == f"/child/{world.bolat}"
    page = open_page(parent, "/child/")
    names = [link.get_text(strip=True) for link in page.select("nav[aria-label='My children'] a")]
    assert names == ["Айгерім", "Болат"]


def test_code_works_once_and_for_fourteen_days(world, parent, sign_in, at, context):
    code = code_for(world.bolat, world)
    assert parent.post("/child/link", data={"code": code}).status_code == 303
    again = sign_in(world.strange_parent).post("/child/link", data={"code": code})
    assert again.status_code == 422
    assert "not valid any more" in again.text
    old = code_for(world.bolat, world)
    with at(clock.now() + classroom.dt.timedelta(days=15)):
        assert parent.post("/child/link", data={"code": old}).status_code == 422


def test_wrong_code_links_nobody(world, parent, context):
    assert parent.post("/child/link", data={"code": "WRONG"}).status_code == 422
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Guardianship)) == 2


def test_parent_without_a_child_is_asked_for_the_code(world, parent, open_page, context):
    with transaction():
        db.session.execute(sa.delete(Guardianship))
    answer = parent.get("/child/")
    assert answer.location == "/child/link"
    assert "Your child" in text_of(open_page(parent, "/child/link"))


# --- Strangers ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "who", ["strange_parent", "teacher", "psychologist", "aigerim", "stranger", "admin"]
)
def test_strangers_find_nothing_at_any_address(world, parent, sign_in, who, context):
    receipt = tell(parent, world, uuid.uuid4()).location
    browser = sign_in(getattr(world, who))
    for url in (f"/child/{world.aigerim}", f"/child/{world.aigerim}/worry", receipt):
        assert browser.get(url).status_code == 404, url
    assert tell(browser, world, uuid.uuid4()).status_code == 404
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Concern)) == 1


def test_receipt_is_the_authors_alone(world, parent, sign_in, context):
    receipt = tell(parent, world, uuid.uuid4()).location
    with transaction():
        services.link_guardian(guardian_id=world.strange_parent, pupil_id=world.aigerim)
    assert sign_in(world.strange_parent).get(receipt).status_code == 404


def test_parents_do_not_open_the_pupils_copy(world, parent):
    assert parent.get("/child/preview").status_code == 404


@pytest.mark.parametrize("url", PARENT_PAGES)
def test_pages_stay_within_their_budget(world, parent, at, at_most, classmates, url):
    classroom.assign(world, OPEN, on=0, due=30)
    classroom.hold_the_belief(world.aigerim)
    with at(day(17)), at_most(12):
        assert parent.get(url.format(**vars(world))).status_code == 200
