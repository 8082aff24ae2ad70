"""Certificates of themes: who gets one, what stands on it, what a stranger with the code reads."""

import dataclasses
import uuid
from dataclasses import dataclass

import pytest
import sqlalchemy as sa

from app.content import library
from app.core.db import db, transaction
from app.learning.models import Certificate
from app.people.models import User
from app.people.viewer import load_viewer
from app.privacy import erasure
from app.web import paper
from tests import classroom
from tests.classroom import OPEN, SENSITIVE, day
from tests.pages import sheets_of_pdf, text_of

pytestmark = pytest.mark.usefixtures("context")

LIST = "/learn/certificates"


@dataclass(frozen=True)
class Made:
    id: uuid.UUID
    code: str
    lesson_ids: tuple[str, ...]


@pytest.fixture(autouse=True)
def two_lessons():
    """Both lessons stand in one theme: an open one, and one that the teacher gives."""
    served = library.get()
    known = {one: served.lessons[one] for one in (OPEN, SENSITIVE)}
    known[SENSITIVE] = known[SENSITIVE].model_copy(update={"theme": known[OPEN].theme})
    library.install(dataclasses.replace(served, lessons=known))
    yield
    library.install(served)


@pytest.fixture
def theme():
    return library.get().lessons[OPEN].theme


@pytest.fixture
def finished(world):
    classroom.work(world.aigerim, OPEN, on=0)
    classroom.work(world.aigerim, SENSITIVE, on=1)


@pytest.fixture
def aigerim(world, sign_in):
    return sign_in(world.aigerim)


@pytest.fixture
def made(aigerim, finished, theme, at):
    with at(day(2)):
        answer = aigerim.post(f"{LIST}/{theme}")
    assert answer.status_code == 303
    row = db.session.scalars(sa.select(Certificate)).one()
    return Made(row.id, row.code, tuple(row.lesson_ids))


def test_a_theme_is_finished_only_with_its_sensitive_lessons(world, aigerim, open_page, theme):
    classroom.work(world.aigerim, OPEN, on=0)
    page = open_page(aigerim, LIST)
    assert "Lessons done: 1 of 2" in page.get_text()
    assert not page.select("form[action*='certificates']")
    assert aigerim.post(f"{LIST}/{theme}").status_code == 404
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Certificate)) == 0


def test_a_finished_theme_can_be_made_a_certificate(finished, aigerim, open_page, theme):
    assert open_page(aigerim, LIST).select_one(f"form[action='{LIST}/{theme}']")


def test_pressing_twice_makes_one(made, aigerim, theme):
    again = aigerim.post(f"{LIST}/{theme}")
    assert again.location.endswith(str(made.id))
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Certificate)) == 1


def test_an_unknown_theme_has_no_certificate(aigerim, finished):
    assert aigerim.post(f"{LIST}/nothing").status_code == 404


@pytest.mark.parametrize(
    ("locale", "words"),
    [("kk", "Сертификат"), ("ru", "Сертификат"), ("en", "has finished all lessons")],
)
def test_it_names_pupil_theme_school_and_day_in_each_language(
    made, aigerim, open_page, theme, locale, words
):
    aigerim.get(f"{LIST}?locale={locale}")
    sheet = text_of(open_page(aigerim, f"{LIST}/{made.id}"), ".cert")
    assert words in sheet
    assert "Әлімова Айгерім" in sheet
    assert "№ 14 мектеп-гимназия" in sheet
    assert library.get().themes[theme].title.in_locale(locale) in sheet
    assert "2026" in sheet


def test_sensitive_lessons_are_counted_but_not_printed(made, aigerim, open_page):
    sheet = text_of(open_page(aigerim, f"{LIST}/{made.id}"), ".cert")
    assert library.get().lessons[OPEN].title.en in sheet
    assert library.get().lessons[SENSITIVE].title.en not in sheet
    assert set(made.lesson_ids) == {OPEN, SENSITIVE}


def test_it_holds_no_marks(world, made, aigerim, open_page):
    before = text_of(open_page(aigerim, f"{LIST}/{made.id}"), ".cert")
    classroom.quiz(world.aigerim, OPEN, on=2, right=3, total=6)
    assert text_of(open_page(aigerim, f"{LIST}/{made.id}"), ".cert") == before


