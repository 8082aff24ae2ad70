"""Around every request: language, errors, unreadable input, headers, health."""

import datetime as dt
import json
import uuid

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup

from app import create_app, jobs
from app.core.db import db, transaction
from app.notices.models import Notice
from app.people.models import User
from app.web import headers
from app.web.display import long_date


@pytest.mark.parametrize("locale", ["kk", "ru", "en"])
def test_an_address_switches_the_language_and_the_cookie_remembers_it(client, world, locale):
    page = client.get(f"/sign-in?locale={locale}")
    assert f'<html lang="{locale}"' in page.text
    assert f'<html lang="{locale}"' in client.get("/sign-in").text


def test_a_signed_in_persons_language_follows_them(sign_in, client, world):
    sign_in(world.teacher).get("/notices?locale=ru")
    assert '<html lang="ru"' in sign_in(world.teacher).get("/sign-in").text


def test_the_browser_decides_for_a_newcomer(client, world):
    page = client.get("/sign-in", headers={"Accept-Language": "ru-RU,ru;q=0.9,en;q=0.5"})
    assert '<html lang="ru"' in page.text


def test_kazakh_comes_first_when_nothing_is_known(client, world):
    page = client.get("/sign-in", headers={"Accept-Language": "fr"})
    assert '<html lang="kk"' in page.text


def test_an_unknown_language_is_ignored(client, world):
    assert '<html lang="kk"' in client.get("/sign-in?locale=xx").text


@pytest.mark.parametrize("asked", ["endpoint=x", "_method=PUT", "_external=1&_scheme=evil", "x=1"])
def test_the_language_switch_keeps_what_was_asked_and_takes_it_for_text(client, world, asked):
    page = client.get(f"/sign-in?{asked}")
    assert page.status_code == 200
    links = [one["href"] for one in BeautifulSoup(page.data, "html5lib").select("a[hreflang]")]
    assert links == [f"?{asked}&locale={locale}" for locale in ("kk", "ru", "en")]


def test_the_language_switch_stays_on_the_page_whatever_was_asked(sign_in, world):
    page = sign_in(world.teacher).get(f"/class/{world.class_8a}?class_id=none")
    assert page.status_code == 200


def test_a_missing_page_says_so_in_the_persons_language(sign_in, world):
    response = sign_in(world.aigerim, locale="ru").get("/no-such-page")
    assert response.status_code == 404
    assert BeautifulSoup(response.data, "html5lib").html["lang"] == "ru"


@pytest.mark.parametrize(
    ("locale", "day"),
    [("kk", "2026 ж. 8 қаңтар"), ("ru", "8 января 2026 г."), ("en", "8 January 2026")],
)
def test_days_are_written_out_as_the_language_writes_them(app, locale, day):
    with app.test_request_context(f"/sign-in?locale={locale}"):
        assert " ".join(long_date(dt.date(2026, 1, 8)).split()) == day


@pytest.mark.parametrize("path", ["/class/", "/cases/", "/school/"])
def test_what_a_role_may_not_open_looks_like_what_does_not_exist(sign_in, world, path):
    pupil = sign_in(world.aigerim)
    forbidden, missing = pupil.get(path), pupil.get("/no-such-page")
    assert forbidden.status_code == missing.status_code == 404
    assert _h1(forbidden) == _h1(missing)


def _h1(response):
    return BeautifulSoup(response.data, "html5lib").h1.get_text(strip=True)


def test_a_form_without_its_token_is_refused(app, sign_in, world):
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        response = sign_in(world.aigerim).post("/notices")
    finally:
        app.config["WTF_CSRF_ENABLED"] = False
    assert response.status_code == 400


def test_a_huge_text_is_refused_with_a_page(sign_in, world):
    response = sign_in(world.aigerim).post("/notices", data={"text": "ә" * 1_000_000})
    assert response.status_code == 413
    assert "<h1" in response.text


def test_a_huge_text_of_nobody_is_answered_with_the_way_to_sign_in(client, world):
    response = client.post("/learn/help/talk", data={"words": "ә" * 1_000_000})
    assert response.status_code == 401
    assert "<h1" in response.text


@pytest.mark.parametrize("body", [b"text=%FF%FE", b"text=a%00b"])
def test_bytes_that_are_no_text_are_refused_with_a_page(sign_in, world, body):
    response = sign_in(world.aigerim).post(
        "/notices", data=body, content_type="application/x-www-form-urlencoded"
    )
    assert response.status_code == 400
    assert "<h1" in response.text


def test_a_letter_that_a_telephone_could_not_write_is_a_letter(sign_in, world):
    """Half an emoji arrives as U+FFFD: no reason to refuse a child's words."""
    response = sign_in(world.aigerim).post("/notices", data={"text": "\N{REPLACEMENT CHARACTER}"})
    assert response.status_code == 303


