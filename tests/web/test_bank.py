"""A school's own questions: from a file into the bank, shown whole before, and out again."""

import io

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.bank.models import SchoolItem, SchoolItemVersion
from app.core.db import db
from tests.pages import lint, text_of

pytestmark = pytest.mark.usefixtures("context")

BANK = "/class/bank"
GIFT = """$CATEGORY: Заң

::Жас::Адам неше жастан кәмелетке толады? {=18#Азаматтық кодекс. ~16 ~21}

::Көмек::Кімге айтасың? {~%50%анама ~%50%психологқа ~%-100%ешкімге}

Балалар желісі – <b>111</b>. {T}

Сан: {#14:1}

Жұп: {=102 -> полиция =103 -> жедел жәрдем}

Баланың құқығын {=омбудсмен ~дүкенші} қорғайды.
"""


@pytest.fixture
def teacher(sign_in, world):
    return sign_in(world.teacher)


def parse(response, status=200):
    """The page of an answer, with the marks of a well-made one."""
    assert response.status_code == status, response.status_code
    page = BeautifulSoup(response.data, "html5lib")
    lint(page)
    return page


def upload(client, text, language="kk", name="q.gift.txt"):
    raw = text if isinstance(text, bytes) else text.encode()
    data = {"language": language, "file": (io.BytesIO(raw), name)}
    return client.post(f"{BANK}/import", data=data, content_type="multipart/form-data")


def confirm(client, text, language="kk"):
    data = {"language": language, "text": text}
    return client.post(f"{BANK}/import/confirm", data=data, content_type="multipart/form-data")


def rows():
    db.session.expire_all()
    return db.session.scalars(sa.select(SchoolItem).order_by(SchoolItem.id)).all()


def test_a_preview_shows_every_question_as_pupils_see_it_and_writes_nothing(teacher):
    page = parse(upload(teacher, GIFT))
    assert page.h1.get_text(strip=True) == "6 questions in the file"
    assert len(page.select("fieldset[disabled]")) == 6
    assert "Balalar" not in page.text
    assert "Bold, colours and other formatting are not kept." in text_of(page)
    assert rows() == []


def test_a_confirmed_file_goes_in_as_drafts_and_twice_changes_nothing(teacher, world):
    assert confirm(teacher, GIFT).status_code == 303
    assert confirm(teacher, GIFT).status_code == 303
    found = rows()
    assert [(one.name, one.status, one.version) for one in found[:2]] == [
        ("Жас", "draft", 1),
        ("Көмек", "draft", 1),
    ]
    assert len(found) == 6
    assert {one.school_id for one in found} == {world.school}


def test_a_changed_question_is_a_new_version_and_the_old_one_stays(teacher):
    confirm(teacher, GIFT)
    confirm(teacher, GIFT.replace("~21", "~20"))
    assert [one.version for one in rows()] == [2, 1, 1, 1, 1, 1]
    kept = db.session.execute(
        sa.select(SchoolItemVersion.version, SchoolItemVersion.document).where(
            SchoolItemVersion.school_item_id == rows()[0].id
        )
    ).all()
    assert [(one.version, one.document["options"][2]["text"]["kk"]) for one in kept] == [
        (1, "21"),
        (2, "20"),
    ]


def test_all_mistakes_are_told_with_their_places_and_nothing_goes_in(teacher):
    broken = "Fine {=a ~b}\n\nNo key {~%0%a ~%0%b ~%0%c}\n\nOpen {}\n"
    page = parse(upload(teacher, broken), status=422)
    words = text_of(page, "[role=alert]")
    assert "2 places to mend" in words
    assert "Line 3, character 1. No answer is marked as right." in words
    assert "Line 5, character 7. Empty braces ask for an essay." in words
    assert "No key {~%0%a" in page.textarea.get_text()
    assert confirm(teacher, broken).status_code == 422
    assert rows() == []


def test_mistakes_are_told_in_the_language_of_the_teacher(sign_in, world):
    page = parse(upload(sign_in(world.teacher, locale="ru"), "Open {}"), status=422)
    assert page.html["lang"] == "ru"
    assert "Empty braces" not in text_of(page)


def test_a_table_goes_in_like_gift(teacher):
    table = "түрі;сұрақ;жауап 1;жауап 2;дұрысы\nтаңдау;Неше?;бір;екі;2\n"
    assert "Table (CSV)" in text_of(parse(upload(teacher, table, name="q.csv")))
    page = parse(upload(teacher, "түрі;сұрақ;дұрысы\nбасқа;Неше?;1\n"), status=422)
    assert "Line 2, column “түрі”" in text_of(page)