def test_the_pdf_is_one_sheet(made, aigerim):
    answer = aigerim.get(f"{LIST}/{made.id}.pdf")
    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF")
    assert sheets_of_pdf(answer.data) == 1
    assert "no-store" in answer.headers["Cache-Control"]


def test_without_pango_there_is_the_page_only(made, aigerim, open_page, monkeypatch):
    monkeypatch.setattr(paper, "can_make_pdfs", lambda: False)
    assert not open_page(aigerim, f"{LIST}/{made.id}").select("a[href$='.pdf']")
    assert aigerim.get(f"{LIST}/{made.id}.pdf").status_code == 404


@pytest.mark.parametrize("who", ["bolat", "stranger", "parent", "teacher", "psychologist", "admin"])
def test_nobody_else_opens_makes_or_takes_back_one(world, made, sign_in, theme, who):
    other = sign_in(getattr(world, who))
    for address in (f"{LIST}/{made.id}", f"{LIST}/{made.id}.pdf"):
        assert other.get(address).status_code == 404
    assert other.post(f"{LIST}/{made.id}/take-back").status_code == 404
    assert other.post(f"{LIST}/{theme}").status_code == 404
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Certificate)) == 1


def test_a_stranger_with_the_code_reads_four_things(made, client, open_page, theme):
    page = open_page(client, f"/certificate/{made.code}?locale=en")
    said = text_of(page, "[data-genuine]")
    assert "This certificate is genuine" in said
    assert library.get().themes[theme].title.en in said
    assert "7 October 2026" in said
    assert "Айгерім Ә." in said
    assert "№ 14 мектеп-гимназия" in said
    assert "Әлімова" not in page.get_text()
    assert library.get().lessons[OPEN].title.en not in page.get_text()


def test_search_engines_are_told_to_leave_it_alone(made, client):
    for code in (made.code, "X"):
        answer = client.get(f"/certificate/{code}")
        assert "noindex" in answer.headers["X-Robots-Tag"]
        assert b'name="robots" content="noindex' in answer.data


def test_a_code_typed_by_hand_is_understood(made, client):
    typed = f"{made.code[:4]}-{made.code[4:8]} {made.code[8:]}".lower()
    assert client.get(f"/certificate/{typed}").status_code == 200


@pytest.mark.parametrize("code", ["X", "ACDEFGHJKMNPQRTU", "%00", "’’"])
def test_an_unknown_code_is_told_kindly(made, client, code):
    answer = client.get(f"/certificate/{code}?locale=en")
    assert answer.status_code in (400, 404)
    assert b"genuine" not in answer.data


def test_codes_cannot_be_guessed(made, world, theme):
    assert len(made.code) == 16
    assert len(set(made.code)) > 3


def test_a_certificate_taken_back_checks_nothing_any_more(made, aigerim, client, open_page):
    assert aigerim.post(f"{LIST}/{made.id}/take-back").status_code == 303
    assert client.get(f"/certificate/{made.code}").status_code == 404
    assert "is taken back" in open_page(aigerim, LIST).get_text()


def test_the_certificate_of_an_erased_pupil_checks_nothing_any_more(world, made, client):
    with transaction():
        db.session.get(User, world.aigerim).is_active = False
    with transaction():
        erasure.erase(person_id=world.aigerim, reason="paper 1", by=load_viewer(world.admin))
    assert client.get(f"/certificate/{made.code}").status_code == 404
    assert db.session.get(Certificate, made.id) is None


def test_it_stays_genuine_when_the_theme_grows(world, made, aigerim, client):
    served = library.get()
    grown = served.lessons[OPEN].model_copy(update={"id": "L99"})
    library.install(dataclasses.replace(served, lessons=served.lessons | {"L99": grown}))
    assert client.get(f"/certificate/{made.code}").status_code == 200
    assert aigerim.get(f"{LIST}/{made.id}").status_code == 200


def test_pages_stay_within_their_budget(made, aigerim, client, open_page, at_most):
    with at_most(8):
        open_page(aigerim, LIST)
    with at_most(8):
        open_page(aigerim, f"{LIST}/{made.id}")
    with at_most(2):
        open_page(client, f"/certificate/{made.code}")