def test_broken_bytes_are_refused_in_every_encoding_of_a_form(sign_in, world):
    body = b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n\xff\xfe\r\n--x--\r\n'
    response = sign_in(world.aigerim).post(
        "/notices", data=body, content_type="multipart/form-data; boundary=x"
    )
    assert response.status_code == 400


def test_every_answer_carries_the_strict_policy_and_a_number(client, world):
    response = client.get("/sign-in")
    policy = response.headers["Content-Security-Policy"]
    assert policy == headers.POLICY
    assert "unsafe" not in policy
    assert len(response.headers["X-Request-ID"]) == 12


def test_a_signed_in_page_is_not_kept_by_a_shared_computer(sign_in, world):
    assert sign_in(world.aigerim).get("/notices").headers["Cache-Control"] == "no-store"


def test_the_process_is_healthy_and_ready(client, world):
    assert client.get("/healthz").status_code == 200
    ready = client.get("/readyz")
    assert ready.status_code == 200
    assert json.loads(ready.data) == {
        "status": "ok",
        "database": True,
        "migrations": True,
        "queue": True,
    }


def test_static_files_keep_for_ever_under_a_name_of_their_content(client, world):
    page = BeautifulSoup(client.get("/sign-in").data, "html5lib")
    sheet = page.select_one("link[rel=stylesheet]")["href"]
    with client.get(sheet) as response:
        assert response.status_code == 200
        assert "immutable" in response.headers["Cache-Control"]


def test_a_database_that_is_away_is_told_without_asking_it(app, sign_in, world):
    teacher = sign_in(world.teacher)
    with app.app_context():
        db.engines[None], kept = sa.create_engine("sqlite:////no/such/place.db"), db.engine
    try:
        response = teacher.get("/notices")
    finally:
        with app.app_context():
            db.session.remove()
            db.engines[None] = kept
    assert response.status_code == 503
    assert "<h1" in response.text


def test_a_child_in_danger_is_told_that_it_was_not_sent_and_loses_nothing(app, sign_in, world):
    """The database is gone for a minute: the truth, whom to call, and the same form once more."""
    pupil, sent = sign_in(world.aigerim, "en"), {"submission_key": str(uuid.uuid4())}
    with app.app_context():
        db.engines[None], kept = sa.create_engine("sqlite:////no/such/place.db"), db.engine
    try:
        response = pupil.post("/learn/help/danger", data=sent)
    finally:
        with app.app_context():
            db.session.remove()
            db.engines[None] = kept
    assert response.status_code == 503
    assert "This was not sent" in response.text
    assert "112" in response.text
    assert "111" in response.text
    for _ in range(2):
        assert pupil.post("/learn/help/danger", data=sent).status_code == 303
    with app.app_context():
        told = sa.select(Notice.recipient_id).where(Notice.kind == "case-opened")
        assert sorted(db.session.scalars(told)) == sorted(
            {world.psychologist, world.lead, world.deputy}
        )


@pytest.fixture
def broken_page(app):
    """`broken_page(func)`: an address whose view is this function."""
    from app.web.access import Permission, allow

    def make(view):
        if "explode" not in {rule.endpoint for rule in app.url_map.iter_rules()}:
            app.url_map.add(app.url_rule_class("/explode", endpoint="explode"))
        app.view_functions["explode"] = allow(Permission.ANYONE)(view)
        return "/explode"

    yield make
    del app.view_functions["explode"]


def test_an_unexpected_error_shows_its_number(client, world, broken_page):
    def explode():
        raise RuntimeError("boom")

    response = client.get(broken_page(explode))
    assert response.status_code == 500
    assert response.headers["X-Request-ID"] in response.text


def test_the_log_of_an_error_tells_the_place_and_no_name(client, world, broken_page, capsys):
    def explode():
        person = {"family_name": "Әлімова", "given_name": "Айгерім", "sort_key": "", "locale": "kk"}
        with transaction() as session:
            session.execute(sa.insert(User).values(school_id=world.school, role="spy", **person))

    assert client.get(broken_page(explode)).status_code == 500
    log = capsys.readouterr().out
    assert "IntegrityError" in log
    assert "in explode" in log
    assert "Айгерім" not in log


def test_the_demo_answers_this_machine_only_whatever_serves_it(app, tmp_path):
    """`flask run --host 0.0.0.0` asks no settings of ours."""
    demo = create_app(mode="demo", instance=tmp_path).test_client()
    jobs.serve(app)  # the demo has taken the queue
    assert demo.get("/healthz").status_code == 200
    for address in ("192.168.1.7", "10.0.0.2", "2001:db8::1"):
        answer = demo.get("/healthz", environ_overrides={"REMOTE_ADDR": address})
        assert answer.status_code == 403
