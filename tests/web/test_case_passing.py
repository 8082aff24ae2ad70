"""Owner and stand-in, exclusion, merging, passing on outside: nobody excluded ever gets a case."""

import datetime as dt
import uuid

import pytest
import sqlalchemy as sa

from app.casework import letters
from app.casework.access import readers
from app.casework.intake import case_of
from app.casework.models import CaseExclusion, CaseReferral
from app.core import clock
from app.core.db import db, transaction
from app.notices.models import Notice
from tests.pages import text_of
from tests.web.test_cases import TRIAGE, ask, bring_to, case, do, kinds

pytestmark = pytest.mark.usefixtures("context")

REFERRAL = {"to_whom": "Guardianship body", "ground": "Order 506", "sent": "A short note"}


@pytest.fixture
def psychologist(sign_in, world):
    return sign_in(world.psychologist)


def barred(case_id):
    query = sa.select(CaseExclusion.user_id).where(CaseExclusion.case_id == case_id)
    return set(db.session.scalars(query))


# --- triage and assigning ------------------------------------------------------------------


@pytest.mark.parametrize("left_out", ["conflict_checked", "safe_contact"])
def test_sorting_needs_the_conflict_check_and_a_safe_way(world, psychologist, left_out):
    case_id = ask(world)
    do(psychologist, case_id, "take")
    fields = {name: value for name, value in TRIAGE.items() if name != left_out}
    assert do(psychologist, case_id, "triage", **fields).status_code == 422
    assert case(case_id).state == "acknowledged"


def test_the_childs_own_safe_way_is_offered_and_kept(world, psychologist, open_page):
    case_id = ask(world, safe_contact="In the library")
    do(psychologist, case_id, "take")
    page = open_page(psychologist, f"/cases/{case_id}")
    assert page.select_one("[name=triage-safe_contact]").get_text().strip() == "In the library"
    do(psychologist, case_id, "triage", **TRIAGE)
    assert case(case_id).safe_contact == TRIAGE["safe_contact"]


def test_owner_and_stand_in_read_the_case_and_are_told(world, psychologist):
    case_id = ask(world)
    bring_to(psychologist, case_id, "triaged")
    sent = do(psychologist, case_id, "assign", owner=world.pedagogue, backup=world.lead)
    assert sent.status_code == 303
    row = case(case_id)
    assert (row.state, row.owner_id, row.backup_id) == ("assigned", world.pedagogue, world.lead)
    assert {world.pedagogue, world.lead} <= set(readers(case_id))
    told = sa.select(Notice.recipient_id).where(Notice.kind == "case-assigned")
    assert set(db.session.scalars(told)) == {world.pedagogue, world.lead}


@pytest.mark.parametrize("backup", ["", "psychologist", "deputy", "strange_psychologist", "parent"])
def test_a_stand_in_is_another_adult_of_the_school_who_may_know(world, psychologist, backup):
    case_id = ask(world, not_these=frozenset({world.deputy}))
    bring_to(psychologist, case_id, "triaged")
    chosen = getattr(world, backup) if backup else ""
    sent = do(psychologist, case_id, "assign", owner=world.psychologist, backup=chosen)
    assert sent.status_code == 422
    assert case(case_id).state == "triaged"


def test_without_owner_and_stand_in_help_does_not_begin(world, psychologist):
    case_id = ask(world)
    bring_to(psychologist, case_id, "triaged")
    day = (clock.today() + dt.timedelta(days=2)).isoformat()
    assert do(psychologist, case_id, "step", text="Talk", due_on=day).status_code == 409


def test_when_the_owner_leaves_the_stand_in_takes_over(world, psychologist):
    case_id = ask(world)
    bring_to(psychologist, case_id, "in_support", backup="lead")
    psychologist.post(f"/cases/{case_id}/step-aside")
    assert (case(case_id).owner_id, case(case_id).backup_id) == (world.lead, None)


# --- exclusion -----------------------------------------------------------------------------


def test_a_closed_out_person_sees_nothing_from_now_on(world, sign_in, psychologist):
    case_id = ask(world)
    bring_to(psychologist, case_id, "in_support", backup="lead")
    lead = sign_in(world.lead)
    assert lead.get(f"/cases/{case_id}").status_code == 200
    sent = do(psychologist, case_id, "exclude", person=world.lead, note="An uncle of the child")
    assert sent.status_code == 303
    assert lead.get(f"/cases/{case_id}").status_code == 404
    assert case(case_id).backup_id is None
    assert kinds(case_id)[-1] == "excluded"


def test_nobody_closes_a_case_to_themself(world, psychologist):
    case_id = ask(world)
    sent = do(psychologist, case_id, "exclude", person=world.psychologist, note="Tired")
    assert sent.status_code == 422
    assert barred(case_id) == {world.parent}


# --- outside -------------------------------------------------------------------------------


def test_what_is_passed_on_outside_stays_watched_until_it_is_closed(
    world, sign_in, psychologist, open_page
):
    case_id = ask(world)
    bring_to(psychologist, case_id, "in_support")
    assert do(psychologist, case_id, "refer", **REFERRAL).status_code == 303
    row = case(case_id)
    assert row.state == "referred_out"
    assert row.review_on is not None
    page = text_of(open_page(psychologist, f"/cases/{case_id}"))
    assert "Guardianship body" in page
    assert "No receipt yet" in page
    day = clock.today().isoformat()
    assert do(psychologist, case_id, "receipt", received_on=day, note="").status_code == 303
    assert db.session.scalars(sa.select(CaseReferral)).one().received_on == clock.today()
    assert do(psychologist, case_id, "close", better="yes", note="Safe").status_code == 303
    assert kinds(case_id)[-4:] == ["refer", "receive", "close", "better-yes"]


