"""The chronology on paper, the covered screen, and what the child sees was passed on."""

import uuid

import pytest

from app.casework import letters
from app.casework.models import Case
from app.core import audit
from app.core.db import db, transaction
from app.people.viewer import load_viewer
from app.web import paper
from tests.pages import text_of
from tests.web.test_cases import ask, bring_to, do

pytestmark = pytest.mark.usefixtures("context")


@pytest.fixture
def psychologist(sign_in, world):
    return sign_in(world.psychologist)


def printed(case_id):
    return audit.entries_about("case", case_id, audit.Action.CASE_PRINTED)


def test_a_print_is_made_by_asking_and_leaves_a_trace(world, psychologist, open_page):
    case_id = ask(world)
    open_page(psychologist, f"/cases/{case_id}/print")
    assert printed(case_id) == []
    made = psychologist.post(f"/cases/{case_id}/print")
    assert made.status_code == 200
    assert made.headers["Cache-Control"] == "no-store"
    assert [one.actor_id for one in printed(case_id)] == [world.psychologist]


def test_every_sheet_names_the_case_who_printed_it_and_when(world, psychologist, monkeypatch):
    monkeypatch.setattr(paper, "can_make_pdfs", lambda: False)
    case_id = ask(world, words="Do not print this")
    bring_to(psychologist, case_id, "in_support")
    page = psychologist.post(f"/cases/{case_id}/print").text
    assert f"№ {case_id} · Маратқызы Айнұр · " in page
    assert "They talked." in page
    assert "Do not print this" not in page


def test_the_pdf_is_a_file_to_keep_away_from_others(world, psychologist):
    case_id = ask(world)
    made = psychologist.post(f"/cases/{case_id}/print")
    assert made.mimetype == "application/pdf"
    assert made.data.startswith(b"%PDF")
    assert made.headers["Content-Disposition"] == f'attachment; filename="case-{case_id}.pdf"'


@pytest.mark.parametrize("role", ["lead", "teacher", "parent", "aigerim", "strange_psychologist"])
def test_nobody_else_prints(world, sign_in, role):
    case_id = ask(world)
    other = sign_in(getattr(world, role))
    assert other.get(f"/cases/{case_id}/print").status_code == 404
    assert other.post(f"/cases/{case_id}/print").status_code == 404
    assert printed(case_id) == []


@pytest.mark.parametrize("page", ["", "/letters", "/files", "/print", "/step-aside"])
def test_every_page_of_a_case_can_be_covered_and_is_kept_nowhere(
    world, psychologist, open_page, page
):
    url = f"/cases/{ask(world)}{page}"
    assert open_page(psychologist, url).select_one("main button[data-cover]")
    assert psychologist.get(url).headers["Cache-Control"] == "no-store"


def test_the_child_sees_what_was_passed_on(world, psychologist, sign_in, open_page):
    aigerim = sign_in(world.aigerim)
    form = {"submission_key": str(uuid.uuid4()), "words": "it hurts"}
    aigerim.post("/learn/help/talk", data=form)
    case_id = db.session.query(Case.id).one()[0]
    bring_to(psychologist, case_id, "in_support")
    do(psychologist, case_id, "refer", to_whom="Body", ground="Order", sent="Note")
    words = text_of(open_page(aigerim, "/learn/help/who-knows"))
    assert "one more adult of the school reads it and helps" in words
    assert "a body outside the school was asked to help" in words
    assert "What can I ask to correct?" in words


@pytest.mark.parametrize("was_told", [True, False])
def test_a_message_to_a_parent_is_shown_where_the_child_was_told(
    world, psychologist, sign_in, open_page, was_told
):
    aigerim = sign_in(world.aigerim)
    form = {"submission_key": str(uuid.uuid4()), "words": "it hurts"}
    aigerim.post("/learn/help/talk", data=form)
    case_id = db.session.query(Case.id).one()[0]
    bring_to(psychologist, case_id, "in_support", backup="lead")
    with transaction():
        case = db.session.get(Case, case_id)
        case.home_is_safe = True
        letters.write(
            case=case,
            by=load_viewer(world.psychologist),
            guardian_id=world.parent,
            words="We would like to talk with you.",
            child_was_told=was_told,
            why_not=None if was_told else "Danger",
            submission_key=uuid.uuid4(),
        )
    with transaction():
        letter = letters.letters_of(case_id)[0]
        letters.approve(
            case=db.session.get(Case, case_id), letter=letter, by=load_viewer(world.lead)
        )
    words = text_of(open_page(aigerim, "/learn/help/who-knows"))
    assert ("your parent got a message" in words) is was_told
