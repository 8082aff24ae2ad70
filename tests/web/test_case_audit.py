"""What those who oversee see once a week: acts and people, never words or children."""

import datetime as dt

import pytest

from app.core import audit, clock
from tests.pages import text_of
from tests.web.test_cases import MORNING, ask, bring_to, do

pytestmark = pytest.mark.usefixtures("context")


@pytest.fixture
def psychologist(sign_in, world):
    return sign_in(world.psychologist)


def denied(case_id):
    return [one.actor_id for one in audit.entries_about("case", case_id, audit.Action.CASE_DENIED)]


@pytest.mark.parametrize("page", ["", "/letters", "/files", "/print"])
def test_an_attempt_on_a_case_of_others_is_written_down(world, sign_in, page):
    case_id = ask(world)
    assert sign_in(world.teacher).get(f"/cases/{case_id}{page}").status_code == 404
    assert denied(case_id) == [world.teacher]


def test_a_case_that_is_not_there_leaves_nothing(world, psychologist):
    psychologist.get("/cases/999")
    assert denied(999) == []


def test_a_reader_who_errs_in_the_address_is_no_intruder(world, psychologist):
    case_id = ask(world)
    psychologist.post(f"/cases/{case_id}/step/999/done")
    assert denied(case_id) == []


def test_the_page_shows_acts_and_people_and_no_words(world, sign_in, psychologist, open_page):
    case_id = ask(world, words="They wait for me")
    bring_to(psychologist, case_id, "in_support", backup="social_pedagogue")
    psychologist.get(f"/cases/{case_id}")
    sign_in(world.pedagogue).get(f"/cases/{case_id}")
    sign_in(world.teacher).get(f"/cases/{case_id}")
    psychologist.post(f"/cases/{case_id}/print")
    do(psychologist, case_id, "exclude", person=world.deputy, note="A relative of the child")
    words = text_of(open_page(sign_in(world.lead), "/cases/audit"))
    assert "Қасымова Жанна, social pedagogue Looked at it without owning it" in words
    assert "Серікқызы Гүлнар, class teacher Tried to open it and was refused" in words
    assert "Printed the chronology" in words
    assert "Somebody must not see it any more" in words
    assert words.count("Looked at it without owning it") == 1
    for hidden in ("They wait for me", "A relative", "Әлімова", "They talked"):
        assert hidden not in words


def test_what_concerns_the_viewer_is_not_shown(world, sign_in, open_page):
    case_id = ask(world, not_these=frozenset({world.lead}))
    sign_in(world.lead).get(f"/cases/{case_id}")
    sign_in(world.teacher).get(f"/cases/{case_id}")
    assert "Tried to open" not in text_of(open_page(sign_in(world.lead), "/cases/audit"))
    assert "Tried to open" in text_of(open_page(sign_in(world.head), "/cases/audit"))


def test_a_week_later_it_is_gone_from_the_page_and_not_from_the_trail(
    world, sign_in, open_page, at
):
    with at(MORNING):
        case_id = ask(world)
        sign_in(world.teacher).get(f"/cases/{case_id}")
    with at(MORNING + dt.timedelta(days=8)):
        assert "Nothing to look at" in text_of(open_page(sign_in(world.lead), "/cases/audit"))
    assert denied(case_id) == [world.teacher]


def test_there_is_no_last_entry_that_cannot_be_reached(world, sign_in, open_page, at_most):
    case_id = ask(world)
    teacher, lead = sign_in(world.teacher), sign_in(world.lead)
    for _ in range(55):
        teacher.get(f"/cases/{case_id}")
    with at_most(12):
        first = open_page(lead, "/cases/audit")
    second = open_page(lead, "/cases/audit?page=2")
    rows = [len(page.select("tbody tr")) for page in (first, second)]
    assert rows == [50, 5]


@pytest.mark.parametrize("role", ["psychologist", "pedagogue", "teacher", "parent", "aigerim"])
def test_only_those_who_oversee_have_this_page(world, sign_in, role):
    assert sign_in(getattr(world, role)).get("/cases/audit").status_code == 404


def test_another_school_is_not_in_it(world, sign_in, open_page):
    case_id = ask(world, pupil=world.stranger)
    sign_in(world.teacher).get(f"/cases/{case_id}")
    assert denied(case_id) == [world.teacher]
    assert "Nothing to look at" in text_of(open_page(sign_in(world.lead), "/cases/audit"))


def test_the_region_counts_overdue_cases_and_hides_few(world, at):
    from app.reports.region import region_page

    with at(MORNING):
        ask(world)
    with at(MORNING + dt.timedelta(days=9)):
        rows = region_page("", 1).listing.rows
        assert clock.now() > MORNING
    shown = {row.id: row.overdue for row in rows}
    assert shown[world.school] is None
    assert shown[world.other_school] in (0, None)
