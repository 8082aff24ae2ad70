"""A list of pupils from Kundelik: its sign-in, its shapes, and all the ways in which it fails."""

import datetime as dt
from urllib.parse import parse_qs, urlsplit

import pytest
import sqlalchemy as sa

from app.core.db import db
from app.interop.kundelik import pupils
from app.interop.kundelik.client import Client, Token
from app.interop.rosters.models import RosterImport
from app.interop.rosters.rows import BrokenFile, Fault, Problem, Row, Trouble
from app.people.models import User
from tests import kundelik as stub
from tests.pages import text_of

pytestmark = pytest.mark.usefixtures("context")

SCHOOL = "№ 14 мектеп-гимназия"


@pytest.fixture
def kundelik():
    return stub.Kundelik()


@pytest.fixture
def config(kundelik):
    with stub.serving(kundelik) as config:
        yield config


@pytest.fixture
def pauses():
    return []


@pytest.fixture
def read(config, pauses):
    def go(token=None, school=SCHOOL):
        client = Client(config, token or Token(access=stub.ACCESS), pauses.append)
        return list(pupils.read_with(client, school))

    return go


@pytest.fixture
def switched_on(config):
    pupils.configure(config)
    yield config
    pupils.configure(None)


@pytest.fixture
def admin(sign_in, world):
    return sign_in(world.admin)


def fault_of(read, *args):
    with pytest.raises(BrokenFile) as broken:
        read(*args)
    return broken.value.fault


def test_pupils_of_active_classes_with_their_ids_as_texts(read, kundelik):
    assert [(one.full_name, one.class_name, one.external_id) for one in read()] == [
        ("Оспанова Айару Нұрланқызы", (7, "Ә"), stub.GIRL),
        ("Қасымов Дәулет", (7, "Ә"), stub.BOY),
    ]
    assert read()[0].born_on == dt.date(2014, 3, 14)
    assert kundelik.asked[f"/v2/edu-groups/{stub.CLASS_ID}/persons"] == 2


def test_a_long_list_is_read_page_by_page(read, kundelik):
    kundelik.page_size = 1
    assert len(read()) == 2


def test_a_next_page_on_another_host_does_not_get_the_token(read, kundelik):
    kundelik.page_size, kundelik.next_host = 1, "http://elsewhere.example"
    assert fault_of(read) is Fault.SERVICE_DOWN


def test_an_expired_token_is_renewed_once(read, kundelik):
    assert len(read(Token(access="old", refresh=stub.REFRESH))) == 2
    assert [one["grant_type"] for one in kundelik.grants] == ["refresh_token"]


def test_an_expired_token_that_cannot_be_renewed_ends_the_reading(read):
    assert fault_of(read, Token(access="old")) is Fault.SERVICE_REFUSES
    assert fault_of(read, Token(access="old", refresh="no")) is Fault.SERVICE_REFUSES


def test_a_request_for_a_pause_is_heeded(read, kundelik, pauses):
    kundelik.busy = 2
    assert len(read()) == 2
    assert pauses == [3.0, 3.0]


def test_a_service_that_stays_busy_is_told_of(read, kundelik):
    kundelik.busy = 99
    assert fault_of(read) is Fault.SERVICE_SLOW_DOWN


@pytest.mark.parametrize("where", ["context", "edu-groups", "persons"])
def test_a_page_of_an_outage_is_no_answer(read, kundelik, where):
    kundelik.outage_at = where
    assert fault_of(read) is Fault.SERVICE_DOWN


def test_a_service_that_is_away(config, kundelik):
    gone = Client(type(config)(*["http://127.0.0.1:9"] * 5), Token(access="x"))
    with pytest.raises(BrokenFile) as broken:
        list(pupils.read_with(gone, SCHOOL))
    assert broken.value.fault is Fault.SERVICE_DOWN


def test_of_several_schools_the_one_of_our_name_is_read(read, kundelik):
    kundelik.context["schools"].append({"id": 2, "name": "Басқа мектеп"})
    assert len(read()) == 2
    assert fault_of(read, None, "Үшінші мектеп") is Fault.WHICH_SCHOOL


def test_what_is_no_name_or_no_class_is_a_trouble_of_its_row(read, kundelik):
    kundelik.persons[1]["firstName"] = "<b>"
    kundelik.groups.append(stub.group("1000000000000000880", "Хор"))
    kundelik.groups.append(stub.group("1000000000000000881", "8-Б", parallel=7))
    results = read()
    assert [one.full_name for one in results if isinstance(one, Row)] == [
        "Оспанова Айару Нұрланқызы"
    ]
    assert [(one.trouble, one.value) for one in results if isinstance(one, Problem)] == [
        (Trouble.NAME_UNREADABLE, "<b>"),
        (Trouble.CLASS_UNREADABLE, "Хор"),
        (Trouble.CLASS_UNREADABLE, "8-Б"),
    ]


# --- on the pages ----------------------------------------------------------------------------


def test_without_a_contract_there_is_no_door(admin, open_page):
    assert "Kundelik" not in text_of(open_page(admin, "/school/imports/"))
    assert admin.get("/school/imports/kundelik").status_code == 404
    assert admin.get("/school/imports/kundelik/return?code=x&state=y").status_code == 404


def test_from_the_sign_in_to_the_difference(
    admin, switched_on, kundelik, open_page, run_jobs, world
):
    page = open_page(admin, "/school/imports/")
    assert page.select_one("a[href='/school/imports/kundelik']")
    asked = sign_in_query(admin)
    assert (asked["response_type"], asked["scope"]) == (["code"], ["CommonInfo,EducationalInfo"])
    answer = admin.get(f"/school/imports/kundelik/return?code=good-code&state={asked['state'][0]}")
    assert kundelik.grants[0]["redirect_uri"] == asked["redirect_uri"][0]
    run_jobs()
    text = text_of(open_page(admin, answer.location))
    assert "New 2 1 new class" in text
    assert db.session.scalars(sa.select(RosterImport.file)).one() is None
    assert db.session.scalars(sa.select(User.id).where(User.external_id == stub.GIRL)).all() == []


def sign_in_query(admin):
    return parse_qs(urlsplit(admin.get("/school/imports/kundelik").location).query)


@pytest.mark.parametrize("query", ["code=good-code", "code=good-code&state=stolen", "error=denied"])
def test_an_answer_that_this_browser_did_not_ask_for_is_refused(
    admin, switched_on, kundelik, open_page, query
):
    sign_in_query(admin)
    answer = admin.get(f"/school/imports/kundelik/return?{query}")
    assert "has not let us in" in text_of(open_page(admin, answer.location))
    assert kundelik.grants == []


def test_a_code_works_for_one_answer_only(admin, switched_on, open_page):
    state = sign_in_query(admin)["state"][0]
    answer = f"/school/imports/kundelik/return?code=good-code&state={state}"
    assert "/school/imports/" in admin.get(answer).location
    assert admin.get(answer).location.endswith("/school/imports/")


def test_an_outage_while_reading_is_told_and_nothing_kept(
    admin, switched_on, kundelik, open_page, run_jobs
):
    kundelik.outage_at = "persons"
    state = sign_in_query(admin)["state"][0]
    answer = admin.get(f"/school/imports/kundelik/return?code=good-code&state={state}")
    run_jobs()
    assert "Kundelik does not answer now" in text_of(open_page(admin, answer.location))
    one = db.session.scalars(sa.select(RosterImport)).one()
    assert (one.file, one.rows) == (None, None)
