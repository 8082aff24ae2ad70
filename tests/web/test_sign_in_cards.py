"""Sign-in cards and the ways in that they open: pictures, PINs, a code for the camera."""

import re
import zlib

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup

from app.core import audit
from app.core.db import db, transaction
from app.people.models import SchoolClass, User
from app.signin import pictures
from app.signin.models import SignInCard
from app.web import cards, paper
from tests.pages import text_of
from tests.people import PIN


@pytest.fixture
def juniors(app, world):
    """8 А becomes 2 А."""
    with app.app_context(), transaction():
        db.session.get_one(SchoolClass, world.class_8a).grade = 2
    return world


def print_cards(client, class_id, *pupils, form="page"):
    return client.post(f"/class/{class_id}/cards", data={"pupils": [*pupils], "format": form})


def parsed(response):
    return BeautifulSoup(response.data, "html5lib")


@pytest.fixture
def printed(app, monkeypatch):
    """The addresses and secrets of the cards that were printed last."""
    kept = []
    show = cards.show_cards
    monkeypatch.setattr(
        cards, "show_cards", lambda made, *a, **k: kept.extend(made) or show(made, *a, **k)
    )
    return kept


def address_of(app, card):
    with app.test_request_context():
        return f"/c/{cards.signed(card.token)}"


# --- printing --------------------------------------------------------------------------------


def test_a_sheet_has_a_card_for_each_ticked_pupil(world, sign_in, open_page, printed):
    teacher = sign_in(world.teacher)
    boxes = open_page(teacher, f"/class/{world.class_8a}/cards").select("input[name=pupils]")
    assert [int(one["value"]) for one in boxes] == [world.aigerim, world.bolat]
    sheet = parsed(print_cards(teacher, world.class_8a, world.bolat))
    [card] = sheet.select(".pass")
    assert "Жүнісов Болат" in card.get_text()
    assert "482 715" in card.get_text()
    assert printed[0].pin in card.get_text()
    assert card.select_one("svg.qr")


def test_nothing_of_a_card_can_be_read_in_the_database(app, world, sign_in, printed):
    print_cards(sign_in(world.teacher), world.class_8a, world.aigerim)
    with app.app_context():
        row = db.session.scalars(sa.select(SignInCard)).one()
        person = db.session.get_one(User, world.aigerim)
        stored = f"{vars(row)} {vars(person)}"
    assert printed[0].token not in stored
    assert person.pin_hash.startswith("$argon2id$")


def test_printing_is_in_the_trail_and_shown_to_the_child(app, world, sign_in, open_page):
    print_cards(sign_in(world.teacher), world.class_8a, world.aigerim)
    with app.app_context():
        [entry] = audit.entries_about("user", world.aigerim, audit.Action.SECRET_RESET)
        assert entry.actor_id == world.teacher
    page = open_page(sign_in(world.aigerim), "/learn/progress")
    assert "was changed" in text_of(page)


def test_a_new_card_ends_the_old_one_its_secret_and_its_sessions(app, world, sign_in, printed):
    teacher, pupil = sign_in(world.teacher), sign_in(world.aigerim)
    print_cards(teacher, world.class_8a, world.aigerim)
    assert pupil.get("/learn/").status_code == 303
    print_cards(teacher, world.class_8a, world.aigerim)
    old, new = printed
    browser = app.test_client()
    browser.get(address_of(app, old))
    assert browser.post("/sign-in/card").status_code == 404
    browser.get(address_of(app, new))
    assert browser.post("/sign-in/card").location == "/learn/"
    for pin, status in ((PIN, 422), (old.pin, 422), (new.pin, 303)):
        data = {"code": "482715", "pupil": world.aigerim, "pin": pin}
        assert app.test_client().post("/sign-in/pin", data=data).status_code == status


def test_a_sheet_for_the_printer_is_a_pdf_that_brings_its_letters_along(world, sign_in):
    answer = print_cards(sign_in(world.teacher), world.class_8a, world.aigerim, form="pdf")
    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF-")
    assert answer.headers["Cache-Control"] == "no-store"
    assert b"Onest" in unpacked(answer.data)


