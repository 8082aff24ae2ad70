"""Pictures of a case: only for its readers, without what a camera adds, gone with the case."""

import io
import uuid

import pytest
import sqlalchemy as sa
from PIL import Image

from app.casework import files
from app.casework.files import CaseFile
from app.core import audit
from app.core.db import db
from tests.pages import text_of
from tests.web.test_cases import ask, kinds

pytestmark = pytest.mark.usefixtures("context")


def picture(kind="JPEG", size=(40, 20), **more):
    made = io.BytesIO()
    Image.new("RGB", size, "red").save(made, kind, **more)
    return made.getvalue()


def from_a_camera():
    """With a place, a device and a comment."""
    exif = Image.Exif()
    exif[0x010F] = "SecretPhone"
    exif.get_ifd(0x8825)[1] = "N"
    return picture(exif=exif.tobytes(), comment=b"of Aigerim")


@pytest.fixture
def psychologist(sign_in, world):
    return sign_in(world.psychologist)


def add(client, case_id, data, key=None, name="x.jpg", text="A screenshot of the chat"):
    form = {
        "file": (io.BytesIO(data), name),
        "text": text,
        "submission_key": key or str(uuid.uuid4()),
    }
    url = f"/cases/{case_id}/files"
    return client.post(url, data=form, content_type="multipart/form-data", buffered=True)


def kept():
    return db.session.scalars(sa.select(CaseFile)).all()


def address(case_id):
    return f"/cases/{case_id}/files/{kept()[0].id}"


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_is_kept_listed_and_fetched(world, psychologist, open_page, kind):
    case_id = ask(world)
    assert add(psychologist, case_id, picture(kind)).status_code == 303
    assert "A screenshot of the chat" in text_of(open_page(psychologist, f"/cases/{case_id}/files"))
    fetched = psychologist.get(address(case_id))
    assert fetched.mimetype == f"image/{kind.lower()}"
    assert Image.open(io.BytesIO(fetched.data)).size == (40, 20)
    assert kinds(case_id)[-1] == "file-added"


def test_what_a_camera_adds_is_taken_out(world, psychologist):
    case_id = ask(world)
    raw = from_a_camera()
    assert b"SecretPhone" in raw
    add(psychologist, case_id, raw)
    data = psychologist.get(address(case_id)).data
    assert b"SecretPhone" not in data
    assert b"Aigerim" not in data
    assert not Image.open(io.BytesIO(data)).getexif()


def test_it_lies_in_the_database_encrypted(world, psychologist):
    add(psychologist, ask(world), picture())
    raw = bytes(db.session.scalar(sa.text("SELECT sealed FROM case_files")))
    assert b"JFIF" not in raw
    assert b"\xff\xd8" not in raw


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg onload='x'>",
        b"%PDF-1.7 x",
        b"GIF89a\x01\x00\x01\x00",
        picture()[:60],
        b"\x89PNG",
    ],
)
def test_what_is_no_picture_is_refused_whatever_its_name_says(world, psychologist, data):
    case_id = ask(world)
    assert add(psychologist, case_id, data, name="photo.jpg").status_code == 422
    assert kept() == []


def test_a_picture_that_unfolds_too_far_is_refused(world, psychologist):
    huge = picture("PNG", size=(8000, 8000))
    assert len(huge) < files.LARGEST
    assert add(psychologist, ask(world), huge).status_code == 422
    assert kept() == []


def test_more_than_ten_megabytes_are_refused():
    with pytest.raises(files.NotAccepted) as refusal:
        files.cleaned(picture() + b"\0" * files.LARGEST)
    assert refusal.value.reason == "too-large"


def test_a_form_sent_twice_keeps_one(world, psychologist):
    case_id, key = ask(world), str(uuid.uuid4())
    for _ in range(2):
        assert add(psychologist, case_id, picture(), key=key).status_code == 303
    assert len(kept()) == 1


@pytest.mark.parametrize(
    "role", ["lead", "deputy", "teacher", "parent", "aigerim", "bolat", "strange_psychologist"]
)
def test_nobody_else_lists_adds_or_fetches(world, sign_in, psychologist, role):
    case_id = ask(world)
    add(psychologist, case_id, picture())
    other = sign_in(getattr(world, role))
    assert other.get(f"/cases/{case_id}/files").status_code == 404
    assert other.get(address(case_id)).status_code == 404
    assert add(other, case_id, picture()).status_code == 404
    assert len(kept()) == 1


def test_a_reader_who_is_closed_out_fetches_nothing_more(world, sign_in, psychologist):
    case_id = ask(world, kind="danger", topic="other")
    add(psychologist, case_id, picture())
    lead = sign_in(world.lead)
    assert lead.get(address(case_id)).status_code == 200
    lead.post(f"/cases/{case_id}/step-aside")
    assert lead.get(address(case_id)).status_code == 404


def test_a_file_is_not_found_under_another_case(world, psychologist):
    first, second = ask(world), ask(world, pupil=world.bolat)
    add(psychologist, first, picture())
    assert psychologist.get(f"/cases/{second}/files/{kept()[0].id}").status_code == 404


def test_it_is_a_download_that_runs_nothing_and_stays_nowhere(world, psychologist):
    case_id = ask(world)
    add(psychologist, case_id, picture())
    headers = psychologist.get(address(case_id)).headers
    assert headers["Content-Disposition"].startswith("attachment;")
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"


def test_every_time_it_is_fetched_is_written_down(world, psychologist):
    case_id = ask(world)
    add(psychologist, case_id, picture())
    for _ in range(2):
        psychologist.get(address(case_id))
    trail = audit.entries_about("case", case_id, audit.Action.CASE_FILE_READ)
    assert [one.actor_id for one in trail] == [world.psychologist] * 2
