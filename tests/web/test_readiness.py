"""A school that cannot answer what check-ins bring cannot switch them on."""

import datetime as dt

import pytest

from app.core import clock
from app.core.db import db, transaction
from app.people import switches
from app.people.models import User
from app.people.school_models import Holiday

WRITTEN = {
    "outside_name": "Сатыбалдиева А. Қ.",
    "outside_phone": "+7 7172 00 00 00",
    "hours": "Психолог, 8–17",
    "exclusions": "y",
}


def add_holiday(app, school_id, day=None):
    day = day or clock.today()
    with app.app_context(), transaction():
        db.session.add(Holiday(school_id=school_id, name="Break", starts_on=day, ends_on=day))


def states(app, world):
    with app.app_context():
        return switches.states(world.school)


@pytest.fixture
def ready(app, sign_in, world):
    add_holiday(app, world.school)
    assert sign_in(world.lead).post("/cases/readiness", data=WRITTEN).status_code == 303
    return world


def test_what_is_missing_is_named_and_nothing_is_switched_on(app, sign_in, world, open_page):
    lead = sign_in(world.lead)
    page = open_page(lead, "/cases/readiness")
    assert [one.text for one in page.select(".list .small")] == ["settled"] * 3 + ["missing"] * 4
    lead.post("/cases/readiness/check-ins/on")
    assert "First settle what is missing in the list." in lead.get("/cases/readiness").text
    assert set(states(app, world).values()) == {"off"}


@pytest.mark.parametrize("left_out", WRITTEN)
def test_every_line_of_the_list_is_needed(app, sign_in, world, left_out):
    add_holiday(app, world.school)
    lead = sign_in(world.lead)
    lead.post("/cases/readiness", data={k: v for k, v in WRITTEN.items() if k != left_out})
    lead.post("/cases/readiness/check-ins/on")
    assert states(app, world)["check-ins"] == "off"


def test_last_years_holidays_do_not_count(app, sign_in, world):
    add_holiday(app, world.school, clock.today() - dt.timedelta(days=400))
    lead = sign_in(world.lead)
    lead.post("/cases/readiness", data=WRITTEN)
    lead.post("/cases/readiness/check-ins/on")
    assert states(app, world)["check-ins"] == "off"


def test_the_holidays_of_the_region_count(app, sign_in, world):
    add_holiday(app, None)
    lead = sign_in(world.lead)
    lead.post("/cases/readiness", data=WRITTEN)
    lead.post("/cases/readiness/check-ins/on")
    assert states(app, world)["check-ins"] == "on"


@pytest.mark.parametrize("centre", ["", "Облыстық психологиялық қолдау орталығы"])
def test_a_school_without_a_psychologist_needs_the_regional_centre(app, sign_in, world, centre):
    add_holiday(app, world.school)
    with app.app_context(), transaction():
        db.session.get(User, world.psychologist).is_active = False
    lead = sign_in(world.lead)
    lead.post("/cases/readiness", data={**WRITTEN, "regional_centre": centre})
    lead.post("/cases/readiness/check-ins/on")
    assert states(app, world)["check-ins"] == ("on" if centre else "off")


def test_the_lead_switches_check_ins_on_and_the_psychologist_signs_the_rules(
    app, sign_in, ready, open_page, at_most
):
    psychologist, lead = sign_in(ready.psychologist), sign_in(ready.lead)
    assert lead.post("/cases/readiness/mood/on").status_code == 404
    assert psychologist.post("/cases/readiness/check-ins/on").status_code == 404
    assert lead.post("/cases/readiness/check-ins/on").status_code == 303
    assert psychologist.post("/cases/readiness/mood/shadow").status_code == 303
    assert states(app, ready) == {
        "check-ins": "on",
        "mood": "shadow",
        "climate": "off",
        "words": "off",
    }
    with at_most(12):
        page = open_page(psychologist, "/cases/readiness")
    assert not page.select("form[action='/cases/readiness']")  # only the lead writes


@pytest.mark.parametrize("person", ["lead", "deputy", "head", "psychologist"])
def test_who_answers_for_children_can_stop_it_at_once(app, sign_in, ready, person):
    sign_in(ready.psychologist).post("/cases/readiness/mood/on")
    assert sign_in(getattr(ready, person)).post("/cases/readiness/mood/off").status_code == 303
    assert states(app, ready)["mood"] == "off"


@pytest.mark.parametrize("person", ["teacher", "parent", "aigerim", "admin", "pedagogue"])
def test_others_find_no_such_page(sign_in, ready, person):
    browser = sign_in(getattr(ready, person))
    assert browser.get("/cases/readiness").status_code == 404
    assert browser.post("/cases/readiness/mood/off").status_code == 404


def test_only_the_lead_writes_it_down(sign_in, ready):
    for person in (ready.psychologist, ready.deputy, ready.head):
        assert sign_in(person).post("/cases/readiness", data=WRITTEN).status_code == 404


@pytest.mark.parametrize("url", ["moods/on", "mood/loud", "mood/ON"])
def test_an_unknown_family_or_state_is_not_there(sign_in, ready, url):
    assert sign_in(ready.psychologist).post(f"/cases/readiness/{url}").status_code == 404


def test_too_long_a_text_is_told_and_nothing_is_lost(sign_in, world, open_page):
    answer = sign_in(world.lead).post(
        "/cases/readiness", data={**WRITTEN, "hours": "8" * 501, "outside_name": "А. Қ."}
    )
    assert answer.status_code == 422
    assert "Too long: 501 of 500 characters" in answer.text
    assert "А. Қ." in answer.text