def unpacked(pdf):
    """What the streams of a PDF say."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    packed = (one for one in streams if one[:1] == b"x")
    return b"".join(zlib.decompressobj().decompress(one) for one in packed) + pdf


def test_without_pango_the_sheet_is_a_page_and_the_page_says_why(
    world, sign_in, open_page, monkeypatch
):
    monkeypatch.setattr(paper, "can_make_pdfs", lambda: False)
    teacher = sign_in(world.teacher)
    page = open_page(teacher, f"/class/{world.class_8a}/cards")
    assert "libpango" in text_of(page)
    assert not page.select("button[value=pdf]")
    answer = print_cards(teacher, world.class_8a, world.aigerim, form="pdf")
    assert answer.mimetype == "text/html"
    assert parsed(answer).select_one(".pass")


def test_a_pdf_reads_no_file_but_ours(app):
    with app.app_context():
        fetcher = paper._fetcher(paper.Path(app.static_folder))
        with pytest.raises(ValueError, match="not a file of ours"):
            fetcher.fetch("file:///etc/passwd")
        with pytest.raises(ValueError, match="not a file of ours"):
            fetcher.fetch(f"{paper.Path(app.static_folder).as_uri()}/../settings.py")


@pytest.mark.parametrize("who", ["strange_teacher", "aigerim", "parent", "psychologist"])
def test_others_print_no_cards_of_this_class(world, sign_in, who):
    browser = sign_in(getattr(world, who))
    assert browser.get(f"/class/{world.class_8a}/cards").status_code == 404
    assert print_cards(browser, world.class_8a, world.aigerim).status_code == 404


def test_a_pupil_of_another_class_is_not_slipped_in(world, sign_in, printed):
    print_cards(sign_in(world.teacher), world.class_8a, world.stranger, world.bolat)
    assert [one.user_id for one in printed] == [world.bolat]


def test_an_administrator_prints_them_too(world, sign_in, printed):
    admin = sign_in(world.admin)
    url = f"/school/classes/{world.class_8a}/cards"
    assert admin.get(url).status_code == 200
    assert admin.post(url, data={"pupils": [world.bolat]}).status_code == 200
    assert len(printed) == 1


# --- the code for the camera -----------------------------------------------------------------


def test_a_card_asks_before_it_signs_in_and_leaves_no_address_behind(
    app, world, sign_in, client, printed
):
    print_cards(sign_in(world.teacher), world.class_8a, world.aigerim)
    left = client.get(address_of(app, printed[0]))
    assert left.location == "/sign-in/card"
    assert "Айгерім Ә." in client.get("/sign-in/card").text
    assert client.get("/learn/").status_code == 303
    assert client.post("/sign-in/card").location == "/learn/"
    assert client.get("/learn/").status_code == 200


@pytest.mark.parametrize("address", ["/c/x", "/c/abc.def", "/c/", "/c/%00"])
def test_a_code_of_nobody_is_a_page_that_says_what_to_do(client, world, address):
    answer = client.get(address, follow_redirects=True)
    assert answer.status_code == 404
    assert "<h1" in answer.text


def test_a_code_that_we_have_not_signed_is_not_looked_up(app, world, sign_in, client, printed):
    print_cards(sign_in(world.teacher), world.class_8a, world.aigerim)
    client.get(f"/c/{printed[0].token}.{'A' * 27}")
    assert client.post("/sign-in/card").status_code == 404


def test_a_card_opens_lessons_and_never_requests_for_help(app, world, client, sign_in, printed):
    own = sign_in(world.aigerim)
    sent = own.post(
        "/learn/help/talk", data={"submission_key": "00000000-0000-4000-8000-000000000001"}
    )
    own.post("/learn/help/word", data={"new_word": "ақ бота"})
    print_cards(sign_in(world.teacher), world.class_8a, world.aigerim)
    client.get(address_of(app, printed[0]))
    client.post("/sign-in/card")
    assert client.get("/learn/path").status_code == 200
    for url in (sent.location, "/learn/help/who-knows"):
        page = BeautifulSoup(client.get(url).data, "html5lib")
        assert page.select_one("input[name=word]"), url
        assert "Sent." not in text_of(page)


# --- three pictures --------------------------------------------------------------------------


def pick(client, pupil, *names, code="482715"):
    picked = ""
    for name in names:
        data = {"code": code, "pupil": pupil, "picked": picked, "picture": name}
        answer = client.post("/sign-in/pictures", data=data)
        picked = f"{picked} {name}"
    return answer


def test_a_child_of_grade_two_presses_the_name_and_three_pictures(
    juniors, client, sign_in, printed
):
    print_cards(sign_in(juniors.teacher), juniors.class_8a, juniors.aigerim)
    three = printed[0].pictures
    assert len(set(three)) == 3
    names = parsed(client.post("/sign-in/class", data={"code": "482 715"}))
    assert [one.get_text(strip=True) for one in names.select(".names button")] == [
        "Айгерім Ә.",
        "Болат Ж.",
    ]
    first = parsed(pick(client, juniors.aigerim, three[0]))
    assert len(first.select(".pic")) == len(pictures.PICTURES)
    assert pick(client, juniors.aigerim, *three).location == "/learn/"


def test_wrong_pictures_or_a_wrong_order_open_nothing(juniors, client, sign_in, printed):
    print_cards(sign_in(juniors.teacher), juniors.class_8a, juniors.aigerim)
    three = printed[0].pictures
    for tried in (three[::-1], ("apple", "apple", "apple")):
        answer = pick(client, juniors.aigerim, *tried)
        assert answer.status_code == 422
        page = parsed(answer)
        assert len(page.select(".pic")) == len(pictures.PICTURES)
        assert not page.select(".pips .is-on")
        assert page.select_one("[role=alert]")
    assert client.get("/learn/").status_code == 303


def test_what_is_no_picture_and_who_is_no_classmate_count_for_nothing(juniors, client):
    assert pick(client, juniors.aigerim, "apple", "<script>", "kite").status_code == 200
    assert pick(client, juniors.stranger, "apple").status_code == 422
    assert pick(client, "x", "apple").status_code == 422
    assert pick(client, juniors.aigerim, "apple", code="000").location == "/sign-in"


def test_a_pin_does_for_pictures_and_pictures_for_a_pin_only_by_their_own_way(
    juniors, client, sign_in, printed
):
    names = parsed(client.post("/sign-in/class", data={"code": "482715", "way": "pin"}))
    assert names.select_one("input[name=pin]")
    data = {"code": "482715", "pupil": juniors.aigerim, "pin": PIN}
    assert client.post("/sign-in/pin", data=data).location == "/learn/"


def test_a_teacher_renews_pictures_in_one_tap(juniors, client, sign_in, open_page):
    teacher = sign_in(juniors.teacher)
    page = open_page(teacher, f"/class/{juniors.class_8a}/sign-in")
    form = page.select_one(f"form[action='/class/pupils/{juniors.aigerim}/pin']")
    assert "New pictures" in form.get_text()
    shown = parsed(teacher.post(form["action"]))
    uses = [one["href"].rpartition("#pic-")[2] for one in shown.select("main ol use")]
    assert pick(client, juniors.aigerim, *uses).location == "/learn/"