@pytest.mark.parametrize(
    ("language", "encoding", "text"),
    [
        ("ru", "cp1251", "Это вопрос? {=да ~нет}"),
        ("kk", "kz1048", "Бұл сұрақ па? {=иә ~жоқ}"),
        ("kk", "utf-16", "Бұл сұрақ па? {=иә ~жоқ}"),
        ("kk", "utf-8-sig", "Бұл сұрақ па? {=иә ~жоқ}"),
    ],
)
def test_files_of_old_programs_are_read(teacher, language, encoding, text):
    page = parse(upload(teacher, text.encode(encoding), language))
    assert text[:9] in text_of(page)


def test_what_is_no_text_is_refused(teacher):
    page = parse(upload(teacher, b"PK\x03\x04\x00\x00"), status=422)
    assert "This is not a text file" in text_of(page)
    assert "Choose a file or paste its text" in text_of(parse(upload(teacher, b""), status=422))
    large = parse(upload(teacher, b"a" * 110_000), status=422)
    assert "larger than 100 KB" in text_of(large)


def test_markup_in_a_question_is_text_on_every_page(teacher, open_page):
    evil = '[plain]Is 1 < 2 "q" \\{x\\}? {=<script>alert(1)</script> ~no" onclick\\="x}'
    page = parse(upload(teacher, evil))
    assert page.select("script:not([src])") == []
    assert page.select("[onclick]") == []
    confirm(teacher, evil)
    shown = open_page(teacher, f"{BANK}/questions/{rows()[0].id}")
    assert 'no" onclick="x' in text_of(shown)


def test_questions_are_put_into_use_and_withdrawn(teacher, open_page):
    confirm(teacher, GIFT)
    first, second = rows()[:2]
    data = {"question": [first.id, second.id], "status": "on"}
    assert teacher.post(f"{BANK}/status", data=data).status_code == 303
    assert [one.status for one in rows()[:3]] == ["on", "on", "draft"]
    teacher.post(f"{BANK}/status", data={"question": first.id, "status": "withdrawn"})
    page = open_page(teacher, f"{BANK}?status=on")
    assert "Кімге айтасың?" in text_of(page, "table")
    assert "кәмелетке" not in text_of(page, "table")


@pytest.mark.parametrize("data", [{}, {"status": "on"}, {"status": "gone", "question": "1"}])
def test_a_state_for_nothing_changes_nothing(teacher, data):
    assert teacher.post(f"{BANK}/status", data=data).status_code == 303


@pytest.mark.parametrize("form", ["gift", "csv"])
def test_what_is_exported_comes_in_as_the_same(teacher, form):
    confirm(teacher, GIFT)
    out = teacher.get(f"{BANK}/export/{form}?language=kk")
    assert out.headers["Content-Disposition"].startswith('attachment; filename="adal-jol-')
    page = parse(upload(teacher, out.data, name=f"q.{form}"))
    assert text_of(page).count("In the bank already") == 6


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize(("form", "kinds"), [("gift", 6), ("csv", 7)])
def test_a_template_can_be_taken_in_as_it_is(teacher, form, kinds, language):
    template = teacher.get(f"{BANK}/template/{form}?language={language}")
    page = parse(upload(teacher, template.data, language))
    assert len(page.select("fieldset[disabled]")) == kinds


def test_another_school_sees_nothing_and_changes_nothing(sign_in, world, teacher, open_page):
    confirm(teacher, GIFT)
    first = rows()[0]
    stranger = sign_in(world.strange_teacher)
    assert "There are no questions here yet." in text_of(open_page(stranger, BANK))
    assert stranger.get(f"{BANK}/questions/{first.id}").status_code == 404
    stranger.post(f"{BANK}/status", data={"question": first.id, "status": "on"})
    assert rows()[0].status == "draft"
    assert "Жас" not in stranger.get(f"{BANK}/export/gift?language=kk").text


@pytest.mark.parametrize("path", ["", "/import", "/export/gift", "/template/csv"])
def test_a_pupil_has_no_bank(sign_in, world, path):
    assert sign_in(world.aigerim).get(BANK + path).status_code == 404


def test_the_bank_page_costs_few_statements_whatever_it_holds(teacher, at_most):
    confirm(teacher, "\n\n".join(f"Q{n} {{T}}" for n in range(150)))
    with at_most(6):
        teacher.get(BANK)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(raw=st.binary(max_size=200), language=st.sampled_from(["kk", "ru", "en"]))
def test_whatever_the_bytes_a_page_says_what_is_wrong(teacher, raw, language):
    assert upload(teacher, raw, language).status_code in (200, 422)