def test_help_at_school_can_go_on_after_passing_on(world, psychologist):
    case_id = ask(world)
    bring_to(psychologist, case_id, "in_support")
    do(psychologist, case_id, "refer", **REFERRAL)
    do(psychologist, case_id, "reopen", note="They sent it back")
    assert case(case_id).state == "in_support"


@pytest.mark.parametrize("field", REFERRAL)
def test_passing_on_says_to_whom_why_and_what(world, psychologist, field):
    case_id = ask(world)
    bring_to(psychologist, case_id, "in_support")
    assert do(psychologist, case_id, "refer", **{**REFERRAL, field: ""}).status_code == 422
    assert db.session.scalar(sa.select(CaseReferral.id)) is None


@pytest.mark.parametrize("days", [1, -400])
def test_a_receipt_is_not_of_tomorrow(world, psychologist, days):
    case_id = ask(world)
    bring_to(psychologist, case_id, "in_support")
    do(psychologist, case_id, "refer", **REFERRAL)
    day = (clock.today() + dt.timedelta(days=days)).isoformat()
    assert do(psychologist, case_id, "receipt", received_on=day, note="").status_code == 422


# --- one matter ----------------------------------------------------------------------------


@pytest.fixture
def two(world, psychologist):
    """Two cases of one child: about home, hidden from the deputy; and about money."""
    first = ask(world, topic="money", words="About money")
    second = ask(world, topic="home", words="About home", not_these=frozenset({world.deputy}))
    bring_to(psychologist, first, "in_support", backup="lead")
    bring_to(psychologist, second, "in_support", backup="lead")
    return first, second


def merge(client, case_id, into):
    return do(client, case_id, "merge", into=into, note="One matter")


def test_a_merged_case_hands_on_words_exclusions_and_gravity(two, world, psychologist, open_page):
    first, second = two
    assert merge(psychologist, second, first).status_code == 303
    assert (case(second).state, case(second).merged_into_id) == ("merged", first)
    assert case(first).severity == case(second).severity == 3
    assert barred(first) >= {world.deputy}
    page = text_of(open_page(psychologist, f"/cases/{first}"))
    assert "About home" in page
    assert "About money" in page
    assert "It goes on in another case." in text_of(open_page(psychologist, f"/cases/{second}"))


def test_a_draft_to_a_parent_goes_along(two, world, psychologist):
    first, second = two
    with transaction():
        draft = letters.ParentLetter(
            submission_key=uuid.uuid4(),
            case_id=first,
            pupil_id=world.aigerim,
            guardian_id=world.parent,
            words="–",
            child_was_told=True,
            written_by_id=world.psychologist,
        )
        db.session.add(draft)
    assert merge(psychologist, first, second).status_code == 303
    assert [one.id for one in letters.letters_of(second)] == [draft.id]


def test_nothing_is_merged_where_a_reader_must_not_know(two, world, psychologist):
    first, second = two
    do(psychologist, first, "bring-in", person=world.deputy)
    assert merge(psychologist, second, first).status_code == 422
    assert case(second).state == "in_support"
    assert barred(first) == {world.parent}


def test_only_open_cases_of_the_same_child_can_be_joined(two, world, psychologist):
    first, _ = two
    foreign = ask(world, pupil=world.bolat)
    assert merge(psychologist, first, foreign).status_code == 422
    assert merge(psychologist, first, first).status_code == 422


def test_while_two_are_one_nobody_writes_home_for_what_either_says(two, world, psychologist):
    first, second = two
    merge(psychologist, second, first)
    assert "home-case" in letters.obstacles(case(first))


def test_a_merged_case_can_be_taken_apart_again(two, psychologist):
    first, second = two
    merge(psychologist, second, first)
    assert do(psychologist, second, "reopen", note="Two matters after all").status_code == 303
    assert (case(second).state, case(second).merged_into_id) == ("acknowledged", None)


def test_the_child_finds_its_request_where_it_went(world, psychologist, sign_in):
    aigerim = sign_in(world.aigerim)
    receipts = []
    for topic in ("money", "home"):
        form = {"submission_key": str(uuid.uuid4()), "topic": topic, "words": "it hurts"}
        receipts.append(aigerim.post("/learn/help/talk", data=form).location)
    ids = [uuid.UUID(one.rpartition("/")[2]) for one in receipts]
    first, second = (case_of(one) for one in ids)
    for one in (first, second):
        bring_to(psychologist, one, "in_support", backup="lead")
    merge(psychologist, second, first)
    assert case_of(ids[1]) == first
    more = {"submission_key": str(uuid.uuid4()), "words": "And now?"}
    assert aigerim.post(f"{receipts[1]}/conversation", data=more).status_code == 303
    assert kinds(first)[-1] == "child-wrote"
    assert aigerim.get("/learn/help/who-knows").status_code == 200


def test_words_taken_back_unread_stay_closed_in_the_other_case(world, psychologist, open_page):
    from app.casework import intake
    from app.people.viewer import load_viewer

    first = ask(world, topic="money")
    second = ask(world, topic="home", words="Never mind this")
    request_id = db.session.scalar(
        sa.text("SELECT request_id FROM chronology_entries WHERE case_id = :one"), {"one": second}
    )
    with transaction():
        intake.take_back(pupil=load_viewer(world.aigerim), request_id=uuid.UUID(str(request_id)))
    for one in (first, second):
        do(psychologist, one, "take")
    do(psychologist, second, "bring-in", person=world.lead)
    assert merge(psychologist, second, first).status_code == 303
    assert "Never mind this" not in text_of(open_page(psychologist, f"/cases/{first}"))
